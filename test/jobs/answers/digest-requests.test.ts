import { describe, expect, test } from 'vitest';
import type { ChatRequest, DigestAction } from '../../../src/jobs/chat-request.ts';
import { START } from '../job-world.ts';
import { ask, from, shop } from './shop.ts';

const DAILY = { every: 'day', hour: 9, minute: 0 } as const;
const WEEKLY = { every: 'week', weekday: 1, hour: 9, minute: 0 } as const;

const digest = (action: DigestAction): ChatRequest => ({ kind: 'digest', dataset: null, ...action });

describe('a schedule', () => {
  test('is in the zone of whoever asked, for this channel and its latest dataset', async () => {
    const { world, second } = await shop();
    const told = await ask(world, digest({ action: 'schedule', cadence: WEEKLY }), from({ user: 'U5' }));
    const [saved] = await world.state.digests.all('T1');
    expect(saved).toMatchObject({
      ...{ channel: 'C1', dataset: second.id, owner: 'U5', cadence: WEEKLY, timeZone: 'Europe/Berlin' },
      // START is a Monday, 12:00 UTC: the next Monday, 09:00 in Berlin.
      nextDueAt: Date.UTC(2026, 5, 8, 7),
    });
    expect(told).toMatchObject([
      {
        kind: 'digest-saved',
        replaced: null,
        digest: { id: saved!.id, dataset: { name: 'shop two' }, nextDueAt: Date.UTC(2026, 5, 8, 7) / 1_000 },
      },
    ]);
  });

  test.each([null, 'Nowhere/Atlantis'])('for somebody whose zone is %s is in UTC', async timeZone => {
    const { world } = await shop();
    world.slack.members.set('U1', { timeZone });
    await ask(world, digest({ action: 'schedule', cadence: DAILY }));
    expect(await world.state.digests.all('T1')).toMatchObject([
      { timeZone: 'UTC', nextDueAt: Date.UTC(2026, 5, 2, 9) },
    ]);
  });

  test('replaces the one before, and says so', async () => {
    const { world } = await shop();
    await ask(world, digest({ action: 'schedule', cadence: WEEKLY }));
    const told = await ask(world, digest({ action: 'schedule', cadence: DAILY }));
    expect(told).toMatchObject([
      { kind: 'digest-saved', replaced: { cadence: WEEKLY, alerts: false }, digest: { cadence: DAILY } },
    ]);
    expect(await world.state.digests.all('T1')).toHaveLength(1);
    expect(world.slack.directs).toEqual([]);
  });

  test('of somebody else is taken over, and they hear of it', async () => {
    const { world } = await shop();
    await ask(world, digest({ action: 'schedule', cadence: WEEKLY }));
    await ask(world, digest({ action: 'schedule', cadence: DAILY }), from({ user: 'U2' }));
    expect(world.slack.directs).toMatchObject([
      {
        user: 'U1',
        saying: {
          kind: 'digest-taken-over',
          by: 'U2',
          before: { cadence: WEEKLY, alerts: false },
          digest: { cadence: DAILY, owner: 'U2' },
        },
      },
    ]);
  });

  test('is paused, resumed for the next due time from then, and ended', async () => {
    const { world } = await shop();
    await ask(world, digest({ action: 'schedule', cadence: DAILY }));
    expect(await ask(world, digest({ action: 'pause' }))).toMatchObject([
      { kind: 'digest-changed', change: 'paused', digest: { nextDueAt: null } },
    ]);
    expect(await world.state.digests.due(Number.MAX_SAFE_INTEGER)).toEqual([]);
    world.clock.now = START + 10 * 86_400_000;
    expect(await ask(world, digest({ action: 'resume' }))).toMatchObject([
      { change: 'resumed', digest: { pausedBecause: null, nextDueAt: Date.UTC(2026, 5, 12, 7) / 1_000 } },
    ]);
    expect(await ask(world, digest({ action: 'off' }))).toMatchObject([{ change: 'off' }]);
    expect(await world.state.digests.all('T1')).toEqual([]);
  });

  test.each(['pause', 'resume', 'off'] as const)('that there is not cannot be changed (%s)', async action => {
    const { world } = await shop();
    expect(await ask(world, digest({ action }))).toEqual([{ kind: 'no-digest' }]);
  });

  test('is listed with the others of its channel', async () => {
    const { world, orders } = await shop();
    await ask(world, digest({ action: 'schedule', cadence: WEEKLY }));
    await ask(world, { ...digest({ action: 'schedule', cadence: DAILY }), dataset: { id: orders.id } } as ChatRequest);
    expect(await ask(world, digest({ action: 'list' }))).toMatchObject([
      { kind: 'digest-list', digests: [{ dataset: { name: 'shop two' } }, { dataset: { name: 'orders' } }] },
    ]);
    expect(await ask(world, digest({ action: 'list' }), from({ channel: 'C2' }))).toEqual([
      { kind: 'digest-list', digests: [] },
    ]);
  });
});

describe('a preview', () => {
  test('shows the person what would come, and leaves nothing behind', async () => {
    const { world, second } = await shop();
    const told = await ask(world, digest({ action: 'preview' }));
    expect(told).toMatchObject([{ kind: 'digest', preview: true, movement: null, cadence: null }]);
    expect(world.slack.messages).toEqual([]);
    expect(await world.state.runs.ofDataset(second.id, 9)).toHaveLength(1);
    expect(await world.state.digests.all('T1')).toEqual([]);
  });

  test('of old orders says that there is nothing new', async () => {
    const { world } = await shop();
    world.clock.now = START + 30 * 86_400_000;
    expect(await ask(world, digest({ action: 'preview' }))).toMatchObject([{ kind: 'digest-stale', preview: true }]);
  });
});
