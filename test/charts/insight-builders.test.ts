import { describe, expect, it } from 'vitest';
import type { ChartInput } from '../../src/charts/chart.ts';
import { buildInsightCharts } from '../../src/charts/insight-charts.ts';
import { fullBar } from '../../src/charts/period-bars.ts';
import { CHART_INPUTS, expectSoundCharts } from './chart-inputs.ts';
import { fixtureInsight } from './fixture-insight.ts';
import { fixtureInput, fixtureReport, monthly } from './fixture-report.ts';

const withInsight = ({ report, points }: ChartInput, text: string | null = null): ChartInput => ({
  report: { ...report, insight: fixtureInsight(report, text) },
  points,
});

const dataOf = (input: ChartInput, wanted: string) => {
  const chart = buildInsightCharts(input).find(({ id }) => id === wanted)!;
  type Data = { labels: unknown[]; datasets: { label: string; data: unknown[]; backgroundColor: string[] }[] };
  return { chart, ...(chart.config as unknown as { data: Data }).data };
};

describe.each(Object.entries(CHART_INPUTS))('all charts of insight with %s', (_, input) => {
  const given = withInsight(input, '\u202Eevil <!channel> 東京 🎉');
  it('are sound, the same every time', () => {
    const charts = buildInsightCharts(given);
    expectSoundCharts(charts);
    expect(JSON.stringify(buildInsightCharts(given))).toBe(JSON.stringify(charts));
  });
});

it('a report without insight has none of them', () => {
  expect(buildInsightCharts(fixtureInput({}, 10))).toEqual([]);
});

it('without segments there is the revenue of all customers', () => {
  const report = { ...fixtureReport({ profiles: [] }), quality: [], choice: null };
  const { datasets } = dataOf(withInsight({ report, points: [] }), 'trends-segments');
  expect(datasets.map(({ label }) => label)).toEqual(['Revenue']);
  expect(datasets[0]!.data).toEqual(report.months.map(({ revenue }) => Math.round(revenue * 100) / 100));
});

describe('quarters', () => {
  const input = withInsight(fixtureInput({ months: monthly(14) }, 10));

  it('name the year where it begins, and stack the segments', () => {
    const { labels, datasets } = dataOf(input, 'quarters-by-segment');
    const { quarters } = input.report.insight!.investor!;
    expect(labels.map(label => (label as string[]).length)).toEqual(
      quarters.map(({ start }, place) => (place === 0 || start.slice(5, 7) === '01' ? 2 : 1)),
    );
    expect(datasets.map(({ label }) => label)).toEqual(input.report.segments.map(({ name }) => name));
    expect(datasets[0]!.data).toEqual(quarters.map(({ segments }) => Math.round(segments[0]!.revenue * 100) / 100));
  });
});

describe('trends', () => {
  const input = withInsight(fixtureInput({ currency: 'EUR' }, 10));
  const { trends } = input.report.insight!;

  it('stack the segments of a month, pale where it is not complete', () => {
    const { datasets, labels } = dataOf(input, 'trends-segments');
    expect(datasets.map(({ label }) => label)).toEqual(input.report.segments.map(({ name }) => name));
    expect(labels).toHaveLength(trends!.periods.length);
    const place = trends!.periods.findIndex(({ complete }) => !complete);
    const [first] = datasets;
    expect(first!.backgroundColor[place]).not.toBe(first!.backgroundColor[1]);
  });

  it('the legend has the colours of the first full month', () => {
    const [begun, ...whole] = trends!.periods.map(period => ({ ...period, complete: true }));
    const late = { ...trends!, periods: [{ ...begun!, complete: false }, ...whole] };
    const report = { ...input.report, insight: { ...input.report.insight, trends: late } };
    for (const id of ['trends-segments', 'trends-customers'])
      expect(dataOf({ ...input, report }, id).chart.config).toMatchObject({
        options: { plugins: { tranche: { legendBar: 1 } } },
      });
    expect(fullBar([{ ...begun!, complete: false }])).toBe(0);
  });

  it('part the customers of a month into those who came back and those who are new', () => {
    const { datasets } = dataOf(input, 'trends-customers');
    const [back, fresh] = datasets;
    trends!.periods.forEach(({ activeCustomers, newCustomers }, place) => {
      expect([back!.data[place], fresh!.data[place]]).toEqual([activeCustomers - newCustomers, newCustomers]);
    });
  });
});

