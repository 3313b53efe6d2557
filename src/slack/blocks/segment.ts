/** One segment with everything to do about it, the list of segments, and a segment that is not there. */
import type { Button, KnownBlock } from '@slack/types';
import type { Action, Segment } from '../../core/report.ts';
import { counted, decimal, money, percent } from '../../core/words/numbers.ts';
import type { SayingOf } from '../../jobs/sayings.ts';
import { code, joined, type Mrkdwn, md, mrkdwn, ours } from '../escape.ts';
import { actions, askButton, context, figures, header, type Message, message, note, section } from './message.ts';
import { runContext } from './report.ts';
import { headline, segmentLines } from './report-headline.ts';
import { exportButton, segmentCards } from './segment-cards.ts';
import { segmentTable, TABLE_NOTE } from './segment-table.ts';

export const segmentsMessage = ({ report, dataset }: SayingOf<'segments'>): Message => {
  if (report.segments.length === 0)
    return message(
      [md`${mrkdwn(dataset.name)}: ${headline(report)}`],
      [section(md`*${mrkdwn(dataset.name)}*\n${headline(report)}`), runContext(report)],
    );
  return message(
    [md`${mrkdwn(dataset.name)}: ${headline(report)}`, ...segmentLines(report)],
    [
      header(`Segments of ${dataset.name}`),
      section(headline(report)),
      segmentTable(report, dataset),
      TABLE_NOTE,
      ...segmentCards(report, dataset),
      actions([
        askButton({
          id: 'export-all',
          label: 'Export all customers',
          request: { kind: 'export', segment: 'all', dataset: { id: dataset.id } },
        }),
        askButton({
          id: 'trends',
          label: 'Trends',
          request: { kind: 'insight', topic: 'trends', dataset: { id: dataset.id } },
        }),
        askButton({ id: 'compare', label: 'What moved', request: { kind: 'compare', dataset: { id: dataset.id } } }),
      ]),
      runContext(report),
    ],
  );
};

export const segmentMessage = (saying: SayingOf<'segment'>): Message => {
  const { report, segment, dataset } = saying;
  const { currency } = report.totals;
  const todo = segment.actions.map(actionText);
  const closing = [
    ...(segment.avoid === null ? [] : [md`*Do not:* ${mrkdwn(segment.avoid, LONG)}`]),
    budgetText(segment, currency),
  ];
  return message(
    [
      md`${mrkdwn(segment.name)} in ${mrkdwn(dataset.name)}: ${mrkdwn(segment.meaning, LONG)}`,
      joined(
        segmentFigures(segment, currency).map(([title, value]) => md`${title}: ${value}`),
        ' · ',
      ),
      ...todo,
      ...closing,
    ],
    [
      header(segment.name),
      section(md`${mrkdwn(segment.meaning, LONG)}\n${mrkdwn(segment.profile, LONG)}.`),
      figures(segmentFigures(segment, currency)),
      ...todo.map((text): KnownBlock => section(text)),
      section(joined(closing, '\n')),
      actions(buttons(saying)),
      runContext(report),
    ],
  );
};

/** Sentences of the playbook are shorter than this. */
const LONG = 400;

const segmentFigures = (segment: Segment, currency: string | null): readonly (readonly [Mrkdwn, Mrkdwn])[] => [
  [ours('Customers'), md`${ours(counted(segment.customers, 'customer'))}, ${ours(percent(segment.customerShare))}`],
  [ours('Revenue'), md`${ours(money(segment.revenue, currency))}, ${ours(percent(segment.revenueShare))}`],
  [ours('Last order'), md`${ours(dayCount(segment.recencyDays.median))} ago (median)`],
  [ours('Orders each'), md`${ours(decimal(segment.ordersPerCustomer.median))} (median)`],
  [ours('Spend each'), md`${ours(money(segment.spend.median, currency))} (median)`],
  [ours('Per order'), ours(money(segment.averageOrderValue, currency))],
];

const dayCount = (days: number): string => `${decimal(days)} ${days === 1 ? 'day' : 'days'}`;

const actionText = (action: Action, index: number): Mrkdwn =>
  joined(
    [
      md`*${index + 1}. ${mrkdwn(action.title, 150)}* (${ours(action.cost)} cost)`,
      mrkdwn(action.why, LONG),
      md`*How:* ${mrkdwn(action.channel, 150)}. ${mrkdwn(action.offer, LONG)}`,
      md`*When:* ${mrkdwn(action.timing, LONG)}`,
      md`*It worked if:* ${mrkdwn(action.kpi, LONG)}`,
    ],
    '\n',
  );

const budgetText = ({ budget }: Segment, currency: string | null): Mrkdwn => {
  const atStake =
    budget.revenueAtStake > 0
      ? md` ${ours(money(budget.revenueAtStake, currency))} is at stake: from customers who are slipping away.`
      : md``;
  return md`*Budget:* start with about ${ours(percent(budget.suggestedShare))}.${atStake}`;
};

const buttons = ({ report, segment, dataset }: SayingOf<'segment'>): readonly (Button | null)[] => [
  exportButton(segment, dataset),
  report.segments.length > 1
    ? askButton({
        id: 'show',
        label: 'All segments',
        request: { kind: 'show', segment: null, dataset: { id: dataset.id } },
      })
    : null,
];

export const noSegment = ({ asked, available }: SayingOf<'no-segment'>): Message => {
  if (available.length === 0) return note(md`There are no segments yet, so there is no *${mrkdwn(asked)}* either.`);
  const names = available.map(name => md`*${mrkdwn(name)}*`);
  const text = md`There is no segment *${mrkdwn(asked)}*. The segments are ${joined(names, ', ')}. Lists can be had of RFM groups, too: ${code(md`/segment export At risk`)}.`;
  return message(text, [section(text), context(md`Try ${code(md`/segment show ${mrkdwn(available[0] ?? '')}`)}`)]);
};
