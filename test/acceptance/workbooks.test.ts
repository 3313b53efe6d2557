import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { SegmentReport } from '../../src/core/report.ts';
import { row, workbookFile } from '../ingest/sheet/workbook-file.ts';
import { describeWithReference, referencePath } from '../reference-data.ts';
import { unwrapped, Workplace } from './cli-run.ts';
import { reportOf } from './run-file.ts';

/** What a report says about customers: names of files, what was detected in them and numbers of rows may differ. */
const figuresOf = ({ source: _source, receipt, ...report }: SegmentReport) => {
  const rejected = Object.entries(receipt.rejected).map(([reason, { rows, value }]) => [reason, rows, value]);
  return { ...report, rows: receipt.rows, kept: receipt.kept, rejected };
};

describeWithReference('the workbook of Online Retail', () => {
  it('gives the report of the CSV beside it; its row numbers are those of the sheet', async () => {
    const csv = await reportOf(referencePath('data', 'online-retail', 'data.csv'));
    const book = await reportOf(referencePath('data', 'online-retail', 'online-retail.xlsx'));
    expect(figuresOf(book)).toEqual(figuresOf(csv));
    const examples = ({ receipt }: SegmentReport) =>
      Object.values(receipt.rejected).flatMap(({ exampleRows }) => exampleRows);
    expect(examples(book)).toEqual(examples(csv).map(number => number + 1));
  });
});

const ORDERS = row(1, 'Example shop') + row(4, 'customer', 'date', 'amount');
const sheet = (name: string, customer: string) => ({
  name,
  rows: ORDERS + row(5, customer, 45_425.5, 10).replace('<c r="B5">', '<c r="B5" s="1">') + row(6, '', '2024-05-14', 3),
});
const BOOK = workbookFile({ sheets: [sheet('May', 'A1'), sheet('June', 'J1')], formats: [22] });

it('a workbook in the terminal: the receipt names the sheet, rejected.csv the row; another sheet can be asked for', async () => {
  using place = new Workplace();
  place.file('orders.xlsx', BOOK);
  const { code, stdout, stderr } = await place.run(['orders.xlsx', '--sheet', 'june', '--out', 'report']);
  expect({ code, stderr: stderr.includes('Problem') }).toEqual({ code: 0, stderr: false });
  expect(unwrapped(stdout)).toContain('Read the sheet "June" of the workbook, column names in row 4.');
  const list = (name: string) => readFileSync(join(place.here, 'report', name), 'utf8');
  expect(list('customers.csv')).toContain('J1');
  expect(list('rejected.csv')).toMatch(/^6,/m);
  expect(place.leftovers()).toEqual([]);
});

it('a sheet that is not there is named, with those that are', async () => {
  using place = new Workplace();
  place.file('orders.xlsx', BOOK);
  const { code, stderr } = await place.run(['orders.xlsx', '--sheet', 'July']);
  expect(code).toBe(1);
  expect(unwrapped(stderr)).toContain('There is no sheet "July" in the workbook. The sheets are "May", "June".');
});
