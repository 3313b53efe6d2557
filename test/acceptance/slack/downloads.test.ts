/** Files that Slack does not hand over as it said. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { CHANNELS, PEOPLE } from '../../../src/playground/sample-workspace.ts';
import type { SlackMessage } from '../../../src/playground/workspace.ts';
import { blockTypes, later, ordersFile, type Story, saidIn, startStory, uploadOrders } from './story.ts';

const ALWAYS = 1_000;

const uploads = ({ dataDir }: Story): readonly string[] => readdirSync(join(dataDir, 'uploads'));

/** Every job is given up after some half an hour. */
const untilGivenUp = async (story: Story): Promise<void> => {
  for (let tries = 0; tries < 14; tries += 1) await later(story, 400_000);
};

const texts = (story: Story, message: SlackMessage): readonly string[] =>
  saidIn(story.slack, message).map(({ text }) => text);

const GIVEN_UP = expect.stringContaining('I have tried several times and stopped. Please try again in a while.');

afterEach(() => {
  vi.useRealTimers();
});

describe('A file that never becomes what it should', () => {
  it.each([
    ['is never ready', 'Slack did not do its part: the file is not ready yet.', { notReadyFor: ALWAYS }, null],
    ['always ends early', 'The download did not work.', {}, 'ends-early'],
    ['is always longer than Slack said', 'The download did not work: it was longer than Slack said.', {}, 'longer'],
  ] as const)(
    'because it %s: its uploader hears of it at once and in the end, and nothing is left',
    async (_, words, more, how) => {
      const story = await startStory();
      if (how) story.slack.faults.download(how, ALWAYS);
      const { message } = await story.slack.upload(PEOPLE.ada, CHANNELS.orders, [{ ...ordersFile(), ...more }]);
      await story.bot.idle();
      expect(texts(story, message)).toEqual([expect.stringContaining(words)]);
      expect(texts(story, message)[0]).toContain('try again by myself');
      await untilGivenUp(story);
      expect(texts(story, message)).toEqual([GIVEN_UP]);
      expect(uploads(story)).toEqual([]);
      const asked = story.slack.calls('files.info').length;
      await later(story, 86_400_000);
      expect(story.slack.calls('files.info')).toHaveLength(asked);
    },
  );

  it('because Slack never says what it is: nobody waits for what may be a photo', async () => {
    const story = await startStory();
    const file = { name: 'cat', bytes: 'x', notReadyFor: ALWAYS };
    const { message } = await story.slack.upload(PEOPLE.ada, CHANNELS.orders, [file]);
    await story.bot.idle();
    await untilGivenUp(story);
    expect(texts(story, message)).toEqual([]);
    expect(story.slack.ephemerals(PEOPLE.ada)).toEqual([]);
    expect(uploads(story)).toEqual([]);
  });
});

describe('Pictures that never become ready', () => {
  it('cost the charts, and not the report; it is said that they are missing', async () => {
    const story = await startStory();
    story.slack.faults.cut('files.completeUploadExternal', 'request', ALWAYS);
    const { said, message } = await uploadOrders(story);
    expect(said[1]!.text).toMatch(/charts are missing.*\n.*try again by myself/);
    await untilGivenUp(story);
    const [report, ...others] = texts(story, message);
    expect(report).toContain('of your customers');
    expect(others).toEqual([GIVEN_UP]);
    expect(others[0]).toContain('The report is complete, but its charts are missing. Slack did not answer.');
  });
});

describe('A file that comes at another try', () => {
  it.each(['ends-early', 'longer'] as const)('after one that %s: the report is that of the whole file', async how => {
    const whole = (await uploadOrders(await startStory())).report.text;
    const story = await startStory();
    story.slack.faults.download(how, 3);
    const { message } = await story.slack.upload(PEOPLE.ada, CHANNELS.orders, [ordersFile()]);
    await story.bot.idle();
    for (let tries = 0; tries < 4; tries += 1) await later(story, 16_000);
    const report = saidIn(story.slack, message).find(each => blockTypes(each).includes('data_table'))!;
    expect(report.text.replace(`<@${PEOPLE.ada}> `, '')).toContain(whole);
    expect(uploads(story)).toEqual([]);
  });

  it('and has changed meanwhile: the report is that of the file as it is then', async () => {
    const story = await startStory();
    story.slack.faults.download('ends-early');
    const { message, files } = await story.slack.upload(PEOPLE.ada, CHANNELS.orders, [ordersFile()]);
    await story.bot.idle();
    const changed = Buffer.from(`${ordersFile().bytes}C900,new-1,2026-11-24,1,20.00\n`);
    Object.assign(story.slack.file(files[0]!.id)!, { bytes: changed });
    await later(story, 10_000);
    expect(texts(story, message)[0]).toContain('121 customers');
    expect(uploads(story)).toEqual([]);
  });

  it('is deleted meanwhile: its uploader is told that it is gone', async () => {
    const story = await startStory();
    story.slack.faults.download('ends-early');
    const { message, files } = await story.slack.upload(PEOPLE.ada, CHANNELS.orders, [ordersFile()]);
    await story.bot.idle();
    Object.assign(story.slack.file(files[0]!.id)!, { mode: 'tombstone' });
    await later(story, 10_000);
    expect(texts(story, message)).toEqual([expect.stringMatching(/deleted/i)]);
    expect(uploads(story)).toEqual([]);
  });

  it('after one that stalls for half a minute', async () => {
    const story = await startStory();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    story.slack.faults.download('stalls');
    const { message } = await story.slack.upload(PEOPLE.ada, CHANNELS.orders, [ordersFile()]);
    await story.slack.waitFor(() => story.slack.calls('download').length > 0, 'the download');
    let isOver = false;
    const over = story.bot.idle().then(() => {
      isOver = true;
    });
    // Half a minute counts from the last bytes, and when those arrive is not up to the test.
    while (!isOver) await vi.advanceTimersByTimeAsync(10_000);
    await over;
    vi.useRealTimers();
    expect(texts(story, message)[0]).toContain('try again by myself');
    await later(story, 10_000);
    expect(texts(story, message)[0]).toContain('120 customers');
    expect(uploads(story)).toEqual([]);
  });

  it('is larger than allowed, whatever Slack says: its uploader is told, and nothing is left', async () => {
    const story = await startStory();
    const bytes = new Uint8Array(50_000_001).fill(120);
    const { message, files } = await story.slack.upload(PEOPLE.ada, CHANNELS.orders, [{ name: 'big.csv', bytes: 'x' }]);
    Object.assign(story.slack.file(files[0]!.id)!, { bytes });
    await story.bot.idle();
    expect(texts(story, message)).toEqual([expect.stringMatching(/50/)]);
    expect(uploads(story)).toEqual([]);
  });
});
