import { describe, expect, test } from 'vitest';
import { RFM_GROUPS, rfmGroup } from '../../src/core/rfm-groups.ts';
import { CUT_SHARES, everyScoreOccurs, FIXED_FREQUENCY_CUTS, recencyScoreOf, scoreOf } from '../../src/core/scores.ts';
import { DEFAULT_SAMPLE_ROWS } from '../../src/sample/sample-size.ts';
import { isCancellation, isKept, type StoreRecord, storeRecords, storeText } from './store-records.ts';

type Four = [number, number, number, number];
type Five = [number, number, number, number, number];

const MS_PER_DAY = 86_400_000;
const records = storeRecords(storeText(DEFAULT_SAMPLE_ROWS));
const kept = records.filter(isKept);

const shareOf = (isMeant: (record: StoreRecord) => boolean): number => records.filter(isMeant).length / records.length;

/** Checks a number against a range, both ends included. */
const expectBetween = (value: number, least: number, most: number): void => {
  expect(value).toBeGreaterThanOrEqual(least);
  expect(value).toBeLessThanOrEqual(most);
};

describe('time', () => {
  test('from 2024-11-01 to 2026-10-31, sorted, whatever the day of the test', () => {
    const instants = records.map(({ instant }) => instant);
    expect(instants).toEqual(instants.toSorted((a, b) => a - b));
    expect(records[0]!.InvoiceDate).toMatch(/^11\/1\/2024 \d{1,2}:\d\d$/);
    expect(records.at(-1)!.InvoiceDate).toMatch(/^10\/31\/2026 \d{1,2}:\d\d$/);
  });

  test.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])('the smallest file of seed %i ends on the last day too', seed => {
    expect(storeRecords(storeText(1_000, seed)).at(-1)!.InvoiceDate).toMatch(/^10\/31\/2026 /);
  });

  test('instants are M/D/YYYY H:MM without padding', () => {
    for (const { InvoiceDate } of records) {
      expect(InvoiceDate).toMatch(/^[1-9]\d?\/[1-9]\d?\/202[456] (0|[1-9]\d?):\d\d$/);
    }
  });

  test('November and December are the peak, nights are quiet, the second year is larger', () => {
    const revenueIn = (months: readonly string[]) =>
      sum(kept.filter(({ instant }) => months.includes(monthOf(instant))).map(lineTotal));
    expect(revenueIn(['2025-11', '2025-12'])).toBeGreaterThan(1.25 * revenueIn(['2025-09', '2025-10']));
    expect(revenueIn(['2025-11', '2025-12'])).toBeGreaterThan(1.25 * revenueIn(['2026-01', '2026-02']));
    expect(shareOf(({ instant }) => new Date(instant).getUTCHours() < 6)).toBeLessThan(0.02);
    const yearEnd = Date.UTC(2025, 10, 1);
    expectBetween(
      shareOf(({ instant }) => instant >= yearEnd),
      0.53,
      0.62,
    );
  });
});

describe('defects of a real file', () => {
  test('2-3 % cancellations, all negative', () => {
    expectBetween(shareOf(isCancellation), 0.02, 0.03);
    expect(records.filter(record => isCancellation(record) && record.Quantity >= 0)).toEqual([]);
    expect(records.filter(({ InvoiceNo }) => !/^C?\d{6,7}$/.test(InvoiceNo))).toEqual([]);
  });

  test('10-20 % of rows without a customer', () => {
    expectBetween(
      shareOf(({ CustomerID }) => CustomerID === ''),
      0.1,
      0.2,
    );
  });

  test('about 0.5 % exact repeats of a row', () => {
    const distinct = new Set(records.map(record => JSON.stringify(record)));
    expectBetween(1 - distinct.size / records.length, 0.003, 0.008);
  });

  test('a few zero prices, none negative, none with a third decimal', () => {
    expectBetween(
      shareOf(({ UnitPrice }) => UnitPrice === 0),
      0.0005,
      0.005,
    );
    expect(records.filter(({ UnitPrice }) => UnitPrice < 0)).toEqual([]);
    expect(
      storeText(1_000)
        .split('\n')
        .slice(1, -1)
        .every(line => /,\d+\.\d\d,\d*,/.test(line)),
    ).toBe(true);
  });

  test('some returns that are no cancellation', () => {
    expectBetween(
      shareOf(record => record.Quantity < 0 && !isCancellation(record)),
      0.001,
      0.01,
    );
  });

  test('commas and doubled quotes in names', () => {
    expect(storeText(5_000)).toMatch(/,"[^"\n]+""[^"\n]+"", [a-z]+",/);
    expect(records.some(({ Description }) => Description === 'Ashby Photo Frame 11" x 14", oak')).toBe(true);
  });

  test('no names or addresses of persons, customers are numbers of 5 or 6 digits', () => {
    expect(records.filter(({ CustomerID }) => !/^(\d{5,6})?$/.test(CustomerID))).toEqual([]);
    expect(storeText(5_000)).not.toContain('@');
  });
});

