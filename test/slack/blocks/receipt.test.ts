import { expect, test } from 'vitest';
import type { RejectionReason } from '../../../src/core/report.ts';
import { receiptLine } from '../../../src/slack/blocks/receipt.ts';
import { fixtureReport } from '../../charts/fixture-report.ts';

const lineOf = (rows: number, lost: Partial<Record<RejectionReason, number>>): string => {
  const rejected = Object.fromEntries(
    Object.entries(lost).map(([reason, count]) => [reason, { rows: count, value: 0, exampleRows: [1] }]),
  );
  const kept = rows - Object.values(lost).reduce((sum, count) => sum + count, 0);
  return receiptLine({ ...fixtureReport({}), receipt: { rows, kept, rejected } });
};

test.each([
  [1, {}, 'The only row was used.'],
  [12, {}, 'All 12 rows were used.'],
  [1_200, { bad_date: 1 }, '1,199 of 1,200 rows were used. 1 (0.1%) was left out: date not readable (1).'],
  [
    20,
    { missing_customer: 2, cancelled: 4, test_order: 1, unpaid: 1, bad_number: 1 },
    '11 of 20 rows were used. 9 (45%) were left out: cancelled or refunded (4), no customer id (2), test order (1) and other reasons (2).',
  ],
] as const)('%i rows, of which %j are left out', (rows, lost, line) => {
  expect(lineOf(rows, lost)).toBe(line);
});
