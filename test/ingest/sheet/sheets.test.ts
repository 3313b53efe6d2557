import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { UNPACK_LIMITS, type UnpackLimits } from '../../../src/ingest/unpack/limits.ts';
import { openSource } from '../../../src/ingest/unpack/open-source.ts';
import { read, refusal } from '../unpack/reading.ts';
import { zipFile } from '../unpack/zip-file.ts';
import { inScratch, NO_HINTS, written } from '../written-file.ts';
import { row, type WorkbookContent, workbookFile } from './workbook-file.ts';

const HEADER = row(1, 'customer', 'date', 'amount');
const ORDERS = HEADER + row(2, 'A1', '2024-05-13', 9.5) + row(3, 'A2', '2024-05-14', 12);
const ROWS = [
  ['2', 'A1', '2024-05-13', '9.5'],
  ['3', 'A2', '2024-05-14', '12'],
];

const readBook = (content: WorkbookContent, hints: Parameters<typeof read>[2] = {}) =>
  read(workbookFile(content), 'orders.xlsx', hints);
const readRows = (rows: string, more: Partial<WorkbookContent> = {}) => readBook({ sheets: [{ rows }], ...more });

describe('cells', () => {
  /** What the third column of the first row holds, where it is this cell. */
  const cellText = async (cell: string, more: Partial<WorkbookContent> = {}): Promise<string | null | undefined> => {
    const rows =
      row(1, 'customer', 'date', 'amount', 'note') +
      row(2, 'A1', '2024-05-13', 1, cell) +
      row(3, 'A2', '2024-05-14', 2, 'x');
    return (await readRows(rows, more)).rows[0]?.[4];
  };
  const dated = (serial: number | string, format: string | number, date1904 = false) =>
    cellText(`<c s="1"><v>${serial}</v></c>`, { formats: [format], date1904 });

  it.each([
    ['<c><v>2.5499999999999998</v></c>', '2.55'],
    ['<c><v>1E-3</v></c>', '0.001'],
    ['<c><v>1.5E-7</v></c>', '0.00000015'],
    ['<c><v>1E+22</v></c>', '10000000000000000000000'],
    ['<c t="n"><v>123456789012</v></c>', '123456789012'],
    ['<c t="str"><f>A1&amp;"x"</f><v>A1x</v></c>', 'A1x'],
    ['<c><f>1+1</f><v>2</v></c>', '2'],
    ['<c t="b"><v>1</v></c>', 'TRUE'],
    ['<c t="d"><v>2024-05-13T10:00:00</v></c>', '2024-05-13T10:00:00'],
    [
      '<c t="inlineStr"><is><r><t>rich </t></r><r><rPr><b/></rPr><t xml:space="preserve">text</t></r><rPh sb="0" eb="1"><t>no</t></rPh></is></c>',
      'rich text',
    ],
    ['<c t="inlineStr"><is><t>a &lt;b&gt; &#8364; &#x20AC; &amp;amp;</t></is></c>', 'a <b> € € &amp;'],
    ['<c t="inlineStr"><is><t><![CDATA[<a> &amp; b]]></t></is></c>', '<a> &amp; b'],
    ['<c t="inlineStr"><is><t>tab_x0009_and _x005F_x0009_</t></is></c>', 'tab\tand _x0009_'],
    ['<c t="inlineStr"><is><t>"one", <!-- < > --> two</t></is></c>', '"one",  two'],
    ["<c t='s' ><v>1</v ></c>", 'zwölf'],
  ])('%s', async (cell, text) => {
    expect(
      await cellText(cell, { shared: ['<t>x</t>', '<t>zw</t><phoneticPr/><rPh><t>no</t></rPh><r><t>ölf</t></r>'] }),
    ).toBe(text);
  });

  it.each([
    [40513.35138888889, 'yyyy-mm-dd h:mm:ss', '2010-12-01 08:26:00'],
    [40513, 14, '2010-12-01'],
    [40513.5, 14, '2010-12-01 12:00:00'],
    [40513, 22, '2010-12-01 00:00:00'],
    [40513.0000115741, 'dd/mm/yyyy hh:mm:ss.000', '2010-12-01 00:00:01.000'.slice(0, 19)],
    [40513.00000579, 'dd/mm/yyyy hh:mm:ss.000', '2010-12-01 00:00:00.500'],
    [0.35138888889, 'h:mm', '08:26:00'],
    [1, 'd.m.yyyy', '1900-01-01'],
    [59, 'd.m.yyyy', '1900-02-28'],
    [61, 'd.m.yyyy', '1900-03-01'],
    [40513, '[$-409]mmmm\\ d;@', '2010-12-01'],
    [40513, '[Red]#,##0.00', '40513'],
    [40513, '0 &quot;days&quot;', '40513'],
    [40513, '[$USD] 0', '40513'],
    [40513, 'General', '40513'],
    [-3, 14, '-3'],
  ] as const)('%d in the format %s', async (serial, format, text) => {
    expect(await dated(serial, format)).toBe(text);
  });

  it('count days from 1904 where the workbook says so', async () => {
    expect(await dated(39051, 14, true)).toBe('2010-12-01');
  });
});

