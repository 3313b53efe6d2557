/** Reports of all kinds, and what must be true of every chart of any of them. */
import { expect } from 'vitest';
import type { Chart, ChartInput } from '../../src/charts/chart.ts';
import { FOUR, fixtureInput, fixtureReport, manyProfiles, monthly } from './fixture-report.ts';

const HOSTILE = [
  '<!channel> & co',
  '\u202Eevil\u0000',
  'שלום',
  '🎉'.repeat(9),
  'x'.repeat(4000),
  '{{a}} "b" \'c\'',
  '東京',
];

export const CHART_INPUTS: Readonly<Record<string, ChartInput>> = {
  'four segments': fixtureInput({ currency: 'EUR' }, 50),
  'two segments, one month': fixtureInput({ profiles: manyProfiles(2), months: monthly(1, 1e-5), revenue: 5 }, 5),
  'twelve long names, 60 months': fixtureInput(
    { profiles: manyProfiles(12), months: monthly(60, 1e4), revenue: 1e9 },
    30,
  ),
  'hostile names': fixtureInput({ profiles: manyProfiles(7, HOSTILE) }, 10),
  'no points': { report: fixtureReport(), points: [] },
  'nothing but zeros': fixtureInput({
    profiles: FOUR.map(each => ({
      ...each,
      recencyDays: 0,
      spend: 0,
      revenueShare: 0,
      orders: 0,
      z: [0, 0, 0] as const,
    })),
    months: [{ month: '2011-12', revenue: 0, orders: 0, activeCustomers: 0, newCustomers: 0 }],
    revenue: 0,
  }),
  'average order value': fixtureInput({ features: 'rfa', currency: 'Euro' }, 20),
};

/** Plain JSON without NaN; titles and alt texts in words, free of what cannot be drawn. */
export const expectSoundCharts = (charts: readonly Chart[]): void => {
  for (const chart of charts) {
    const { id, title, altText } = chart;
    expect(JSON.parse(JSON.stringify(chart.config)), id).toEqual(chart.config);
    expect(JSON.stringify(chart), id).not.toMatch(/NaN|Infinity|undefined/);
    expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(title.length, id).toBeGreaterThan(9);
    expect(title.length, id).toBeLessThan(130);
    expect(altText.length, id).toBeGreaterThan(60);
    expect(title + altText, id).not.toMatch(/[\p{Cc}\p{Cf}\p{Extended_Pictographic}\p{Script=Hebrew}\p{Script=Han}]/u);
  }
};
