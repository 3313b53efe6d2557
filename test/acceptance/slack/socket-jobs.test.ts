/** What people do reaches the bot once, whatever becomes of the WebSocket. */
import { describe, expect, it, vi } from 'vitest';
import type { LocalSlack } from '../../../src/playground/local-slack.ts';
import { CHANNELS, PEOPLE } from '../../../src/playground/sample-workspace.ts';
import { APP_TOKEN, type SocketBridge, socketBridge } from './socket-bridge.ts';
import { ask, blockTypes, ordersFile, type Story, saidIn, startStory, uploadOrders, type Way } from './story.ts';

const socketStory = async (): Promise<{ readonly story: Story; readonly bridge: SocketBridge }> => {
  let bridge: SocketBridge | null = null;
  const wayTo = async (slack: LocalSlack): Promise<Way> => {
    bridge = await socketBridge(slack);
    const { apiUrl, url, close } = bridge;
    return { transport: { kind: 'socket', appToken: APP_TOKEN }, apiUrl, url: () => url, close };
  };
  const story = await startStory({}, wayTo);
  return { story, bridge: bridge! };
};

const ready = async ({ bot }: Story): Promise<number> => (await fetch(`http://127.0.0.1:${bot.port}/readyz`)).status;

const upload = ({ slack }: Story) => slack.upload(PEOPLE.ada, CHANNELS.orders, [ordersFile()]);

/** Retries at once are due; the bot knows what it has taken in. */
const retried = async (story: Story): Promise<void> => {
  await story.slack.retryDue();
  await story.bot.idle();
  story.clock.now += 60_000;
  await story.slack.retryDue();
  await story.bot.idle();
};

describe('In Socket Mode', () => {
  it('events, commands, clicks and modals are taken in and answered', async () => {
    const { story } = await socketStory();
    const { report, said } = await uploadOrders(story);
    expect(said).toHaveLength(2);
    expect((await ask(story, 'why C17')).text).toContain('Customer C17');
    await story.slack.click(PEOPLE.ben, report, { actionId: /^ask:details:/ });
    await story.bot.idle();
    expect(story.slack.ephemerals(PEOPLE.ben)).toHaveLength(1);
    await story.slack.command(PEOPLE.ben, CHANNELS.orders, '/segment', 'upload');
    await story.slack.waitFor(() => story.slack.modal(PEOPLE.ben), 'the modal');
  });

  it.each(['warning', 'refresh_requested'] as const)(
    'a connection that ends in the middle of a job (%s) is opened anew, and the job goes on',
    async reason => {
      const { story, bridge } = await socketStory();
      const renewed = bridge.connected();
      const { message } = await upload(story);
      bridge.say(reason);
      await story.bot.idle();
      expect(saidIn(story.slack, message).map(each => blockTypes(each).includes('data_table'))).toEqual([true, false]);
      await renewed;
      expect((await ask(story, 'why C17')).text).toContain('Customer C17');
      await retried(story);
      expect(saidIn(story.slack, message)).toHaveLength(2);
      expect(bridge.connections()).toEqual([false, true]);
      expect(await ready(story)).toBe(200);
    },
  );

  it('what comes while nothing is connected is delivered later, once; until then the bot says that it is not ready', async () => {
    const { story, bridge } = await socketStory();
    const renewed = bridge.connected();
    bridge.cut();
    const { message, delivered } = await upload(story);
    expect(delivered.map(({ status }) => status)).toEqual([503, 503]);
    // The other end may notice a moment later.
    await vi.waitFor(async () => expect(await ready(story)).toBe(503), { timeout: 3_000 });
    await renewed;
    await retried(story);
    await retried(story);
    expect(saidIn(story.slack, message)).toHaveLength(2);
    expect(await ready(story)).toBe(200);
  });

  it('an event whose acknowledgement gets lost with the connection comes again, and is one', async () => {
    const { story, bridge } = await socketStory();
    const renewed = bridge.connected();
    bridge.loseAcknowledgements(1);
    const { message, delivered } = await upload(story);
    expect(delivered.some(({ status }) => status === 503)).toBe(true);
    await renewed;
    await retried(story);
    await retried(story);
    expect(saidIn(story.slack, message)).toHaveLength(2);
    expect(story.slack.calls('chat.postMessage')).toHaveLength(2);
  });

  it('Slack is out of reach for longer: the bot says that it is not ready, asks again and again, and goes on', async () => {
    const { story, bridge } = await socketStory();
    bridge.goAway();
    await vi.waitFor(() => expect(bridge.refused()).toBeGreaterThan(4), { timeout: 40_000, interval: 100 });
    expect(await ready(story)).toBe(503);
    const renewed = bridge.connected();
    bridge.comeBack();
    await renewed;
    await vi.waitFor(async () => expect(await ready(story)).toBe(200), { timeout: 3_000 });
    expect((await ask(story, 'help')).text).toContain('why');
  }, 80_000);

  it('the bot ends cleanly while Slack is out of reach', async () => {
    const { story, bridge } = await socketStory();
    bridge.goAway();
    await vi.waitFor(() => expect(bridge.refused()).toBeGreaterThan(0), { timeout: 20_000, interval: 100 });
    await story.bot.stop();
  }, 40_000);
});
