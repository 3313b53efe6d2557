/** What became of the rows of the file, in one line. */
import { REASON_WORDS } from '../../core/cleaning.ts';
import type { RejectionReason, SegmentReport } from '../../core/report.ts';
import { count, percent } from '../../core/words/numbers.ts';
import { type Mrkdwn, md, ours } from '../escape.ts';

/** Reasons that are named; the rest is counted. */
const NAMED = 3;

export const receiptLine = ({ receipt: { rows, kept, rejected } }: SegmentReport): Mrkdwn => {
  const reasons = (Object.entries(rejected) as [RejectionReason, { rows: number }][]).sort(
    ([, a], [, b]) => b.rows - a.rows,
  );
  if (reasons.length === 0) return md`All ${ours(count(rows))} rows were used.`;
  const lost = rows - kept;
  const named = reasons.slice(0, NAMED).map(([reason, each]) => `${REASON_WORDS[reason]} (${count(each.rows)})`);
  const others = reasons.length > NAMED ? ', …' : '';
  return md`${ours(count(kept))} of ${ours(count(rows))} rows were used. ${ours(count(lost))} (${ours(percent(lost / rows))}) ${ours(lost === 1 ? 'was' : 'were')} left out: ${ours(named.join(', '))}${ours(others)}.`;
};

export const hasRejected = ({ receipt }: SegmentReport): boolean => receipt.rows > receipt.kept;
