/** What the pictures of behaviour show, held against the report; that they are sound is tested with all others. */
import { describe, expect, it } from 'vitest';
import { behaviourChannels } from '../../src/charts/behaviour-channels.ts';
import { behaviourRhythm } from '../../src/charts/behaviour-rhythm.ts';
import { behaviourWeek } from '../../src/charts/behaviour-week.ts';
import type { ChartBuilder } from '../../src/charts/chart.ts';
import type { Behaviour, Habits } from '../../src/core/insight/behaviour.ts';
import type { SegmentReport } from '../../src/core/report.ts';
import { fixtureInsight } from './fixture-insight.ts';
import { fixtureReport, manyProfiles } from './fixture-report.ts';

interface Drawn {
  readonly labels: readonly unknown[];
  readonly datasets: readonly { label: string; data: unknown[]; backgroundColor: string | string[] }[];
}

const REPORT = fixtureReport();

const draw = (build: ChartBuilder, behaviour: Behaviour, report: SegmentReport = REPORT) => {
  const chart = build({ report: { ...report, insight: { behaviour } }, points: [] });
  return chart && { chart, ...(chart.config as unknown as { data: Drawn }).data };
};

const GIVEN = fixtureInsight(REPORT).behaviour;

/** The same of everybody. */
const withAll = (change: Partial<Habits>): Behaviour => ({
  ...GIVEN,
  all: { ...GIVEN.all, ...change },
  segments: GIVEN.segments.map(segment => ({ ...segment, ...change })),
});

describe('days between orders', () => {
  it('the middle half of each segment, its median within; all customers last', () => {
    const { datasets, labels, chart } = draw(behaviourRhythm, GIVEN)!;
    expect(labels).toHaveLength(REPORT.segments.length + 1);
    const days = [...GIVEN.segments, GIVEN.all].map(({ rhythm }) => rhythm!.daysBetweenOrders!);
    expect(datasets[0]!.data).toEqual(days.map(([lower, , upper]) => [lower, upper]));
    const marks = datasets[1]!.data as [number, number][];
    expect(marks.map(([from, to]) => Math.round((from + to) / 2))).toEqual(days.map(([, median]) => median));
    expect(chart.title).toBe('Champions: an order every 42 days; 5% of them are overdue');
  });

  it('whoever has too few customers is left out; nothing at all without any', () => {
    const [first, ...others] = GIVEN.segments;
    const rare = { ...first!, rhythm: { ...first!.rhythm!, daysBetweenOrders: null } };
    expect(draw(behaviourRhythm, { ...GIVEN, segments: [rare, ...others] })!.labels).toHaveLength(others.length + 1);
    expect(draw(behaviourRhythm, withAll({ rhythm: null }))).toBeNull();
  });
});

describe('weekdays and hours', () => {
  const rowsOf = (drawn: ReturnType<typeof draw>) => drawn!.datasets.filter(({ data }) => data.length > 0).toReversed();

  it('a week of seven rows under the name of each segment, darkest at its own busiest hour', () => {
    const rows = rowsOf(draw(behaviourWeek, GIVEN));
    expect(rows).toHaveLength(8 * REPORT.segments.length);
    expect(rows.every(({ data }) => data.length === 24)).toBe(true);
    GIVEN.segments.forEach(({ times }, place) => {
      const monday = times!.hours![0]!;
      const colours = rows[place * 8 + 1]!.backgroundColor as string[];
      expect(colours[monday.indexOf(Math.max(...monday))]).toBe('#0072B2');
      expect(colours[monday.indexOf(0)]).toBe('#F3F4F6');
    });
  });

  it('of many segments the four with most revenue, and it says so', () => {
    const many = fixtureReport({ profiles: manyProfiles(9) });
    const drawn = draw(behaviourWeek, fixtureInsight(many).behaviour, many);
    expect(rowsOf(drawn)).toHaveLength(8 * 4);
    expect(JSON.stringify(drawn!.chart.config)).toContain('segments with most revenue');
  });

  it('without hours the weekdays of all segments; without enough orders nothing', () => {
    const { weekdays } = GIVEN.all.times!;
    const rows = rowsOf(draw(behaviourWeek, withAll({ times: { weekdays, hours: null } })));
    expect(rows.map(({ data }) => data.length)).toEqual(REPORT.segments.map(() => 7));
    expect(draw(behaviourWeek, withAll({ times: null }))).toBeNull();
  });
});

describe('channels', () => {
  it('every segment and all customers add up to all orders', () => {
    const { datasets, labels } = draw(behaviourChannels, GIVEN)!;
    expect(datasets.map(({ label }) => label)).toEqual(['website', 'app', 'Others']);
    labels.forEach((_, row) => {
      expect(datasets.reduce((sum, { data }) => sum + (data[row] as number), 0)).toBeCloseTo(1, 3);
    });
  });

  it('without a column for them there is no picture', () => {
    expect(draw(behaviourChannels, withAll({ channels: null }))).toBeNull();
  });
});
