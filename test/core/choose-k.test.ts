import { describe, expect, test } from 'vitest';
import { chooseK } from '../../src/core/choose-k.ts';
import type { ClusterQuality } from '../../src/core/report.ts';

/** One row per k from 2 on. */
const curve = (inertia: readonly number[], silhouette: readonly number[]): readonly ClusterQuality[] =>
  inertia.map((value, index) => ({
    k: index + 2,
    inertia: value,
    silhouette: silhouette[index]!,
    calinskiHarabasz: 0,
    daviesBouldin: 0,
  }));

// truth/online-retail.json (scikit-learn 1.2.1, best of 50 starts), k = 2 … 10.
const ONLINE_RETAIL_LOG = curve(
  [6481.2237, 4867.7552, 3938.0307, 3295.8118, 2854.9178, 2548.8877, 2336.6248, 2155.4044, 1999.8758],
  [0.43294, 0.33678, 0.33704, 0.31611, 0.3137, 0.3101, 0.3009, 0.28159, 0.27884],
);
const ONLINE_RETAIL_STANDARD = curve(
  [9012.6447, 5439.3042, 4092.1443, 3118.2829, 2472.5714, 2022.3495, 1714.7131, 1442.741, 1281.2364],
  [0.895817, 0.593651, 0.616213, 0.616483, 0.596317, 0.51789, 0.476919, 0.490857, 0.478927],
);
// Orders of the R package rfm, z-scores, 300 starts: reference/segmentation.md 3.1, k = 2 … 8.
const RFM_R_STANDARD = curve(
  [1711.1926, 1150.8546, 894.2586, 709.7371, 624.9351, 560.4545, 514.8796],
  [0.3527, 0.3653, 0.3727, 0.3488, 0.3148, 0.2995, 0.2989],
);

/** A straight line from 80 at k = 2 to 20 at k = 8, lowered at some k; silhouettes fall with k unless given. */
const bent = (lowered: Readonly<Record<number, number>>, silhouettes: Readonly<Record<number, number>> = {}) =>
  curve(
    [2, 3, 4, 5, 6, 7, 8].map(k => 100 - 10 * k - (lowered[k] ?? 0)),
    [2, 3, 4, 5, 6, 7, 8].map(k => silhouettes[k] ?? 0.5 - k / 100),
  );

describe('the elbow of published curves (design, "Choosing k": Online Retail and R rfm give 4)', () => {
  test('Online Retail, log scaling: a close call between 4 and 5 that silhouette decides', () => {
    const { k, why } = chooseK(ONLINE_RETAIL_LOG, 'auto');
    expect(k).toBe(4);
    expect(why).toContain('silhouette alone would say 2 (0.433)');
  });

  test('Online Retail, standard scaling', () => {
    const { k, why } = chooseK(ONLINE_RETAIL_STANDARD, 'auto');
    expect(k).toBe(4);
    expect(why).toContain('silhouette alone would say 2 (0.896)');
  });

  test('orders of R rfm, standard scaling: silhouette says the same', () => {
    const { k, why } = chooseK(RFM_R_STANDARD, 'auto');
    expect(k).toBe(4);
    expect(why).toContain('silhouette alone says the same');
  });
});

describe('the rules of the choice', () => {
  test('the largest distance to the chord wins, whatever silhouette says', () => {
    const { k, why } = chooseK(bent({ 4: 8, 5: 9, 6: 7 }, { 7: 0.9 }), 'auto');
    expect(k).toBe(5);
    expect(why).toBe(
      '5 segments: the inertia curve bends most there; each further segment explains much less; silhouette alone would say 7 (0.900).',
    );
  });

  test('within 2 % of that distance the better silhouette decides', () => {
    expect(chooseK(bent({ 4: 9.85, 5: 10 }), 'auto').k).toBe(4);
    expect(chooseK(bent({ 4: 9.85, 5: 10 }, { 5: 0.49 }), 'auto').k).toBe(5);
    expect(chooseK(bent({ 4: 9.85, 5: 10 }), 'auto').why).toContain(
      'bends about equally at 4 and 5, and 4 has the better silhouette',
    );
    expect(chooseK(bent({ 4: 9.75, 5: 10 }), 'auto').k).toBe(5);
  });

  test('at least 3, even where the curve bends at 2 or not at all', () => {
    expect(chooseK(curve([100, 50, 40, 35, 31, 28, 26], [0.9, 0.4, 0.3, 0.3, 0.3, 0.3, 0.3]), 'auto').k).toBe(3);
    expect(chooseK(bent({ 3: -5, 4: -4, 5: -3, 6: -4, 7: -5, 8: -6 }), 'auto').k).toBeGreaterThanOrEqual(3);
    expect(chooseK(bent({}), 'auto').k).toBe(3);
  });

  test('the elbow is looked for up to 8; beyond, k is shown but never chosen', () => {
    const longer = [...bent({ 5: 8 }), ...curve([0, 0, 0, 0, 0, 0, 0, 1, 0.5], Array(9).fill(0.1)).slice(7)];
    expect(longer.map(row => row.k)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(chooseK(longer, 'auto').k).toBe(5);
  });

  test('few different customers: the largest k there is, down to 2', () => {
    expect(chooseK(curve([10, 4], [0.6, 0.5]), 'auto').k).toBe(3);
    const onlyTwo = chooseK(curve([10], [0.6]), 'auto');
    expect(onlyTwo.k).toBe(2);
    expect(onlyTwo.why).toBe('2 segments: more would need more different customers; silhouette alone says the same.');
  });
});

describe('a k that was asked for', () => {
  test('is taken, and the sentence still names what silhouette would have said', () => {
    expect(chooseK(RFM_R_STANDARD, 6)).toEqual({
      k: 6,
      why: '6 segments as asked for; silhouette alone would say 4 (0.373).',
    });
  });

  test('2 may be asked for, though it is never chosen', () => {
    expect(chooseK(RFM_R_STANDARD, 2).k).toBe(2);
  });

  test('is capped at what the customers allow, and the sentence says so', () => {
    expect(chooseK(RFM_R_STANDARD, 12)).toEqual({
      k: 8,
      why: '8 segments, the most these customers allow (12 was asked for); silhouette alone would say 4 (0.373).',
    });
  });
});