describe('rows', () => {
  it('keep the numbers that they have in the sheet, with titles above and blank rows between', async () => {
    const rows =
      row(1, 'Orders of the example shop') +
      row(2, 'From', '2024-05-01') +
      row(5, 'customer', 'date', 'amount') +
      row(7, 'A1', '2024-05-13', 9.5) +
      row(8, '', ' ', null) +
      row(1000, 'A2', '2024-05-14', 12);
    const { rows: found, notes, columns } = await readRows(rows);
    expect(found).toEqual([
      ['7', 'A1', '2024-05-13', '9.5'],
      ['1000', 'A2', '2024-05-14', '12'],
    ]);
    expect(columns).toEqual(['customer', 'date', 'amount']);
    expect(notes[0]).toBe('Read the sheet "Orders" of the workbook, column names in row 5.');
  });

  it('have the known names above them, whatever other names stand above those', async () => {
    const { columns, rows } = await readRows(
      row(1, 'Region', 'Prepared by', 'Status of month') +
        ORDERS.replace(/r="([A-C]?)(\d)"/g, (_, column, number) => `r="${column}${Number(number) + 1}"`),
    );
    expect(columns).toEqual(['customer', 'date', 'amount']);
    expect(rows).toHaveLength(2);
  });

  it('may leave out what they are called', async () => {
    const bare = (row: string): string => row.replace(/ r="[A-Z]*\d+"/g, '');
    expect((await readRows(bare(ORDERS))).rows).toEqual(ROWS);
  });

  it('may have a prefix for their namespace', async () => {
    expect((await readRows(ORDERS.replace(/<(\/?)(row|c|v|is|t)\b/g, '<$1x:$2'))).rows).toEqual(ROWS);
  });

  it('may begin in another column, with gaps and cells beside the table', async () => {
    const rows =
      row(1, null, 'customer', 'date', 'amount') +
      row(2, null, 'A1', '2024-05-13', null, null, 'see below') +
      row(3, 'x', 'A2', '2024-05-14', 12) +
      row(4, null, 'A3', '2024-05-15', 3);
    const { rows: found, notes } = await readRows(rows);
    expect(found[0]?.slice(-3)).toEqual(['A1', '2024-05-13', null]);
    expect(found.at(-1)?.slice(-3)).toEqual(['A3', '2024-05-15', '3']);
    expect(notes).toContain('1 row has cells outside of the table, which were not read.');
  });

  it('count cells that are not what they seem', async () => {
    const rows =
      ORDERS +
      row(4, '<c t="e"><v>#N/A</v></c>', '2024-05-14', '<c><f>B1*2</f></c>') +
      row(5, 'A5', '2024-05-15', 1).replace('<row', '<row hidden="1"');
    const after = '<mergeCells><mergeCell ref="A1:C1"/><mergeCell ref="A4:A5"/></mergeCells>';
    const { rows: found, notes } = await readBook({ sheets: [{ rows, after }] });
    expect(found[2]).toEqual(['4', null, '2024-05-14', null]);
    expect(notes).toEqual(
      expect.arrayContaining([
        '1 cell holds an error such as #N/A and was taken as blank.',
        '1 formula has no stored result and was taken as blank: open the workbook, save it and use it again.',
        '1 merged cell counts for its first row only: the other rows were taken as blank.',
        '1 hidden row was read, too.',
      ]),
    );
  });

  it('with amounts as texts with decimal commas beside numbers have one decimal sign', async () => {
    const mixed =
      HEADER +
      row(2, 'A1', '13.05.2024', '1.234,50') +
      row(3, 'A2', '14.05.2024', '2,75') +
      row(4, 'A3', '15.05.2024', 19.5);
    const file = await readRows(mixed);
    expect(file.numbers).toEqual({ decimal: ',' });
    expect(file.rows.map(cells => cells[3])).toEqual(['1.234,50', '2,75', '19,5']);
    const stored = await readRows(HEADER + row(2, 'A1', '13.05.2024', 2.75) + row(3, 'A2', '14.05.2024', '1,234.50'));
    expect(stored.numbers).toEqual({ decimal: '.' });
    expect(stored.rows.map(cells => cells[3])).toEqual(['2.75', '1,234.50']);
    const said = await readBook({ sheets: [{ rows: ORDERS }] }, { decimal: 'comma' });
    expect(said.rows.map(cells => cells[3])).toEqual(['9,5', '12']);
  });

  it('with a cell that no spreadsheet program writes are told as unreadable', async () => {
    const file = await readRows(ORDERS + row(4, 'y'.repeat(32_768), '2024-05-14', 1));
    expect(file.rows).toEqual(ROWS);
    expect(file.cleaned?.unreadable.count).toBe(1);
    expect(file.records).toBe(3);
  });
});

