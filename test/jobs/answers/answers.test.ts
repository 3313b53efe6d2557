import { describe, expect, test } from 'vitest';
import type { ChatRequest, DatasetChoice } from '../../../src/jobs/chat-request.ts';
import type { Saying } from '../../../src/jobs/sayings.ts';
import type { Dataset } from '../../../src/store/bot-state.ts';
import { addJob, killedAndStarted, leftovers, ordersCsv, sharedFile } from '../job-world.ts';
import { KillSwitch } from '../kill-switch.ts';
import { ask, asking, from, shop, show } from './shop.ts';

describe('the dataset that is meant', () => {
  test('is the channel’s latest, or the one named in any case, or the one with the id', async () => {
    const { world, orders, second } = await shop();
    const cases: readonly (readonly [DatasetChoice, Dataset])[] = [
      [null, second],
      [{ name: ' ORDERS ' }, orders],
      [{ id: orders.id }, orders],
    ];
    for (const [choice, expected] of cases)
      expect(await ask(world, show(choice))).toMatchObject([{ kind: 'segments', dataset: { id: expected.id } }]);
  });

  test('where there is none of that name, those that there are are listed', async () => {
    const { world } = await shop();
    expect(await ask(world, show({ name: 'other' }))).toEqual([
      { kind: 'no-dataset', asked: 'other', available: ['shop two', 'orders'] },
    ]);
    expect(await ask(world, show(), from({ channel: 'C2' }))).toEqual([
      { kind: 'no-dataset', asked: null, available: [] },
    ]);
  });

  test('of another channel is refused to whoever is not in it, and its name is no way to it', async () => {
    const { world, orders } = await shop();
    world.slack.memberships.set('U2', ['C2']);
    const elsewhere = from({ channel: 'C2', user: 'U2' });
    expect(await ask(world, show({ id: orders.id }), elsewhere)).toEqual([
      { kind: 'refusal', reason: 'not_in_channel', what: 'orders' },
    ]);
    expect(await ask(world, show({ name: 'orders' }), elsewhere)).toEqual([
      { kind: 'no-dataset', asked: 'orders', available: [] },
    ]);
    expect(await ask(world, show({ id: orders.id }), from({ channel: 'C2' }))).toMatchObject([{ kind: 'segments' }]);
  });

  test('of another workspace does not exist', async () => {
    const { world, orders } = await shop();
    expect(await ask(world, show({ id: orders.id }), from({ team: 'T2' }))).toEqual([
      { kind: 'no-dataset', asked: null, available: [] },
    ]);
  });
});

describe('who hears an answer about aggregates', () => {
  const aggregates: readonly ChatRequest[] = [
    show(),
    { kind: 'compare', dataset: null },
    { kind: 'datasets' },
    { kind: 'help' },
    { kind: 'digest', dataset: null, action: 'list' },
  ];

  test.each(aggregates)('$kind: everybody where it was asked before everybody, else the person', async request => {
    const { world } = await shop();
    const place = { channel: 'C1', thread: '900.000' };
    expect(await ask(world, request, from({ via: 'mention', thread: '900.000' }))).toEqual([]);
    expect(world.slack.messages).toMatchObject([place]);
    for (const via of ['command', 'button', 'direct'] as const)
      expect(await ask(world, request, from({ via }))).toEqual([world.slack.messages[0]!.saying]);
    expect(world.slack.messages).toHaveLength(1);
  });

  test('a guest may see them', async () => {
    const { world } = await shop();
    world.slack.members.set('U9', { standing: 'guest' });
    expect(await ask(world, show(), from({ user: 'U9' }))).toMatchObject([{ kind: 'segments' }]);
  });

  test('a segment by name, by the beginning of its name, or the list of those there are', async () => {
    const { world } = await shop();
    const [all] = (await ask(world, show())) as [Extract<Saying, { kind: 'segments' }>];
    const [first] = all.report.segments;
    for (const typed of [first!.name, first!.name.toUpperCase(), first!.id, `${first!.name.slice(0, -1)}`])
      expect(await ask(world, show(null, typed))).toMatchObject([{ kind: 'segment', segment: { id: first!.id } }]);
    expect(await ask(world, show(null, 'nobody'))).toEqual([
      { kind: 'no-segment', asked: 'nobody', available: all.report.segments.map(({ name }) => name) },
    ]);
  });
});

const PERSONAL: readonly ChatRequest[] = [
  { kind: 'why', customer: 'K103', dataset: null },
  { kind: 'export', segment: 'all', dataset: null },
  { kind: 'rejected', dataset: null },
];

