/** What moved between two runs, or since a day in the past. */
import type { Button, KnownBlock } from '@slack/types';
import { OFFERED_DAYS_AGO } from '../../core/changes.ts';
import { dayWords, lastDayWords } from '../../core/words/dates.ts';
import { enteredLines } from '../../core/words/movement.ts';
import { counted, money, percent } from '../../core/words/numbers.ts';
import type { DatasetName } from '../../jobs/sayings/datasets.ts';
import type { SayingOf } from '../../jobs/sayings.ts';
import { joined, type Mrkdwn, md, mrkdwn, ours } from '../escape.ts';
import { chartImage, lostChart } from './charts.ts';
import { actions, askButton, context, header, type Message, message, note, section } from './message.ts';
import { movementHeadline, movementLines, moveTable } from './movement.ts';
import { matrixTables } from './movement-matrix.ts';

type Comparison = SayingOf<'compare'>;

export const compareMessage = (saying: Comparison): Message => {
  const { movement, dataset, currency, days, charts } = saying;
  const lost = saying.failed.map(lostChart);
  const period = md`${mrkdwn(lastDayWords(movement.since))} to ${mrkdwn(lastDayWords(movement.until))}`;
  const moved = joined([movementHeadline(movement), ...movementLines(movement, currency)], '\n');
  const entered = enteredText(saying);
  return message(
    [md`${mrkdwn(dataset.name)}, ${period}:`, moved, ...(entered ? [entered] : []), ...lost],
    [
      header(days === null ? `What moved: ${dataset.name}` : `What moved in ${counted(days, 'day')}: ${dataset.name}`),
      section(moved),
      entered && section(entered),
      ...charts.map(chartImage),
      ...lost.map(text => section(text)),
      moveTable(movement, currency),
      ...matrixTables(movement, currency),
      buttons(saying),
      context(md`${period}. ${explanation(days)}`),
    ],
  );
};

const enteredText = ({ movement, currency }: Comparison): Mrkdwn | null => {
  const lines = enteredLines(movement, { amount: value => money(value, currency), percent });
  if (lines.length === 0) return null;
  const texts = lines.map(({ group, words }) => md`• *${ours(group)}:* ${ours(words)}`);
  return joined([md`*Who is about to be lost, and what hangs on it*`, ...texts], '\n');
};

/** Said in words, because every other figure of revenue is of the day itself. */
const explanation = (days: number | null): Mrkdwn => {
  const cuts = md`Both days are scored with the limits of the later one, so that a customer moves only if their orders say so. Revenue is what the customers have spent up to the later day, on whichever day they stood where.`;
  return days === null ? cuts : md`${cuts} Whoever ordered first after the earlier day is new since.`;
};

const buttons = (saying: Comparison): KnownBlock | null => {
  const { dataset, days } = saying;
  return actions([
    saying.isPrivate ? postButton(saying) : null,
    ...otherPeriods(dataset, days),
    askButton({
      id: 'show',
      label: 'Segments',
      request: { kind: 'show', segment: null, dataset: { id: dataset.id } },
    }),
  ]);
};

const postButton = ({ dataset, days, since }: Comparison): Button | null => {
  const period = days === null ? {} : { days };
  const run = since === null ? {} : { since };
  return askButton({
    id: 'compare:post',
    label: 'Post here, with a flow chart',
    request: { kind: 'compare', dataset: { id: dataset.id }, ...period, ...run, post: true },
  });
};

/** Buttons for everything else to compare with. */
const otherPeriods = ({ id }: DatasetName, days: number | null): readonly (Button | null)[] => [
  ...OFFERED_DAYS_AGO.filter(offered => offered !== days).map(offered =>
    askButton({
      id: `compare:${offered}`,
      label: `${offered} days ago`,
      aloud: `Compare with ${offered} days ago`,
      request: { kind: 'compare', dataset: { id }, days: offered },
    }),
  ),
  days === null
    ? null
    : askButton({
        id: 'compare:run',
        label: 'Last run',
        aloud: 'Compare with the last run',
        request: { kind: 'compare', dataset: { id } },
      }),
];

export const nothingToCompare = ({ dataset, days, firstOrder }: SayingOf<'nothing-to-compare'>): Message =>
  note(
    days === null
      ? md`There is no earlier run of *${mrkdwn(dataset.name)}* to compare with. Upload newer orders, and I will say who moved. The orders themselves can tell who moved since a day in the past:`
      : md`*${mrkdwn(dataset.name)}* has no orders as of ${ours(counted(days, 'day'))} ago: the first one is of ${mrkdwn(dayWords(firstOrder))}. Compare with a later day, or upload older orders too.`,
    otherPeriods(dataset, days),
  );