describe('sheets', () => {
  const other = row(1, 'Month', 'Visits') + row(2, 'May', 100) + row(3, 'June', 200);
  const sheets = (...list: WorkbookContent['sheets']): WorkbookContent => ({ sheets: list });

  it.each([
    [
      'the first with orders',
      sheets({ name: 'Visits', rows: other }, { rows: ORDERS }),
      'Read the sheet "Orders" of the workbook, column names in row 1.',
    ],
    [
      'rather one that can be seen',
      sheets({ name: 'Old', state: 'hidden', rows: ORDERS }, { rows: ORDERS }),
      'Read the sheet "Orders" of the workbook, column names in row 1.',
    ],
    [
      'a hidden one where no other holds orders',
      sheets({ name: 'Visits', rows: other }, { name: 'Data', state: 'veryHidden', rows: ORDERS }),
      'Read the hidden sheet "Data" of the workbook, column names in row 1.',
    ],
  ])('%s', async (_, content, note) => {
    const file = await readBook(content);
    expect(file.rows).toEqual(ROWS);
    expect(file.notes[0]).toBe(note);
  });

  it('are told where they were not read', async () => {
    const { notes } = await readBook(
      sheets(
        { name: 'May', rows: ORDERS },
        { name: 'June', rows: ORDERS },
        { name: 'Visits', state: 'hidden', rows: other },
      ),
    );
    expect(notes.slice(1, 3)).toEqual([
      'The sheet "June" looks like orders, too, and was not read: one sheet is read from a workbook. To have another one read, put it first in the workbook. In the terminal, --sheet "June" reads that one.',
      'Not read: the sheet "Visits" (hidden).',
    ]);
  });

  it.each(['june', ' June', '2'])('can be chosen: %j', async sheet => {
    const june = HEADER + row(2, 'J1', '2024-06-13', 9.5);
    const file = await readBook(sheets({ name: 'May', rows: ORDERS }, { name: 'June', state: 'hidden', rows: june }), {
      sheet,
    });
    expect(file.rows).toEqual([['2', 'J1', '2024-06-13', '9.5']]);
  });

  it('are words for people, whatever they are called', async () => {
    const { notes } = await readBook(sheets({ name: `../&#x202e;a&#10;b${'c'.repeat(100)}`, rows: ORDERS }));
    expect(notes[0]).toBe(`Read the sheet "../ a b${'c'.repeat(33)}" of the workbook, column names in row 1.`);
  });

  it('may be in an archive, in whatever it is called', async () => {
    const book = workbookFile(sheets({ rows: ORDERS }));
    for (const content of [zipFile([{ name: 'a.xlsx', content: book }]), gzipSync(book), book]) {
      expect((await read(content, 'orders.csv')).rows).toEqual(ROWS);
    }
  });
});

