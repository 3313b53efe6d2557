import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nameClusters } from '../../src/core/names/name-clusters.ts';
import { NAME_PACKS } from '../../src/core/names/packs.ts';
import type { ClusterProfile } from '../../src/core/profile.ts';

const { lifecycle, classic, vip } = NAME_PACKS;

const at = (recency: number, frequency: number, value: number): ClusterProfile => ({ recency, frequency, value });

function names(profiles: readonly ClusterProfile[], pack = lifecycle) {
  return nameClusters(profiles, pack).map(({ name }) => name);
}

describe('Online Retail (centres of truth/online-retail.json, rounded)', () => {
  const log4 = [at(-1.25, 1.66, 1.4), at(0.12, 0.33, 0.52), at(-0.83, -0.39, -0.42), at(0.9, -0.78, -0.79)];
  const standard4 = [at(-0.85, 10.17, 13.94), at(-0.77, 2.35, 1.19), at(-0.49, -0.08, -0.08), at(1.56, -0.35, -0.18)];

  test('log scaling, k = 4', () => {
    expect(names(log4)).toEqual(['Champions', 'Need attention', 'Promising', 'Hibernating']);
    expect(names(log4, classic)).toEqual([
      'Best customers',
      'Loyal customers',
      'Recent small buyers',
      'Lost cheap customers',
    ]);
    expect(names(log4, vip)).toEqual(['VIP', 'Frequent shoppers', 'Newcomers', 'Inactive']);
  });

  test('standard scaling, k = 4: the many ordinary champions keep the plain name', () => {
    expect(names(standard4)).toEqual(['Champions · higher spend', 'Champions', 'Potential', 'Lost']);
  });

  test('log scaling, k = 7', () => {
    const profiles = [
      at(-1.45, 2.59, 2.09),
      at(-0.11, 0.91, 0.97),
      at(-1.53, 1.04, 0.9),
      at(0.64, -0.22, 0.13),
      at(-0.85, -0.04, -0.02),
      at(-0.13, -0.82, -0.9),
      at(1.19, -0.86, -1),
    ];
    expect(names(profiles)).toEqual([
      'Champions',
      'Loyal',
      'Loyal · more recent',
      'At risk',
      'Potential',
      'About to sleep',
      'Lost',
    ]);
  });
});

describe('clusters that match one row', () => {
  test('the less typical one is told apart by what differs most, in each direction', () => {
    const typical = at(-0.7, 0.9, 0.7);
    const other = (changes: Partial<ClusterProfile>) => names([{ ...typical, ...changes }, typical])[0];
    expect(other({ value: 1 })).toBe('Loyal · higher spend');
    expect(other({ value: 0.5 })).toBe('Loyal · lower spend');
    expect(other({ frequency: 1.2 })).toBe('Loyal · more orders');
    expect(other({ frequency: 0.7 })).toBe('Loyal · fewer orders');
    expect(other({ recency: -0.3 })).toBe('Loyal · longer ago');
    expect(other({ recency: -1.2, value: 0.9 })).toBe('Loyal · more recent');
  });

  test('whoever has most of it is named after it, the next one by the next dimension, then by two', () => {
    const champions = [at(-1, 2.5, 2), at(-1, 12, 14), at(-1, 7, 8), at(-1, 5, 5)];
    expect(names(champions)).toEqual([
      'Champions',
      'Champions · higher spend',
      'Champions · more orders',
      'Champions · higher spend, more orders',
    ]);
  });

  test('a difference too small to notice is the last resort', () => {
    const champions = [at(-1, 2.5, 2), at(-1, 2.5, 14), at(-1, 4.5, 9), at(-1.01, 4, 8)];
    expect(names(champions)[3]).toBe('Champions · higher spend, more orders');
    expect(names([...champions, at(-1.02, 2.5, 6)])[4]).toBe('Champions · more recent');
    const loyal = [at(-0.7, 0.9, 0.7), at(-0.7, 0.9, 1.2), at(-0.7, 1.3, 0.7), at(-0.61, 1.05, 1)];
    expect(names(loyal)[3]).toBe('Loyal · higher spend, more orders');
  });

  test('identical ones are numbered', () => {
    const lost = at(1.6, -0.6, -0.5);
    expect(nameClusters([lost, lost, lost], lifecycle).map(({ id }) => id)).toEqual(['lost', 'lost-2', 'lost-3']);
    expect(names([lost, lost])).toEqual(['Lost', 'Lost · 2']);
  });

  test('numbers follow when the wordings are used up', () => {
    const champions = Array.from({ length: 12 }, (_, i) => at(-1 - i / 5, 2.4 + i, 2.1 + i));
    const used = names(champions);
    expect(new Set(used).size).toBe(12);
    expect(used.filter(name => /\d/.test(name))).toHaveLength(4);
  });

  test('with the average order value as a feature the words say so', () => {
    const [, higher] = nameClusters([at(-0.7, 0.9, 0.7), at(-0.7, 0.9, 1.2)], lifecycle, 'order value');
    expect(higher).toMatchObject({ id: 'loyal-higher-order-value', name: 'Loyal · higher order value' });
  });
});

