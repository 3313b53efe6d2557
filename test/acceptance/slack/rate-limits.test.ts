/** Slack asks the bot to wait, at each method in turn. */
import { describe, expect, it } from 'vitest';
import { CHANNELS, PEOPLE } from '../../../src/playground/sample-workspace.ts';
import { methodsCalled } from '../../slack/methods-called.ts';
import { ask, blockTypes, later, ordersFile, type Story, startStory, uploadOrders } from './story.ts';

const WAIT_SECONDS = 60;
/** A job that comes so shortly before the end waits for it in place, which takes no time here. */
const LAST_SECONDS = 6;
const DAY = 86_400_000;

interface Scenario {
  /** Whether there are orders already. */
  readonly onOrders: boolean;
  readonly act: (story: Story) => Promise<unknown>;
  /** What there is to see in the end. */
  readonly seen: (story: Story) => unknown;
  readonly expected: unknown;
}

const UPLOAD: Scenario = {
  onOrders: false,
  act: ({ slack }) => slack.upload(PEOPLE.ada, CHANNELS.orders, [ordersFile()]),
  seen: ({ slack }) =>
    slack
      .messages(CHANNELS.orders)
      .filter(({ user }) => user === PEOPLE.bot)
      .map(message => (blockTypes(message).includes('data_table') ? 'report' : blockTypes(message).join()))
      // Says that the report, which took long, is below.
      .filter(what => what !== 'section'),
  expected: ['report', Array(6).fill('image').join()],
};

const EXPORT: Scenario = {
  onOrders: true,
  act: ({ slack }) => slack.command(PEOPLE.ben, CHANNELS.orders, '/segment', 'export all'),
  seen: ({ slack }) => [
    slack.directMessages(PEOPLE.ben).map(({ files }) => files.length),
    slack.ephemerals(PEOPLE.ben).filter(({ text }) => text.includes('direct message')).length,
  ],
  expected: [[1], 1],
};

const NO_ORDERS: Scenario = {
  onOrders: false,
  act: ({ slack }) => slack.upload(PEOPLE.ada, CHANNELS.orders, [{ name: 'x.csv', bytes: 'a,b\n1,2\n3,4\n' }]),
  seen: ({ slack }) => [
    slack.messages(CHANNELS.orders).filter(({ user }) => user === PEOPLE.bot).length,
    slack.ephemerals(PEOPLE.ada).length,
  ],
  expected: [0, 1],
};

const MENTION: Scenario = {
  onOrders: true,
  act: ({ slack }) => slack.post(PEOPLE.ben, CHANNELS.orders, `<@${PEOPLE.bot}> why C17`),
  seen: ({ slack }) => slack.ephemerals(PEOPLE.ben).filter(({ text }) => text.includes('Customer C17')).length,
  expected: 1,
};

const COMMAND: Scenario = {
  onOrders: true,
  act: ({ slack }) => slack.command(PEOPLE.ben, CHANNELS.orders, '/segment', 'show'),
  seen: ({ slack }) => slack.ephemerals(PEOPLE.ben).map(({ text }) => text.includes('of your customers')),
  expected: [true],
};

/** A message whose answer is lost is looked for before it is sent again. */
const LOST_IN_THREAD: Scenario = {
  ...UPLOAD,
  act: story => {
    story.slack.faults.cut('chat.postMessage', 'answer');
    return UPLOAD.act(story);
  },
};

const LOST_IN_CHANNEL: Scenario = {
  onOrders: true,
  act: async story => {
    await ask(story, 'digest weekly thu 09:00');
    story.slack.faults.cut('chat.postMessage', 'answer');
    await later(story, DAY);
    // Of a digest nobody hears before it comes: it is looked for at the next try.
    await later(story, 2_000);
  },
  seen: ({ slack }) =>
    slack.messages(CHANNELS.orders).filter(({ user, thread_ts }) => user === PEOPLE.bot && !thread_ts).length,
  expected: 1,
};

