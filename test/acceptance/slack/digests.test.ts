import { describe, expect, it } from 'vitest';
import { CHANNELS, PEOPLE } from '../../../src/playground/sample-workspace.ts';
import { ask, ordersFile, type Story, startStory, uploadOrders } from './story.ts';

const DAY = 86_400_000;

const posted = ({ slack }: Story): readonly string[] =>
  slack
    .messages(CHANNELS.orders)
    .filter(({ user, thread_ts }) => user === PEOPLE.bot && !thread_ts)
    .map(({ text }) => text);

const withOrderOf = (day: string) => ({
  name: `${day}.csv`,
  bytes: `${ordersFile().bytes}C5,${day},${day},1,9.00\n`,
});

const at = async (story: Story, instant: number): Promise<void> => {
  story.clock.now = instant;
  await story.bot.tick();
  await story.bot.idle();
};

describe('A digest every Monday at 09:00', () => {
  it('comes when it is due, by the clock of whoever asked, once', async () => {
    const story = await startStory();
    await uploadOrders(story);
    expect((await ask(story, 'digest weekly mon 09:00')).text).toContain('every Monday at 09:00 (Europe/Berlin)');
    // Berlin is an hour ahead in winter.
    await at(story, Date.UTC(2026, 10, 30, 7, 59));
    expect(posted(story)).toEqual([]);
    await at(story, Date.UTC(2026, 10, 30, 8, 0));
    await at(story, Date.UTC(2026, 10, 30, 8, 1));
    expect(posted(story)).toHaveLength(1);
    expect(posted(story)[0]).toContain('digest');
  });

  it('that was missed several times comes once, and says that no orders came', async () => {
    const story = await startStory();
    await uploadOrders(story);
    await ask(story, 'digest weekly mon 09:00');
    await at(story, Date.UTC(2026, 11, 22, 12));
    expect(posted(story)).toHaveLength(1);
    expect(posted(story)[0]).toMatch(/no (new )?orders|since/i);
    await at(story, Date.UTC(2026, 11, 28, 8));
    expect(posted(story)).toHaveLength(2);
  });

  it('stays at nine across both changes of the clock', async () => {
    const story = await startStory();
    await uploadOrders(story);
    await ask(story, 'digest weekly mon 09:00');
    // Without new orders for two months it would be paused.
    story.clock.now = Date.UTC(2027, 2, 26);
    await uploadOrders(story, withOrderOf('2027-03-25'));
    await at(story, Date.UTC(2027, 2, 27));
    const before = posted(story).length;
    // Summer time began on 28 March: nine in Berlin is seven in UTC.
    await at(story, Date.UTC(2027, 2, 29, 6, 59));
    expect(posted(story)).toHaveLength(before);
    await at(story, Date.UTC(2027, 2, 29, 7));
    expect(posted(story)).toHaveLength(before + 1);
    story.clock.now = Date.UTC(2027, 9, 29);
    await uploadOrders(story, withOrderOf('2027-10-28'));
    await at(story, Date.UTC(2027, 9, 30));
    const autumn = posted(story).length;
    await at(story, Date.UTC(2027, 10, 1, 7, 59));
    expect(posted(story)).toHaveLength(autumn);
    await at(story, Date.UTC(2027, 10, 1, 8));
    expect(posted(story)).toHaveLength(autumn + 1);
  });

  it('reminds its owner two days before there would be nothing new, once', async () => {
    const story = await startStory();
    await uploadOrders(story);
    await ask(story, 'digest weekly mon 09:00');
    await at(story, Date.UTC(2026, 10, 30, 8));
    const direct = () => story.slack.messages(story.slack.directChannel(PEOPLE.ada));
    expect(direct()).toEqual([]);
    await at(story, Date.UTC(2026, 11, 5, 9));
    await at(story, Date.UTC(2026, 11, 6, 9));
    expect(direct()).toHaveLength(1);
  });

  it('pauses where the channel is archived, and tells its owner once', async () => {
    const story = await startStory();
    await uploadOrders(story);
    await ask(story, 'digest daily 09:00');
    story.slack.archive(CHANNELS.orders);
    await at(story, story.clock.now + DAY);
    await at(story, story.clock.now + DAY);
    const direct = story.slack.messages(story.slack.directChannel(PEOPLE.ada));
    expect(direct).toHaveLength(1);
    expect(direct[0]!.text).toContain('archived');
  });

  it('can be paused, resumed and ended', async () => {
    const story = await startStory();
    await uploadOrders(story);
    await ask(story, 'digest daily 09:00');
    expect((await ask(story, 'digest pause')).text).toMatch(/paused/i);
    await at(story, story.clock.now + DAY);
    expect(posted(story)).toEqual([]);
    await ask(story, 'digest resume');
    await at(story, story.clock.now + DAY);
    expect(posted(story)).toHaveLength(1);
    await ask(story, 'digest off');
    await at(story, story.clock.now + 2 * DAY);
    expect(posted(story)).toHaveLength(1);
  });

  it('has a button for all moves since the digest before, whatever was uploaded meanwhile', async () => {
    const story = await startStory();
    await uploadOrders(story);
    await ask(story, 'digest weekly mon 09:00');
    await at(story, Date.UTC(2026, 10, 30, 8));
    story.clock.now = Date.UTC(2026, 11, 7, 7);
    await uploadOrders(story, withOrderOf('2026-12-06'));
    await at(story, Date.UTC(2026, 11, 7, 8));
    const [, digest] = story.slack
      .messages(CHANNELS.orders)
      .filter(({ user, thread_ts }) => user === PEOPLE.bot && !thread_ts);
    expect(digest!.text).toContain('customers changed their RFM group');
    const headline = /\d+ of \d+ customers changed their RFM group/.exec(digest!.text)![0];
    await story.slack.click(PEOPLE.ada, digest!, { actionId: 'ask:compare' });
    await story.bot.idle();
    const told = [...story.slack.thread(CHANNELS.orders, digest!.ts), ...story.slack.ephemerals(PEOPLE.ada)];
    expect(told.map(({ text }) => text).join('\n')).toContain(headline);
  });

  it('goes on after a restart', async () => {
    const story = await startStory();
    await uploadOrders(story);
    await ask(story, 'digest weekly mon 09:00');
    await story.restart();
    await at(story, Date.UTC(2026, 10, 30, 8));
    expect(posted(story)).toHaveLength(1);
  });
});