describe('retention', () => {
  const input = withInsight(fixtureInput({ currency: 'EUR' }, 10));
  const retention = input.report.insight!.retention!;

  it('shows the newest cohorts from above, month by month; grey where the month is not over', () => {
    const { datasets, labels, chart } = dataOf(input, 'retention-cohorts');
    const old = retention.cohorts.filter(({ activeCustomers }) => activeCustomers.length > 1);
    expect(labels).toEqual(Array.from({ length: 12 }, (_, place) => String(place + 1)));
    const rows = datasets.filter(({ label }) => label === '');
    expect(rows).toHaveLength(old.length);
    // The first cohort is the highest row, and so the last dataset: twelve months, the last of them not over.
    const [first, newest] = [rows.at(-1)!.backgroundColor, rows[0]!.backgroundColor];
    expect(first.slice(0, 11).every(colour => colour === first[0])).toBe(true);
    expect([first[11], newest[0]]).toEqual(['#F3F4F6', '#F3F4F6']);
    expect(newest.slice(1)).toEqual(Array.from({ length: 11 }, () => '#FFFFFF'));
    expect(chart.title).toBe('33% of new customers order again in the next month, 33% in the sixth');
  });

  it('claims nothing of small cohorts, and draws nothing where all are', () => {
    const cohorts = retention.cohorts.map(cohort => ({ ...cohort, retention: null, reorderRate: null }));
    const insight = { retention: { ...retention, cohorts } };
    const ids = buildInsightCharts({ report: { ...input.report, insight }, points: [] }).map(({ id }) => id);
    expect(ids).toEqual(['retention-repeat']);
    const repeat = retention.repeat.map(point => ({ ...point, repeatPurchaseRate: null }));
    const none = { retention: { ...retention, cohorts, repeat } };
    expect(buildInsightCharts({ report: { ...input.report, insight: none }, points: [] })).toEqual([]);
  });

  it('repeat purchases of all so far, and of the new ones who had their 90 days', () => {
    const { datasets } = dataOf(input, 'retention-repeat');
    const [all, fresh] = datasets;
    expect(all!.data).toHaveLength(retention.repeat.length);
    expect(all!.data.at(-1)).toBeCloseTo(retention.repeat.at(-1)!.repeatPurchaseRate!, 4);
    expect(fresh!.data.slice(-3)).toEqual([null, null, null]);
    expect(fresh!.data[0]).toBe(0.5);
  });
});

describe('concentration', () => {
  const input = withInsight(fixtureInput({ currency: 'EUR' }, 10));
  it('the curve from nobody to everybody, the best 1, 10 and 20 % on it, the diagonal', () => {
    const { datasets, chart } = dataOf(input, 'concentration-lorenz');
    const [best, curve, even] = datasets.map(({ data }) => data as { x: number; y: number }[]);
    expect([curve![0], curve!.at(-1)]).toEqual(even);
    expect(best).toHaveLength(3);
    for (const { x, y } of best!) expect(y).toBeCloseTo(x ** 3, 2);
    expect(chart.title).toBe('Half of the revenue comes from 21% of customers; Gini 0.50');
  });
});

describe('budget', () => {
  const input = withInsight(fixtureInput({ currency: 'EUR' }, 10));
  const { segments } = input.report.insight!.budget!;

  it('three shares of every segment', () => {
    const { datasets } = dataOf(input, 'budget-shares');
    expect(datasets.map(({ data }) => data.map(share => Number((share as number).toFixed(3))))).toEqual(
      (['customerShare', 'revenueShare', 'atStakeShare'] as const).map(key =>
        segments.map(segment => Number(segment[key].toFixed(3))),
      ),
    );
  });

  it('bubbles whose area is the median spend, dots of customers in the colours of their segments', () => {
    const { datasets } = dataOf(input, 'budget-bubbles');
    const [bubbles, ...dots] = datasets as unknown as { pointRadius: number[]; data: unknown[] }[];
    const [largest, second] = bubbles!.pointRadius;
    const [champions, loyal] = segments.map(({ median }) => median.spend);
    expect(second! / largest!).toBeCloseTo(Math.sqrt(loyal! / champions!), 2);
    expect(dots.map(({ data }) => data.length)).toEqual([10, 10, 10, 10]);
    for (const { data, pointRadius } of dots) expect(pointRadius).toHaveLength(data.length);
  });
});
