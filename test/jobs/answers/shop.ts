/** A workspace with two sets of orders in C1, and people who ask about them. */
import { afterAll } from 'vitest';
import type { ChatRequest, DatasetChoice } from '../../../src/jobs/chat-request.ts';
import type { NewJobOf } from '../../../src/jobs/job.ts';
import type { ReplyTo } from '../../../src/jobs/ports.ts';
import type { Saying } from '../../../src/jobs/sayings.ts';
import type { Dataset } from '../../../src/store/bot-state.ts';
import { jobWorld, ordersCsv, placed, realEngine, sharedFile, type World } from '../job-world.ts';

const engine = realEngine();
afterAll(() => engine.close());

interface Shop {
  readonly world: World;
  /** `orders` and, uploaded later, `shop two`; both of U1, in C1. */
  readonly orders: Dataset;
  readonly second: Dataset;
}

export const shop = async (): Promise<Shop> => {
  const world = await jobWorld(engine);
  const { queue } = await world.start();
  const files = {
    'orders.csv': ordersCsv({ customers: 32 }),
    'shop two.csv': ordersCsv({ customers: 20, header: 'Order,Customer,Date,Total' }),
  };
  for (const [name, content] of Object.entries(files)) {
    world.clock.now += 60_000;
    world.slack.files.set(name, { name, content, uploader: 'U1', thread: '900.000' });
    await queue.add(sharedFile(name));
    await queue.idle();
  }
  await placed(world, { to: 'new' });
  world.slack.messages.length = 0;
  const datasets = await world.state.datasets.all('T1');
  const named = (name: string): Dataset => datasets.find(dataset => dataset.name === name)!;
  return { world, orders: named('orders'), second: named('shop two') };
};

export const from = (changes: Partial<ReplyTo> = {}): ReplyTo => ({
  ...{ team: 'T1', channel: 'C1', thread: null, user: 'U1', responseUrl: null, via: 'command' },
  ...changes,
});

let asked = 0;

export const asking = (request: ChatRequest, replyTo: ReplyTo): NewJobOf<'answer'> => {
  asked += 1;
  return { kind: 'answer', key: `trigger:${asked}`, team: replyTo.team, payload: { request, replyTo } };
};

/** Asks, and gives what only the person was told. */
export const ask = async (
  world: World,
  request: ChatRequest,
  replyTo: ReplyTo = from(),
): Promise<readonly Saying[]> => {
  const before = world.slack.whispers.length;
  const { queue } = await world.start();
  await queue.add(asking(request, replyTo));
  await queue.idle();
  return world.slack.whispers.slice(before).map(({ saying }) => saying);
};

export const show = (dataset: DatasetChoice = null, segment: string | null = null): ChatRequest => ({
  kind: 'show',
  segment,
  dataset,
});
