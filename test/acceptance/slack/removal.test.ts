import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CHANNELS, PEOPLE } from '../../../src/playground/sample-workspace.ts';
import { ask, ordersFile, startStory, uploadOrders } from './story.ts';

const readiness = async (port: number) => {
  const answer = await fetch(`http://127.0.0.1:${port}/readyz`);
  return { ...((await answer.json()) as { reason?: string }), status: answer.status };
};

const stored = (dataDir: string): readonly string[] =>
  ['uploads', 'exports', 'staging', 'batches', 'datasets'].flatMap(name => readdirSync(join(dataDir, name)));

describe('An app that is removed from the workspace', () => {
  it.each(['app_uninstalled', 'tokens_revoked'] as const)(
    'forgets everything, whichever event comes first (%s), without a call to Slack; it stays up and says why it is not ready',
    async first => {
      const story = await startStory();
      await uploadOrders(story);
      await ask(story, 'digest daily 09:00');
      expect(await readiness(story.bot.port)).toMatchObject({ status: 200 });
      const calls = story.slack.calls().length;
      const delivered = await story.slack.uninstall(first);
      expect(delivered.map(({ status }) => status)).toEqual([200, 200]);
      await story.bot.idle();
      expect(stored(story.dataDir)).toEqual([]);
      expect(await readiness(story.bot.port)).toMatchObject({
        status: 503,
        reason: expect.stringContaining('removed from the Slack workspace'),
      });
      story.clock.now += 86_400_000;
      await story.bot.tick();
      await story.bot.idle();
      expect(story.slack.calls()).toHaveLength(calls);
      expect(existsSync(story.dataDir)).toBe(true);
    },
  );

  it('ends an import that is running', async () => {
    const story = await startStory();
    await story.slack.upload(PEOPLE.ada, CHANNELS.orders, [ordersFile()]);
    await story.slack.uninstall();
    await story.bot.idle();
    expect(stored(story.dataDir)).toEqual([]);
  });

  it('is another thing than a person whose own token was revoked', async () => {
    const story = await startStory();
    await uploadOrders(story);
    await story.slack.deliver({ type: 'tokens_revoked', tokens: { oauth: [PEOPLE.ada], bot: ['U0OTHERBOT'] } });
    await story.bot.idle();
    expect(await readiness(story.bot.port)).toMatchObject({ status: 200 });
    expect((await ask(story, 'datasets')).text).toContain('120 customers');
  });
});