describe('orders', () => {
  const orders = Map.groupBy(records, ({ InvoiceNo }) => InvoiceNo);

  test('an order has one instant, customer, country and channel', () => {
    for (const [, [first, ...others]] of orders) {
      const { instant, CustomerID, Country, Channel } = first!;
      for (const line of others) expect(line).toMatchObject({ instant, CustomerID, Country, Channel });
    }
  });

  test('1 to 15 lines, each with a product of its own', () => {
    const counts = [...orders.values()].map(lines => new Set(lines.map(({ StockCode }) => StockCode)).size);
    expect([Math.min(...counts), Math.max(...counts)]).toEqual([1, 15]);
    for (const lines of orders.values()) {
      const rows = new Set(lines.map(line => JSON.stringify(line)));
      expect(rows.size).toBe(new Set(lines.map(({ StockCode }) => StockCode)).size);
    }
  });

  test('a cancellation takes back lines of an earlier order of the same customer', () => {
    for (const refund of records.filter(isCancellation)) {
      const { StockCode, UnitPrice, CustomerID, Country } = refund;
      const line = orders.get(refund.InvoiceNo.slice(1))?.find(original => original.StockCode === StockCode);
      expect(line).toMatchObject({ UnitPrice, CustomerID, Country });
      expect(line!.Quantity).toBeGreaterThanOrEqual(-refund.Quantity);
      expect(line!.instant).toBeLessThan(refund.instant);
    }
  });

  test('a return that is no cancellation was bought before', () => {
    const purchase = ({ CustomerID, StockCode }: StoreRecord) => `${CustomerID} ${StockCode}`;
    const bought = new Map<string, number>();
    for (const record of records) {
      if (record.Quantity > 0 && !bought.has(purchase(record))) bought.set(purchase(record), record.instant);
      else if (record.Quantity < 0) expect(bought.get(purchase(record))).toBeLessThan(record.instant);
    }
  });
});

describe('customers', () => {
  test('one per 60 to 120 rows, many with a single order, a few with most of the revenue', () => {
    const customers = featuresOf(kept);
    expectBetween(records.length / customers.length, 60, 120);
    expectBetween(customers.filter(({ orders }) => orders === 1).length / customers.length, 0.3, 0.5);
    const spent = customers.map(({ spend }) => spend).sort((a, b) => b - a);
    expectBetween(sum(spent.slice(0, Math.ceil(spent.length / 10))) / sum(spent), 0.45, 0.75);
  });

  test('frequent buyers fill larger baskets than those who bought once', () => {
    const customers = featuresOf(kept);
    const linesPerOrder = (some: typeof customers) =>
      sum(some.map(({ lines }) => lines)) / sum(some.map(({ orders }) => orders));
    const frequent = customers.filter(({ orders }) => orders >= 30);
    const single = customers.filter(({ orders }) => orders === 1);
    expect(linesPerOrder(frequent)).toBeGreaterThan(1.5 * linesPerOrder(single));
  });

  test('some good customers have stopped buying', () => {
    const good = featuresOf(kept).filter(({ orders }) => orders >= 8);
    const lapsed = good.filter(({ recencyDays }) => recencyDays > 90);
    expectBetween(lapsed.length / good.length, 0.2, 0.5);
  });

  test.each([1, 2, 3, 4, 5])('all eleven RFM groups occur (seed %i)', seed => {
    const groups = rfmGroupsOf(seed === 1 ? kept : storeRecords(storeText(DEFAULT_SAMPLE_ROWS, seed)).filter(isKept));
    expect(new Set(groups)).toEqual(new Set(RFM_GROUPS.map(({ id }) => id)));
  });
});

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const monthOf = (instant: number): string => new Date(instant).toISOString().slice(0, 7);
const lineTotal = ({ Quantity, UnitPrice }: StoreRecord): number => Quantity * UnitPrice;

const featuresOf = (lines: readonly StoreRecord[]) => {
  const asOf = lines.at(-1)!.instant + MS_PER_DAY;
  return [...Map.groupBy(lines, ({ CustomerID }) => CustomerID).values()].map(own => ({
    recencyDays: Math.floor((asOf - own.at(-1)!.instant) / MS_PER_DAY),
    orders: new Set(own.map(({ InvoiceNo }) => InvoiceNo)).size,
    lines: own.length,
    spend: sum(own.map(lineTotal)),
  }));
};

/** Type-7 quantiles at the shares of the cuts. */
const cutsOf = (values: readonly number[]): Four => {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number): number => {
    const position = share * (sorted.length - 1);
    const below = sorted[Math.floor(position)]!;
    return below + (position % 1) * (sorted[Math.ceil(position)]! - below);
  };
  return CUT_SHARES.map(at) as Four;
};

const rfmGroupsOf = (lines: readonly StoreRecord[]) => {
  const customers = featuresOf(lines);
  const recencyCuts = cutsOf(customers.map(({ recencyDays }) => recencyDays));
  const spendCuts = cutsOf(customers.map(({ spend }) => spend));
  const quantiles = cutsOf(customers.map(({ orders }) => orders));
  const counts: Five = [0, 0, 0, 0, 0];
  for (const { orders } of customers) counts[scoreOf(orders, quantiles) - 1]! += 1;
  const orderCuts = everyScoreOccurs(counts) ? quantiles : FIXED_FREQUENCY_CUTS;
  return customers.map(({ recencyDays, orders, spend }) =>
    rfmGroup(recencyScoreOf(recencyDays, recencyCuts), scoreOf(orders, orderCuts), scoreOf(spend, spendCuts)),
  );
};
