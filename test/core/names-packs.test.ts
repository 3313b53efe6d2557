import { describe, expect, test } from 'vitest';
import { nearestRow } from '../../src/core/names/nearest-row.ts';
import { NAME_PACKS } from '../../src/core/names/packs.ts';
import type { ClusterProfile } from '../../src/core/profile.ts';

/** From far below to far above the mean, tenths where the names change. */
const AXIS = [-3, -2, -1.5, -1.2, -1, -0.8, -0.6, -0.4, -0.2, 0, 0.2, 0.4, 0.6, 0.8, 1, 1.5, 2, 3, 6, 14];
const GRID: readonly ClusterProfile[] = AXIS.flatMap(recency =>
  AXIS.flatMap(frequency => AXIS.map(value => ({ recency, frequency, value }))),
);

describe.each(Object.entries(NAME_PACKS))('the pack %s', (_, pack) => {
  const placesOf = (row: (typeof pack)[number]) => GRID.filter(profile => nearestRow(profile, pack) === row);

  test('reaches each row, also with the values that standard scaling leaves below the mean', () => {
    expect(pack.filter(row => placesOf(row).length === 0)).toEqual([]);
    expect(pack.filter(row => nearestRow(row.at, pack) !== row)).toEqual([]);
  });

  test('has distinct names of a readable length, one sentence each, and ids that are slugs of the names', () => {
    expect(new Set(pack.map(({ name }) => name)).size).toBe(pack.length);
    for (const { id, name, meaning } of pack) {
      expect(id).toBe(name.toLowerCase().replaceAll("'", '').replaceAll(' ', '-'));
      expect(name.length).toBeLessThanOrEqual(26);
      expect(meaning).toMatch(/^[A-Z][^.]{20,110}\.$/);
    }
  });

  test('keeps names of recent customers away from those who came long ago, and the other way round', () => {
    const spans = pack.map(row => ({ at: row.at.recency, seen: placesOf(row).map(({ recency }) => recency) }));
    for (const { at, seen } of spans) {
      if (at < -0.3) expect(Math.max(...seen)).toBeLessThanOrEqual(0.6);
      if (at > 0.5) expect(Math.min(...seen)).toBeGreaterThanOrEqual(0.2);
    }
  });

  test('keeps the names of the best for high value and many orders, those of small buyers for the rest', () => {
    const [best] = pack;
    expect(Math.min(...placesOf(best!).map(({ value }) => value))).toBeGreaterThanOrEqual(0.2);
    expect(Math.min(...placesOf(best!).map(({ frequency }) => frequency))).toBeGreaterThanOrEqual(0.2);
    const small = pack.filter(({ avoid }) => avoid !== null);
    expect(Math.max(...small.flatMap(placesOf).map(({ value }) => value))).toBeLessThanOrEqual(0.4);
  });
});
