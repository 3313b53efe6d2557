/** README, "Back up, restore, upgrade". */
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { CHANNELS, PEOPLE } from '../../../src/playground/sample-workspace.ts';
import type { SlackMessage } from '../../../src/playground/workspace.ts';
import { ask, ordersFile, type Story, saidIn, startStory, uploadOrders } from './story.ts';

const copyOf = ({ dataDir }: Story): string => {
  const copy = join(dataDir, '..', 'copy');
  cpSync(dataDir, copy, { recursive: true });
  return copy;
};

const shown = async (story: Story): Promise<Pick<SlackMessage, 'text' | 'blocks'>> => {
  const { text, blocks } = await ask(story, 'show');
  return { text, blocks };
};

const topLevel = ({ slack }: Story): readonly string[] =>
  slack
    .messages(CHANNELS.orders)
    .filter(({ user, thread_ts }) => user === PEOPLE.bot && !thread_ts)
    .map(({ text }) => text);

it('a copy of the folder of a stopped bot is the bot: same figures, same schedule', async () => {
  const story = await startStory();
  await uploadOrders(story);
  await ask(story, 'digest weekly mon 09:00');
  const before = await shown(story);
  await story.bot.stop();
  const copy = copyOf(story);
  rmSync(story.dataDir, { recursive: true });

  await story.restart(copy);
  expect(await shown(story)).toEqual(before);
  expect(topLevel(story)).toEqual([]);
  story.clock.now = Date.UTC(2026, 10, 30, 8, 0);
  await story.bot.tick();
  await story.bot.idle();
  expect(topLevel(story)).toEqual([expect.stringContaining('digest')]);
});

it('a copy made in one instant while it works is like a power cut: what it worked on is taken up again', async () => {
  const story = await startStory();
  await uploadOrders(story);
  const more = { name: 'more.csv', bytes: `${ordersFile().bytes}NEW,new-1,2026-11-24,1,5\n` };
  const { message } = await story.slack.upload(PEOPLE.ada, CHANNELS.orders, [more]);
  // Nothing else of this process runs while the copy is made.
  const copy = copyOf(story);
  await story.bot.stop();
  rmSync(story.dataDir, { recursive: true });

  await story.restart(copy);
  await story.bot.idle();
  const [report, charts, ...doubled] = saidIn(story.slack, message);
  expect(report!.text).toContain('revenue');
  expect(charts!.blocks).toHaveLength(6);
  expect(doubled).toEqual([]);
  expect((await ask(story, 'datasets')).text).toMatch(/121 customers.*2 uploads/);
});
