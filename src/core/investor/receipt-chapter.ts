/** How the figures came about: every row of the file, and the settings. */
import { REASON_WORDS } from '../cleaning.ts';
import type { Rejection, RejectionReason } from '../report.ts';
import type { Settings } from '../settings.ts';
import {
  type Cell,
  type Chapter,
  column,
  count,
  money,
  named,
  type PackInput,
  type PackTable,
  text,
} from './document.ts';

export const receiptChapter = (input: PackInput): Chapter => ({
  id: 'receipt',
  title: 'Receipt',
  tables: [rowsOfFile(input), settingsOf(input.report.run.settings)],
  notes: input.report.source.notes,
});

const rowsOfFile = ({ report: { receipt } }: PackInput): PackTable => {
  const rejected = Object.entries(receipt.rejected) as readonly (readonly [RejectionReason, Rejection])[];
  return {
    title: 'Every row of the file',
    columns: [named('Rows'), named('Count'), column('rejectedValue')],
    rows: [
      [text('In the file'), count(receipt.rows), money(null)],
      ...rejected.map(([reason, { rows, value }]) => [
        text(`Left out: ${REASON_WORDS[reason]}`),
        count(-rows),
        money(value),
      ]),
      [text('Kept: what all figures are made of'), count(receipt.kept), money(null)],
    ],
    hasTotal: true,
  };
};

const settingsOf = (settings: Settings): PackTable => ({
  title: 'Settings of the run',
  columns: [named('Setting'), named('Value')],
  rows: Object.entries(settings).map(([name, value]): readonly Cell[] => [
    text(name),
    text(value === null ? 'the last order plus 24 hours' : String(value)),
  ]),
});
