/** However a run ends, nothing half-done stays. */
import { existsSync, watch } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ordersCsv, outcomeOf, spoken, unwrapped, Workplace } from './cli-run.ts';

/** Resolves as soon as there is something in the folder. */
const somethingIn = (folder: string, has: () => boolean): Promise<void> =>
  new Promise(resolve => {
    const watcher = watch(folder, look);
    function look(): void {
      if (!has()) return;
      watcher.close();
      resolve();
    }
    look();
  });

describe('an interruption', () => {
  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('by %s ends it at once with exit code %d', async (signal, exitCode) => {
    using place = new Workplace();
    const child = place.start(['--sample', '--rows', '2000000', '--out', 'report']);
    const outcome = outcomeOf(child);
    await somethingIn(place.temporary, () => place.leftovers().length > 0);
    await somethingIn(place.here, () => existsSync(join(place.here, 'report')));
    const interrupted = performance.now();
    child.kill(signal);
    const { code, stdout, stderr } = await outcome;
    expect([code, stdout]).toEqual([exitCode, '']);
    expect(stderr).toMatch(/\nStopped\.\n$/);
    expect(performance.now() - interrupted).toBeLessThan(3_000);
    expect(place.leftovers()).toEqual([]);
    expect(place.names()).toEqual([]);
  });

  it('while the store is reading leaves nothing either', async () => {
    using place = new Workplace();
    const child = place.start(['--sample', '--rows', '300000', '--out', 'report']);
    const outcome = outcomeOf(child);
    await somethingIn(place.temporary, () => place.leftovers().length > 0);
    const scratch = join(place.temporary, place.leftovers()[0]!);
    await somethingIn(scratch, () => existsSync(join(scratch, 'orders.duckdb')));
    child.kill('SIGINT');
    expect((await outcome).code).toBe(130);
    expect(place.leftovers()).toEqual([]);
    expect(place.names()).toEqual([]);
  });
});

describe.concurrent('a reader that stops early', () => {
  it.each(['--sample-csv --rows 200000', '--sample --rows 1000', '--sample --rows 1000 --json'])(
    'is no failure: %s | head -1',
    async args => {
      using place = new Workplace();
      const { code, stdout, stderr } = await place.shell(`"$NODE" "$CLI" ${args} | head -1; exit "\${PIPESTATUS[0]}"`);
      expect(stdout.split('\n')).toHaveLength(2);
      expect([code, spoken(stderr)]).toEqual([0, '']);
      expect(place.leftovers()).toEqual([]);
    },
  );
});

describe.concurrent('a full disk', () => {
  // bash counts `ulimit -f` in blocks of 1,024 bytes.
  const LIMITED = 'ulimit -f 100; exec "$NODE" "$CLI"';

  it.each([
    ['while the sample store is written', '--sample --rows 2000'],
    ['while the store loads the orders', 'many.csv'],
    ['while the charts are written', 'orders.csv'],
  ])('%s is named, and nothing stays', async (_, args) => {
    using place = new Workplace();
    place.file('orders.csv', ordersCsv());
    place.file('many.csv', `customer,order,date,quantity,price\n${ordersCsv().replace(/.*\n/, '').repeat(200)}`);
    const { code, stdout, stderr } = await place.shell(`${LIMITED} ${args} --out report`);
    expect([code, stdout]).toEqual([1, '']);
    expect(unwrapped(stderr)).toMatch(/^Problem: The disk is full: .* cannot be written\.\nFix: /);
    expect(place.leftovers()).toEqual([]);
    expect(place.names()).toEqual(['many.csv', 'orders.csv']);
  });

  it.skipIf(!existsSync('/dev/full'))('at the end of the pipe is named', async () => {
    using place = new Workplace();
    place.file('orders.csv', ordersCsv());
    const { code, stderr } = await place.shell('exec "$NODE" "$CLI" orders.csv --json > /dev/full');
    expect(code).toBe(1);
    expect(unwrapped(stderr)).toContain('Problem: The disk is full: the output cannot be written.');
    expect(place.leftovers()).toEqual([]);
  });
});

describe.concurrent('what surrounds it', () => {
  it('a TMPDIR that does not exist is a problem with a fix', async () => {
    using place = new Workplace();
    const { code, stderr } = await place.run(['--sample', '--rows', '1000'], { TMPDIR: join(place.root, 'nowhere') });
    expect(code).toBe(1);
    expect(unwrapped(stderr)).toMatch(/^Problem: Nothing can be written to .*nowhere \(ENOENT\)\.\nFix: .*TMPDIR/);
  });

  it.skipIf(process.getuid?.() === 0)('a folder without permission is a problem (skipped for root)', async () => {
    using place = new Workplace();
    place.file('orders.csv', ordersCsv());
    const { code, stderr } = await place.shell('mkdir shut; chmod 555 shut; exec "$NODE" "$CLI" orders.csv --out shut');
    expect(code).toBe(1);
    expect(unwrapped(stderr)).toMatch(/^Problem: Nothing can be written to .*\(EACCES\)/);
  });

  it('a QUICKCHART_URL that is no address is a problem', async () => {
    using place = new Workplace();
    const { code, stdout, stderr } = await place.run(['--sample', '--rows', '1000'], { QUICKCHART_URL: 'charts' });
    expect([code, stdout]).toEqual([1, '']);
    expect(unwrapped(stderr)).toMatch(
      /^Problem: The environment is not set up: QUICKCHART_URL is "charts", which is no address such as http:\/\/localhost:3400\.\nFix: /,
    );
  });

  it('charts that the server does not draw are drawn here, and a line says so', async () => {
    using place = new Workplace();
    place.file('orders.csv', ordersCsv());
    const server = await closedPort();
    const { code, stderr } = await place.run(['orders.csv', '--out', 'report', '--json'], { QUICKCHART_URL: server });
    expect(code).toBe(0);
    expect(stderr.match(/^[a-z-]+ was drawn on this machine: .*ECONNREFUSED.*\.$/gm)).toHaveLength(6);
    expect(place.names('report').filter(name => name.endsWith('.png'))).toHaveLength(6);
  });

  it('a Node that is too old gives one line and nothing else', async () => {
    using place = new Workplace();
    const old = "Object.defineProperty(process.versions, 'node', { value: '24.14.9' });";
    const preload = join(place.here, place.file('old-node.cjs', old));
    const { code, stdout, stderr } = await place.run(['--help'], {}, ['--require', preload]);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^Tranche needs Node 24\.15 or newer, this is 24\.14\.9: .*\n$/);
  });
});

/** An address where nobody listens: one that was free a moment ago. */
async function closedPort(): Promise<string> {
  const { createServer } = await import('node:http');
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise(resolve => server.once('listening', resolve));
  const address = server.address();
  await new Promise(resolve => server.close(resolve));
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
}
