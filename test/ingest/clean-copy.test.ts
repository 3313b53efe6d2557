import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OrderFile } from '../../src/core/order-file.ts';
import { cleanCopy } from '../../src/ingest/clean-copy.ts';
import { strictRows } from './strict-reader.ts';
import { inScratch, written } from './written-file.ts';

const FILE: Omit<OrderFile, 'path' | 'bytes'> = {
  name: 'orders.csv',
  encoding: 'utf-8',
  delimiter: ',',
  quote: '"',
  header: true,
  columns: ['customer', 'date', 'amount'],
  mapping: { customer: 0, date: 1, amount: 2 },
  dates: { formats: ['iso'], label: 'YYYY-MM-DD', note: 'a date note', assumption: null },
  numbers: { decimal: '.' },
  records: 0,
  cleaned: null,
  notes: ['a note'],
};

interface Copied {
  readonly file: OrderFile;
  readonly rows: readonly (readonly string[])[];
  readonly unreadable: readonly (readonly string[])[];
}

/** Cleans a file of this content and reads both results with csv-parse. */
const cleaned = (content: string | Uint8Array, facts: Partial<OrderFile> = {}): Promise<Copied> =>
  inScratch(async scratch => {
    const path = await written(scratch, content);
    const file = await cleanCopy({ ...FILE, bytes: content.length, ...facts, path }, scratch);
    const rows: string[][] = parse(await readFile(file.path));
    const unreadable: string[][] = parse(await readFile(file.cleaned?.unreadable.path ?? ''));
    const strict = rows.length === 0 ? [] : await strictRows(file.path, file.columns.length + 1);
    expect(strict.map(row => row.map(cell => cell ?? ''))).toEqual(rows);
    expect(await strictRows(file.cleaned?.unreadable.path ?? '', 3)).toHaveLength(unreadable.length);
    return { file, rows, unreadable };
  });

describe('cleanCopy', () => {
  it('writes numbered rows without header, and what cannot be read beside them', async () => {
    const { file, rows, unreadable } = await cleaned('c,d,a\r\n1,"2\r\n2",3\n\n4,5\n  7,"8,9\r10,11,"12""12"\n');
    expect(rows).toEqual([
      ['1', '1', '2\n2', '3'],
      ['4', '10', '11', '12"12'],
    ]);
    expect(unreadable).toEqual([
      ['2', '2 of 3 columns', '4,5'],
      ['3', 'a quote is opened and not properly closed', '  7,"8,9'],
    ]);
    expect(file).toMatchObject({ encoding: 'utf-8', delimiter: ',', quote: '"', header: false, records: 4 });
    expect(file).toMatchObject({ columns: FILE.columns, mapping: FILE.mapping, notes: FILE.notes });
    expect(file.cleaned?.unreadable.count).toBe(2);
  });

  it('numbers from the first row where there is no header', async () => {
    const { rows } = await cleaned('\ufeff1,2,3\n4,5,6', { header: false });
    expect(rows).toEqual([
      ['1', '1', '2', '3'],
      ['2', '4', '5', '6'],
    ]);
  });

  it('rewrites other dialects and Latin-1', async () => {
    const text = "c;d;a\n'Zo\xeb; \"Z\"';2,5;'it''s'\n";
    const { rows } = await cleaned(Buffer.from(text, 'latin1'), { delimiter: ';', quote: "'", encoding: 'latin-1' });
    expect(rows).toEqual([['1', 'Zoë; "Z"', '2,5', "it's"]]);
    const tabs = await cleaned('c\td\ta\n"1\t24" TV\ta,b\n', { delimiter: '\t', quote: null });
    expect(tabs.rows).toEqual([['1', '"1', '24" TV', 'a,b']]);
  });

  it('keeps zero bytes as text', async () => {
    expect((await cleaned('c,d,a\n1,2\0,3\n')).rows).toEqual([['1', '1', '2\0', '3']]);
  });

  it('cuts a long field that is not needed and refuses one that is', async () => {
    const long = '€'.repeat(1_700_000);
    const content = `c,d,a\n1,2,${long}\n1,2,"${long}"\n4,5,6\n`;
    const unmapped = await cleaned(content, { mapping: { customer: 0, date: 1 } });
    expect(unmapped.rows.map(row => row[3]?.length)).toEqual([21_845, 21_845, 1]);
    const mapped = await cleaned(content);
    expect(mapped.rows).toEqual([['3', '4', '5', '6']]);
    expect(mapped.unreadable.map(([row, why]) => [row, why])).toEqual([
      ['1', 'a field of more than 64 KB in a column that is needed'],
      ['2', 'a field of more than 64 KB in a column that is needed'],
    ]);
  });

  it('keeps 10,000 characters of what cannot be read', async () => {
    const { unreadable } = await cleaned(`c,d,a\n${'€'.repeat(20_000)}\nx${'😀'.repeat(5001)}\n`);
    expect(unreadable.map(row => row[2])).toEqual(['€'.repeat(10_000), `x${'😀'.repeat(4999)}`]);
  });

  it('leaves a copy that is clean already alone', () =>
    inScratch(async scratch => {
      const file = { ...FILE, path: 'x', bytes: 0, cleaned: { unreadable: { path: 'y', count: 0 } } };
      expect(await cleanCopy(file, scratch)).toBe(file);
    }));
});

const DELIMITERS = [',', ';', '\t', '|'];
const cell = fc.oneof(
  fc.string({ unit: fc.constantFrom(...'aé €,;\t|"\'\n'), maxLength: 8 }),
  fc.constantFrom('17850', '2024-05-01', 'x\r\ny', ' "', ''),
);

describe('cleanCopy: properties', () => {
  it('reads well-formed files as csv-parse does', async () => {
    const file = fc.record({
      rows: fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 8 }),
      delimiter: fc.constantFrom(...DELIMITERS),
      quote: fc.constantFrom('"' as const, "'" as const),
      lineEnd: fc.constantFrom('\n', '\r\n', '\r'),
      quoteAll: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(file, async ({ rows, delimiter, quote, lineEnd, quoteAll }) => {
        const special = new RegExp(`[${delimiter}${quote}\\r\\n]|^\\s*$`);
        const field = (text: string): string =>
          quoteAll || special.test(text) ? quote + text.replaceAll(quote, quote + quote) + quote : text;
        const content = rows.map(row => row.map(field).join(delimiter) + lineEnd).join('');
        const expected: string[][] = parse(content, { delimiter, quote, escape: quote, record_delimiter: lineEnd });
        const copy = await cleaned(content, { delimiter, quote, header: false });
        const lf = (text: string): string => text.replace(/\r\n?/g, '\n');
        expect(copy.rows).toEqual(expected.map((row, at) => [String(at + 1), ...row.map(lf)]));
        expect(copy.unreadable).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('puts every row of a dirty file into exactly one of the two', async () => {
    const dirty = fc.array(fc.constantFrom('1', ',', ',', '"', '\n', '\n', '\r\n', '\r', ' ', 'é', '\0', '1,2,3\n'), {
      maxLength: 60,
    });
    await fc.assert(
      fc.asyncProperty(dirty, async pieces => {
        const { file, rows, unreadable } = await cleaned(pieces.join(''), { header: false });
        const numbers = [...rows, ...unreadable].map(row => Number(row[0])).sort((one, other) => one - other);
        expect(numbers).toEqual(Array.from({ length: file.records }, (_, row) => row + 1));
        expect(file.cleaned?.unreadable.count).toBe(unreadable.length);
      }),
      { numRuns: 100 },
    );
  });
});
