import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { STAR_TABLE_NAMES, type StarTableName, starColumns, starFile } from '../../../src/core/star/tables.ts';
import type { CleaningRules, StarRequest } from '../../../src/orders/order-store.ts';
import { csvOf } from '../order-file.ts';
import { type ParquetTable, readParquet } from '../read-parquet.ts';
import {
  inShop,
  keptAndReopened,
  type OpenStore,
  type ReopenStore,
  RULES,
  rowsOf,
  type Shop,
  writeOrders,
} from '../shop.ts';
import { csvOfRows, grouped, insightRows, type SoldRow, sum } from './insight-shop.ts';

type Row = Readonly<Record<string, string>>;

interface Star {
  readonly csv: Readonly<Record<StarTableName, readonly Row[]>>;
  readonly parquet: Readonly<Record<StarTableName, ParquetTable>>;
  /** Bytes of every file. */
  readonly bytes: readonly string[];
}

const NAMES: StarRequest['names'] = [
  { cluster: 0, name: 'Recent' },
  { cluster: 1, name: '=Long ago' },
];

const starOf = async (
  { store, folder }: Shop,
  { rules = {}, names = NAMES, completeMonths = [] }: { rules?: Partial<CleaningRules> } & Partial<StarRequest> = {},
): Promise<Star> => {
  await store.clean({ ...RULES, ...rules });
  await store.scores();
  if (names.length > 0) {
    await store.scaleFeatures({ features: 'rfm', scaling: 'log', outliers: 'keep' });
    await store.assign([
      [-1, 0, 0],
      [1, 0, 0],
    ]);
  }
  const target = join(folder, 'bi');
  await mkdir(target, { recursive: true });
  const rows = await store.exportStar({ folder: target, names, completeMonths });
  const star = await readStar(target);
  for (const table of STAR_TABLE_NAMES) expect(rows[table]).toBe(star.csv[table].length);
  return star;
};

const readStar = async (folder: string): Promise<Star> => {
  const csv: Partial<Record<StarTableName, readonly Row[]>> = {};
  const parquet: Partial<Record<StarTableName, ParquetTable>> = {};
  const bytes: string[] = [];
  for (const table of STAR_TABLE_NAMES) {
    const paths = [join(folder, starFile(table, 'csv')), join(folder, starFile(table, 'parquet'))] as const;
    const [header, ...rows] = rowsOf(await readFile(paths[0], 'utf8'));
    csv[table] = rows.map(row => Object.fromEntries(header!.map((name, place) => [name, row[place]!])));
    parquet[table] = await readParquet(paths[1]);
    for (const path of paths) bytes.push((await readFile(path)).toString('base64'));
  }
  return { csv, parquet, bytes } as Star;
};

const PARQUET_TYPES = {
  VARCHAR: 'VARCHAR',
  INTEGER: 'INTEGER',
  DECIMAL: 'DECIMAL(18,4)',
  DATE: 'DATE',
  TIMESTAMP: 'TIMESTAMP',
  BOOLEAN: 'BOOLEAN',
} as const;

/** The same table in plain JavaScript. */
const ordersOf = (rows: readonly SoldRow[]): readonly Row[] =>
  [...grouped(rows, ({ order }) => order)]
    .map(([order_id, lines]) => ({
      order_id,
      customer: lines[0]!.customer,
      ordered_at: `${lines[0]!.date}:00`,
      revenue: sum(lines.map(({ amount }) => amount)).toFixed(4),
      lines: String(lines.length),
      is_refund: 'false',
      channel: lines[0]!.channel,
      country: lines[0]!.country,
    }))
    .sort((a, b) =>
      a.ordered_at < b.ordered_at || (a.ordered_at === b.ordered_at && a.order_id < b.order_id) ? -1 : 1,
    );

const total = (rows: readonly Row[], column: string): number =>
  Number(rows.reduce((all, row) => all + Number(row[column]), 0).toFixed(4));

