/** What Slack, or an impatient person, says more than once. */
import { describe, expect, it } from 'vitest';
import { CHANNELS, PEOPLE } from '../../../src/playground/sample-workspace.ts';
import type { SlackMessage } from '../../../src/playground/workspace.ts';
import { OPEN_MAPPING, SHORTCUT_CALLBACK } from '../../../src/slack/ids.ts';
import { ask, blockTypes, later, ordersFile, type Story, saidIn, startStory, uploadOrders } from './story.ts';

const DAY = 86_400_000;

const isReport = (message: SlackMessage): boolean => blockTypes(message).includes('data_table');
const reportsIn = (story: Story, message: SlackMessage): number => saidIn(story.slack, message).filter(isReport).length;

/** Without delivering anything: tests send the events of the message themselves. */
const sharedQuietly = async (events: readonly string[] = []) => {
  const story = await startStory({ events });
  const { message, files } = await story.slack.upload(PEOPLE.ada, CHANNELS.orders, [ordersFile()]);
  const common = { user: PEOPLE.ada, ts: message.ts, event_ts: message.ts };
  const events_ = {
    message: () =>
      story.slack.deliver({
        ...common,
        type: 'message',
        subtype: 'file_share',
        channel: CHANNELS.orders,
        channel_type: 'channel',
        text: '',
        files: [{ id: files[0]!.id }],
      }),
    file_shared: () =>
      story.slack.deliver({
        ...common,
        type: 'file_shared',
        channel_id: CHANNELS.orders,
        file_id: files[0]!.id,
        user_id: PEOPLE.ada,
      }),
  };
  return { story, message, send: events_ };
};

describe('One file', () => {
  it.each([
    ['the message first', ['message', 'file_shared']],
    ['the file first', ['file_shared', 'message']],
    ['each three times', ['file_shared', 'message', 'message', 'file_shared', 'file_shared', 'message']],
  ] as const)('that is told of in several events, %s: one report', async (_, order) => {
    const { story, message, send } = await sharedQuietly();
    for (const event of order) {
      await send[event]();
      await story.bot.idle();
    }
    expect(reportsIn(story, message)).toBe(1);
    expect(saidIn(story.slack, message)).toHaveLength(2);
  });

  it('that is told of in several events at the same time: one report', async () => {
    const { story, message, send } = await sharedQuietly();
    await Promise.all([send.message(), send.file_shared(), send.message(), send.file_shared(), send.message()]);
    await story.bot.idle();
    expect(saidIn(story.slack, message)).toHaveLength(2);
    expect(story.slack.calls('chat.postMessage')).toHaveLength(2);
  });

  it('whose events come three times, the last of them an hour later: one report', async () => {
    const story = await startStory();
    const { message, delivered } = await story.slack.upload(PEOPLE.ada, CHANNELS.orders, [ordersFile()]);
    await Promise.all(delivered.map(({ eventId }) => story.slack.redeliver(eventId)));
    await story.bot.idle();
    await later(story, 3_600_000);
    await Promise.all(delivered.map(({ eventId }) => story.slack.redeliver(eventId, 3)));
    await story.bot.idle();
    expect(saidIn(story.slack, message)).toHaveLength(2);
  });

  it('for which the shortcut is chosen twice in a row: one report', async () => {
    const story = await startStory();
    const { message } = await story.slack.upload(PEOPLE.ada, CHANNELS.orders, [ordersFile(undefined, 'orders.dat')]);
    await Promise.all([1, 2].map(() => story.slack.shortcut(PEOPLE.ben, message, SHORTCUT_CALLBACK)));
    await story.bot.idle();
    expect(reportsIn(story, message)).toBe(1);
  });
});

describe('Other events that come three times', () => {
  it('a mention is answered once, so is a direct message', async () => {
    const story = await startStory();
    await uploadOrders(story);
    const direct = story.slack.directChannel(PEOPLE.ada);
    const mention = await story.slack.post(PEOPLE.ada, CHANNELS.orders, `<@${PEOPLE.bot}> show`);
    const question = await story.slack.post(PEOPLE.ada, direct, 'help');
    for (const { eventId } of [...mention.delivered, ...question.delivered])
      for (const attempt of [1, 2]) await story.slack.redeliver(eventId, attempt);
    await story.bot.idle();
    expect(saidIn(story.slack, mention.message)).toHaveLength(1);
    expect(story.slack.messages(direct).filter(({ user }) => user === PEOPLE.bot)).toHaveLength(1);
  });
});

/** Twice at the same time, and once more a second later. */
const clickedImpatiently = async (story: Story, click: () => Promise<unknown>): Promise<void> => {
  await Promise.all([click(), click()]);
  story.clock.now += 1_000;
  await click().catch(() => {});
  await story.bot.idle();
  story.clock.now += 5_000;
};

