import { afterAll, describe, expect, test } from 'vitest';
import type { ChatRequest } from '../../../src/jobs/chat-request.ts';
import type { Dataset } from '../../../src/store/bot-state.ts';
import {
  addJob,
  entries,
  jobWorld,
  killedAndStarted,
  leftovers,
  realEngine,
  sharedFile,
  type World,
} from '../job-world.ts';
import { KillSwitch } from '../kill-switch.ts';
import { ask, asking, from, shop, show } from './shop.ts';

const engine = realEngine();
afterAll(() => engine.close());

const forgetOrders = ({ id }: Dataset, confirmed: boolean): ChatRequest => ({
  kind: 'forget-dataset',
  dataset: { id },
  confirmed,
});

const forgetCustomer = ({ id }: Dataset, customer: string, confirmed = true): ChatRequest => ({
  kind: 'forget-customer',
  customer,
  dataset: { id },
  confirmed,
});

/** A shop of its own for each. */
const EVERY_CALL = { timeout: 240_000 };

const found = async (world: World, { id }: Dataset, customer: string): Promise<string> => {
  const [told] = await ask(world, { kind: 'why', customer, dataset: { id } });
  return told!.kind;
};

describe('a dataset', () => {
  test('is asked about first; the button forgets it with everything that belongs to it', async () => {
    const { world, orders, second } = await shop();
    await ask(world, {
      kind: 'digest',
      action: 'schedule',
      cadence: { every: 'day', hour: 9, minute: 0 },
      dataset: { id: orders.id },
    });
    expect(await ask(world, forgetOrders(orders, false))).toMatchObject([
      { kind: 'confirm-forget', dataset: { id: orders.id }, customer: null },
    ]);
    expect(await world.state.datasets.byId(orders.id)).not.toBeNull();

    expect(await ask(world, forgetOrders(orders, true))).toMatchObject([{ kind: 'forgotten', customer: null }]);
    expect(await world.state.datasets.all('T1')).toMatchObject([{ id: second.id }]);
    expect(await world.state.runs.ofDataset(orders.id, 9)).toEqual([]);
    expect(await world.state.digests.all('T1')).toEqual([]);
    expect(entries(world, 'datasets')).toEqual([`datasets/${second.id}`]);
    expect(await leftovers(world, [second])).toEqual([]);
  });

  test('is forgotten for its uploader and for admins only; asking is refused already', async () => {
    const { world, orders } = await shop();
    world.slack.members.set('UA', { isAdmin: true }).set('UG', { standing: 'guest', isAdmin: true });
    const refusals = { U2: 'only_owner_or_admin', UG: 'guest' } as const;
    for (const [user, reason] of Object.entries(refusals))
      for (const confirmed of [false, true])
        expect(await ask(world, forgetOrders(orders, confirmed), from({ user }))).toMatchObject([
          { kind: 'refusal', reason },
        ]);
    expect(await world.state.datasets.byId(orders.id)).not.toBeNull();
    expect(await ask(world, forgetOrders(orders, true), from({ user: 'UA' }))).toMatchObject([{ kind: 'forgotten' }]);
  });

  test('cut off after any call, is gone and nothing of it stays', EVERY_CALL, async () => {
    const { world: before, orders, second } = await shop();
    for (let calls = 1; ; calls += 1) {
      const world = await before.copy();
      await addJob(world, asking(forgetOrders(orders, true), from()), 'light');
      const kill = new KillSwitch(calls);
      await killedAndStarted(world, kill);
      expect
        .soft(await world.state.datasets.all('T1'), `killed after ${calls} calls`)
        .toMatchObject([{ id: second.id }]);
      expect.soft(await leftovers(world, [second]), `killed after ${calls} calls`).toEqual([]);
      expect.soft(await world.state.jobs.queued()).toEqual([]);
      if (!kill.isOff) break;
    }
  });
});

