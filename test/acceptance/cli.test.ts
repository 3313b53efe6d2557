import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { STAR_FILES } from '../../src/core/star/tables.ts';
import { pdfStreams } from '../documents/pdf-streams.ts';
import { rowsOf } from '../orders/shop.ts';
import { unzipped } from '../unzipped.ts';
import { ordersCsv, spoken, unwrapped, Workplace } from './cli-run.ts';

const CHARTS = ['choosing-k', 'months', 'recency-frequency', 'segment-map', 'segment-profiles', 'segment-sizes'];
const WRITTEN = [...CHARTS.map(id => `${id}.png`), 'customers.csv', 'rejected.csv'].sort();

const withOrders = (): Workplace => {
  const place = new Workplace();
  place.file('orders.csv', ordersCsv());
  return place;
};

describe.concurrent('a report', () => {
  it('is all that stands on standard output, and nothing is written', async () => {
    using place = withOrders();
    const { code, stdout, stderr } = await place.run(['orders.csv']);
    expect([code, spoken(stderr)]).toEqual([0, '']);
    expect(stdout).toMatch(/^orders\.csv · customers as of 2025-12-29 00:00\n/);
    expect(stdout).toMatch(/\nRun [0-9a-f]{12} · seed 1 · the same file and settings give the same result\n$/);
    expect(stdout).toContain('   120         kept\n');
    expect(stdout).not.toContain('\x1b');
    expect(place.names()).toEqual(['orders.csv']);
    expect(place.leftovers()).toEqual([]);
  });

  it('with --json is JSON with every field that is promised', async () => {
    using place = withOrders();
    const { code, stdout, stderr } = await place.run(['orders.csv', '--json', '--seed', '7']);
    expect([code, spoken(stderr)]).toEqual([0, '']);
    const report = JSON.parse(stdout);
    const number = expect.any(Number);
    const numbers = (...names: string[]) => Object.fromEntries(names.map(name => [name, number]));
    const five = [number, number, number, number, number];
    const four = five.slice(1);
    const action = Object.fromEntries(
      ['title', 'why', 'channel', 'timing', 'kpi', 'cost'].map(name => [name, expect.any(String)]),
    );
    expect(report).toMatchObject({
      schema: 1,
      run: {
        id: expect.stringMatching(/^[0-9a-f]+$/),
        seed: 7,
        asOf: '2025-12-29T00:00:00',
        settings: { k: 'auto', seed: 7 },
      },
      receipt: { rows: 120, kept: 120, rejected: {} },
      totals: {
        ...numbers('customers', 'orders', 'revenue', 'averageOrderValue', 'repeatPurchaseRate'),
        topShare: numbers('10', '20'),
        firstOrder: expect.stringMatching(/^2025-01-/),
        lastOrder: expect.stringMatching(/^2025-12-28/),
        currency: null,
      },
      scores: {
        cuts: { recency: four, frequency: four, monetary: four },
        counts: { R: five, F: five, M: five },
      },
      choice: { k: report.segments.length, why: expect.any(String) },
      warnings: expect.arrayContaining([expect.stringContaining('Only 40 customers')]),
    });
    expect(report.months).toHaveLength(12);
    expect(report.months[0]).toMatchObject({
      month: '2025-01',
      ...numbers('revenue', 'orders', 'activeCustomers', 'newCustomers'),
    });
    expect(report.quality.map((row: { k: number }) => row.k)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(report.quality[0]).toMatchObject(numbers('inertia', 'silhouette', 'calinskiHarabasz', 'daviesBouldin'));
    for (const segment of report.segments) {
      expect(segment).toMatchObject({
        id: expect.stringMatching(/^[a-z-]+$/),
        name: expect.any(String),
        profile: expect.any(String),
        ...numbers('customers', 'customerShare', 'orders', 'revenue', 'revenueShare', 'averageOrderValue'),
        recencyDays: numbers('mean', 'median'),
        ordersPerCustomer: numbers('mean', 'median'),
        spend: numbers('mean', 'median'),
        centroid: numbers('recency', 'frequency', 'monetary'),
        actions: expect.arrayContaining([expect.objectContaining(action)]),
      });
    }
    expect(report.rfmGroups).toHaveLength(11);
    expect(report.rfmGroups[0]).toMatchObject({
      id: 'champions',
      name: 'Champions',
      ...numbers('customers', 'orders', 'revenue'),
    });
  });

  it('of files that belong together says what was joined, in whatever order they are named', async () => {
    using place = withOrders();
    const [header = '', ...rows] = ordersCsv().trim().split('\n');
    const customers = new Set(rows.map(row => row.split(',')[header.split(',').indexOf('customer')]));
    place.file(
      'people.csv',
      `customer_id;age_range\n${[...customers, 'Nobody'].map(id => `${id};25-34`).join('\n')}\n`,
    );
    const { code, stdout, stderr } = await place.run(['people.csv', 'orders.csv']);
    expect([code, spoken(stderr)]).toEqual([0, '']);
    const text = stdout.replaceAll(/\s+/g, ' ');
    expect(text).toContain(`joined to it: people.csv (${customers.size + 1} rows).`);
    expect(text).toContain('Without an order: 1 customer of people.csv.');
    expect(place.leftovers()).toEqual([]);
  });

  it('of the sample store needs no file', async () => {
    using place = new Workplace();
    const { code, stdout } = await place.run(['--sample', '--rows', '1000']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^sample-store\.csv · /);
    expect(place.names()).toEqual([]);
    expect(place.leftovers()).toEqual([]);
  });
});

describe.concurrent('--out', () => {
  it('gives charts and lists in a new folder, and says so', async () => {
    using place = withOrders();
    const { code, stdout, stderr } = await place.run(['orders.csv', '--out', 'a/report']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^orders\.csv/);
    const paths = WRITTEN.map(name => `  ${join(place.here, 'a/report', name)}\n`);
    expect(spoken(stderr)).toBe(`Written:\n${paths.join('')}`);
    expect(place.names('a/report')).toEqual(WRITTEN);
    for (const id of CHARTS) {
      const png = readFileSync(join(place.here, 'a/report', `${id}.png`));
      expect(png.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n');
    }
    const customers = readFileSync(join(place.here, 'a/report/customers.csv'), 'utf8').trimEnd().split('\n');
    expect(customers).toHaveLength(41);
    expect(place.leftovers()).toEqual([]);
  });

  it('leaves other files of an existing folder alone and replaces its own', async () => {
    using place = withOrders();
    mkdirSync(join(place.here, 'report'));
    place.file('report/customers.csv', 'old');
    place.file('report/notes.txt', 'mine');
    const { code } = await place.run(['orders.csv', '--out', 'report', '--json']);
    expect(code).toBe(0);
    expect(place.names('report')).toEqual([...WRITTEN, 'notes.txt'].sort());
    expect(readFileSync(join(place.here, 'report/notes.txt'), 'utf8')).toBe('mine');
    expect(readFileSync(join(place.here, 'report/customers.csv'), 'utf8')).toMatch(/^\ufeffcustomer,/);
  });

  it('keeps what is there when the run fails', async () => {
    using place = new Workplace();
    mkdirSync(join(place.here, 'report'));
    place.file('report/customers.csv', 'old');
    const { code } = await place.run([place.file('orders.csv', ''), '--out', 'report']);
    expect(code).toBe(1);
    expect(place.names('report')).toEqual(['customers.csv']);
    expect(readFileSync(join(place.here, 'report/customers.csv'), 'utf8')).toBe('old');
  });

  it('that cannot be a folder is a problem', async () => {
    using place = withOrders();
    const { code, stdout, stderr } = await place.run(['orders.csv', '--out', 'orders.csv/report']);
    expect([code, stdout]).toEqual([1, '']);
    expect(unwrapped(stderr)).toMatch(/^Problem: Nothing can be written to .*\(ENOTDIR\)\.\nFix: /);
    expect(place.leftovers()).toEqual([]);
  });
});

describe.concurrent('--show investor', () => {
  it('prints the figures, and with --out writes them as PDF and workbook that name no customer', async () => {
    using place = new Workplace();
    place.file('orders.csv', ordersCsv().replaceAll(/^C(\d+)/gm, 'person$1@example.com'));
    const { code, stdout } = await place.run(['orders.csv', '--show', 'investor', '--out', 'report']);
    expect(code).toBe(0);
    expect(stdout).toContain('FIGURES FOR INVESTORS');
    expect(place.names('report')).toEqual(
      [...WRITTEN, 'investor.pdf', 'investor.xlsx', 'quarters-by-segment.png'].sort(),
    );
    const [pdf, workbook] = ['investor.pdf', 'investor.xlsx'].map(name =>
      readFileSync(join(place.here, 'report', name)),
    );
    const inside = [...pdfStreams(pdf!), ...(await unzipped(workbook!)).values()];
    expect(inside.filter(bytes => /person\d|example\.com/.test(bytes.toString('latin1')))).toEqual([]);
    expect(readFileSync(join(place.here, 'report', 'customers.csv'), 'utf8')).toContain('person1@example.com');
  });

  it('never takes the place of the orders', async () => {
    using place = new Workplace();
    place.file('investor.xlsx', ordersCsv());
    const { code } = await place.run(['investor.xlsx', '--show', 'investor', '--out', '.']);
    expect([code, place.names()]).toEqual([1, ['investor.xlsx']]);
  });
});

describe.concurrent('--bi', () => {
  it('writes tables for BI tools and their dictionary, and nothing else', async () => {
    using place = withOrders();
    const { code, stdout, stderr } = await place.run(['orders.csv', '--bi', 'tables', '--json']);
    expect(code).toBe(0);
    expect(place.names('tables')).toEqual([...STAR_FILES].sort());
    expect(stderr).toContain('Written:\n');
    const { totals } = JSON.parse(stdout);
    const [, ...customers] = rowsOf(readFileSync(join(place.here, 'tables/customers.csv'), 'utf8'));
    expect(customers).toHaveLength(totals.customers);
    expect(customers.reduce((sum, row) => sum + Number(row[5]), 0)).toBeCloseTo(totals.revenue, 6);
    expect(place.names()).toEqual(['orders.csv', 'tables']);
    expect(place.leftovers()).toEqual([]);
  });

  it.each([
    ['the folder of --out', ['--bi', 'report', '--out', './report'], 2],
    ['the folder of the orders, which a table would replace', ['--bi', '.'], 1],
  ])('does not take %s', async (_, args, exitCode) => {
    using place = withOrders();
    const { code, stdout } = await place.run(['orders.csv', ...args]);
    expect([code, stdout]).toEqual([exitCode, '']);
    expect(place.names()).toEqual(['orders.csv']);
    expect(readFileSync(join(place.here, 'orders.csv'), 'utf8')).toBe(ordersCsv());
  });
});

describe.concurrent('other calls', () => {
  it('print the sample store, the same bytes twice', async () => {
    using place = new Workplace();
    const args = ['--sample-csv', '--rows', '1000', '--seed', '3'];
    const [first, second] = [await place.run(args), await place.run(args)];
    expect(first).toEqual(second);
    expect(first.code).toBe(0);
    expect(first.stdout.split('\n')).toHaveLength(1 + 1_000 + 1);
  });

  it('print help', async () => {
    using place = new Workplace();
    const { code, stdout, stderr } = await place.run(['--help']);
    expect([code, stderr]).toEqual([0, '']);
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  });

  it.each([[[]], [['--colour', 'a.csv']], [['a.csv', '--k', '99']], [['--sample', '--rows', '5']]])(
    'that are wrong have exit code 2: %j',
    async args => {
      using place = new Workplace();
      const { code, stdout, stderr } = await place.run(args);
      expect([code, stdout]).toEqual([2, '']);
      expect(stderr).toMatch(/^Problem: .+\nFix: {5}.+\n$/s);
      expect(place.leftovers()).toEqual([]);
    },
  );
});
