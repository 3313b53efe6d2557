/** Taking uploads back, beside whatever else happens to the dataset: time that passes, other people, a customer who is forgotten. */
import { afterAll, describe, expect, test, vi } from 'vitest';
import type { BatchAction } from '../../../src/jobs/chat-request.ts';
import { retention } from '../../../src/jobs/retention.ts';
import type { Dataset } from '../../../src/store/bot-state.ts';
import { jobWorld, ordersCsv, realEngine, START, sharedFile, type World } from '../job-world.ts';
import { ask, asking, from } from './shop.ts';

const engine = realEngine();
afterAll(() => engine.close());

const DAY = 86_400_000;
const KEPT_DAYS = 400;

const upload = async (world: World, name: string, customers: number, uploader = 'U1'): Promise<void> => {
  world.slack.files.set(name, { name, content: ordersCsv({ customers }), uploader, thread: '900.000' });
  const { queue } = await world.start();
  await queue.add(sharedFile(name, { user: uploader }));
  await queue.idle();
};

/** Uploads of a day each, into one dataset. */
const shopOf = async (...uploads: readonly (readonly [day: number, customers: number, uploader?: string])[]) => {
  const world = await jobWorld(engine);
  for (const [day, customers, uploader] of uploads) {
    world.clock.now = START + day * DAY;
    await upload(world, `day ${day}.csv`, customers, uploader);
  }
  const [dataset] = await world.state.datasets.all('T1');
  return { world, dataset: dataset! };
};

const change = async (world: World, { id }: Dataset, action: BatchAction, place: number) => {
  const batch = (await world.state.batches.ofDataset(id))[place]!;
  return ask(world, { kind: 'change-upload', action, upload: batch.id, dataset: { id } });
};

const lookAt = async (world: World, day: number): Promise<void> => {
  world.clock.now = START + day * DAY;
  const { queue, deps } = await world.start();
  await retention({ ...deps, queue, retentionDays: KEPT_DAYS })(world.clock.now);
  await queue.idle();
};

describe('what remains of uploads that are older than orders are kept', () => {
  test.each([
    ['undo', 1, 1],
    ['only', 0, 1],
    ['apart', 1, 2],
    ['apart', 0, 2],
  ] as const)(
    '%s of upload %i: is not deleted the same hour, but a week after a warning',
    async (action, place, left) => {
      const { world, dataset } = await shopOf([0, 24], [398, 28]);
      world.clock.now = START + 401 * DAY;
      expect(await change(world, dataset, action, place)).toEqual([]);
      await lookAt(world, 401.1);
      expect(await world.state.datasets.all('T1')).toHaveLength(left);
      await lookAt(world, 398 + KEPT_DAYS - 6.9);
      expect(world.slack.directs.map(({ saying }) => saying.kind)).toEqual(Array(left).fill('retention-warning'));
      await lookAt(world, 398 + KEPT_DAYS + 0.1);
      expect(await world.state.datasets.all('T1')).toEqual([]);
    },
  );
});

describe('orders that several people uploaded', () => {
  const refusal = [{ kind: 'refusal', reason: 'only_owner_or_admin' }];

  test('are forgotten by admins only: adding a file to them does not make them one’s own', async () => {
    const { world, dataset } = await shopOf([0, 24], [1, 2, 'U2']);
    const request = { kind: 'forget-dataset', dataset: { id: dataset.id }, confirmed: true } as const;
    for (const user of ['U1', 'U2']) expect(await ask(world, request, from({ user }))).toMatchObject(refusal);
    world.slack.members.set('UA', { isAdmin: true });
    expect(await ask(world, request, from({ user: 'UA' }))).toMatchObject([{ kind: 'forgotten' }]);
  });

  test('lose a customer where any of them, and nobody else, says so', async () => {
    const { world, dataset } = await shopOf([0, 24], [1, 2, 'U2']);
    const forget = (customer: string, user: string) =>
      ask(world, { kind: 'forget-customer', customer, dataset: { id: dataset.id }, confirmed: true }, from({ user }));
    expect(await forget('K105', 'U3')).toMatchObject(refusal);
    expect(await forget('K105', 'U1')).toMatchObject([{ kind: 'forgotten' }]);
    expect(await forget('K106', 'U2')).toMatchObject([{ kind: 'forgotten' }]);
  });
});

describe('while a customer is forgotten', () => {
  /** The orders are written anew; `meanwhile` asks for something that has to wait for that. */
  const forgetting = async (
    world: World,
    { id }: Dataset,
    meanwhile: (queue: Awaited<ReturnType<World['start']>>['queue']) => Promise<void>,
  ) => {
    const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
    const { promise: gone, resolve: go } = Promise.withResolvers<void>();
    const { queue } = await world.start(undefined, {
      forgetCustomer: async request => {
        begin();
        await gone;
        return engine.forgetCustomer(request);
      },
    });
    await queue.add(
      asking({ kind: 'forget-customer', customer: 'K105', dataset: { id }, confirmed: true }, from({ user: 'U1' })),
    );
    await begun;
    await meanwhile(queue);
    go();
    await queue.idle();
    expect(world.slack.whispers.at(-1)?.saying.kind).toBe('forgotten');
  };

  test('a file that comes is added to what is left', async () => {
    const { world, dataset } = await shopOf([0, 24]);
    await forgetting(world, dataset, async queue => {
      const content = 'order_id,customer_id,order_date,amount\nnew-1,K900,2026-05-20,12.00\n';
      world.slack.files.set('new.csv', { name: 'new.csv', content, uploader: 'U1', thread: '900.000' });
      await queue.add(sharedFile('new.csv'));
      await vi.waitFor(() => expect(world.slack.history).toContainEqual(expect.objectContaining({ step: 'merging' })));
    });
    expect(world.slack.standing('problem')).toEqual([]);
    expect(await world.state.datasets.byId(dataset.id)).toMatchObject({ customers: 24 });
  });

  test('an upload that is to be taken back is', async () => {
    const { world, dataset } = await shopOf([0, 24], [1, 28]);
    const upload = (await world.state.batches.ofDataset(dataset.id))[1]!.id;
    const undo = { kind: 'change-upload', action: 'undo', upload, dataset: { id: dataset.id } } as const;
    await forgetting(world, dataset, async queue => {
      await queue.add(asking(undo, from()));
      await vi.waitFor(async () => expect((await world.state.jobs.running()).length).toBe(2));
      await new Promise(setImmediate);
    });
    expect(await world.state.datasets.byId(dataset.id)).toMatchObject({ customers: 23 });
    expect(await world.state.batches.ofDataset(dataset.id)).toHaveLength(1);
  });
});
