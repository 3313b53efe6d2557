import { readdir, readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { inspectOrderFile } from '../../../src/ingest/inspect.ts';
import { UNPACK_LIMITS, type UnpackLimits } from '../../../src/ingest/unpack/limits.ts';
import { openSource } from '../../../src/ingest/unpack/open-source.ts';
import { inScratch, NO_HINTS, written } from '../written-file.ts';
import { read, refusal } from './reading.ts';
import { type Part, zipFile } from './zip-file.ts';

const CSV = 'customer,date,amount\nA1,2024-05-13,9.50\nA2,2024-05-14,12.00\n';
const ROWS = [
  ['1', 'A1', '2024-05-13', '9.50'],
  ['2', 'A2', '2024-05-14', '12.00'],
];
const TABLE: Part = { name: 'orders.csv', content: CSV };

const opened = (content: Uint8Array, limits: Partial<UnpackLimits> = {}) =>
  inScratch(async scratch => {
    const path = await written(scratch, content, 'given');
    const request = { path, name: 'orders.zip', hints: NO_HINTS, scratch };
    return openSource(request, { limits: { ...UNPACK_LIMITS, ...limits } });
  });

describe('packed tables', () => {
  it.each([
    ['orders.csv.gz', gzipSync(CSV)],
    ['two members, one after the other', Buffer.concat([gzipSync(CSV.slice(0, 30)), gzipSync(CSV.slice(30))])],
    ['orders.zip', zipFile([TABLE])],
    ['orders.csv that is an archive', zipFile([TABLE])],
    ['stored.zip', zipFile([{ ...TABLE, stored: true }])],
    ['descriptors.zip', zipFile([{ ...TABLE, described: true }])],
    ['zip64.zip', zipFile([{ ...TABLE, zip64: true }])],
    ['packed twice', zipFile([{ name: 'orders.csv.gz', content: gzipSync(CSV) }])],
    ['a name without an end', zipFile([{ name: 'export', content: CSV }])],
    ['tabs', zipFile([{ name: 'orders.tsv', content: CSV.replaceAll(',', '\t') }])],
    ['orders.txt', zipFile([{ name: 'orders.txt', content: CSV.replaceAll(',', ';') }])],
    ['text in the name of a workbook.xlsx', Buffer.from(CSV)],
    ['orders.txt', Buffer.from(CSV)],
    [
      'a text beside a picture',
      zipFile([
        { name: 'a.png', content: 'x' },
        { name: 'orders.txt', content: CSV },
      ]),
    ],
  ])('%s', async (name, content) => {
    const file = await read(content, name);
    expect(file.rows).toEqual(ROWS);
    expect(file.name).toBe(name);
  });

  it('say what was read and what was left out', async () => {
    const junk = ['__MACOSX/._orders.csv', '.DS_Store', 'a/Thumbs.db', 'a/'].map(name => ({ name, content: '' }));
    const file = await read(zipFile([...junk, TABLE, { name: 'README.txt', content: 'Read me' }]), 'orders.zip');
    expect(file.rows).toEqual(ROWS);
    expect(file.notes.slice(0, 2)).toEqual([
      'Read "orders.csv" from the archive.',
      'Not read from the archive: README.txt.',
    ]);
  });

  it('have names that are words and never paths', () =>
    inScratch(async scratch => {
      const name = '../../etc/evil\u202e\n/C:\\orders.csv';
      const path = await written(scratch, zipFile([{ name, content: CSV }]), 'given');
      const file = await inspectOrderFile({ path, name: 'orders.zip', hints: NO_HINTS, scratch });
      expect(file.notes[0]).toBe('Read "../../etc/evil /C:/orders.csv" from the archive.');
      const files = await readdir(scratch, { recursive: true });
      expect(files.filter(entry => /evil|orders|etc/.test(entry))).toEqual([]);
    }));

  it('are unpacked once for several readings', () =>
    inScratch(async scratch => {
      const path = await written(scratch, zipFile([TABLE]), 'given');
      const request = { path, name: 'orders.zip', hints: NO_HINTS, scratch };
      const first = await openSource(request);
      await written(scratch, Buffer.alloc(zipFile([TABLE]).length, 'PK\x03\x04'), 'given');
      expect(await openSource(request)).toEqual(first);
      expect(await readFile(first.path, 'utf8')).toBe(CSV);
    }));
});

describe('packed files that cannot be read', () => {
  const many: readonly Part[] = ['orders.csv', 'items.csv', 'b.xlsx', 'c.tsv', 'd.csv', 'e.csv', 'f.csv'].map(name => ({
    name,
    content: CSV,
  }));
  const zip = zipFile([TABLE]);
  const wrongSum = Buffer.from(zipFile([{ ...TABLE, stored: true }]));
  wrongSum.write('X', wrongSum.indexOf('A1,'));

  it.each([
    [
      'archive_many_tables',
      zipFile(many),
      { tables: ['orders.csv', 'items.csv', 'b.xlsx', 'c.tsv', 'd.csv', '2 more'] },
    ],
    [
      'archive_no_table',
      zipFile([
        { name: 'a.png', content: 'x' },
        { name: 'inner.zip', content: zip },
      ]),
      { found: ['a.png', 'inner.zip'] },
    ],
    ['archive_no_table', zipFile([]), { found: [] }],
    ['file_protected', zipFile([{ ...TABLE, encrypted: true }]), { kind: 'ZIP archive' }],
    ['archive_method', zipFile([{ ...TABLE, method: 14 }]), {}],
    ['archive_damaged', zip.subarray(0, zip.length - 30), {}],
    ['archive_damaged', wrongSum, {}],
    ['archive_damaged', zipFile([{ ...TABLE, claimedBytes: 10 }]), {}],
    ['archive_damaged', Buffer.from('PK\x03\x04abc'), {}],
    ['archive_damaged', gzipSync(CSV).subarray(0, 40), {}],
    ['archive_damaged', Buffer.from('1f8b0800', 'hex'), {}],
  ] as const)('%s (%#)', async (code, content, facts) => {
    expect(await refusal(opened(content))).toEqual({ code, facts: { name: 'orders.zip', ...facts } });
  });

  it('an archive in an archive in an archive, whatever it is called', async () => {
    let content = zip;
    for (let level = 0; level < 4; level++) content = zipFile([{ name: 'orders.csv', content }]);
    expect((await refusal(opened(content))).code).toBe('not_a_table');
  });

  it.each([
    ['a PDF in the name of a table', 'orders.csv', '%PDF-1.7', 'a PDF document'],
    ['a web page in the name of a workbook', 'orders.xls', '<html><table>', 'a web page (HTML)'],
    ['a TAR archive', 'orders.csv', Buffer.concat([Buffer.alloc(257, 'a'), Buffer.from('ustar\0')]), 'a TAR archive'],
  ])('%s', async (_, name, content, kind) => {
    const facts = { name: `${name} in orders.zip`, kind };
    expect(await refusal(read(zipFile([{ name, content }]), 'orders.zip'))).toEqual({ code: 'not_a_table', facts });
  });
});

describe('documents of other programs', () => {
  const parts = (...names: readonly string[]): Buffer => zipFile(names.map(name => ({ name, content: 'x' })));
  const ods = (kind: string): Buffer =>
    zipFile([
      { name: 'mimetype', content: `application/vnd.oasis.opendocument.${kind}`, stored: true },
      { name: 'content.xml', content: '<x/>' },
    ]);
  /** An OLE container whose directory, in its second sector, names these streams. */
  const ole = (...streams: readonly string[]): Buffer => {
    const file = Buffer.alloc(3 * 512);
    file.write('d0cf11e0a1b11ae1', 'hex');
    file.writeUInt16LE(9, 30);
    file.writeUInt32LE(1, 48);
    for (const [index, name] of ['Root Entry', ...streams].entries()) file.write(name, 1024 + 128 * index, 'utf16le');
    return file;
  };

  it.each([
    ['workbook_format', ole('Workbook'), { format: 'xls' }],
    ['workbook_format', ole('Book').subarray(0, 100), { format: 'xls' }],
    ['file_protected', ole('EncryptionInfo', 'EncryptedPackage'), { kind: 'workbook' }],
    ['not_a_table', ole('WordDocument'), { kind: 'an old Word document' }],
    ['workbook_format', parts('Index/Document.iwa', 'Data/a.csv'), { format: 'numbers' }],
    ['workbook_format', ods('spreadsheet'), { format: 'ods' }],
    ['not_a_table', ods('text'), { kind: 'an OpenDocument file, but no spreadsheet' }],
    ['workbook_format', parts('[Content_Types].xml', 'xl/workbook.bin'), { format: 'xlsb' }],
    ['not_a_table', parts('[Content_Types].xml', 'word/document.xml'), { kind: 'a Word document' }],
    ['not_a_table', parts('[Content_Types].xml', 'ppt/presentation.xml'), { kind: 'a presentation' }],
  ] as const)('%s (%#)', async (code, content, facts) => {
    expect(await refusal(opened(content))).toEqual({ code, facts: { name: 'orders.zip', ...facts } });
  });
});

describe('limits', () => {
  const zeros = Buffer.alloc(3_000_000, '0');
  const bomb = zipFile([{ name: 'orders.csv', content: zeros }]);

  it.each([
    ['unpacks_too_large', bomb, { inflatedBytes: 2_000_000 }, { mostMegabytes: 2 }],
    ['unpacks_too_large', gzipSync(zeros), { inflatedBytes: 2_000_000 }, { mostMegabytes: 2 }],
    ['unpacks_suspiciously', bomb, { ratioFromBytes: 1_000_000 }, { times: 250 }],
    ['unpacks_suspiciously', gzipSync(gzipSync(zeros)), { ratioFromBytes: 1_000_000 }, { times: 250 }],
    ['unpacks_too_long', bomb, { milliseconds: 0 }, { minutes: 0 }],
    ['archive_too_many', zipFile([TABLE, TABLE, TABLE]), { archiveEntries: 2 }, { most: 2 }],
  ] as const)('%s (%#)', async (code, content, limits, facts) => {
    expect(await refusal(opened(content, limits))).toEqual({ code, facts: { name: 'orders.zip', ...facts } });
  });
});
