import { describe, expect, it } from 'vitest';
import { buildCharts } from '../../src/charts/all-charts.ts';
import type { Chart } from '../../src/charts/chart.ts';
import { choosingK } from '../../src/charts/choosing-k.ts';
import { months } from '../../src/charts/months.ts';
import { recencyFrequency } from '../../src/charts/recency-frequency.ts';
import { segmentMap } from '../../src/charts/segment-map.ts';
import { segmentProfiles } from '../../src/charts/segment-profiles.ts';
import { segmentSizes } from '../../src/charts/segment-sizes.ts';
import type { FiveCounts } from '../../src/core/report.ts';
import { CHART_INPUTS, expectSoundCharts } from './chart-inputs.ts';
import { FOUR, fixtureInput, fixtureReport, manyProfiles, monthly } from './fixture-report.ts';

type Data = { labels?: unknown[]; datasets: { label: string; data: unknown[]; backgroundColor?: string[] }[] };
const dataOf = (chart: Chart | null) => (chart!.config as unknown as { data: Data }).data;
const attachmentsOf = (chart: Chart) =>
  (
    chart.config as unknown as {
      options: { plugins: { tranche: { labels?: { texts?: string[]; names?: string[][] }[] } } };
    }
  ).options.plugins.tranche;

describe.each(Object.entries(CHART_INPUTS))('all charts with %s', (_, input) => {
  const charts = buildCharts(input);

  it('are six, with ids fit for file names', () => {
    expect(charts.map(({ id }) => id)).toEqual([
      'segment-sizes',
      'segment-map',
      'segment-profiles',
      'recency-frequency',
      'months',
      'choosing-k',
    ]);
  });

  it('are sound, the same every time', () => {
    expectSoundCharts(charts);
    expect(JSON.stringify(buildCharts(input))).toBe(JSON.stringify(charts));
  });
});

describe('a report without segments', () => {
  const report = { ...fixtureReport({ profiles: [] }), quality: [], choice: null };
  const input = { report, points: [] };

  it('has no charts of segments', () => {
    for (const build of [segmentSizes, segmentMap, segmentProfiles, choosingK]) expect(build(input)).toBeNull();
  });

  it('still has the heat map and the months', () => {
    expect(buildCharts(input).map(({ id }) => id)).toEqual(['recency-frequency', 'months']);
  });

  it('has no months and no heat map where there are no orders', () => {
    const none: FiveCounts = [0, 0, 0, 0, 0];
    const scores = { ...report.scores, recencyByFrequency: [none, none, none, none, none] };
    const empty = { report: { ...report, months: [], scores }, points: [] };
    expect(months(empty)).toBeNull();
    expect(recencyFrequency(empty)).toBeNull();
  });
});

describe('segment sizes', () => {
  it('say the finding in the title and the figures in the alt text', () => {
    const chart = segmentSizes(fixtureInput({ currency: 'GBP' }))!;
    expect(chart.title).toBe('Champions: 16% of customers, 65% of revenue');
    expect(chart.altText).toContain('Lost 37% of customers (1,612) and 6% of revenue (£535K)');
  });

  it('use the colours of the map', () => {
    const input = fixtureInput({ profiles: manyProfiles(12) }, 3);
    const full = dataOf(segmentSizes(input)).datasets[1]!.backgroundColor;
    const medians = dataOf(segmentMap(input)).datasets[0]! as unknown as { pointBackgroundColor: string[] };
    expect(full).toEqual(medians.pointBackgroundColor);
    expect(new Set(full).size).toBe(12);
  });
});

describe('segment map', () => {
  it('names the medians of up to seven segments and numbers those of more', () => {
    const four = attachmentsOf(segmentMap(fixtureInput())!).labels![0]!;
    expect(four.names).toEqual([['Champions'], ['Loyal'], ['Lost'], ['New']]);
    const twelve = segmentMap(fixtureInput({ profiles: manyProfiles(12) }))!;
    expect(attachmentsOf(twelve).labels![0]!.names![11]).toEqual(['12']);
    expect(dataOf(twelve).datasets.map(({ label }) => label)).toContain('12 Hibernating');
  });

  it('draws days and spend of zero at the edge, and says so', () => {
    const points = [
      { recencyDays: 0, orders: 1, spend: 0, segment: 0 },
      { recencyDays: 9, orders: 2, spend: 120, segment: 0 },
    ];
    const chart = segmentMap({ report: fixtureReport(), points })!;
    for (const { x, y } of dataOf(chart).datasets[1]!.data as { x: number; y: number }[]) {
      expect(x).toBeGreaterThan(0.2);
      expect(y).toBeGreaterThan(10);
    }
    expect(JSON.stringify(chart.config)).toContain('without spend are drawn at the bottom');
  });

  it('draws at most 3,000 dots and calls them a sample', () => {
    const chart = segmentMap(fixtureInput({}, 2000))!;
    const dots = dataOf(chart)
      .datasets.slice(1)
      .flatMap(({ data }) => data);
    expect(dots).toHaveLength(3000);
    expect(JSON.stringify(chart.config)).toContain('sample of 3,000');
  });

  it('says when the segments last ordered', () => {
    expect(segmentMap(fixtureInput({}, 1))!.title).toBe('Last order: Champions 8 days ago, Lost 185 days ago');
  });
});

