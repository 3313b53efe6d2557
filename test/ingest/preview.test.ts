import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReadingHints } from '../../src/core/order-file.ts';
import { isExpected } from '../../src/errors.ts';
import { previewTable, type TablePreview } from '../../src/ingest/preview.ts';
import { row, workbookFile } from './sheet/workbook-file.ts';
import { inScratch, NO_HINTS, written } from './written-file.ts';

const previewed = (content: string | Uint8Array, hints: Partial<ReadingHints> = {}): Promise<TablePreview> =>
  inScratch(async scratch => {
    const path = await written(scratch, content);
    return previewTable({ path, name: 'orders.csv', hints: { ...NO_HINTS, ...hints }, scratch });
  });

const codeOf = (attempt: Promise<unknown>): Promise<unknown> =>
  attempt.then(
    () => null,
    (error: unknown) => (isExpected(error) ? error.code : error),
  );

describe('previewTable', () => {
  it('shows the columns, three rows, and what was recognised', async () => {
    const content =
      'Kundennummer;Bestelldatum;Betrag;Notiz\n1;31.01.2024;1,50;"a;b"\n2;01.02.2024;2,50;\n3;02.02.2024;3,50;c\n4;03.02.2024;4;d\n';
    expect(await previewed(Buffer.from(content, 'latin1'))).toEqual({
      columns: ['Kundennummer', 'Bestelldatum', 'Betrag', 'Notiz'],
      sheets: [],
      rows: [
        ['1', '31.01.2024', '1,50', 'a;b'],
        ['2', '01.02.2024', '2,50', ''],
        ['3', '02.02.2024', '3,50', 'c'],
      ],
      guess: { customer: 0, date: 1, amount: 2 },
      looksLikeOrders: true,
      dateExamples: [],
      dateGuess: null,
    });
  });

  it('names the sheets of a workbook that may be meant', async () => {
    const orders = row(1, 'customer', 'date', 'amount') + row(2, 'a', '2024-01-31', 9.5);
    const others = row(1, 'name', 'colour') + row(2, 'Ada', 'blue');
    const sheets = [
      { name: 'Old', rows: orders, state: 'hidden' },
      { name: 'People', rows: others },
      { name: 'January', rows: orders },
      { name: 'February', rows: orders },
    ] as const;
    expect((await previewed(workbookFile({ sheets }))).sheets).toEqual(['January', 'February']);
    expect((await previewed(workbookFile({ sheets }), { sheet: 'February' })).sheets).toEqual(['February']);
  });

  it('guesses from the cells what no name says', async () => {
    const rows = ['x1,2024-01-31,9.50', 'x2,2024-02-01,12.00', 'x1,2024-02-02,3.25'];
    const { guess, looksLikeOrders } = await previewed(`alpha,beta,gamma\n${rows.join('\n')}\n`);
    expect(guess).toEqual({ customer: 0, date: 1, amount: 2 });
    expect(looksLikeOrders).toBe(true);
  });

  it('takes what the person has said, and passes over names that are not there', async () => {
    const content = 'alpha,beta,date,amount\nx,y,2024-01-31,9.50\n';
    expect((await previewed(content, { map: { customer: 'beta' } })).guess.customer).toBe(1);
    expect((await previewed(content, { map: { customer: 'omega', date: 'nowhere' } })).guess).toMatchObject({
      date: 2,
      amount: 3,
    });
  });

  it('shows dates with two readings', async () => {
    const { dateExamples, dateGuess } = await previewed('customer,date,amount\na,3/4/2024,1\nb,5/6/2024,2\n');
    expect({ dateExamples, dateGuess }).toEqual({ dateExamples: ['3/4/2024', '5/6/2024'], dateGuess: 'mdy' });
  });

  it.each([
    ['contacts', 'name,email,country\nAnn,ann@example.com,DE\nBob,bob@example.com,FR\n'],
    ['contacts with a day of joining', 'id,name,joined\n1,Ann,2024-01-31\n22,Bob,2024-02-01\n'],
    ['a price list', 'sku,title,price\na,Tea,4.50\nb,Milk,1.20\n'],
    ['tasks', 'task,owner,due\nwrite,Ann,2024-01-31\nread,Bob,2024-02-01\n'],
  ])('%s are no orders', async (_, content) => {
    expect((await previewed(content)).looksLikeOrders).toBe(false);
  });

  it.each([
    ['dates that nobody can read', 'customer,order date,amount\na,yesterday,9.50\nb,today,12.00\n'],
    ['money in whole numbers', 'who,when,what\na,2024-01-31,5\nb,2024-02-01,120\n'],
  ])('%s may be orders', async (_, content) => {
    expect((await previewed(content)).looksLikeOrders).toBe(true);
  });

  it('refuses what is no table with rows, as inspection does', async () => {
    expect(await codeOf(previewed(''))).toBe('file_empty');
    expect(await codeOf(previewed('customer,date,amount\n'))).toBe('header_only');
    expect(await codeOf(previewed('%PDF-1.7\n1,2,3\n'))).toBe('not_a_table');
    expect(await codeOf(previewed('alone\nalone\n'))).toBe('not_a_table');
  });

  it('takes any columns, with rows as long as they', async () => {
    const cell = fc.oneof(
      fc.constantFrom('', 'date', 'total', '1', '31/1/24', '"', '€'),
      fc.string({ unit: 'binary' }),
    );
    const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { minLength: 2, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(rows, async table => {
        const content = table.map(row => row.map(text => `"${text.replaceAll('"', '""')}"`).join(',')).join('\n');
        const preview = await previewed(content).catch((error: unknown) => {
          if (isExpected(error)) return null;
          throw error;
        });
        for (const row of preview?.rows ?? []) expect(row).toHaveLength(preview!.columns.length);
      }),
      { numRuns: 200 },
    );
  });
});
