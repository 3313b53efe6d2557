/** The order files of the R package rfm and of CDNOW, against published and independently computed figures. */
import { expect, it } from 'vitest';
import type { PublishedMap, SegmentReport } from '../../src/core/report.ts';
import type { Settings } from '../../src/core/settings.ts';
import { describeWithReference, referencePath, referenceTruth } from '../reference-data.ts';
import { reportOf } from './run-file.ts';

interface RfmRTruth {
  readonly customers: number;
  readonly orders: number;
  readonly revenue: number;
  readonly cuts: PublishedMap['cuts'];
  /** Customers, orders, revenue by the names of the package. */
  readonly segments_0_3_0: Record<string, readonly [number, number, number]>;
  readonly klaviyo_map_segments: Record<string, number | string>;
  readonly kmeans_zscore_population_sd: Record<
    'k' | 'inertia' | 'silhouette' | 'calinski_harabasz' | 'davies_bouldin',
    readonly number[]
  >;
}

interface CdnowTruth {
  readonly order_files: Record<
    string,
    { rows: number; nonpositive_price: number; kept: number; customers_kept: number; revenue: number }
  >;
}

describeWithReference('R package rfm, rfm_data_orders', () => {
  it("gives the package's totals and scikit-learn's k-means table", async () => {
    const truth = referenceTruth('rfm-r.json') as RfmRTruth;
    const report = await reportOf(referencePath('data', 'rfm-r', 'rfm_data_orders.csv'), {
      asOf: '2006-12-31',
      scaling: 'standard',
    });
    const { customers, orders, revenue } = truth;
    expect(report.totals).toMatchObject({ customers, orders, revenue });
    const table = truth.kmeans_zscore_population_sd;
    for (const [index, k] of table.k.entries()) {
      const row = report.quality.find(quality => quality.k === k)!;
      expect(row.inertia / table.inertia[index]! - 1).toBeLessThanOrEqual(2e-4);
      expect(row.silhouette).toBeCloseTo(table.silhouette[index]!, 2);
      expect(row.calinskiHarabasz / table.calinski_harabasz[index]!).toBeCloseTo(1, 2);
      expect(row.daviesBouldin / table.davies_bouldin[index]!).toBeCloseTo(1, 1);
    }
    expect(report.choice?.k).toBe(4);
  });

  const onMap = async (scheme: Settings['scheme']): Promise<SegmentReport & { readonly scheme: PublishedMap }> => {
    const settings = { asOf: '2006-12-31', scheme };
    const { scheme: map, ...report } = await reportOf(referencePath('data', 'rfm-r', 'rfm_data_orders.csv'), settings);
    return { ...report, scheme: map! };
  };

  const customersOf = ({ groups }: PublishedMap): Record<string, number> =>
    Object.fromEntries(groups.filter(({ customers }) => customers > 0).map(({ name, customers }) => [name, customers]));

  it("gives the package's own table of segments: 10 of 10, by its names and cuts", async () => {
    const truth = referenceTruth('rfm-r.json') as RfmRTruth;
    const { scheme } = await onMap('r-rfm');
    for (const dimension of ['recency', 'frequency', 'monetary'] as const) {
      for (const [index, cut] of truth.cuts[dimension].entries()) {
        expect(scheme.cuts[dimension][index]).toBeCloseTo(cut, 9);
      }
    }
    const found = scheme.groups.map(({ name, customers, orders, revenue }) => [name, [customers, orders, revenue]]);
    expect(found).toHaveLength(10);
    expect(Object.fromEntries(found)).toEqual(truth.segments_0_3_0);
    expect(scheme.unassigned.customers).toBe(0);
  });

  it("gives the reference's figures for the maps of Klaviyo and Putler, and leaves the RFM groups alone", async () => {
    const { note: _, ...klaviyo } = (referenceTruth('rfm-r.json') as RfmRTruth).klaviyo_map_segments;
    const [one, other] = [await onMap('klaviyo'), await onMap('putler')];
    expect(customersOf(one.scheme)).toEqual(klaviyo);
    expect(customersOf(other.scheme)).toEqual({
      Champions: 165,
      'Loyal Customers': 312,
      'Potential Loyalist': 230,
      'Customers Needing Attention': 41,
      'About To Sleep': 50,
      'At Risk': 86,
      Hibernating: 111,
    });
    expect(one.rfmGroups).toEqual(other.rfmGroups);
    expect(one.run.id).not.toBe(other.run.id);
  });
});

describeWithReference('CDNOW', () => {
  const expectFigures = (report: SegmentReport, file: string): void => {
    const expected = (referenceTruth('cdnow.json') as CdnowTruth).order_files[file]!;
    const { receipt, totals } = report;
    expect(receipt).toMatchObject({ rows: expected.rows, kept: expected.kept });
    expect(receipt.rejected).toMatchObject({ nonpositive_price: { rows: expected.nonpositive_price } });
    expect(Object.keys(receipt.rejected)).toEqual(['nonpositive_price']);
    expect(totals).toMatchObject({ customers: expected.customers_kept, revenue: expected.revenue });
  };

  it('reads the master file by itself: runs of blanks, header, yyyymmdd', async () => {
    const report = await reportOf(referencePath('data', 'cdnow', 'CDNOW_master.txt'));
    expectFigures(report, 'CDNOW_master.txt');
    expect(report.warnings).toContainEqual(expect.stringContaining('every row counts as an order'));
  });

  it('reads the sample by column numbers, as it has no header', async () => {
    const path = referencePath('data', 'cdnow', 'CDNOW_sample.txt');
    const report = await reportOf(path, {}, { map: { customer: '1', date: '3', amount: '5' } });
    expectFigures(report, 'CDNOW_sample.txt');
  });
});