describe('who hears an answer about single customers', () => {
  test.each(PERSONAL)('$kind: only the person, also where it was asked before everybody', async request => {
    const { world } = await shop();
    const told = await ask(world, request, from({ via: 'mention', thread: '900.000' }));
    expect(told).toHaveLength(1);
    expect(world.slack.messages).toEqual([]);
  });

  test.each(PERSONAL)('$kind: no guest, nobody of another workspace, nobody outside the channel', async request => {
    const { world, second } = await shop();
    world.slack.members.set('UG', { standing: 'guest' }).set('UX', { standing: 'other-workspace' });
    world.slack.memberships.set('UO', ['C2']).set('UN', null);
    const cases = { UG: 'guest', UX: 'other_workspace', UO: 'not_in_channel', UN: 'membership_unknown' } as const;
    for (const [user, reason] of Object.entries(cases)) {
      const told = await ask(world, { ...request, dataset: { id: second.id } } as ChatRequest, from({ user }));
      expect(told).toMatchObject([{ kind: 'refusal', reason }]);
    }
    expect(world.slack.directs).toEqual([]);
  });

  test('why: values, scores, segment and the way up; an unknown customer gets similar ones', async () => {
    const { world, second } = await shop();
    expect(await ask(world, { kind: 'why', customer: ' k103', dataset: null })).toMatchObject([
      { kind: 'why', customer: 'K103', orders: 4, dataset: { id: second.id } },
    ]);
    const [unknown] = await ask(world, { kind: 'why', customer: 'K1O3', dataset: null });
    expect(unknown).toMatchObject({ kind: 'no-customer', customer: 'K1O3' });
    expect((unknown as Extract<Saying, { kind: 'no-customer' }>).similar).toContain('K103');
  });

  test('a list arrives as a direct message with the file, and nothing of it stays on the disk', async () => {
    const { world, orders, second } = await shop();
    const told = await ask(
      world,
      { kind: 'export', segment: 'ALL', dataset: { name: 'orders' } },
      from({ user: 'U5' }),
    );
    expect(told).toEqual([{ kind: 'export-sent', what: 'all customers', rows: 32 }]);
    const [sent] = world.slack.directs;
    expect(sent).toMatchObject({
      user: 'U5',
      saying: { kind: 'export-file', rows: 32 },
      file: { name: 'orders-customers.csv' },
    });
    expect(sent!.file!.text.trim().split('\n')).toHaveLength(33);
    expect(await leftovers(world, [orders, second])).toEqual([]);
  });

  test('a list of one segment holds those of the report', async () => {
    const { world } = await shop();
    const [all] = (await ask(world, show())) as [Extract<Saying, { kind: 'segments' }>];
    const segment = all.report.segments[0]!;
    const told = await ask(world, { kind: 'export', segment: segment.name, dataset: null });
    expect(told).toEqual([{ kind: 'export-sent', what: segment.name, rows: segment.customers }]);
    expect(world.slack.directs[0]!.file!.name).toBe(`shop-two-${segment.id}.csv`);
  });

  test('a list of an RFM group holds those that the report counts', async () => {
    const { world } = await shop();
    const [all] = (await ask(world, show())) as [Extract<Saying, { kind: 'segments' }>];
    const taken = all.report.segments.map(({ name }) => name);
    const group = all.report.rfmGroups.find(({ name, customers }) => customers > 0 && !taken.includes(name))!;
    for (const segment of [group.name.toUpperCase(), `group ${group.id}`]) {
      const told = await ask(world, { kind: 'export', segment, dataset: null });
      expect(told).toEqual([{ kind: 'export-sent', what: `RFM group ${group.name}`, rows: group.customers }]);
    }
    expect(world.slack.directs[0]!.file!.name).toBe(`shop-two-group-${group.id}.csv`);
  });

  test('an empty list is said, not sent', async () => {
    const { world } = await shop();
    expect(await ask(world, { kind: 'rejected', dataset: null })).toEqual([
      { kind: 'nothing-to-export', what: 'rejected rows' },
    ]);
    expect(world.slack.directs).toEqual([]);
  });

  test('cut off after any call, a list is sent once', async () => {
    const { world: ready, orders, second } = await shop();
    for (let calls = 1; ; calls += 1) {
      const world = await ready.copy();
      await addJob(world, asking({ kind: 'export', segment: 'all', dataset: null }, from()), 'query');
      const kill = new KillSwitch(calls);
      await killedAndStarted(world, kill);
      expect.soft(world.slack.directs, `killed after ${calls} calls`).toHaveLength(1);
      expect
        .soft(world.slack.whispers.at(-1)!.saying)
        .toEqual({ kind: 'export-sent', what: 'all customers', rows: 20 });
      expect.soft(await leftovers(world, [orders, second])).toEqual([]);
      if (!kill.isOff) break;
    }
  });
});

