import { describe, expect, it } from 'vitest';
import { CHANNELS, PEOPLE } from '../../../src/playground/sample-workspace.ts';
import { startStory } from './story.ts';

const COMMAND = new URLSearchParams({
  command: '/segment',
  text: 'help',
  team_id: 'T0SHOP0001',
  channel_id: CHANNELS.orders,
  user_id: PEOPLE.ada,
  trigger_id: '1.2.3',
  response_url: 'http://127.0.0.1:9/none',
}).toString();
const contentType = 'application/x-www-form-urlencoded';

describe('A request that is not from Slack', () => {
  it.each([
    ['with a forged signature', { secret: 'f'.repeat(32) }],
    ['from ten minutes ago', { timestamp: Math.floor(Date.now() / 1_000) - 600 }],
  ])('%s is refused', async (_, how) => {
    const story = await startStory();
    const { status } = await story.slack.send(COMMAND, { contentType, ...how });
    await story.bot.idle();
    expect(status).toBe(401);
    expect(story.slack.calls().map(({ method }) => method)).toEqual(['auth.test']);
  });
});
