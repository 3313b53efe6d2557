import { expect, it } from 'vitest';
import type { SegmentReport } from '../../../src/core/report.ts';
import { starDictionary } from '../../../src/core/star/dictionary.ts';
import { STAR_TABLE_NAMES, starColumns } from '../../../src/core/star/tables.ts';
import { SMALL_REPORT } from '../../terminal/small-report.ts';

const dictionary = (report: SegmentReport = SMALL_REPORT): readonly string[] =>
  starDictionary({
    report,
    rows: { customers: 40, orders: 100, segments_by_month: 1 },
    details: ['country'],
  }).split('\n');

it('has a row for every column, with its type, and says how many rows there are', () => {
  const lines = dictionary();
  for (const table of STAR_TABLE_NAMES) {
    const begin = lines.indexOf(`## ${table}`);
    const rows = lines.slice(begin + 6, begin + 6 + starColumns(table).length);
    expect(rows.map(row => row.split(' | ')[0])).toEqual(starColumns(table).map(({ name }) => `| ${name}`));
    for (const row of rows) expect(row.split(' | ')).toHaveLength(4);
  }
  expect(lines).toContain(
    'One row per calendar month, segment and RFM group that ordered in it. 1 row; key: month, segment, rfm_group.',
  );
});

it('names the currency, and what these orders do not say', () => {
  const lines = dictionary();
  expect(lines.find(line => line.startsWith('| revenue '))).toMatch(/^\| revenue \| decimal \| EUR \| Sum of /);
  expect(lines.find(line => line.startsWith('| age '))).toContain('Not in these orders: empty');
  expect(lines.find(line => line.startsWith('| country '))).not.toContain('Not in these orders');
});

it('is not changed in its form by the name of a file', () => {
  const named = { ...SMALL_REPORT, source: { name: 'a\n# b | c', notes: [] } };
  expect(dictionary(named).filter(line => line.startsWith('# '))).toEqual(['# Data dictionary']);
});
