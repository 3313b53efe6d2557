/** What matters most in how customers buy, in sentences, and the names that all pictures of it share. */
import type { Behaviour, OrderTimes, Shares } from '../insight/behaviour.ts';
import { decimal } from './numbers.ts';

export const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

/** What `OVERDUE_FACTOR` means. */
export const OVERDUE_WORDS = 'silent for more than twice as long as is usual for them';

interface Wording {
  /** Name of a segment by its id. */
  readonly nameOf: (segment: string) => string;
  /** A name of the file's as it can be shown. */
  readonly called: (name: string) => string;
  readonly percent: (share: number) => string;
}

/** At most three sentences: how often the best segment orders, when orders come, and what the segment buys. */
export const behaviourHeadlines = (behaviour: Behaviour, wording: Wording): readonly string[] =>
  [rhythmLine(behaviour, wording), timesLine(behaviour.all.times, wording), tasteLine(behaviour, wording)].filter(
    line => line !== null,
  );

/** Segments stand by revenue: the first one whose figure is sure enough. */
export const rhythmLine = (
  { segments, all }: Behaviour,
  { nameOf, percent }: Omit<Wording, 'called'>,
): string | null => {
  const best = segments.find(({ rhythm }) => rhythm?.daysBetweenOrders);
  const rhythm = best ? best.rhythm : all.rhythm;
  if (!rhythm?.daysBetweenOrders) return null;
  const who = best ? nameOf(best.segment) : 'Customers who come back';
  const overdue = rhythm.overdueShare === null ? '' : `; ${percent(rhythm.overdueShare)} of them are overdue`;
  return `${who}: an order ${everyWords(rhythm.daysBetweenOrders[1])}${overdue}.`;
};

/** "every 12 days" */
const everyWords = (days: number): string => (days === 1 ? 'every day' : `every ${decimal(days)} days`);

const timesLine = (times: OrderTimes | null, { percent }: Wording): string | null => {
  if (!times) return null;
  const busiest = busiestTimes(times);
  return `${busiestWords(busiest, ` (${percent(busiest.weekdayShare)} of orders)`)}.`;
};

/** Only what chance does not explain; `share` stands behind the day. */
export const busiestWords = ({ weekday, hour, dayStandsOut, hourStandsOut }: Busiest, share = ''): string => {
  const named = hour !== null && hourStandsOut ? hourWords(hour) : null;
  if (dayStandsOut)
    return `${WEEKDAYS[weekday]} is the busiest day${share}${named === null ? '' : `, ${named} the busiest hour`}`;
  if (named !== null) return `${named} is the busiest hour; no day clearly is`;
  return `No day${hour === null ? '' : ' or hour'} is clearly the busiest`;
};

/** What customers of one segment buy more than others, or else where most of their orders come from. */
const tasteLine = ({ segments }: Behaviour, { nameOf, called, percent }: Wording): string | null => {
  for (const { segment, products, categories } of segments) {
    const favourite = products[0] ?? categories[0];
    if (favourite === undefined) continue;
    const { name, share, shareOfAll } = favourite;
    return `${nameOf(segment)}: ${percent(share)} bought ${called(name)}, of all customers ${percent(shareOfAll)}.`;
  }
  const [best] = segments;
  const channel = best?.channels?.parts[0];
  return best && channel
    ? `${nameOf(best.segment)}: ${percent(channel.share)} of their orders come by ${called(channel.name)}.`
    : null;
};

export interface Busiest {
  /** From 0, Monday. */
  readonly weekday: number;
  readonly weekdayShare: number;
  readonly hour: number | null;
  /** More than chance makes of orders that are the same on all days, or in all hours, with any. */
  readonly dayStandsOut: boolean;
  readonly hourStandsOut: boolean;
}

/** Of equal ones the first. */
export const busiestTimes = ({ weekdays, hours }: OrderTimes): Busiest => {
  const orders = weekdays.reduce((sum, each) => sum + each, 0);
  const weekday = weekdays.indexOf(Math.max(...weekdays));
  const byHour = hours?.reduce((sums, day) => sums.map((sum, hour) => sum + day[hour]!));
  return {
    weekday,
    weekdayShare: weekdays[weekday]! / orders,
    hour: byHour ? byHour.indexOf(Math.max(...byHour)) : null,
    dayStandsOut: standsOut(weekdays),
    hourStandsOut: byHour !== undefined && standsOut(byHour),
  };
};

/** Standard deviations of a count. */
const BEYOND_CHANCE = 3;

const standsOut = (counts: readonly number[]): boolean => {
  const used = counts.filter(each => each > 0);
  const mean = used.reduce((sum, each) => sum + each, 0) / used.length;
  return used.length === 1 || Math.max(...used) > mean + BEYOND_CHANCE * Math.sqrt(mean);
};

/** "12:00 to 13:00" */
export const hourWords = (hour: number): string => `${clock(hour)} to ${clock((hour + 1) % 24)}`;

const clock = (hour: number): string => `${String(hour).padStart(2, '0')}:00`;

/** "website 61%, app 30%, others 9%": so many parts by their names, the rest as one. */
export const sharesWords = (shares: Shares, most: number, percent: Wording['percent']): string => {
  const shown = shares.parts.slice(0, most).filter(({ count }) => count > 0);
  const rest = 1 - shown.reduce((sum, { share }) => sum + share, 0);
  const others = Math.round(rest * shares.known) > 0 ? [`others ${percent(rest)}`] : [];
  return [...shown.map(({ name, share }) => `${name} ${percent(share)}`), ...others].join(', ');
};
