/** When orders come: hours of the week as a heat map, one for each of the largest segments; weekdays where no hours are known. */
import type { Behaviour, OrderTimes } from '../core/insight/behaviour.ts';
import { type Busiest, busiestTimes, busiestWords, hourWords, WEEKDAYS } from '../core/words/behaviour.ts';
import { percent } from '../core/words/numbers.ts';
import type { Chart, ChartBuilder } from './chart.ts';
import { cellRow, heatScales, LEGEND_ENTRIES, shadeLegend, shadeOf } from './heat-map.ts';
import { framed, rowNames, segmentNames } from './look.ts';
import { readableOn } from './palette.ts';
import { estimatedWidth, wrapped } from './text.ts';

/** Weeks in one picture: those of the segments with most revenue. */
const MOST_WEEKS = 4;
const HEADER_HEIGHT = 150;
const HOUR_ROW = 20;
const DAY_ROW = 46;
/** Weekdays differ much less than hours. */
const DAY_ROOT = 0.5;
const HOURS_BETWEEN_LABELS = 3;
const NAME_WIDTH = 180;
const LETTER_SIZE = 15;

interface Week {
  readonly name: string;
  readonly times: OrderTimes;
}

export const behaviourWeek: ChartBuilder = ({ report }) => {
  const behaviour = report.insight?.behaviour;
  const times = behaviour?.all.times;
  if (!behaviour || !times) return null;
  const own = weeksOf(behaviour, segmentNames(report.segments));
  const weeks = own.length === 0 ? [{ name: 'All customers', times }] : own;
  if (times.hours === null) return dayMap(weeks, busiestTimes(times));
  return hourMap(weeks.slice(0, MOST_WEEKS), { of: weeks.length, busiest: busiestTimes(times) });
};

const weeksOf = ({ segments }: Behaviour, names: readonly string[]): readonly Week[] =>
  segments.flatMap(({ times }, place) => (times ? [{ name: names[place]!, times }] : []));

const sum = (counts: readonly number[]): number => counts.reduce((all, each) => all + each, 0);

const oneLine = (name: string): string =>
  estimatedWidth(name, LETTER_SIZE) <= NAME_WIDTH
    ? name
    : wrapped(name, { width: NAME_WIDTH, fontSize: LETTER_SIZE, maxLines: 1 })[0]!;

/** Every week begins with a row that names it. */
const hourMap = (weeks: readonly Week[], { of, busiest }: { of: number; busiest: Busiest }): Chart => {
  const rows = weeks.flatMap(({ name, times }) => {
    const largest = Math.max(...times.hours!.flat());
    const days = times.hours!.map((hours, day) => ({
      name: WEEKDAYS[day]!.slice(0, 3),
      colours: hours.map(orders => shadeOf(orders, largest)),
    }));
    return [{ name: oneLine(name), colours: Array.from({ length: 24 }, () => '#FFFFFF') }, ...days];
  });
  return framed({
    ...sayings(weeks, busiest),
    subtitle: `Orders by weekday and hour; the darker, the more${weeks.length > 1 ? ' of this segment' : ''}.${of > weeks.length ? ' The segments with most revenue.' : ''}`,
    height: HEADER_HEIGHT + HOUR_ROW * rows.length,
    type: 'bar',
    data: {
      labels: Array.from({ length: 24 }, (_, hour) => (hour % HOURS_BETWEEN_LABELS === 0 ? `${hour}:00` : '')),
      datasets: [
        ...shadeLegend((_, to) => `up to ${to}% of the busiest hour`, 100),
        ...rows.toReversed().map(({ colours }) => cellRow(colours, 1)),
      ],
    },
    options: {
      scales: heatScales({ rows: rows.map(({ name }) => name), columns: { autoSkip: false, maxRotation: 0 } }),
    },
    attachments: { hide: ['legend'] },
  });
};

const dayMap = (weeks: readonly Week[], busiest: Busiest): Chart => {
  const rows = weeks.map(({ name, times: { weekdays } }) => {
    const colours = weekdays.map(orders => shadeOf(orders, Math.max(...weekdays), DAY_ROOT));
    return {
      name: rowNames([name], NAME_WIDTH)[0]!,
      colours,
      texts: weekdays.map(orders => percent(orders / sum(weekdays))),
    };
  });
  return framed({
    ...sayings(weeks, busiest),
    subtitle: 'Share of the orders by weekday; the darker, the more of this row. The orders have no time of day.',
    height: HEADER_HEIGHT + DAY_ROW * rows.length,
    type: 'bar',
    data: {
      labels: WEEKDAYS.map(day => day.slice(0, 3)),
      datasets: [
        ...shadeLegend((_, to) => `up to ${to}% of the busiest day`, 100, DAY_ROOT),
        ...rows.toReversed().map(({ colours }) => cellRow(colours)),
      ],
    },
    options: { scales: heatScales({ rows: rows.map(({ name }) => name) }) },
    attachments: {
      hide: ['legend'],
      labels: rows.toReversed().map(({ texts, colours }, row) => ({
        ...{ kind: 'bars' as const, dataset: LEGEND_ENTRIES + row, place: 'middle' as const },
        texts,
        inside: colours.map(readableOn),
      })),
    },
  });
};

const sayings = (weeks: readonly Week[], busiest: Busiest) => {
  const title = busiestWords(busiest);
  return {
    id: 'behaviour-week',
    title,
    altText: `Heat map of orders by weekday${busiest.hour === null ? '' : ' and hour'}. Of all customers: ${title}. ${weeks.map(spoken).join('; ')}.`,
  };
};

const spoken = ({ name, times }: Week): string => {
  const { weekday, weekdayShare, hour } = busiestTimes(times);
  return `${name}: most orders on ${WEEKDAYS[weekday]} (${percent(weekdayShare)})${hour === null ? '' : ` and from ${hourWords(hour)}`}`;
};