describe('choosing k', () => {
  it('marks the chosen k and gives the reason in the alt text', () => {
    const chart = choosingK(fixtureInput({}, 1))!;
    expect(chart.title).toBe('4 segments: more would add little');
    expect(chart.altText).toContain('k 4: 3,938 and 0.34');
    expect(chart.altText).toContain('Chosen: 4. The inertia curve bends most here.');
    expect(attachmentsOf(chart).labels![0]).toMatchObject({ kind: 'guide', at: 2, text: '4 segments' });
    expect(dataOf(chart).labels).toEqual(['2', '3', '4', '5', '6', '7', '8', '9', '10']);
  });

  it('does not claim that an asked k was found', () => {
    const report = fixtureReport();
    const settings = { ...report.run.settings, k: 4 };
    expect(choosingK({ report: { ...report, run: { ...report.run, settings } }, points: [] })!.title).toBe(
      '4 segments, as asked',
    );
  });
});

describe('recency and frequency', () => {
  const chart = recencyFrequency(fixtureInput({}, 1))!;

  it('names scores by the values they stand for', () => {
    expect(dataOf(chart).labels).toEqual(['1', '2', '3–4', '5–7', '8 or more']);
    const { scales } = chart.config.options as { scales: { rows: { labels: string[] } } };
    expect(scales.rows.labels).toEqual(['0–14', '15–33', '34–72', '73–179', '180 or more']);
  });

  it('writes the count into every cell', () => {
    expect(attachmentsOf(chart).labels!.map(({ texts }) => texts)[4]).toEqual(['111', '91', '170', '176', '324']);
    // Scores 4 and 5 of both: 163 + 139 + 176 + 324 of 4,338 customers.
    expect(chart.title).toBe('18% of customers ordered 5+ times, last within 33 days');
  });
});

describe('segment profiles', () => {
  it('turn recency so that right is better, and cut bars of extreme segments', () => {
    const extreme = FOUR.map((each, index) => (index === 0 ? { ...each, z: [-0.9, 14.2, 12.6] as const } : each));
    const chart = segmentProfiles(fixtureInput({ profiles: extreme }, 1))!;
    const [recency, orders] = dataOf(chart).datasets;
    expect(recency!.data[0]).toBe(0.9);
    expect(orders!.data[0]).toBe(3);
    expect(JSON.stringify(attachmentsOf(chart))).toContain('+14.2 ›');
    expect(chart.altText).toContain('Orders 10 (+14.2)');
  });

  it('show the average order value in place of spend where it was clustered', () => {
    const chart = segmentProfiles(fixtureInput({ features: 'rfa' }, 1))!;
    expect(dataOf(chart).datasets[2]!.label).toBe('Order value');
  });
});

describe('months', () => {
  it('marks a last month that the file does not cover', () => {
    const chart = months(fixtureInput({ currency: 'GBP' }, 1))!;
    const incomplete = dataOf(chart).datasets.find(({ label }) => label === 'Incomplete month')!;
    expect(incomplete.data.map(value => value !== null)).toEqual([...Array(12).fill(false), true]);
    expect(chart.altText).toContain('Orders from 1 Dec 2010 to 9 Dec 2011.');
  });

  it('marks none where the orders fill the months', () => {
    const chart = months(fixtureInput({ lastOrder: '2011-12-30T10:00:00' }, 1))!;
    expect(dataOf(chart).datasets.map(({ label }) => label)).toEqual([
      'Revenue (left axis)',
      'Active customers (right axis)',
    ]);
  });

  it('shows months without orders as empty', () => {
    const [first, , third] = monthly(3);
    expect(dataOf(months(fixtureInput({ months: [first!, third!] }, 1))).labels).toHaveLength(3);
  });

  it('labels no more months than there is room for', () => {
    for (const count of [1, 13, 14, 60, 400]) {
      const labels = dataOf(months(fixtureInput({ months: monthly(count) }, 1))).labels!;
      expect(labels).toHaveLength(count);
      expect(labels.filter(label => label !== '').length).toBeLessThanOrEqual(14);
      expect(labels.filter(label => label !== '').length).toBeGreaterThan(0);
    }
  });
});
