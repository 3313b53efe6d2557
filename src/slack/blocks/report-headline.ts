/** What somebody takes away who reads one sentence. */
import type { Segment, SegmentReport } from '../../core/report.ts';
import { count, counted, money, percent } from '../../core/words/numbers.ts';
import { joined, type Mrkdwn, md, mrkdwn, ours } from '../escape.ts';

/** Who brings the money, where money is at stake, and the first thing to do about it. */
export const headline = (report: SegmentReport): Mrkdwn => {
  const { segments, totals } = report;
  const [first] = segments;
  if (!first) return withoutSegments(report);
  const brings = md`*${mrkdwn(first.name)}*, ${ours(percent(first.customerShare))} of your customers, bring ${ours(percent(first.revenueShare))} of the revenue.`;
  const atStake = mostAtStake(segments);
  const amount = atStake.budget.revenueAtStake;
  if (amount <= 0) return md`${brings} Next: ${todo(first)}`;
  return md`${brings} Most to lose: ${ours(money(amount, totals.currency))} from customers in *${mrkdwn(atStake.name)}* who are slipping away. Next: ${todo(atStake)}`;
};

const withoutSegments = ({ totals }: SegmentReport): Mrkdwn =>
  md`${ours(counted(totals.customers, 'customer'))} ${ours(totals.customers === 1 ? 'has' : 'have')} placed ${ours(counted(totals.orders, 'order'))} worth ${ours(money(totals.revenue, totals.currency))}. That is too few for segments; the figures below hold all the same.`;

/** The segment with the most revenue of customers who are slipping away. */
const mostAtStake = (segments: readonly Segment[]): Segment =>
  segments.reduce((most, segment) => (segment.budget.revenueAtStake > most.budget.revenueAtStake ? segment : most));

const todo = ({ actions: [first], profile }: Segment): Mrkdwn =>
  first ? md`*${mrkdwn(first.title, 120)}* (${mrkdwn(first.channel, 60)}).` : md`${mrkdwn(profile, 120)}.`;

/** A line per segment, for notifications and screen readers. */
export const segmentLines = ({ segments, totals }: SegmentReport): readonly Mrkdwn[] =>
  segments.map(segment => {
    const [first] = segment.actions;
    const figures = md`${mrkdwn(segment.name)}: ${ours(counted(segment.customers, 'customer'))} (${ours(percent(segment.customerShare))}), ${ours(money(segment.revenue, totals.currency))} (${ours(percent(segment.revenueShare))} of revenue).`;
    return first ? md`${figures} Do: ${mrkdwn(first.title, 100)}.` : figures;
  });

export const totalsLine = ({ totals }: SegmentReport): Mrkdwn =>
  joined(
    [
      ours(counted(totals.customers, 'customer')),
      ours(counted(totals.orders, 'order')),
      md`${ours(money(totals.revenue, totals.currency))} revenue`,
    ],
    ' · ',
  );

/** The same figures, for two columns. */
export const totalFigures = ({ totals }: SegmentReport): readonly (readonly [Mrkdwn, Mrkdwn])[] => [
  [ours('Customers'), ours(count(totals.customers))],
  [ours('Orders'), ours(count(totals.orders))],
  [ours('Revenue'), ours(money(totals.revenue, totals.currency))],
  [ours('Per order'), ours(money(totals.averageOrderValue, totals.currency))],
  [ours('Order again'), md`${ours(percent(totals.repeatPurchaseRate))} of customers`],
  [ours('Best 10% bring'), md`${ours(percent(totals.topShare['10']))} of revenue`],
];
