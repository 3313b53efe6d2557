import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { OrderFile, ReadingHints } from '../../src/core/order-file.ts';
import { inspectOrderFile } from '../../src/ingest/inspect.ts';
import { strictRows } from './strict-reader.ts';
import { refusal } from './unpack/reading.ts';
import { inScratch, inspected, NO_HINTS, written } from './written-file.ts';

const ROWS = 'A1,2024-05-13,9.50\nA2,2024-05-14,12.00\n';
const TABLE = `customer,date,amount\n${ROWS}`;

it('says which money counts where rows say what they cost in two ways', async () => {
  const { notes } = await inspected(
    'customer,date,quantity,price,Row total\nA1,2024-05-13,2,4.75,9.50\nA2,2024-05-14,1,12,12\n',
  );
  expect(notes).toContain(
    'Money is quantity × price; Row total does not count. In the terminal, --map amount="Row total" makes it count.',
  );
  const { notes: plain } = await inspected(TABLE);
  expect(plain.join()).not.toContain('Money is');
});

describe('inspectOrderFile: refusals', () => {
  const KINDS: readonly (readonly [string, Uint8Array | string])[] = [
    ['a PDF document', '%PDF-1.7\n1,2,3\n'],
    ['a picture (PNG)', Buffer.from('89504e470d0a1a0a', 'hex')],
    ['a picture (JPEG)', Buffer.from('ffd8ffe0', 'hex')],
    ['a Parquet file', 'PAR1....'],
    ['a web page (HTML)', '\ufeff\n<!DOCTYPE html><html>'],
    ['JSON data', '[{"customer": 1, "date": 2}]'],
    ['a binary file, not text', Buffer.from(Array.from({ length: 2000 }, (_, at) => (at * 37) % 251))],
    ['text in a single column', 'customer\nA1\nA2\n'],
  ];

  it.each(KINDS)('refuses %s', async (kind, content) => {
    expect(await refusal(inspected(content))).toEqual({ code: 'not_a_table', facts: { name: 'orders.csv', kind } });
  });

  it.each(['', '\ufeff', '\n \r\n'])('refuses %j as empty', async content => {
    expect(await refusal(inspected(content))).toEqual({ code: 'file_empty', facts: { name: 'orders.csv' } });
  });

  it('refuses a header without rows', async () => {
    for (const content of ['customer,date,amount', 'customer,date,amount\n\n', '\ufeffcustomer;date;amount\r\n']) {
      const { code, facts } = await refusal(inspected(content));
      expect({ code, facts }).toEqual({
        code: 'header_only',
        facts: { name: 'orders.csv', columns: ['customer', 'date', 'amount'] },
      });
    }
  });

  it('refuses folders and missing files', () =>
    inScratch(async scratch => {
      const inspect = (path: string) => refusal(inspectOrderFile({ path, name: 'x', hints: NO_HINTS, scratch }));
      await mkdir(join(scratch, 'folder.csv'));
      const folder = join(scratch, 'folder.csv');
      expect(await inspect(folder)).toEqual({
        code: 'file_unreadable',
        facts: { path: folder, cause: 'it is a folder' },
      });
      const missing = join(scratch, 'missing.csv');
      expect(await inspect(missing)).toEqual({ code: 'file_not_found', facts: { path: missing } });
    }));

  it('lists what was found and how to name the rest', async () => {
    const { code, facts } = await refusal(inspected(`wer,order date,wie viel\n${ROWS}A1,2024-05-15,3.00\n`));
    expect({ code, facts }).toEqual({
      code: 'missing_columns',
      facts: {
        name: 'orders.csv',
        missing: ['customer', 'amount'],
        found: ['wer', 'order date (date)', 'wie viel'],
        suggestion: '--map customer=wer --map amount="wie viel"',
      },
    });
  });

  it('shows three cells of a column that holds no dates or numbers', async () => {
    const dates = await refusal(inspected('customer,date,amount\n1,soon,1\n2,later,1\n3,now,2\n4,never,5\n'));
    expect(dates).toEqual({ code: 'date_unreadable', facts: { column: 'date', examples: ['soon', 'later', 'now'] } });
    const numbers = await refusal(inspected('customer,date,amount\n1,2024-05-13,free\n2,2024-05-13,gift\n'));
    expect(numbers).toEqual({ code: 'number_unreadable', facts: { column: 'amount', examples: ['free', 'gift'] } });
  });

  it('lets a column of words go that is not needed', async () => {
    const file = await inspected('customer,date,quantity,amount\n1,2024-05-13,one,3\n2,2024-05-13,two,4\n');
    expect(file.mapping).toEqual({ customer: 0, date: 1, amount: 3 });
  });
});

