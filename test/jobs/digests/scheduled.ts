/** A world with orders and one weekly schedule about them, due for the first time. */
import { enqueueDue } from '../../../src/jobs/digests/scheduler.ts';
import type { Dataset, Digest } from '../../../src/store/bot-state.ts';
import { jobWorld, ordersCsv, type realEngine, type Started, sharedFile, type World } from '../job-world.ts';
import type { KillSwitch } from '../kill-switch.ts';

const DAY = 86_400_000;
/** START is a Monday, 12:00 UTC; the first digest comes on the next Monday, 09:00 in Berlin. */
export const FIRST_DUE = Date.UTC(2026, 5, 8, 7);

export interface Scheduled {
  readonly world: World;
  readonly dataset: Dataset;
  readonly digest: Digest;
  /** Looks at the clock and does what is due. */
  tick(kill?: KillSwitch): Promise<Started>;
  current(): Promise<Digest>;
  /** The same in a world of its own. */
  copy(): Promise<Scheduled>;
}

export interface ScheduledOrders {
  readonly content: string;
  readonly alerts: boolean;
}

/** Orders of which the last was so many days before the first digest is due. */
export const ordersUntil = (daysBefore: number): ScheduledOrders => ({
  content: ordersCsv({ until: FIRST_DUE - daysBefore * DAY }),
  alerts: false,
});

export const scheduledDigest = async (
  engine: ReturnType<typeof realEngine>,
  { content, alerts }: ScheduledOrders,
): Promise<Scheduled> => {
  const world = await jobWorld(engine);
  world.slack.files.set('F1', { name: 'orders.csv', content, uploader: 'U1', thread: '900.000' });
  const first = await world.start();
  await first.queue.add(sharedFile('F1'));
  await first.queue.idle();
  world.slack.messages.length = 0;
  world.slack.uploads.length = 0;
  const [dataset] = await world.state.datasets.all('T1');
  const { digest } = await world.state.digests.save({
    ...{ team: 'T1', channel: 'C1', dataset: dataset!.id, owner: 'U7', alerts },
    ...{ cadence: { every: 'week', weekday: 1, hour: 9, minute: 0 }, timeZone: 'Europe/Berlin' },
    nextDueAt: FIRST_DUE,
  });
  return scheduledIn(world, dataset!, digest);
};

const scheduledIn = (world: World, dataset: Dataset, digest: Digest): Scheduled => ({
  world,
  dataset,
  digest,
  tick: async kill => {
    const started = await world.start(kill);
    await enqueueDue({ state: world.state, queue: started.queue, now: () => world.clock.now });
    await Promise.race([started.queue.idle(), kill?.down ?? new Promise(() => {})]);
    return started;
  },
  current: async () => (await world.state.digests.byId(digest.id))!,
  copy: async () => scheduledIn(await world.copy(), dataset, digest),
});
