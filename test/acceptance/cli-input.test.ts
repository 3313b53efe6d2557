import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Receipt } from '../../src/core/report.ts';
import { spoken, unwrapped, Workplace } from './cli-run.ts';
import { READABLE, USELESS } from './odd-files.ts';

const refusal = async (place: Workplace, ...args: readonly string[]): Promise<string> => {
  const { code, stdout, stderr } = await place.run([...args, '--out', 'deep/report']);
  expect({ code, stdout, stderr: spoken(stderr) }).toEqual({
    code: 1,
    stdout: '',
    stderr: expect.stringMatching(/^Problem: .+\.\nFix: {5}.+\n$/s),
  });
  expect(place.leftovers()).toEqual([]);
  expect(place.names()).not.toContain('deep');
  return unwrapped(stderr);
};

describe.concurrent('a file that cannot be used names problem and fix, and leaves nothing behind', () => {
  it.each(USELESS)('%s', async (_, file, problem) => {
    using place = new Workplace();
    expect(await refusal(place, place.file('orders.csv', file))).toMatch(problem);
  });

  it('no file', async () => {
    using place = new Workplace();
    expect(await refusal(place, 'nowhere.csv')).toMatch(/There is no file .*nowhere\.csv/);
  });

  it('a folder', async () => {
    using place = new Workplace();
    mkdirSync(join(place.here, 'folder.csv'));
    expect(await refusal(place, 'folder.csv')).toMatch(/folder\.csv cannot be read/);
  });

  it.skipIf(process.getuid?.() === 0)('a file that may not be read (skipped for root, who may)', async () => {
    using place = new Workplace();
    place.file('orders.csv', 'customer,date,amount\n');
    await place.shell('chmod 000 orders.csv');
    expect(await refusal(place, 'orders.csv')).toMatch(/cannot be read/);
  });
});

describe.concurrent('a file with faults gives a report whose receipt accounts for every row', () => {
  it.each(READABLE)('$what', async ({ file, lost, rows }) => {
    using place = new Workplace();
    const { code, stdout, stderr } = await place.run([place.file('orders.csv', file), '--json']);
    expect([code, spoken(stderr)]).toEqual([0, '']);
    const { receipt } = JSON.parse(stdout) as { receipt: Receipt };
    const rejected = Object.fromEntries(Object.entries(receipt.rejected).map(([reason, each]) => [reason, each.rows]));
    const sum = Object.values(rejected).reduce((a, b) => a + b, 0);
    expect({ rows: receipt.rows, rejected }).toEqual({ rows, rejected: lost });
    expect(receipt.kept).toBe(rows - sum);
    expect(place.leftovers()).toEqual([]);
  });
});