describe('workbooks that cannot be read', () => {
  const opened = (content: Uint8Array, limits: Partial<UnpackLimits> = {}, sheet?: string) =>
    inScratch(async scratch => {
      const path = await written(scratch, content, 'given');
      const hints = { ...NO_HINTS, ...(sheet === undefined ? {} : { sheet }) };
      return openSource({ path, name: 'orders.xlsx', hints, scratch }, { limits: { ...UNPACK_LIMITS, ...limits } });
    });
  const book = (rows: string, more: Partial<WorkbookContent> = {}) => workbookFile({ sheets: [{ rows }], ...more });
  const lol = `<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;">]>`;

  it.each([
    ['workbook_damaged', book(`${ORDERS}</row></x></y>`), {}],
    ['workbook_damaged', book(`${ORDERS}<row r=4></row>`), {}],
    ['workbook_damaged', book(`${ORDERS}<row r="4">`), {}],
    ['workbook_damaged', book(ORDERS.replace('<row', `${lol}<row`)), {}],
    ['workbook_damaged', book(HEADER + row(2, 'A1', '<c t="s"><v>9</v></c>', 1)), {}],
    ['workbook_damaged', book(ORDERS + row(3, 'A3', '2024-05-15', 1)), {}],
    ['workbook_damaged', book(`${ORDERS}<row r="x"><c t="str"><v>A3</v></c></row>`), {}],
    ['workbook_damaged', book(ORDERS + row(1_048_577, 'A3', '2024-05-15', 1)), {}],
    ['workbook_damaged', workbookFile({ sheets: [] }), {}],
    ['workbook_empty', book(''), {}],
    ['workbook_empty', book(row(1, 'only one column') + row(2, 'x')), {}],
    ['header_only', book(HEADER), { columns: ['customer', 'date', 'amount'] }],
  ] as const)('%s (%#)', async (code, content, facts) => {
    expect(await refusal(opened(content))).toEqual({ code, facts: { name: 'orders.xlsx', ...facts } });
  });

  it('a sheet that is not there', async () => {
    const facts = { sheet: 'June', sheets: ['Orders'] };
    expect(await refusal(opened(book(ORDERS), {}, 'June'))).toEqual({ code: 'sheet_unknown', facts });
  });

  it('more than limits allow', async () => {
    const codes = async (content: Uint8Array, limits: Partial<UnpackLimits>) =>
      (await refusal(opened(content, limits))).code;
    expect(await codes(book(ORDERS), { columns: 2 })).toBe('sheet_too_wide');
    expect(await codes(book(ORDERS), { inflatedBytes: 1_000 })).toBe('unpacks_too_large');
    expect(await codes(book(ORDERS, { shared: ['<t>a long text</t>'] }), { sharedBytes: 10 })).toBe(
      'unpacks_too_large',
    );
    expect(await codes(book(ORDERS), { milliseconds: 0 })).toBe('unpacks_too_long');
    expect(await codes(book(row(1, 'customer', 'date') + ' '.repeat(5_000_000)), { ratioFromBytes: 1_000_000 })).toBe(
      'unpacks_suspiciously',
    );
    expect(await codes(book(`${HEADER}<row r="2" x="${'y'.repeat(5_000_000)}"/>`), {})).toBe('workbook_damaged');
  });
});
