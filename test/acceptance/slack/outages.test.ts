/** Slack is out of reach for a minute, at each step of what people wait for; and answers that get lost on their way. */
import { describe, expect, it } from 'vitest';
import { CHANNELS, PEOPLE } from '../../../src/playground/sample-workspace.ts';
import type { SlackMessage } from '../../../src/playground/workspace.ts';
import { ask, blockTypes, later, ordersFile, type Story, startStory, uploadOrders } from './story.ts';

const DAY = 86_400_000;

const isReport = (message: SlackMessage): boolean => blockTypes(message).includes('data_table');
const isCharts = (message: SlackMessage): boolean => blockTypes(message).includes('image');

/** What the bot has said in the channel; notes that a report, which took long, is below are left out. */
const saidInChannel = ({ slack }: Story): readonly string[] =>
  slack
    .messages(CHANNELS.orders)
    .filter(({ user }) => user === PEOPLE.bot)
    .map(message => (isReport(message) ? 'report' : isCharts(message) ? 'charts' : message.text))
    .filter(what => !what.includes('below'));

interface Step {
  readonly method: string;
  readonly nth: number;
}

/** Nothing answers from the nth call of the method on; a minute later everything does. */
const downForAMinute = async (story: Story, { method, nth }: Step, act: () => Promise<unknown>): Promise<void> => {
  const before = story.slack.calls(method).length;
  story.slack.faults.goDown(method, nth);
  await act();
  await story.bot.idle();
  const calls = story.slack.calls(method).slice(before);
  expect(calls[nth - 1], `call ${nth} of ${method}`).toMatchObject({ status: 0 });
  story.clock.now += 60_000;
  story.slack.faults.comeBack();
  for (let minutes = 1; minutes < 4; minutes += 1) await later(story, 60_000);
};

const upload = ({ slack }: Story) => slack.upload(PEOPLE.ada, CHANNELS.orders, [ordersFile()]);

const expectOneReport = (story: Story): void => {
  expect(saidInChannel(story)).toEqual(['report', 'charts']);
  const charts = story.slack.messages(CHANNELS.orders).find(isCharts)!;
  expect(blockTypes(charts)).toEqual(Array(6).fill('image'));
  expect(story.slack.ephemerals(PEOPLE.ada)).toEqual([]);
};

/** Lists, and answers that say so, that Ben has had. */
const listsOf = ({ slack }: Story): readonly number[] => [
  slack.directMessages(PEOPLE.ben).flatMap(({ files }) => files).length,
  slack.ephemerals(PEOPLE.ben).filter(({ text }) => text.includes('Sent to you in a direct message')).length,
  slack.ephemerals(PEOPLE.ben).length,
];

describe('Slack is out of reach for a minute', () => {
  it.each([
    ['the file is described', { method: 'files.info', nth: 1 }],
    ['its progress is told', { method: 'chat.postMessage', nth: 1 }],
    ['it is downloaded', { method: 'download', nth: 1 }],
    ['the report is told', { method: 'chat.update', nth: 1 }],
    ['the charts are announced', { method: 'chat.postMessage', nth: 2 }],
    ['a picture is announced', { method: 'files.getUploadURLExternal', nth: 3 }],
    ['a picture is sent', { method: 'upload', nth: 3 }],
    ['a picture is completed', { method: 'files.completeUploadExternal', nth: 3 }],
    ['a picture is looked at', { method: 'files.info', nth: 5 }],
    ['the charts are told', { method: 'chat.update', nth: 2 }],
  ])('when %s: one report with its charts comes', async (_, step) => {
    const story = await startStory();
    await downForAMinute(story, step, () => upload(story));
    expectOneReport(story);
  });

  it('at each step of a list: it comes once, with one answer', async () => {
    const story = await startStory();
    await uploadOrders(story);
    const methods = [
      'users.info',
      'users.conversations',
      'conversations.open',
      'files.getUploadURLExternal',
      'upload',
      'files.completeUploadExternal',
      'response_url',
    ];
    for (const [index, method] of methods.entries()) {
      await downForAMinute(story, { method, nth: 1 }, () =>
        story.slack.command(PEOPLE.ben, CHANNELS.orders, '/segment', 'export all'),
      );
      expect(listsOf(story), method).toEqual([index + 1, index + 1, index + 1]);
    }
  });

  it('at each step of a digest: it comes once, with its picture', async () => {
    const story = await startStory();
    await uploadOrders(story);
    await ask(story, 'digest daily 09:00');
    const before = story.slack.messages(CHANNELS.orders).length;
    const methods = ['files.getUploadURLExternal', 'upload', 'files.completeUploadExternal', 'chat.postMessage'];
    for (const [index, method] of methods.entries()) {
      await downForAMinute(story, { method, nth: 1 }, () => later(story, DAY));
      const digests = story.slack.messages(CHANNELS.orders).slice(before);
      expect(digests, method).toHaveLength(index + 1);
      expect(blockTypes(digests.at(-1)!)).toContain('image');
    }
  });
});

describe('The answer to a call that took effect gets lost', () => {
  it.each([
    'chat.postMessage',
    'chat.update',
    'files.getUploadURLExternal',
    'upload',
    'files.completeUploadExternal',
    'files.info',
    'download',
  ])('%s: one report with all its charts comes', async method => {
    const story = await startStory();
    story.slack.faults.cut(method, 'answer');
    await upload(story);
    await story.bot.idle();
    await later(story, 10_000);
    expectOneReport(story);
  });

  it('at each step of a list: it comes once, with one answer', async () => {
    const story = await startStory();
    await uploadOrders(story);
    for (const [index, method] of ['conversations.open', 'upload', 'files.completeUploadExternal'].entries()) {
      story.slack.faults.cut(method, 'answer');
      await ask(story, 'export all', PEOPLE.ben);
      await later(story, 60_000);
      expect(listsOf(story), method).toEqual([index + 1, index + 1, index + 1]);
    }
  });

  it('of what is taken back: it stays so', async () => {
    const story = await startStory();
    story.slack.faults.cut('chat.delete', 'answer');
    await story.slack.upload(PEOPLE.ada, CHANNELS.orders, [{ name: 'x.csv', bytes: 'a,b\n1,2\n3,4\n' }]);
    await story.bot.idle();
    await later(story, 60_000);
    expect(saidInChannel(story)).toEqual([]);
    expect(story.slack.ephemerals(PEOPLE.ada)).toHaveLength(1);
  });
});

describe('Who waits is told', () => {
  it('where a file cannot be had for a while, in the place of its progress, which then becomes the report', async () => {
    const story = await startStory();
    story.slack.faults.breakDown('download', 2);
    const { said } = await uploadOrders(story);
    expect(said.map(({ text }) => text)).toEqual([expect.stringContaining('try again by myself')]);
    await later(story, 10_000);
    expect(saidInChannel(story)).toHaveLength(1);
    await later(story, 60_000);
    expect(saidInChannel(story)).toEqual(['report', 'charts']);
  });

  it('where an answer takes longer, once', async () => {
    const story = await startStory();
    await uploadOrders(story);
    story.slack.faults.breakDown('users.info', 12);
    await ask(story, 'why C17', PEOPLE.ben);
    for (let tries = 0; tries < 4; tries += 1) await later(story, 30_000);
    expect(story.slack.ephemerals(PEOPLE.ben).map(({ text }) => text)).toEqual([
      expect.stringContaining('try again by myself'),
      expect.stringContaining('Customer C17'),
    ]);
  });
});