const HOME: Scenario = {
  onOrders: true,
  act: ({ slack }) => slack.openHome(PEOPLE.ben),
  seen: ({ slack }) => JSON.stringify(slack.home(PEOPLE.ben)?.view ?? {}).includes('orders.csv'),
  expected: true,
};

/** Where each method is called that a job can wait for. */
const SCENARIOS: Readonly<Record<string, Scenario>> = {
  'chat.postMessage': UPLOAD,
  'chat.update': UPLOAD,
  'chat.delete': NO_ORDERS,
  'chat.postEphemeral': MENTION,
  'conversations.open': EXPORT,
  'conversations.replies': LOST_IN_THREAD,
  'conversations.history': LOST_IN_CHANNEL,
  'files.info': UPLOAD,
  'files.getUploadURLExternal': UPLOAD,
  'files.completeUploadExternal': UPLOAD,
  'users.info': EXPORT,
  'users.conversations': EXPORT,
  'views.publish': HOME,
  // No methods, but addresses that Slack names.
  upload: UPLOAD,
  download: UPLOAD,
  response_url: COMMAND,
};

/** Those that no job can wait for: the first call of all, and one that is late after three seconds. */
const AT_ONCE = ['auth.test', 'views.open'];

describe('Told to wait for a minute', () => {
  it('is tried at every method that the bot calls', () => {
    const methods = [...methodsCalled(), 'upload', 'download', 'response_url'];
    expect([...Object.keys(SCENARIOS), ...AT_ONCE].sort()).toEqual(methods.sort());
  });

  it.each(Object.entries(SCENARIOS))(
    'by %s, the bot waits, and loses and doubles nothing',
    async (method, scenario) => {
      const story = await startStory();
      if (scenario.onOrders) await uploadOrders(story);
      const before = story.slack.calls(method).length;
      story.slack.faults.rateLimit(method, WAIT_SECONDS);
      await scenario.act(story);
      await story.bot.idle();
      const asked = () => story.slack.calls(method).slice(before);
      const limited = asked().findIndex(({ status }) => status === 429);
      // Those that were under way already cannot be held back.
      const underWay = asked().length;
      expect(limited).toBeGreaterThanOrEqual(0);
      await later(story, (WAIT_SECONDS - LAST_SECONDS) * 1_000);
      expect(asked()).toHaveLength(underWay);
      await later(story, LAST_SECONDS * 1_000);
      expect(asked().length).toBeGreaterThan(underWay);
      expect(scenario.seen(story)).toEqual(scenario.expected);
      for (let hours = 0; hours < 3; hours += 1) await later(story, 3_600_000);
      expect(scenario.seen(story)).toEqual(scenario.expected);
    },
  );
});

describe('Told to wait where nothing can wait', () => {
  it('the start takes as long as Slack says', async () => {
    const story = await startStory();
    story.slack.faults.rateLimit('auth.test', 1);
    const begun = performance.now();
    await story.restart();
    expect(performance.now() - begun).toBeGreaterThanOrEqual(1_000);
    expect((await ask(story, 'help')).text).toContain('why');
  });

  it('a modal that cannot be opened is said to whoever waits for it', async () => {
    const story = await startStory();
    story.slack.faults.rateLimit('views.open', WAIT_SECONDS);
    await story.slack.command(PEOPLE.ada, CHANNELS.orders, '/segment', 'upload');
    const told = await story.slack.waitFor(() => story.slack.ephemerals(PEOPLE.ada).at(-1), 'an answer');
    expect(told.text).toContain('took too long to open the window');
    expect(story.slack.calls('views.open')).toHaveLength(1);
  });
});

it('A wait of seconds happens in the middle of the job, at every try', async () => {
  const story = await startStory();
  story.slack.faults.rateLimit('files.getUploadURLExternal', 2, 3);
  const { said } = await uploadOrders(story);
  expect(said).toHaveLength(2);
  expect(story.slept.filter(ms => ms === 2_000).length).toBeGreaterThan(0);
});