describe('a customer', () => {
  test('is asked about first, and then in no figure and no file any more', async () => {
    const { world, orders, second } = await shop();
    expect(await ask(world, forgetCustomer(orders, 'k105', false))).toMatchObject([
      { kind: 'confirm-forget', customer: 'k105', dataset: { id: orders.id } },
    ]);
    expect(await found(world, orders, 'K105')).toBe('why');
    const before = await world.state.batches.ofDataset(orders.id);

    expect(await ask(world, forgetCustomer(orders, 'k105'))).toMatchObject([{ kind: 'forgotten', customer: 'k105' }]);
    expect(await found(world, orders, 'K105')).toBe('no-customer');
    expect(await found(world, orders, 'K106')).toBe('why');
    expect(await found(world, second, 'K105')).toBe('why');
    const after = (await world.state.datasets.byId(orders.id))!;
    expect((await world.state.batches.ofDataset(orders.id)).map(({ folder }) => folder)).not.toContain(
      before[0]!.folder,
    );
    expect(await leftovers(world, [after, second])).toEqual([]);
    // What is told of the dataset is of those who are left.
    expect(after).toMatchObject({ customers: orders.customers - 1, uploadedAt: orders.uploadedAt });
    expect(await ask(world, show({ id: orders.id }))).toMatchObject([
      { report: { totals: { customers: after.customers }, receipt: { rows: after.rows } } },
    ]);
    expect(await world.state.batches.ofDataset(orders.id)).toMatchObject([{ rows: after.rows }]);
    expect(after.rows).toBeLessThan(orders.rows);
  });

  test('who was the only one leaves a dataset without customers, to which files can still be added', async () => {
    const world = await jobWorld(engine);
    const { queue } = await world.start();
    const share = async (name: string, rows: readonly string[]) => {
      const content = `order,customer,date,amount\n${rows.join('\n')}\n`;
      world.slack.files.set(name, { name, content, uploader: 'U1', thread: null });
      await queue.add(sharedFile(name));
      await queue.idle();
    };
    await share('one.csv', ['1,Only-1,2026-05-01,5', '2,,2026-05-02,5']);
    const [orders] = await world.state.datasets.all('T1');
    expect(await ask(world, forgetCustomer(orders!, 'Only-1'))).toMatchObject([{ kind: 'forgotten' }]);
    expect(await world.state.datasets.byId(orders!.id)).toMatchObject({ rows: 1, customers: 0 });
    await share('two.csv', ['3,Next-1,2026-05-03,5']);
    expect(await world.state.datasets.all('T1')).toMatchObject([{ id: orders!.id, rows: 2, customers: 1 }]);
  });

  test('whom nobody knows is said to be unknown, and nothing changes', async () => {
    const { world, orders, second } = await shop();
    expect(await ask(world, forgetCustomer(orders, 'nobody'))).toMatchObject([
      { kind: 'no-customer', customer: 'nobody' },
    ]);
    expect(await world.state.datasets.byId(orders.id)).toEqual(orders);
    expect(await leftovers(world, [orders, second])).toEqual([]);
  });

  test(
    'cut off after any call, is gone, every other stays, and the old orders are off the disk',
    EVERY_CALL,
    async () => {
      const { world: before, orders, second } = await shop();
      for (let calls = 1; ; calls += 1) {
        const world = await before.copy();
        await addJob(world, asking(forgetCustomer(orders, 'K105'), from()), 'query');
        const kill = new KillSwitch(calls);
        await killedAndStarted(world, kill);
        const after = (await world.state.datasets.byId(orders.id))!;
        expect.soft(await leftovers(world, [after, second]), `killed after ${calls} calls`).toEqual([]);
        expect.soft(await found(world, orders, 'K105'), `killed after ${calls} calls`).toBe('no-customer');
        expect.soft(await found(world, orders, 'K106'), `killed after ${calls} calls`).toBe('why');
        const told = world.slack.whispers.find(({ saying }) => saying.kind === 'forgotten');
        expect.soft(told, `killed after ${calls} calls`).toBeDefined();
        if (!kill.isOff) break;
      }
    },
  );
});

describe('what is forgotten', () => {
  test('is no dataset any more', async () => {
    const { world, orders } = await shop();
    await ask(world, forgetOrders(orders, true));
    expect(await ask(world, show({ id: orders.id }))).toMatchObject([{ kind: 'no-dataset' }]);
  });
});