test('no clusters, no names', () => {
  expect(nameClusters([], lifecycle)).toEqual([]);
});

const coordinate = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const logLike = fc.record({
  recency: coordinate(-3, 3),
  frequency: coordinate(-3, 3),
  value: coordinate(-3, 3),
});
/** Most just below the mean, a few far above it. */
const skewed = fc.oneof({ weight: 3, arbitrary: coordinate(-0.6, 0.6) }, { weight: 1, arbitrary: coordinate(-20, 20) });
const standardLike = fc.record({ recency: coordinate(-1, 3), frequency: skewed, value: skewed });
/** Steps so coarse that clusters coincide or tie in distance and difference. */
const step = fc.integer({ min: -2, max: 4 }).map(n => n / 2);
const coarse = fc.record({ recency: step, frequency: step, value: step });
/** Around one place, so that all clusters compete for one or two rows. */
const crowded = fc.record({ recency: coordinate(-1.2, -1), frequency: coordinate(2, 20), value: coordinate(2, 20) });

const sets = [logLike, standardLike, coarse, crowded].map(one =>
  fc.array(one, { minLength: 2, maxLength: 12 }).chain(profiles =>
    fc.record({
      profiles: fc.constant(profiles),
      shuffled: fc.shuffledSubarray(profiles, { minLength: profiles.length, maxLength: profiles.length }),
    }),
  ),
);

describe.each(Object.entries(NAME_PACKS))('the pack %s, any 2 to 12 clusters', (_, pack) => {
  const report = (profiles: readonly ClusterProfile[]) =>
    nameClusters(profiles, pack).map(({ id, name, row }, i) => ({ profile: profiles[i], id, name, row: row.id }));

  test('names and ids are unique, and ids are slugs', () => {
    fc.assert(
      fc.property(fc.oneof(...sets), ({ profiles }) => {
        const named = report(profiles);
        expect(new Set(named.map(({ name }) => name)).size).toBe(profiles.length);
        expect(new Set(named.map(({ id }) => id)).size).toBe(profiles.length);
        expect(named.filter(({ id }) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id))).toEqual([]);
      }),
      { numRuns: 1000, seed: 1 },
    );
  });

  test('a name goes with its profile, whatever the order of the clusters', () => {
    // Names are unique, so sorting by name lines both reports up; identical profiles may swap, which nobody can see.
    const byName = (profiles: readonly ClusterProfile[]) =>
      report(profiles).toSorted((a, b) => (a.name < b.name ? -1 : 1));
    fc.assert(
      fc.property(fc.oneof(...sets), ({ profiles, shuffled }) => {
        expect(byName(shuffled)).toEqual(byName(profiles));
      }),
      { numRuns: 1000, seed: 2 },
    );
  });
});
