import { describe, expect, it } from 'vitest';
import type { Chart } from '../../src/charts/chart.ts';
import { drawLocally } from '../../src/charts/draw-local.ts';
import { movementFlow } from '../../src/charts/movement.ts';
import type { Flow } from '../../src/charts/paint-flow.ts';
import type { Move } from '../../src/core/changes.ts';
import { RFM_GROUPS } from '../../src/core/rfm-groups.ts';
import { fixtureReport } from './fixture-report.ts';

const chartOf = (moves: readonly Move[]): Chart | null =>
  movementFlow({
    report: fixtureReport({ currency: 'EUR' }),
    points: [],
    movement: { since: '2026-10-03T00:00:00', until: '2026-11-02T00:00:00', moves },
  });

const FEW: readonly Move[] = [
  { from: 'loyal', to: 'loyal', customers: 9, revenue: 900 },
  { from: 'loyal', to: 'at-risk', customers: 3, revenue: 1_200 },
  { from: null, to: 'new', customers: 4, revenue: 80 },
  { from: 'lost', to: null, customers: 2, revenue: 10 },
];

const groups = [...RFM_GROUPS.map(({ id }) => id), null];
const ALL: readonly Move[] = groups.flatMap((from, row) =>
  groups.map((to, column) => ({ from, to, customers: 1 + ((row * 7 + column * 13) % 40) ** 2, revenue: 100 })),
);

const dataOf = (chart: Chart) =>
  (chart.config as { data: { datasets: { label: string; data: [number, number] }[] } }).data.datasets;
const flowOf = (chart: Chart): Flow =>
  (chart.config as unknown as { options: { plugins: { tranche: { labels: [Flow] } } } }).options.plugins.tranche
    .labels[0];

describe('the flow between two days', () => {
  it('is nothing where nothing was compared', () => {
    expect(movementFlow({ report: fixtureReport(), points: [] })).toBeNull();
    expect(chartOf([])).toBeNull();
  });

  it.each([
    ['few groups', FEW],
    ['all groups', ALL],
  ])('of %s is two stacked bars of everybody, and bands of as many', (_, moves) => {
    const chart = chartOf(moves)!;
    const all = moves.reduce((sum, { customers }) => sum + customers, 0);
    const sums = [0, 1].map(bar => dataOf(chart).reduce((sum, { data }) => sum + data[bar]!, 0));
    expect(sums).toEqual([all, all]);
    const banded = flowOf(chart).bands.flatMap(band => band.moves);
    expect(banded).toHaveLength(moves.length);
    expect(banded.reduce((sum, { customers }) => sum + customers, 0)).toBe(all);
    expect(banded.every(({ from, to }) => from >= 0 && to >= 0)).toBe(true);
    expect(JSON.parse(JSON.stringify(chart))).toEqual(chart);
  });

  it('has the best group at the top, newcomers below on the left, who is gone below on the right', () => {
    expect(dataOf(chartOf(FEW)!).map(({ label, data }) => [label, ...data])).toEqual([
      ['Gone', 0, 2],
      ['New since', 4, 0],
      ['Lost', 2, 0],
      ['At risk', 0, 3],
      ['New', 0, 4],
      ['Loyal', 12, 9],
    ]);
  });

  it('says who slipped and what hangs on it, also to whom the picture says nothing', () => {
    const { title, altText } = chartOf(FEW)!;
    expect(title).toBe('3 customers newly at risk or lost: €1,200 spent so far');
    expect(altText).toContain('Largest moves: New since to New 4; Loyal to At risk 3; Lost to Gone 2.');
    expect(altText).toContain('2 Oct 2026 to 1 Nov 2026');
    expect(chartOf(ALL)!.altText.length).toBeLessThan(1_000);
    expect(chartOf(FEW.slice(0, 1))!.title).toBe('Nobody is newly at risk or lost');
  });

  it('is drawn with bands in the colour of who slipped, the same every time', async () => {
    const chart = chartOf(ALL)!;
    const png = await drawLocally(chart);
    expect(Buffer.compare(png, await drawLocally(chart))).toBe(0);
    const bare = structuredClone(chart) as unknown as { config: { options: { plugins: { tranche: object } } } };
    bare.config.options.plugins.tranche = {};
    expect(Buffer.compare(png, await drawLocally(bare as unknown as Chart))).not.toBe(0);
  });
});