describe('Impatient clicks', () => {
  const LATER = { name: 'later.csv', bytes: `${ordersFile().bytes}C5,new-1,2026-11-24,40,99.00\n` };

  it('on each button of a report are one', async () => {
    const story = await startStory();
    const rows = `${ordersFile().bytes},x-1,2026-11-01,1,5.00\n`;
    const { message, report } = await uploadOrders(story, { name: 'orders.csv', bytes: rows });
    const press = (actionId: string | RegExp) =>
      clickedImpatiently(story, () => story.slack.click(PEOPLE.ben, report, { actionId }));
    const lists = () => story.slack.directMessages(PEOPLE.ben).flatMap(({ files }) => files).length;
    const whispers = () => story.slack.ephemerals(PEOPLE.ben).length;
    await press(/^ask:details:/);
    expect(whispers()).toBe(1);
    await press(/^ask:export:/);
    expect([whispers(), lists()]).toEqual([2, 1]);
    await press('ask:rejected');
    expect([whispers(), lists()]).toEqual([3, 2]);
    await press(/^ask:run:k-/);
    expect(reportsIn(story, message)).toBe(2);
    await press('ask:digest');
    expect(whispers()).toBe(4);
    expect((await ask(story, 'digest list', PEOPLE.ben)).text.match(/every Monday/g)).toHaveLength(1);
  });

  it.each([/^ask:undo:/, /^ask:only:/, /^ask:apart:/])('on %s of a merged upload are one', async actionId => {
    const story = await startStory();
    await uploadOrders(story);
    const { message, report } = await uploadOrders(story, LATER);
    const before = reportsIn(story, message);
    await clickedImpatiently(story, () => story.slack.click(PEOPLE.ada, report, { actionId }));
    expect(reportsIn(story, message)).toBe(before + 1);
    expect(story.slack.ephemerals(PEOPLE.ada)).toEqual([]);
  });

  it('on the question before something is forgotten are one', async () => {
    const story = await startStory();
    await uploadOrders(story);
    const question = await ask(story, 'forget orders');
    await clickedImpatiently(story, () => story.slack.click(PEOPLE.ada, question, { actionId: 'ask:forget' }));
    expect(story.slack.ephemerals(PEOPLE.ada).map(({ text }) => text)).toEqual([
      question.text,
      expect.stringContaining('Deleted: orders'),
    ]);
  });

  it('on the question what columns mean show one modal, which is answered once', async () => {
    const story = await startStory();
    const { message, said } = await uploadOrders(story, ordersFile('who,which,sold,pieces,each'));
    await clickedImpatiently(story, () => story.slack.click(PEOPLE.ada, said[0]!, { actionId: OPEN_MAPPING }));
    const modal = await story.slack.waitFor(() => story.slack.modal(PEOPLE.ada), 'the modal');
    expect(story.slack.modals(PEOPLE.ada)).toHaveLength(1);
    const choose = (value: string) => ({ column: { selected_option: { value } } });
    const answer = () =>
      story.slack.submit(PEOPLE.ada, modal, {
        'field-customer': choose('0'),
        'field-order': choose('1'),
        'field-date': choose('2'),
        'field-quantity': choose('3'),
        'field-price': choose('4'),
        'field-amount': choose('none'),
      });
    await Promise.allSettled([answer(), answer()]);
    await story.bot.idle();
    expect(reportsIn(story, message)).toBe(1);
  });

  it('on pausing a digest in the home tab are one', async () => {
    const story = await startStory();
    await uploadOrders(story);
    await ask(story, 'digest daily 09:00');
    await story.slack.openHome(PEOPLE.ada);
    await story.bot.idle();
    const home = () => story.slack.home(PEOPLE.ada)!;
    await clickedImpatiently(story, () => story.slack.click(PEOPLE.ada, home(), { actionId: /^ask:pause:/ }));
    await later(story, DAY);
    expect((await ask(story, 'digest list')).text).toContain('Paused');
  });
});

describe('A command that an impatient person types three times before it is answered', () => {
  /** The first answer has to wait at this method; meanwhile the command is typed twice more. */
  const thrice = async (story: Story, text: string, waitsAt: string): Promise<void> => {
    story.slack.faults.rateLimit(waitsAt, 60);
    for (let times = 0; times < 3; times += 1) {
      await story.slack.command(PEOPLE.ben, CHANNELS.orders, '/segment', text);
      await story.bot.idle();
      story.clock.now += 4_000;
    }
    await later(story, 60_000);
  };

  it('is answered once, and again once it was answered', async () => {
    const story = await startStory();
    await uploadOrders(story);
    const answers = () => story.slack.ephemerals(PEOPLE.ben).filter(({ text }) => text.includes('Customer C17'));
    await thrice(story, 'why C17', 'users.info');
    expect(answers()).toHaveLength(1);
    await ask(story, 'why C17', PEOPLE.ben);
    expect(answers()).toHaveLength(2);
  });

  it('gives one report, and one list', async () => {
    const story = await startStory();
    await uploadOrders(story);
    const before = story.slack.messages(CHANNELS.orders).filter(isReport).length;
    await thrice(story, 'run k=5', 'chat.postMessage');
    expect(story.slack.messages(CHANNELS.orders).filter(isReport)).toHaveLength(before + 1);
    await thrice(story, 'export all', 'users.info');
    expect(story.slack.directMessages(PEOPLE.ben)).toHaveLength(1);
  });

  it('is two where two people type it, or where it is another', async () => {
    const story = await startStory();
    await uploadOrders(story);
    const say = (user: string, text: string) => story.slack.command(user, CHANNELS.orders, '/segment', text);
    await Promise.all([say(PEOPLE.ben, 'why C17'), say(PEOPLE.cleo, 'why C17'), say(PEOPLE.ben, 'why C18')]);
    await story.bot.idle();
    expect(story.slack.ephemerals(PEOPLE.ben)).toHaveLength(2);
    expect(story.slack.ephemerals(PEOPLE.cleo)).toHaveLength(1);
  });
});
