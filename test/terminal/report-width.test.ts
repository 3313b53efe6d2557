/** Every line of every report fits on a terminal of 80 columns. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NAME_PACKS } from '../../src/core/names/packs.ts';
import { actionsFor, avoidFor, budgetFor } from '../../src/core/playbook.ts';
import { REJECTION_REASONS, type Segment, type SegmentReport } from '../../src/core/report.ts';
import { RFM_GROUPS } from '../../src/core/rfm-groups.ts';
import { type PublishedSchemeId, SCHEME_IDS } from '../../src/core/schemes/all-schemes.ts';
import { visibleLength, WIDTH } from '../../src/terminal/layout.ts';
import { reportText } from '../../src/terminal/report-text.ts';
import { fixtureReport, manyProfiles } from '../charts/fixture-report.ts';
import { exampleAgreement, fullMap } from '../core/schemes/example-map.ts';

const same = (text: string): string => text;
const PLAIN = { bold: same, dim: same, warn: same };

const ROWS = Object.values(NAME_PACKS).flat();
const LONGEST_QUALIFIER = ' · higher order value, more orders, longer ago';

interface Size {
  readonly segments: number;
  readonly revenue: number;
  readonly customers: number;
  readonly currency: string | null;
  readonly file: string;
  readonly seed: number;
  readonly scheme: PublishedSchemeId;
}

/** Names from all packs with the longest qualifier, and figures as large as they come. */
const largeSegment = (segment: Segment, index: number, size: Size): Segment => {
  const row = ROWS[(index * 7) % ROWS.length]!;
  return {
    ...segment,
    name: `${row.name}${LONGEST_QUALIFIER}`,
    meaning: row.meaning,
    profile: 'Very long ago, very high frequency, very high value',
    customers: size.customers,
    customerShare: 0.999,
    revenue: size.revenue,
    revenueShare: 1,
    recencyDays: { mean: 1, median: 10_000.5 },
    ordersPerCustomer: { mean: 1, median: 1_000.5 },
    spend: { mean: 1, median: size.revenue / 3 },
    actions: actionsFor(row),
    avoid: avoidFor(row),
    budget: budgetFor({ revenueShare: 0.0001, atStakeShare: 0.999, revenueAtStake: size.revenue }),
  };
};

const reportOf = (size: Size): SegmentReport => {
  const report = fixtureReport({
    profiles: size.segments === 0 ? [] : manyProfiles(size.segments),
    revenue: size.revenue,
    currency: size.currency,
  });
  const rejection = { rows: size.customers, value: -size.revenue, exampleRows: [11_999_998, 11_999_999, 12_000_000] };
  return {
    ...report,
    run: { ...report.run, id: '0123456789ab', seed: size.seed },
    source: { name: size.file, notes: [`Customer = ${size.file}, date = ${'Column '.repeat(20)}.`] },
    receipt: { rows: 12_000_000, kept: 1, rejected: Object.fromEntries(REJECTION_REASONS.map(r => [r, rejection])) },
    totals: { ...report.totals, customers: size.customers, orders: size.customers, averageOrderValue: size.revenue },
    quality: report.quality.map(q => ({ ...q, inertia: 36_000_000, calinskiHarabasz: 12_000_000, daviesBouldin: 99 })),
    choice: size.segments === 0 ? null : { k: size.segments, why: 'The inertia curve bends most here. '.repeat(8) },
    segments: report.segments.map((segment, index) => largeSegment(segment, index, size)),
    rfmGroups: RFM_GROUPS.map(({ id, name }) => ({
      id,
      name,
      customers: size.customers,
      orders: 12_000_000,
      revenue: size.revenue,
    })),
    scheme: fullMap(size.scheme, size),
    maps: exampleAgreement,
    warnings: ['Only 40 customers: a few orders more can change the segments. '.repeat(3)],
  };
};

const tooLong = (size: Size): string[] =>
  reportText(reportOf(size), PLAIN)
    .split('\n')
    .filter(line => visibleLength(line) > WIDTH || line !== line.trimEnd());

const USUAL: Size = {
  segments: 4,
  revenue: 8_911_407,
  customers: 4_338,
  currency: null,
  file: 'orders.csv',
  seed: 1,
  scheme: 'putler',
};

describe.each([0, 2, 4, 12])('%d segments', segments => {
  it.each([
    [5, 12],
    [999.99, 12],
    [8_911_407.9, 4_338],
    [123_456_789, 99_999],
    [1e12, 12_000_000],
  ])('revenue %d of %d customers', (revenue, customers) => {
    for (const currency of [null, 'EUR', 'US Dollar (United States)']) {
      expect(tooLong({ ...USUAL, segments, revenue, customers, currency })).toEqual([]);
    }
  });
});

it.each(['n'.repeat(255), '注文'.repeat(60), '🎁'.repeat(90), 'Bestellungen für März.csv '.repeat(6)])(
  'a file called %s',
  file => {
    expect(tooLong({ ...USUAL, file })).toEqual([]);
  },
);

it('whatever the figures', () => {
  const size = fc.record({
    segments: fc.integer({ min: 0, max: 12 }),
    revenue: fc.double({ min: 5, max: 1e12, noNaN: true }),
    customers: fc.integer({ min: 1, max: 12_000_000 }),
    currency: fc.option(fc.constantFrom('EUR', '€', 'US Dollar')),
    file: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 120 }),
    scheme: fc.constantFrom(...SCHEME_IDS),
    seed: fc.integer({ min: 0, max: 999_999_999_999_999 }),
  });
  fc.assert(
    fc.property(size, each => {
      expect(tooLong(each)).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

it('breaks no word of a name as long as there is room', () => {
  const text = reportText(reportOf({ ...USUAL, segments: 12 }), PLAIN);
  const words = new Set(ROWS.flatMap(({ name }) => `${name}${LONGEST_QUALIFIER}`.split(' ')));
  const table = text.slice(text.indexOf('WHO THEY ARE'), text.indexOf('Days since')).split('\n').slice(2, -1);
  const cells = table.map(line => line.slice(2).split(/ {2,}/)[0]!);
  for (const word of cells.flatMap(cell => cell.split(' '))) expect(words).toContain(word);
});

it('shows all digits of money where they fit', () => {
  expect(reportText(fixtureReport({ revenue: 8_911_407.9 }), PLAIN)).toContain('8,911,408');
  expect(reportText(reportOf({ ...USUAL, revenue: 1e12, customers: 12_000_000 }), PLAIN)).toContain('1.00T');
});
