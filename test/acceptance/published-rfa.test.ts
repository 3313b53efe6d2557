/**
 * A published clustering of Online Retail by recency, frequency and average value (k = 4). Its cleaning is its own, so it
 * is repeated here; the clustering is ours. Published centres: truth/rfa.json, tolerance 0.035.
 */

import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { expect, it } from 'vitest';
import type { Fit } from '../../src/core/fit.ts';
import { fitKMeans } from '../../src/core/k-means.ts';
import { improveFromNeighbours } from '../../src/core/neighbour-starts.ts';
import { toPoints } from '../../src/core/points.ts';
import { describeWithReference, referencePath, referenceTruth } from '../reference-data.ts';
import { reportOf } from './run-file.ts';

interface RfaTruth {
  readonly published_centres: readonly (readonly number[])[];
  readonly reproduced: Record<string, { readonly inertia: number }>;
}

interface Line {
  readonly customer: string;
  readonly invoice: string;
  readonly day: number;
  readonly quantity: number;
  readonly price: number;
}

const PATH = referencePath('data', 'online-retail', 'data.csv');

const readLines = (): Line[] => {
  const records: string[][] = parse(readFileSync(PATH, 'latin1'), { from_line: 2, relax_quotes: true });
  return records.flatMap(([invoice = '', , , quantity, date = '', price, customer = '']) => {
    const line = { customer, invoice, day: dayOf(date), quantity: Number(quantity), price: Number(price) };
    return customer !== '' && line.quantity > 0 && line.price > 0 ? [line] : [];
  });
};

const dayOf = (text: string): number => {
  const [month = 0, day = 0, year = 0, hour = 0, minute = 0] = text.split(/[/ :]/).map(Number);
  return Date.UTC(year, month - 1, day, hour, minute) / 86_400_000;
};

/** Keeps the rows within 1.5 interquartile ranges of the quartiles (type 7). */
const withinFences = <T>(rows: readonly T[], figure: (row: T) => number): T[] => {
  const sorted = rows.map(figure).sort((a, b) => a - b);
  const quartile = (share: number): number => {
    const at = (sorted.length - 1) * share;
    const low = Math.floor(at);
    return sorted[low]! + (at - low) * ((sorted[low + 1] ?? sorted[low]!) - sorted[low]!);
  };
  const [q1, q3] = [quartile(0.25), quartile(0.75)];
  const reach = 1.5 * (q3 - q1);
  return rows.filter(row => figure(row) >= q1 - reach && figure(row) <= q3 + reach);
};

const zScores = (rows: readonly (readonly number[])[]): number[][] => {
  const stats = [0, 1, 2].map(d => {
    const mean = rows.reduce((sum, row) => sum + row[d]!, 0) / rows.length;
    return { mean, deviation: Math.sqrt(rows.reduce((sum, row) => sum + (row[d]! - mean) ** 2, 0) / rows.length) };
  });
  return rows.map(row => row.map((value, d) => (value - stats[d]!.mean) / stats[d]!.deviation));
};

const customerRows = (lines: readonly Line[]): number[][] =>
  [...Map.groupBy(lines, line => line.customer).values()].map(own => {
    const last = own.reduce((latest, line) => Math.max(latest, line.day), 0);
    const average = own.reduce((sum, line) => sum + line.quantity * line.price, 0) / own.length;
    return [
      Math.floor(Date.UTC(2012, 0, 1) / 86_400_000 - last),
      new Set(own.map(line => line.invoice)).size,
      Math.round(average * 100) / 100,
    ];
  });

describeWithReference('Published RFA clustering of Online Retail', () => {
  it('is reproduced within 0.035 of every published centre', () => {
    const truth = referenceTruth('rfa.json') as RfaTruth;
    const lines = withinFences(
      withinFences(readLines(), line => line.quantity),
      line => line.price,
    );
    expect(lines).toHaveLength(338_151);
    const z = [0, 1, 2].reduce((rows, d) => withinFences(rows, row => row[d]!), zScores(customerRows(lines)));
    expect(z).toHaveLength(3_628);
    const points = toPoints(z);
    const [fewer, fit, more] = [3, 4, 5].map(k => fitKMeans(points, k, 1)) as [Fit, Fit, Fit];
    const best = improveFromNeighbours(points, fit, { fewer, more }, 1);
    expect(best.inertia / truth.reproduced['4']!.inertia - 1).toBeLessThanOrEqual(2e-4);
    for (const published of truth.published_centres) {
      const distances = best.centroids.map(centre => Math.max(...centre.map((v, d) => Math.abs(v - published[d]!))));
      expect(Math.min(...distances)).toBeLessThanOrEqual(0.035);
    }
  });

  it('is a setting: average order value instead of spend', async () => {
    const report = await reportOf(PATH, { features: 'rfa' });
    for (const segment of report.segments) expect(segment.centroid).toHaveProperty('averageValue');
    expect(report.segments.some(segment => segment.profile.includes('order value'))).toBe(true);
  });
});
