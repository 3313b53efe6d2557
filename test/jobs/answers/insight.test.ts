import { describe, expect, test } from 'vitest';
import { buildInsightCharts } from '../../../src/charts/insight-charts.ts';
import { TOPICS } from '../../../src/core/insight/insight.ts';
import type { ChatRequest } from '../../../src/jobs/chat-request.ts';
import { ask, asking, from, shop } from './shop.ts';

const trends: ChatRequest = { kind: 'insight', topic: 'trends', dataset: null };

describe.each(TOPICS)('insight: %s', topic => {
  test('whoever asks with a command sees it alone, without pictures', async () => {
    const { world, second } = await shop();
    const [told, ...more] = await ask(world, { kind: 'insight', topic, dataset: null });
    expect(more).toEqual([]);
    expect(told).toMatchObject({ kind: 'insight', topic, dataset: { id: second.id }, isPrivate: true, charts: [] });
    expect((told as { report: { insight: object } }).report.insight).toEqual({ [topic]: expect.any(Object) });
    expect(world.slack.messages).toEqual([]);
  });

  test('asked before everybody, or posted by its button, everybody sees it with its charts', async () => {
    const { world } = await shop();
    const posted: ChatRequest = { kind: 'insight', topic, dataset: null, post: true };
    expect(await ask(world, { ...posted, post: false }, from({ via: 'mention', thread: '900.000' }))).toEqual([]);
    expect(await ask(world, posted, from({ via: 'button' }))).toEqual([]);
    const [asked, shown, ...more] = world.slack.messages.map(({ saying }) => saying);
    expect(more).toEqual([]);
    for (const saying of [asked!, shown!]) {
      if (saying.kind !== 'insight') throw new Error(`It is a ${saying.kind}`);
      const charts = buildInsightCharts({ report: saying.report, points: [] });
      expect(saying.isPrivate).toBe(false);
      expect(saying.charts.map(({ title }) => title)).toEqual(charts.map(({ title }) => title));
    }
  });
});

test('figures for investors come as files, too, to whoever asks, and not once more when they are posted', async () => {
  const { world, second } = await shop();
  const investor: ChatRequest = { kind: 'insight', topic: 'investor', dataset: null };
  const files = () => world.slack.directs.map(({ user, file }) => [user, file?.name]);
  await ask(world, investor);
  const sent = [
    ['U1', 'shop-two-investor.pdf'],
    ['U1', 'shop-two-investor.xlsx'],
  ];
  expect(files()).toEqual(sent);
  expect(world.slack.directs[0]!.saying).toMatchObject({ kind: 'investor-file', dataset: { id: second.id } });
  await ask(world, { ...investor, post: true }, from({ via: 'button' }));
  await ask(world, trends);
  expect(files()).toEqual(sent);
  await ask(world, investor, from({ via: 'mention', user: 'U2' }));
  expect(
    files()
      .slice(sent.length)
      .map(([user]) => user),
  ).toEqual(['U2', 'U2']);
});

test('a picture that cannot be drawn is described, the others are there', async () => {
  const { world } = await shop();
  const { queue } = await world.start(undefined, {
    draw: async ({ id }) => {
      if (id === 'trends-segments') throw new Error('no font');
      return new Uint8Array();
    },
  });
  await queue.add(asking(trends, from({ via: 'mention' })));
  await queue.idle();
  expect(world.slack.messages.map(({ saying }) => saying)).toMatchObject([
    { kind: 'insight', charts: [{}], failed: [{ title: expect.any(String) }] },
  ]);
});

test('a guest may see it, nobody outside of the channel', async () => {
  const { world, orders } = await shop();
  world.slack.members.set('U9', { standing: 'guest' });
  expect(await ask(world, trends, from({ user: 'U9' }))).toMatchObject([{ kind: 'insight' }]);
  world.slack.memberships.set('U2', ['C2']);
  const elsewhere = { ...trends, dataset: { id: orders.id } } as ChatRequest;
  expect(await ask(world, elsewhere, from({ channel: 'C2', user: 'U2' }))).toMatchObject([
    { kind: 'refusal', reason: 'not_in_channel' },
  ]);
});
