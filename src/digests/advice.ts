/** The three things worth doing this week: who, why, how. What moved comes first, what stands fills up. */

import type { Movement } from '../core/changes.ts';
import type { Change, Moved } from '../core/moved.ts';
import { isSlip, summarizeMovement, sumOfMoves } from '../core/moved.ts';
import { PLAYS, type PlayId } from '../core/playbook/plays.ts';
import type { Action, RfmGroupSummary, Segment, SegmentReport } from '../core/report.ts';
import { GROUPS_AT_STAKE, type RfmGroupId } from '../core/rfm-groups.ts';
import { groupName } from '../core/words/movement.ts';
import { count, counted, money, percent } from '../core/words/numbers.ts';
import type { DigestAdvice } from '../jobs/sayings/digests.ts';

const SHOWN = 3;
/** What moved less than this share of all revenue is no reason to act; what stands is worth more. */
const WORTH_ACTING_ON = 0.001;
/** Of the groups at stake the two largest; then the best customers and the newest have a word, too. */
const GROUPS_BEFORE_OTHERS = 2;

/** What to do with the customers of a group, and the verb that goes before them. */
const GROUP_ADVICE: Readonly<Record<RfmGroupId, { readonly verb: string; readonly play: PlayId }>> = {
  champions: { verb: 'Reward', play: 'earlyAccess' },
  loyal: { verb: 'Keep', play: 'loyaltyTier' },
  'potential-loyal': { verb: 'Encourage', play: 'thirdOrderReward' },
  new: { verb: 'Welcome', play: 'welcomeSeries' },
  promising: { verb: 'Win a second order from', play: 'secondOrderOffer' },
  'need-attention': { verb: 'Write to', play: 'checkIn' },
  'about-to-sleep': { verb: 'Wake', play: 'askWhy' },
  'at-risk': { verb: 'Win back', play: 'winBackOffer' },
  'cant-lose': { verb: 'Talk to', play: 'personalCall' },
  hibernating: { verb: 'Remind', play: 'seasonStart' },
  lost: { verb: 'Write a last time to', play: 'lastCall' },
};

/** What to do with the customers of a group. */
export const groupPlay = (group: RfmGroupId): Action => PLAYS[GROUP_ADVICE[group].play];

interface Proposal {
  readonly advice: DigestAdvice;
  /** Each play is proposed once: what moved and what stands would say the same of a group. */
  readonly play: Action;
  /** What these customers have spent, where they could be lost; it orders the advice. */
  readonly atStake: number;
}

/**
 * Three pieces of advice, most money at stake first; fewer only where a shop is too small to say more. Figures are of
 * groups and segments, never of a customer.
 */
export const adviceFor = (report: SegmentReport, movement: Movement | null): readonly DigestAdvice[] => {
  const moved = movement === null ? [] : newsFrom(summarizeMovement(movement), report);
  return distinct([...moved, ...standing(report)])
    .slice(0, SHOWN)
    .sort((a, b) => b.atStake - a.atStake)
    .map(({ advice }) => advice);
};

const distinct = (proposals: readonly Proposal[]): Proposal[] => {
  const seen = new Set<string>();
  return proposals.filter(({ play: { title } }) => !seen.has(title) && seen.add(title));
};

/** What moved since last time, most money first. */
const newsFrom = (moved: Moved, report: SegmentReport): Proposal[] =>
  [...slipped(moved, report), ...joined(moved, report), ...cameBack(moved, report)]
    .filter(({ atStake }) => atStake > 0 && atStake >= report.totals.revenue * WORTH_ACTING_ON)
    .sort((a, b) => b.atStake - a.atStake);

const slipped = (moved: Moved, { totals }: SegmentReport): Proposal[] =>
  moved.atStake
    .filter(({ slipped: figures }) => figures.customers > 0)
    .map(({ group, slipped: figures }) => {
      const { verb, play } = GROUP_ADVICE[group];
      const origin = mainOrigin(moved.changes.filter(change => change.to === group && isSlip(change)));
      return proposal({
        title: `${verb} the ${counted(figures.customers, 'customer')} who slipped into the RFM group ${groupName(group)}`,
        facts: `They have spent ${money(figures.revenue, totals.currency)} so far; last time ${origin}.`,
        play: PLAYS[play],
        atStake: figures.revenue,
      });
    });

const joined = ({ joined: figures }: Moved, { totals }: SegmentReport): Proposal[] =>
  figures.customers === 0
    ? []
    : [
        proposal({
          title: `${GROUP_ADVICE.new.verb} the ${counted(figures.customers, 'customer')} who joined since last time`,
          facts: `They have spent ${money(figures.revenue, totals.currency)} so far.`,
          play: PLAYS[GROUP_ADVICE.new.play],
          atStake: figures.revenue,
        }),
      ];

