/** What moved between two runs. */
import { dayWords } from '../../core/words/dates.ts';
import type { SayingOf } from '../../jobs/sayings.ts';
import { joined, md, mrkdwn } from '../escape.ts';
import { actions, askButton, context, header, type Message, message, note, section } from './message.ts';
import { groupTable, movementHeadline, movementLines, movementWords, moveTable } from './movement.ts';

export const compareMessage = ({ movement, dataset, currency }: SayingOf<'compare'>): Message => {
  const period = md`${mrkdwn(dayWords(movement.since))} to ${mrkdwn(dayWords(movement.until))}`;
  return message(
    [md`${mrkdwn(dataset.name)}, ${period}:`, movementWords(movement, currency)],
    [
      header(`What moved: ${dataset.name}`),
      section(joined([movementHeadline(movement), ...movementLines(movement, currency)], '\n')),
      groupTable(movement, currency),
      moveTable(movement, currency),
      actions([
        askButton({
          id: 'show',
          label: 'Segments',
          request: { kind: 'show', segment: null, dataset: { id: dataset.id } },
        }),
      ]),
      context(
        md`${period}. Both days are scored with the cuts of the later one, so that a customer moves only if their orders say so. Revenue is what the customers have spent so far.`,
      ),
    ],
  );
};

export const nothingToCompare = ({ dataset }: SayingOf<'nothing-to-compare'>): Message =>
  note(
    md`There is no earlier run of *${mrkdwn(dataset.name)}* to compare with. Upload newer orders, and I will say who moved.`,
  );