describe('running again', () => {
  const run: ChatRequest = { kind: 'run', settings: { k: 5, names: 'classic' }, dataset: null };

  test('is a report for everybody, with the settings that were asked for', async () => {
    const { world, orders, second } = await shop();
    expect(await ask(world, run)).toEqual([]);
    expect(world.slack.messages.map(({ saying }) => saying.kind)).toEqual(['report', 'charts']);
    const [report] = world.slack.standing('report');
    expect(report).toMatchObject({ offerDigest: false, upload: null, change: null, dataset: { id: second.id } });
    expect(report!.report.run.settings).toMatchObject({ k: 5, names: 'classic', scaling: 'log' });
    expect(report!.report.segments).toHaveLength(5);
    expect((await world.state.runs.ofDataset(second.id, 9)).map(({ trigger }) => trigger)).toEqual([
      'request',
      'upload',
    ]);
    expect(await leftovers(world, [orders, second])).toEqual([]);
  });

  test('is what people see from then on', async () => {
    const { world } = await shop();
    await ask(world, run);
    const [all] = (await ask(world, show())) as [Extract<Saying, { kind: 'segments' }>];
    expect(all.report.segments).toHaveLength(5);
  });

  test('where the bot is not, only whoever asked by command hears how to invite it', async () => {
    const { world } = await shop();
    world.slack.closed.set('C1', 'not_in_channel');
    expect(await ask(world, run, from({ responseUrl: 'https://slack.example.com/answer' }))).toEqual([
      { kind: 'invite-me', channel: 'C1', botUser: 'UBOT' },
    ]);
    expect(world.slack.messages).toEqual([]);
  });

  test('cut off after any call, is one report and one run', { timeout: 120_000 }, async () => {
    const { world: ready, orders, second } = await shop();
    for (let calls = 1; ; calls += 1) {
      const world = await ready.copy();
      const before = world.slack.uploads.length;
      await addJob(world, asking(run, from()), 'query');
      const kill = new KillSwitch(calls);
      await killedAndStarted(world, kill);
      const kinds = world.slack.messages.map(({ saying }) => saying.kind);
      expect.soft(kinds, `killed after ${calls} calls`).toEqual(['report', 'charts']);
      expect.soft(world.slack.uploads.length - before).toBe(6);
      expect.soft(await world.state.runs.ofDataset(second.id, 9)).toHaveLength(2);
      expect.soft(await leftovers(world, [orders, second])).toEqual([]);
      if (!kill.isOff) break;
    }
  });
});

describe('comparing', () => {
  test('needs two looks at the orders; the same orders with other settings are one', async () => {
    const { world, second } = await shop();
    await ask(world, { kind: 'run', settings: { k: 5 }, dataset: null });
    expect(await ask(world, { kind: 'compare', dataset: null })).toMatchObject([
      { kind: 'nothing-to-compare', dataset: { id: second.id } },
    ]);
  });

  test('says what moved since the orders before', async () => {
    const { world, orders } = await shop();
    world.slack.files.set('F9', {
      name: 'newer.csv',
      content: ordersCsv({ customers: 35 }),
      uploader: 'U1',
      thread: '900.000',
    });
    const { queue } = await world.start();
    await queue.add(sharedFile('F9'));
    await queue.idle();
    const [told] = (await ask(world, { kind: 'compare', dataset: { name: 'orders' } })) as [
      Extract<Saying, { kind: 'compare' }>,
    ];
    expect(told).toMatchObject({ kind: 'compare', dataset: { id: orders.id } });
    const entered = told.movement.moves.filter(({ from: before }) => before === null);
    expect(entered.reduce((sum, { customers }) => sum + customers, 0)).toBe(3);
  });

  test('with a day in the past needs no second upload', async () => {
    const { world, orders } = await shop();
    const dataset = { id: orders.id };
    const [told] = (await ask(world, { kind: 'compare', dataset, days: 30 })) as [Extract<Saying, { kind: 'compare' }>];
    expect(told).toMatchObject({ kind: 'compare', days: 30, since: null, isPrivate: true, charts: [] });
    const everybody = told.movement.moves.reduce((sum, { customers }) => sum + customers, 0);
    expect(everybody).toBe(32);
    expect(Date.parse(told.movement.until) - Date.parse(told.movement.since)).toBe(30 * 86_400_000);
  });

  test('says from when on there are orders', async () => {
    const { world, orders } = await shop();
    const answer = await ask(world, { kind: 'compare', dataset: { id: orders.id }, days: 3_650 });
    expect(answer).toEqual([
      { kind: 'nothing-to-compare', dataset: orders, days: 3_650, firstOrder: orders.firstOrder },
    ]);
  });

  test('shows the flow chart where everybody sees the answer', async () => {
    const { world, orders } = await shop();
    const request = { kind: 'compare', dataset: { id: orders.id }, days: 30 } as const;
    const posted = { kind: 'compare', isPrivate: false, charts: [{ fileId: expect.stringContaining('F-movement') }] };
    await ask(world, request, from({ via: 'mention', thread: '900.000' }));
    expect(world.slack.messages.map(({ saying }) => saying)).toMatchObject([posted]);
    expect(await ask(world, { ...request, post: true }, from({ via: 'button' }))).toEqual([]);
    expect(world.slack.messages.map(({ saying }) => saying)).toMatchObject([posted, posted]);
  });
});