/** Customers who had slipped away or were lost, and ordered again. */
const cameBack = ({ changes }: Moved, { totals }: SegmentReport): Proposal[] => {
  const back = changes.filter(({ from, to }) => !isActive(from) && isActive(to));
  const figures = sumOfMoves(back);
  if (figures.customers === 0) return [];
  return [
    proposal({
      title: `Keep the ${counted(figures.customers, 'customer')} who came back`,
      facts: `They have spent ${money(figures.revenue, totals.currency)} so far; last time ${mainOrigin(back)}.`,
      play: PLAYS.nextBestProduct,
      atStake: figures.revenue,
    }),
  ];
};

/** What is worth doing in any week, in the order in which it fills up. */
const standing = (report: SegmentReport): Proposal[] => {
  const groups = report.rfmGroups.filter(({ customers }) => customers > 0);
  const atStake = groups.filter(({ id }) => isAtStake(id)).sort((a, b) => b.revenue - a.revenue);
  const others = groups.filter(({ id }) => !isAtStake(id)).sort((a, b) => b.revenue - a.revenue);
  const [best, ...rest] = report.segments.flatMap(segment =>
    segment.actions.map(play => segmentProposal(segment, play)),
  );
  const ofGroup = (group: RfmGroupSummary): Proposal => groupProposal(group, report);
  return [
    ...atStake.slice(0, GROUPS_BEFORE_OTHERS).map(ofGroup),
    ...(best ? [best] : []),
    ...others.filter(({ id }) => id === 'new').map(ofGroup),
    ...atStake.slice(GROUPS_BEFORE_OTHERS).map(ofGroup),
    ...others.map(ofGroup),
    ...rest,
  ];
};

const groupProposal = ({ id, name, customers, revenue }: RfmGroupSummary, { totals }: SegmentReport): Proposal => {
  const { verb, play } = GROUP_ADVICE[id as RfmGroupId];
  const share = totals.revenue > 0 ? ` (${percent(revenue / totals.revenue)} of revenue)` : '';
  const slipping = isAtStake(id) ? ', and they are slipping away' : '';
  return proposal({
    title: `${verb} the ${counted(customers, 'customer')} of the RFM group ${name}`,
    facts: `They have spent ${money(revenue, totals.currency)}${share}${slipping}.`,
    play: PLAYS[play],
    atStake: isAtStake(id) ? revenue : 0,
    group: id as RfmGroupId,
  });
};

const segmentProposal = (segment: Segment, play: Action): Proposal => ({
  advice: {
    title: `${segment.name}: ${play.title.charAt(0).toLowerCase()}${play.title.slice(1)}`,
    why: `They are ${percent(segment.customerShare)} of customers and bring ${percent(segment.revenueShare)} of revenue. ${play.why}`,
    how: howTo(play),
    group: null,
  },
  play,
  atStake: segment.budget.revenueAtStake,
});

interface ProposalFacts {
  readonly title: string;
  readonly facts: string;
  readonly play: Action;
  readonly atStake: number;
  readonly group?: RfmGroupId | null;
}

const proposal = ({ title, facts, play, atStake, group = null }: ProposalFacts): Proposal => ({
  advice: { title, why: `${facts} ${play.why}`, how: `${play.title}. ${howTo(play)}`, group },
  play,
  atStake,
});

export const howTo = ({ offer, channel, timing }: Action): string =>
  `${offer}. Channel: ${channel}. Timing: ${timing}.`;

/** "9 of them were in Loyal", "they were in Loyal": the group that most of them come from. */
const mainOrigin = (changes: readonly Change[]): string => {
  const origins = Map.groupBy(changes, ({ from }) => from);
  const [[group, customers] = ['lost' as RfmGroupId, 0]] = Array.from(
    origins,
    ([from, moves]) => [from, sumOfMoves(moves).customers] as const,
  ).sort(([, a], [, b]) => b - a);
  const everybody = sumOfMoves(changes).customers;
  const were = customers === 1 ? 'was' : 'were';
  const who = customers < everybody ? `${count(customers)} of them ${were}` : 'they were';
  return `${who} in ${groupName(group)}`;
};

const isAtStake = (group: string): boolean => GROUPS_AT_STAKE.some(id => id === group);

/** Neither slipping away nor gone: better than every group at stake. */
const isActive = (group: RfmGroupId): boolean => !isAtStake(group) && group !== 'hibernating' && group !== 'lost';
