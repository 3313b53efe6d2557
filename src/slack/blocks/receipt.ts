/** What became of the rows of the file, and of the files that were joined to it. */
import { REASON_WORDS } from '../../core/cleaning.ts';
import type { RejectionReason, SegmentReport } from '../../core/report.ts';
import { joinedNames, matchNotes } from '../../core/words/joined.ts';
import { count, percent } from '../../core/words/numbers.ts';
import { joined, type Mrkdwn, md, mrkdwn, ours } from '../escape.ts';

/** Reasons that are named; the rest is counted. */
const NAMED = 3;

export const receiptLine = ({ receipt: { rows, kept, rejected } }: SegmentReport): Mrkdwn => {
  const reasons = (Object.entries(rejected) as [RejectionReason, { rows: number }][]).sort(
    ([, a], [, b]) => b.rows - a.rows,
  );
  if (rows === 1 && kept === 1) return md`The only row was used.`;
  if (reasons.length === 0) return md`All ${ours(count(rows))} rows were used.`;
  const lost = rows - kept;
  const named = reasons.slice(0, NAMED).map(([reason, each]) => `${REASON_WORDS[reason]} (${count(each.rows)})`);
  const others = reasons.slice(NAMED).reduce((sum, [, each]) => sum + each.rows, 0);
  return md`${ours(count(kept))} of ${ours(count(rows))} rows were used. ${ours(count(lost))} (${ours(percent(lost / rows))}) ${ours(lost === 1 ? 'was' : 'were')} left out: ${ours(named.join(', '))}${ours(others > 0 ? ` and other reasons (${count(others)})` : '')}.`;
};

export const hasRejected = ({ receipt }: SegmentReport): boolean => receipt.rows > receipt.kept;

const SHOWN_NOTES = 8;

/** What of several files did not match; `null` for one that came alone. */
export const joinedLine = ({ source, receipt: { files, unmatched, amounts = null } }: SegmentReport): Mrkdwn | null => {
  if (!files || !unmatched) return null;
  const facts = { files, unmatched, amounts };
  const notes = matchNotes(source.name, facts).slice(0, SHOWN_NOTES);
  return joined(
    [
      md`*${mrkdwn(source.name)}* was read together with ${mrkdwn(joinedNames(facts), 300)}.`,
      ...notes.map(note => mrkdwn(note, 300)),
    ],
    '\n• ',
  );
};
