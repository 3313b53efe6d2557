/** What a published segment map does and does not say, in whole sentences. */
import type { PublishedMap, Totals } from '../report.ts';
import { neverReached, type Scheme } from '../schemes/scheme.ts';
import { count, counted, exactPercent } from './numbers.ts';

const NAMED_SCORES = 5;
const DAY_MS = 86_400_000;

/** "The Braze map leaves 123 customers (2.8 %, 1.2 % of revenue) in no segment", and why; or that it leaves nobody. */
export const unassignedWords = (
  { name, rule }: Pick<Scheme, 'name' | 'rule'>,
  { customers, revenue, outsideWindow, scores }: PublishedMap['unassigned'],
  totals: Pick<Totals, 'customers' | 'revenue'>,
): string => {
  if (customers === 0) return `Every customer has a segment on the ${name} map.`;
  const shares = `${exactPercent(customers / totals.customers)}, ${exactPercent(share(revenue, totals.revenue))} of revenue`;
  return `The ${name} map leaves ${counted(customers, 'customer')} (${shares}) in no segment: ${reasons(rule, outsideWindow, scores).join('; ')}.`;
};

/** With their customers where there are two; else they are all for the same reason. */
const reasons = (
  { windowDays }: Scheme['rule'],
  outsideWindow: number,
  scores: PublishedMap['unassigned']['scores'],
): readonly string[] => {
  const outside = `no order in the last ${windowDays} days, all that it looks at`;
  const unnamed = `scores that it has no segment for (R F M ${listed(scores.map(codeWords))})`;
  if (scores.length === 0) return [outside];
  if (outsideWindow === 0) return [unnamed];
  return [`${count(outsideWindow)} with ${outside}`, `${count(total(scores))} with ${unnamed}`];
};

const total = (scores: PublishedMap['unassigned']['scores']): number =>
  scores.reduce((sum, { customers }) => sum + customers, 0);

const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

const codeWords = ({ code, customers }: PublishedMap['unassigned']['scores'][number]): string =>
  `${code}: ${count(customers)}`;

const listed = (codes: readonly string[]): string =>
  codes.length > NAMED_SCORES
    ? `${codes.slice(0, NAMED_SCORES).join(', ')} and ${codes.length - NAMED_SCORES} more`
    : codes.join(', ');

/** Names on the map that no customer can get; `null` where there are none. */
export const neverReachedWords = (scheme: Scheme): string | null => {
  const names = neverReached(scheme);
  return names.length === 0
    ? null
    : `Nobody can be in ${names.slice(0, -1).join(', ')}${names.length > 1 ? ' or ' : ''}${names.at(-1)}: with scores from ${scheme.rule.lowest} to ${scheme.rule.highest}, segments above take all their customers.`;
};

/** What the publisher asks of a shop and this one does not have; `null` where it has it. */
export const needsWords = (
  { name, needs }: Pick<Scheme, 'name' | 'needs'>,
  { customers, firstOrder }: Pick<Totals, 'customers' | 'firstOrder'>,
  asOf: string,
): string | null => {
  if (needs === null) return null;
  const days = Math.floor((Date.parse(`${asOf}Z`) - Date.parse(`${firstOrder}Z`)) / DAY_MS);
  if (customers >= needs.customers && days >= needs.historyDays) return null;
  return `${name} itself shows this map from ${count(needs.customers)} customers and ${count(needs.historyDays)} days of orders on; here are ${counted(customers, 'customer')} and ${counted(days, 'day')}.`;
};

/** "0.35", "−0.06": an index of agreement; what rounds to zero has no minus. */
export const indexWords = (index: number): string => {
  const rounded = Math.abs(index).toFixed(2);
  return index < 0 && rounded !== '0.00' ? `−${rounded}` : rounded;
};

/** How far the map agrees with the RFM groups. */
export const agreementWords = ({ name, adjustedRand }: Pick<PublishedMap, 'name' | 'adjustedRand'>): string =>
  `The ${name} map and Tranche's RFM groups agree by ${indexWords(adjustedRand)} (adjusted Rand index: 1 would be the same groups under other names, 0 what chance gives).`;

/** Below a table of all maps. */
export const MAPS_NOTE =
  'Adjusted Rand index: 1 would be the same groups, 0 what chance gives. Tranche stands for its RFM groups; customers in no segment of a map count as a segment of their own.';
