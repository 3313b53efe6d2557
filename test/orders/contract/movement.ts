import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Movement } from '../../../src/core/changes.ts';
import type { FourCuts } from '../../../src/core/report.ts';
import { RFM_GROUPS, rfmGroup } from '../../../src/core/rfm-groups.ts';
import { recencyScoreOf, scoreOf } from '../../../src/core/scores.ts';
import { csvOf } from '../order-file.ts';
import { randomShop } from '../random-shop.ts';
import { type ExportedCustomer, inStore, type OpenStore, RULES, scoredCustomers, writeOrders } from '../shop.ts';

const HEADER = 'customer,order,date,amount';

interface Looks {
  readonly movement: Movement;
  readonly older: readonly ExportedCustomer[];
  readonly newer: readonly ExportedCustomer[];
  readonly cuts: { readonly recency: FourCuts; readonly frequency: FourCuts; readonly monetary: FourCuts };
}

/** What moved between a file of the one content and a file of the other. */
const moved = (open: OpenStore, before: readonly string[], after: readonly string[], asOf: string): Promise<Looks> =>
  inStore(open, async (store, folder) => {
    const snapshot = join(folder, "then's [1].parquet");
    const look = async (rows: readonly string[]): Promise<readonly ExportedCustomer[]> => {
      const file = await writeOrders(folder, csvOf(HEADER, rows));
      await store.load(file, { wholeRows: false }, () => {});
      return scoredCustomers({ store, file, folder }, { asOf: rows === before ? null : asOf });
    };
    const older = await look(before);
    await store.saveSnapshot(snapshot);
    const newer = await look(after);
    const { cuts } = await store.scores();
    return { movement: await store.movementSince(snapshot), older, newer, cuts };
  });

/** The matrix by hand, from the exported figures. */
const expectedMoves = ({ older, newer, cuts }: Looks): Movement['moves'] => {
  const groupOf = ({ recencyDays, orders, spend }: ExportedCustomer) =>
    rfmGroup(recencyScoreOf(recencyDays, cuts.recency), scoreOf(orders, cuts.frequency), scoreOf(spend, cuts.monetary));
  const then = new Map(older.map(customer => [customer.customer, customer]));
  const now = new Map(newer.map(customer => [customer.customer, customer]));
  const ids = [...new Set([...then.keys(), ...now.keys()])];
  const groups = [...RFM_GROUPS.map(({ id }) => id), null];
  return groups.flatMap(from =>
    groups.flatMap(to => {
      const cell = ids.filter(id => {
        const [one, other] = [then.get(id), now.get(id)];
        return (one ? groupOf(one) : null) === from && (other ? groupOf(other) : null) === to;
      });
      const cents = cell.reduce((sum, id) => sum + Math.round((now.get(id) ?? then.get(id))!.spend * 100), 0);
      return cell.length === 0 ? [] : [{ from, to, customers: cell.length, revenue: cents / 100 }];
    }),
  );
};

export const movementContract = (open: OpenStore): void => {
  describe('what moved since a snapshot (issue 3, sections 3 and 4)', () => {
    test('who came, who is gone, who stayed: by hand', async () => {
      const before = ['gone,1,2024-01-01,5', 'stays,2,2024-01-31,10'];
      const { movement } = await moved(open, before, [...before.slice(1), 'comes,3,2024-02-29,70'], '2024-03-01');
      // Cuts of the newer look: recency 1 and 30 days, spend 10 and 70. Then, the one who stays was a day away.
      expect(movement).toEqual({
        since: '2024-02-01T00:00:00',
        until: '2024-03-01T00:00:00',
        moves: [
          { from: 'new', to: 'lost', customers: 1, revenue: 10 },
          { from: 'lost', to: null, customers: 1, revenue: 5 },
          { from: null, to: 'new', customers: 1, revenue: 70 },
        ],
      });
    });

    test('the whole matrix, both looks scored with the newer cuts', async () => {
      const all = randomShop(300);
      const before = all.filter((_, row) => row % 3 !== 0);
      const looks = await moved(
        open,
        before,
        all.filter(row => !/^c(7|8|9),/.test(row)),
        '2025-01-15',
      );
      const { moves } = looks.movement;
      expect(moves.length).toBeGreaterThan(10);
      expect(moves.some(({ from }) => from === null) && moves.some(({ to }) => to === null)).toBe(true);
      expect(moves).toEqual(expectedMoves(looks));
    });

    test('nothing moved: everybody stays where they are', async () => {
      const rows = randomShop(50);
      const lastDay = rows
        .map(row => row.split(',')[2]!)
        .toSorted()
        .at(-1)!;
      const dayAfter = new Date(Date.parse(lastDay) + 86_400_000).toISOString().slice(0, 10);
      const { movement } = await moved(open, rows, [...rows], dayAfter);
      expect(movement.since).toBe(movement.until);
      expect(movement.moves.every(({ from, to }) => from === to)).toBe(true);
    });

    test('needs scores of the orders as they are cleaned now', async () => {
      await inStore(open, async (store, folder) => {
        const file = await writeOrders(folder, csvOf(HEADER, randomShop(5)));
        await store.load(file, { wholeRows: false }, () => {});
        await store.clean(RULES);
        await expect(store.movementSince(join(folder, 'then.parquet'))).rejects.toThrow('scores() comes first');
        await expect(store.movementsBack({ days: 30, periods: 1 })).rejects.toThrow('scores() comes first');
      });
    });
  });
};