describe('inspectOrderFile: dialects', () => {
  const facts = ({ delimiter, quote, header, columns, records, cleaned }: OrderFile) => ({
    delimiter,
    quote,
    header,
    columns: columns.join(),
    records,
    cleaned: cleaned !== null,
  });
  const usual = { quote: '"', header: true, columns: 'customer,date,amount', records: 2, cleaned: false };

  it.each([',', ';', '\t', '|'])('finds columns divided by %j', async delimiter => {
    expect(facts(await inspected(TABLE.replaceAll(',', delimiter)))).toEqual({ ...usual, delimiter });
    const crlf = TABLE.replaceAll(',', delimiter).replaceAll('\n', '\r\n');
    expect(facts(await inspected(crlf))).toEqual({ ...usual, delimiter });
    expect(facts(await inspected(crlf.replaceAll('\n', '')))).toEqual({ ...usual, delimiter });
  });

  it('is not misled by decimal commas or by delimiters in quotes', async () => {
    const commas = 'customer;date;amount\nA1;13.05.2024;9,50\nA2;14.05.2024;12,00\n';
    expect(await inspected(commas)).toMatchObject({ delimiter: ';', numbers: { decimal: ',' }, records: 2 });
    const quoted = 'customer,date,amount\n"A;1;2;3",2024-05-13,9\n"B;1;2;3",2024-05-13,9\n"C;1;2;3",2024-05-13,9\n';
    expect(await inspected(quoted)).toMatchObject({ delimiter: ',', records: 3 });
  });

  it('tells quotes from text', async () => {
    const single = "'customer','date','amount'\n'A, 1','2024-05-13','9.50'\n";
    expect(facts(await inspected(single))).toEqual({ ...usual, delimiter: ',', quote: "'", records: 1 });
    const inches = 'customer\tdate\tamount\tproduct\n1\t2024-05-13\t3\t"Best of\n2\t2024-05-13\t3\t"Hits\n';
    expect(await inspected(inches)).toMatchObject({ quote: null, records: 2 });
  });

  it('reads columns by runs of blanks from a clean copy', () =>
    inScratch(async scratch => {
      const path = await written(
        scratch,
        ' customer  date   amount\r\n 00001 20240513   9.50\r\n 00002 20240514  12.00\r\n',
      );
      const file = await inspectOrderFile({ path, name: 'x', hints: NO_HINTS, scratch });
      expect(facts(file)).toEqual({ ...usual, delimiter: ',', header: false, cleaned: true });
      expect(await strictRows(file.path, 4)).toEqual([
        ['1', '00001', '20240513', '9.50'],
        ['2', '00002', '20240514', '12.00'],
      ]);
    }));

  it.each([
    ['a title', 'Orders of May\n\n', ['Skipped one line of text above the table.']],
    ['comments', '# exported 2024-06-01\n# by Ann\n', ['Skipped 2 lines of text above the table.']],
    ['the hint of Excel', 'sep=,\n', []],
    ['blank lines', ' \n\n', []],
  ])('skips %s above the header', async (_name, above, notes) => {
    await inScratch(async scratch => {
      const path = await written(scratch, `\ufeff${above}${TABLE}`);
      const file = await inspectOrderFile({ path, name: 'x', hints: NO_HINTS, scratch });
      expect(facts(file)).toEqual({ ...usual, delimiter: ',', header: false, cleaned: true });
      expect(file.notes).toEqual(expect.arrayContaining(notes));
      expect(await strictRows(file.path, 4)).toHaveLength(2);
    });
  });

  it('numbers the columns of a file without header', async () => {
    const hints = { map: { customer: '1', date: '2', amount: '3' } };
    const file = await inspected(ROWS, hints);
    expect(facts(file)).toEqual({ ...usual, delimiter: ',', header: false, columns: '1,2,3' });
    expect((await refusal(inspected(ROWS))).facts).toMatchObject({
      suggestion: '--map customer=1 --map date=2 --map amount=3',
      found: ['1 (for example A1)', '2 (for example 2024-05-13)', '3 (for example 9.50)'],
    });
  });

  it('makes names unique and says so', async () => {
    const file = await inspected('customer,date,amount,price,Price,\n1,2024-05-13,3,4,5,6\n');
    expect(file.columns).toEqual(['customer', 'date', 'amount', 'price', 'Price (2)', 'column 6']);
    expect(file.notes).toContain('There are several columns "Price": a later one is called "Price (2)".');
  });

  it('names the column of row numbers that R leaves without a name', async () => {
    const file = await inspected('"customer","date","amount"\n"1","A1","2024-05-13",3\n"2","A2","2024-05-13",4\n');
    expect(file).toMatchObject({
      columns: ['column 1', 'customer', 'date', 'amount'],
      mapping: { customer: 1, date: 2, amount: 3 },
    });
  });

  it('does not trip over rows that cannot be read', async () => {
    const dirty = `${TABLE}A3,"2024-05-14,1.00\nA4,2024-05-14\n${'A5,2024-05-15,2.00\n'.repeat(20)}`;
    expect(await inspected(dirty)).toMatchObject({
      delimiter: ',',
      quote: '"',
      columns: ['customer', 'date', 'amount'],
    });
    const early = `customer,date,amount\nA3,"2024-05-14,1.00\n${'A5,2024-05-15,2.00\n'.repeat(20)}`;
    expect(await inspected(early)).toMatchObject({ delimiter: ',', columns: ['customer', 'date', 'amount'] });
  });

  it('takes the delimiter that Excel announces', async () => {
    const file = await inspected('sep=|\ncustomer|date|amount,x,y,z,w\nA1|2024-05-13|3,1,2,3,4x\n', {
      map: { amount: '3' },
    }).catch(error => error.facts);
    expect(file).toEqual({ column: 'amount,x,y,z,w', examples: ['3,1,2,3,4x'] });
  });

  it('finds the table around a field of 5 MB', async () => {
    const row = `A1,${'x'.repeat(5_000_000)},2024-05-13,3\n`;
    for (const rows of [row, `${row}A2,y,2024-05-14,4\n`]) {
      const file = await inspected(`customer,note,date,amount\n${rows}`);
      expect(file.mapping).toEqual({ customer: 0, date: 2, amount: 3 });
    }
  });
});