export const starContract = (stores: { readonly open: OpenStore; readonly reopen: ReopenStore }): void => {
  describe('tables for BI tools (issue 7: customers, orders, segments by month)', () => {
    test('every order with its lines, as plain JavaScript counts them', async () => {
      const rows = insightRows(1);
      await inShop(stores.open, csvOfRows(rows), async shop => {
        const { csv } = await starOf(shop);
        expect(csv.orders).toEqual(ordersOf(rows));
      });
    });

    test('customers with what their orders say of them', async () => {
      const rows = insightRows(2);
      await inShop(stores.open, csvOfRows(rows), async shop => {
        const { csv } = await starOf(shop);
        const own = grouped(rows, ({ customer }) => customer);
        expect(csv.customers.map(({ customer }) => customer)).toEqual([...own.keys()].sort());
        for (const { customer, revenue, country, age, signup, first_order, last_order } of csv.customers) {
          const bought = own.get(customer!)!;
          const dates = bought.map(({ date }) => `${date}:00`).sort();
          expect({ revenue, country, age, signup, first_order, last_order }).toEqual({
            revenue: sum(bought.map(({ amount }) => amount)).toFixed(4),
            country: bought[0]!.country,
            age: bought[0]!.age,
            signup: bought[0]!.signup,
            first_order: dates[0],
            last_order: dates.at(-1),
          });
        }
      });
    });

    test('sums are those of the report, in every table', async () => {
      await inShop(stores.open, csvOfRows(insightRows(3)), async shop => {
        const { csv } = await starOf(shop, { completeMonths: ['2024-02', '2024-03'] });
        const { customers, orders, revenue } = await shop.store.totals();
        expect(csv.customers).toHaveLength(customers);
        expect([total(csv.customers, 'orders'), total(csv.customers, 'revenue')]).toEqual([orders, revenue]);
        expect([csv.orders.length, total(csv.orders, 'revenue')]).toEqual([orders, revenue]);
        const byMonth = [...grouped(csv.segments_by_month, ({ month }) => month!)].map(([month, parts]) => ({
          month: month.slice(0, 7),
          revenue: total(parts, 'revenue'),
          orders: total(parts, 'orders'),
          activeCustomers: total(parts, 'customers'),
          newCustomers: total(parts, 'new_customers'),
        }));
        expect(byMonth).toEqual(await shop.store.months());
        const complete = csv.segments_by_month.filter(row => row.is_complete === 'true').map(row => row.month);
        expect([...new Set(complete)]).toEqual(['2024-02-01', '2024-03-01']);
      });
    });

    test('Parquet is typed and holds the rows of the CSV file in the same order', async () => {
      await inShop(stores.open, csvOfRows(insightRows(4)), async shop => {
        const { csv, parquet } = await starOf(shop);
        for (const table of STAR_TABLE_NAMES) {
          const columns = starColumns(table);
          expect(parquet[table].columns).toEqual(columns.map(({ name, type }) => [name, PARQUET_TYPES[type]]));
          expect(csv[table].map(row => Object.values(row).map(text => text.replace(/^'=/, '=')))).toEqual(
            parquet[table].rows.map(row => row.map(text => text ?? '')),
          );
        }
      });
    });

    test('no text of the CSV files is a formula; a byte order mark stands before them', async () => {
      const shop = csvOf('customer,order,date,amount', ['=1+1,@2,2024-01-05,10', 'b,-3+4,2024-01-06,10']);
      await inShop(stores.open, shop, async open => {
        const { csv, bytes } = await starOf(open);
        expect(csv.orders.map(({ order_id, customer }) => [order_id, customer])).toEqual([
          ["'@2", "'=1+1"],
          ["'-3+4", 'b'],
        ]);
        expect(csv.customers.map(({ segment }) => segment)).toContain("'=Long ago");
        expect(Buffer.from(bytes[0]!, 'base64').subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
      });
    });

    test('refunds that are net are rows of their own, and no orders', async () => {
      const shop = csvOf('customer,order,date,quantity,price', [
        'ann,1,2024-01-05,2,10',
        'ann,C1,2024-02-01,-1,10',
        'ben,2,2024-01-06,1,5',
      ]);
      await inShop(stores.open, shop, async open => {
        const { csv } = await starOf(open, { rules: { refunds: 'net' }, names: [] });
        expect(csv.orders.map(row => [row.order_id, row.is_refund, row.revenue])).toEqual([
          ['1', 'false', '20.0000'],
          ['2', 'false', '5.0000'],
          ['C1', 'true', '-10.0000'],
        ]);
        expect(csv.customers.map(row => [row.customer, row.segment, row.orders, row.revenue])).toEqual([
          ['ann', '', '1', '10.0000'],
          ['ben', '', '1', '5.0000'],
        ]);
        expect(total(csv.segments_by_month, 'revenue')).toBe(15);
        expect(total(csv.segments_by_month, 'orders')).toBe(2);
      });
    });

    test('the same bytes each time; from stored orders the same rows', async () => {
      const write = (folder: string) => writeOrders(folder, csvOfRows(insightRows(5)));
      const { kept, reopened } = await keptAndReopened(stores, write, async shop => {
        const first = await starOf(shop);
        expect((await starOf(shop)).bytes).toEqual(first.bytes);
        return first;
      });
      expect(reopened).toEqual(kept);
    });

    test('amounts that are beyond 64 bits are still exact', async () => {
      const rows = Array.from({ length: 3 }, (_, place) => `a,${place},2024-01-0${place + 1},1000,99999999999.9999`);
      await inShop(stores.open, csvOf('customer,order,date,quantity,price', rows), async shop => {
        const { csv, parquet } = await starOf(shop, { names: [] });
        expect(csv.customers[0]!.revenue).toBe('299999999999999.7000');
        expect(parquet.customers.columns.find(([name]) => name === 'revenue')).toEqual(['revenue', 'DECIMAL(38,4)']);
      });
    });
  });
};
