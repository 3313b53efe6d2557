import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Move, Movement } from '../../../src/core/changes.ts';
import type { Scores } from '../../../src/core/report.ts';
import { RFM_GROUPS, type RfmGroupId, rfmGroup } from '../../../src/core/rfm-groups.ts';
import { recencyScoreOf, scoreOf } from '../../../src/core/scores.ts';
import type { CleaningRules } from '../../../src/orders/order-store.ts';
import { csvOf } from '../order-file.ts';
import { randomShop } from '../random-shop.ts';
import { inShop, type OpenStore, RULES, rowsOf } from '../shop.ts';

const HEADER = 'customer,order,date,amount';
const DAY = 86_400_000;
/** Later refunds would count now, though not as of the day after the last order. */
const LAST_DAY = '2024-10-20';

/** What moved in the last periods of a file with these rows, and the cuts that the looks are scored with. */
const movedBack = (
  open: OpenStore,
  rows: readonly string[],
  periods: { readonly days: number; readonly periods: number },
  rules: Partial<CleaningRules> = {},
): Promise<{ movements: readonly Movement[]; cuts: Scores['cuts'] }> =>
  inShop(open, csvOf(HEADER, rows), async ({ store }) => {
    await store.clean({ ...RULES, ...rules });
    const { cuts } = await store.scores();
    return { movements: await store.movementsBack(periods), cuts };
  });

interface Look {
  readonly group: RfmGroupId;
  readonly spend: number;
}

/** Customers as of an instant, in plain JavaScript; a row with a negative amount is a refund. */
const lookAt = (rows: readonly string[], at: number, cuts: Scores['cuts']): ReadonlyMap<string, Look> => {
  const byCustomer = Map.groupBy(
    rowsOf(rows.join('\n')).filter(([, , date]) => Date.parse(`${date}Z`) <= at),
    ([customer]) => customer!,
  );
  const looks = [...byCustomer].flatMap(([customer, lines]): [string, Look][] => {
    const orders = lines.filter(([, , , amount]) => Number(amount) > 0);
    if (orders.length === 0) return [];
    const last = Math.max(...orders.map(([, , date]) => Date.parse(`${date}Z`)));
    const cents = lines.reduce((sum, [, , , amount]) => sum + Math.round(Number(amount) * 100), 0);
    const spend = Math.max(cents, 0) / 100;
    const group = rfmGroup(
      recencyScoreOf(Math.floor((at - last) / DAY), cuts.recency),
      scoreOf(new Set(orders.map(([, order]) => order)).size, cuts.frequency),
      scoreOf(spend, cuts.monetary),
    );
    return [[customer, { group, spend }]];
  });
  return new Map(looks);
};

const expectedMoves = (then: ReadonlyMap<string, Look>, now: ReadonlyMap<string, Look>): readonly Move[] => {
  const groups = [...RFM_GROUPS.map(({ id }) => id), null];
  return groups.flatMap(from =>
    RFM_GROUPS.flatMap(({ id: to }) => {
      const cell = [...now].filter(([id, look]) => (then.get(id)?.group ?? null) === from && look.group === to);
      const cents = cell.reduce((sum, [, { spend }]) => sum + Math.round(spend * 100), 0);
      return cell.length === 0 ? [] : [{ from, to, customers: cell.length, revenue: cents / 100 }];
    }),
  );
};

export const pastDaysContract = (open: OpenStore): void => {
  describe('what moved since a past day, from one file (issue 7, movement)', () => {
    test('who is new since, and who is not: by hand', async () => {
      const rows = ['stays,1,2024-01-01,10', 'comes,2,2024-02-01,70'];
      const { movements } = await movedBack(open, rows, { days: 30, periods: 1 });
      // As of 2 February the cuts are 1 to 32 days and 10 to 70; on 3 January the one who stays was two days away.
      expect(movements).toEqual([
        {
          since: '2024-01-03T00:00:00',
          until: '2024-02-02T00:00:00',
          moves: [
            { from: 'new', to: 'lost', customers: 1, revenue: 10 },
            { from: null, to: 'new', customers: 1, revenue: 70 },
          ],
        },
      ]);
    });

    test('an order at the very instant counts, one a second later does not', async () => {
      const rows = ['a,1,2024-01-01 12:00:00,10', 'b,2,2024-01-01 12:00:01,20', 'c,3,2024-01-30 12:00:00,30'];
      const { movements } = await movedBack(open, rows, { days: 30, periods: 1 });
      const isNew = movements[0]!.moves.filter(({ from }) => from === null);
      expect(movements[0]!.since).toBe('2024-01-01T12:00:00');
      expect(isNew.reduce((sum, { revenue }) => sum + revenue, 0)).toBe(50);
    });

    test.each([
      { days: 30, periods: 1 },
      { days: 90, periods: 2 },
      { days: 7, periods: 12 },
    ])('$periods × $days days, as plain JavaScript has it', async periods => {
      const rows = randomShop(300);
      const { movements, cuts } = await movedBack(open, rows, periods);
      expect(movements).toHaveLength(periods.periods);
      const asOf = Date.parse(`${movements[0]!.until}Z`);
      movements.forEach(({ since, until, moves }, index) => {
        const [newer, older] = [asOf - index * periods.days * DAY, asOf - (index + 1) * periods.days * DAY];
        expect([until, since].map(instant => Date.parse(`${instant}Z`))).toEqual([newer, older]);
        expect(moves).toEqual(expectedMoves(lookAt(rows, older, cuts), lookAt(rows, newer, cuts)));
      });
      expect(movements[0]!.moves.length).toBeGreaterThan(10);
    });

    test('refunds that are taken off count from their own day on', async () => {
      const bought = randomShop(80);
      const refunds = bought.flatMap((row, index) => {
        const [customer, , date, amount] = row.split(',');
        const day = new Date(Date.parse(`${date}Z`) + 20 * DAY).toISOString().slice(0, 10);
        return index % 3 === 0 && day < LAST_DAY ? [`${customer},C${index},${day},-${amount}`] : [];
      });
      const rows = [...bought, ...refunds];
      const { movements, cuts } = await movedBack(open, rows, { days: 60, periods: 1 }, { refunds: 'net' });
      const [until, since] = [movements[0]!.until, movements[0]!.since].map(instant => Date.parse(`${instant}Z`));
      expect(movements[0]!.moves).toEqual(expectedMoves(lookAt(rows, since!, cuts), lookAt(rows, until!, cuts)));
    });

    test('is what a snapshot of that day would have said', async () => {
      const { back, since } = await inShop(open, csvOf(HEADER, randomShop(200)), async ({ store, folder }) => {
        const snapshot = join(folder, 'then.parquet');
        await store.clean({ ...RULES, asOf: '2024-08-01' });
        await store.scores();
        await store.saveSnapshot(snapshot);
        await store.clean({ ...RULES, asOf: '2024-10-30' });
        await store.scores();
        const [movement] = await store.movementsBack({ days: 90, periods: 1 });
        return { back: movement, since: await store.movementSince(snapshot) };
      });
      expect(back).toEqual(since);
    });

    test('before the first order there was nobody', async () => {
      const { movements } = await movedBack(open, randomShop(20), { days: 3_650, periods: 1 });
      expect(movements[0]!.moves.every(({ from }) => from === null)).toBe(true);
    });
  });
};