describe('inspectOrderFile: what stands far from the beginning', () => {
  const line = (day: number, month: number, amount: string): string => `A1,${month}/${day}/2010,${amount}\n`;
  const early = Array.from({ length: 20_000 }, (_, row) => line(1 + (row % 12), 1, '5')).join('');
  const late = Array.from({ length: 20_000 }, (_, row) => line(13 + (row % 12), 2, '2,50'))
    .join('')
    .replace(/2,50/g, '"2,50"');
  const read = (hints: Partial<ReadingHints> = {}) => inspected(`customer,date,amount\n${early}${late}`, hints);

  it('decides dates and decimals by rows from the whole file', async () => {
    expect(await read()).toMatchObject({
      dates: { formats: ['%m/%d/%Y', '%m/%d/%Y %H:%M', '%m/%d/%Y %H:%M:%S'], assumption: null },
      numbers: { decimal: ',' },
      records: 40_000,
    });
  });

  it('decides encoding by all bytes', async () => {
    const bytes = Buffer.from(`customer,date,amount\n${early}Zo\xeb,1/1/2010,5\n`, 'latin1');
    expect((await inspected(bytes)).encoding).toBe('latin-1');
  });
});

describe('inspectOrderFile: notes', () => {
  it('say in words what was decided', async () => {
    const file = await inspected(
      'InvoiceNo;CustomerID;InvoiceDate;Amount;Gift\n1;A;1/2/2024;1,50;x\n2;B;3/4/2024;2,50;y\n',
    );
    expect(file.notes).toEqual([
      'Read as UTF-8 text, columns separated by semicolons.',
      'Customer = CustomerID, order = InvoiceNo, date = InvoiceDate, amount = Amount.',
      'Not used: Gift.',
      'Numbers read with a decimal comma.',
    ]);
    expect(file.dates.note).toBe('Dates read as day/month/year (1/2/2024).');
    expect(file.dates.assumption).toEqual({
      note:
        'Dates such as 1/2/2024 were read as day/month/year, but could be month/day/year: no day above 12 occurs. ' +
        'Assumed because the file uses decimal commas or semicolons. If that is wrong, export dates as 2026-01-31. In the terminal, --dates mdy reads them the other way.',
      order: 'dmy',
      isKnown: false,
      examples: ['1/2/2024', '3/4/2024'],
      alternative: {
        formats: ['%m/%d/%Y', '%m/%d/%Y %H:%M', '%m/%d/%Y %H:%M:%S'],
        others: { order: 'mdy', turn: true },
        label: 'M/D/YYYY',
        note: 'Dates read as month/day/year (1/2/2024).',
      },
    });
  });
});
