/** Archives with several tables. */
import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { UNPACK_LIMITS, type UnpackLimits } from '../../../src/ingest/unpack/limits.ts';
import { openTables } from '../../../src/ingest/unpack/open-tables.ts';
import { inScratch, NO_HINTS, written } from '../written-file.ts';
import { refusal } from './reading.ts';
import { type Part, zipFile } from './zip-file.ts';

const part = (name: string, content: string | Uint8Array = `of ${name}`): Part => ({ name, content });

/** Names and texts of the tables, and what is said about them. */
const opened = (content: Uint8Array, limits: Partial<UnpackLimits> = {}) =>
  inScratch(async scratch => {
    const path = await written(scratch, content, 'given');
    const request = { path, name: 'shop.zip', hints: NO_HINTS, scratch };
    const open = () => openTables(request, { ...UNPACK_LIMITS, ...limits });
    const tables = await open();
    // What was unpacked is there for the next reading.
    expect(await open()).toEqual(tables);
    const texts = await Promise.all(tables.map(table => readFile(table.path, 'latin1')));
    return { names: tables.map(({ name }) => name), texts, notes: tables.flatMap(({ notes }) => notes) };
  });

describe('an archive of several tables', () => {
  it('is each of them, whatever their folders are called; the rest is named', async () => {
    const parts = ['__MACOSX/._orders.csv', 'export/orders.csv', '../items.tsv', 'readme.txt'].map(name => part(name));
    expect(await opened(zipFile(parts))).toEqual({
      names: ['export/orders.csv', '../items.tsv'],
      texts: ['of export/orders.csv', 'of ../items.tsv'],
      notes: ['Not read from the archive: readme.txt.'],
    });
  });

  it('of which there is one, and a file that is no archive, are themselves', async () => {
    expect((await opened(zipFile([part('orders.csv'), part('readme.txt')]))).names).toEqual(['shop.zip']);
    expect((await opened(Buffer.from('customer,date'))).names).toEqual(['shop.zip']);
  });

  it('of which there are more than can belong together is refused, and lists them', async () => {
    const names = ['a.csv', 'b.csv', 'c.csv', 'd.csv', 'e.csv', 'f.csv'];
    expect(await refusal(opened(zipFile(names.map(name => part(name)))))).toEqual({
      code: 'archive_many_tables',
      facts: { name: 'shop.zip', tables: [...names.slice(0, 5), '1 more'] },
    });
  });
});

describe('limits hold for all of its tables together', () => {
  const zeros = Buffer.alloc(1_500_000, '0');
  const two = zipFile([part('orders.csv', zeros), part('items.csv', zeros)]);
  const packed = zipFile([part('orders.csv.gz', gzipSync(zeros)), part('items.csv.gz', gzipSync(zeros))]);

  it.each([
    ['unpacks_too_large', two, { inflatedBytes: 2_000_000 }, { mostMegabytes: 2 }],
    ['unpacks_too_large', packed, { inflatedBytes: 2_000_000 }, { mostMegabytes: 2 }],
    ['unpacks_suspiciously', two, { ratioFromBytes: 2_000_000 }, { times: 250 }],
    ['unpacks_suspiciously', packed, { ratioFromBytes: 2_000_000 }, { times: 250 }],
    ['unpacks_too_long', two, { milliseconds: 0 }, { minutes: 0 }],
    ['archive_too_many', two, { archiveEntries: 1 }, { most: 1 }],
  ] as const)('%s (%#)', async (code, content, limits, facts) => {
    expect(await refusal(opened(content, limits))).toEqual({ code, facts: { name: 'shop.zip', ...facts } });
  });
});
