import { describe, expect, it } from 'vitest';
import { killAtRandom } from './killing.ts';

describe('kill -9', () => {
  it('twenty times, wherever it hits: every upload has one report, every digest comes once, nothing is lost', async () => {
    const { kills, problems } = await killAtRandom({ seed: 20, kills: 20, rows: 2_000 });
    expect(problems).toEqual([]);
    console.info('kills by phase', kills);
    for (const count of Object.values(kills)) expect(count).toBeGreaterThan(0);
    expect(Object.values(kills).reduce((sum, count) => sum + count, 0)).toBe(20);
  }, 300_000);
});
