import { describe, expect, it } from 'vitest';
import type { ChartInput } from '../../src/charts/chart.ts';
import { buildInsightCharts } from '../../src/charts/insight-charts.ts';
import { CHART_INPUTS, expectSoundCharts } from './chart-inputs.ts';
import { fixtureInsight } from './fixture-insight.ts';
import { fixtureInput, fixtureReport } from './fixture-report.ts';

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

  it('part the customers of a month into those who came back and those who are new', () => {
    const { datasets } = dataOf(input, 'trends-customers');
    const [back, fresh] = datasets;
    trends!.periods.forEach(({ activeCustomers, newCustomers }, place) => {
      expect([back!.data[place], fresh!.data[place]]).toEqual([activeCustomers - newCustomers, newCustomers]);
    });
  });
});
