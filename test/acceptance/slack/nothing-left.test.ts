/** After whatever is to be forgotten is forgotten: the whole data folder, read byte by byte, does not name the customer. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CHANNELS, PEOPLE } from '../../../src/playground/sample-workspace.ts';
import { ask, ordersFile, type Story, saidIn, startStory, uploadOrders } from './story.ts';

const CUSTOMER = 'Zq7Traceless';
const DAY = 86_400_000;

/** Paths of all files, below the folder, that hold the customer's id anywhere. */
const traces = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter(path => readFileSync(path).includes(CUSTOMER))
    .map(path => path.slice(folder.length + 1))
    .sort();

/** The folders and files at the top that hold a trace. */
const places = (folder: string): readonly string[] => [...new Set(traces(folder).map(path => path.split('/')[0]!))];

/** Rows of the customer: one that is kept, one whose date is none, one that names them within a row nobody can read. */
const ROWS = [`${CUSTOMER},zq-1,2026-11-01,2,15.00`, `${CUSTOMER},zq-2,some day,1,5.00`, `7,"${CUSTOMER},2026-11-04`];

const withRows = (name: string, rows: readonly string[], header?: string) => {
  const file = ordersFile(header, name);
  return { ...file, bytes: `${file.bytes}${rows.join('\n')}\n` };
};

/** What waits for so many answers of Slack that come too late. */
const heldUp = async (story: Story, text: string, user: string): Promise<void> => {
  story.slack.faults.rateLimit('response_url', 300);
  await story.slack.command(user, CHANNELS.orders, '/segment', text);
  await story.bot.idle();
};

/**
 * A shop that knows the customer everywhere: two uploads that were merged, left-out rows, a run and its snapshot, questions
 * that were answered, lists that were sent, one question that waits for Slack, a file that waits for an answer, and files
 * that some mishap has left behind.
 */
const shopThatKnows = async (): Promise<Story> => {
  const story = await startStory();
  await uploadOrders(story, withRows('orders.csv', ROWS));
  await uploadOrders(story, withRows('later.csv', [`${CUSTOMER},zq-3,2026-11-20,1,25.00`]));
  for (const text of [`why ${CUSTOMER}`, 'export all']) await ask(story, text);
  const strange = withRows('strange.csv', ROWS.slice(0, 1), 'who,which,sold,pieces,each');
  const { message } = await uploadOrders(story, {
    ...strange,
    bytes: strange.bytes.replace('\n', `\n${CUSTOMER},zq-9,2026-11-01,2,15.00\n`),
  });
  expect(saidIn(story.slack, message)[0]!.text).toContain('I found no column');
  await heldUp(story, `why ${CUSTOMER.toLowerCase()}`, PEOPLE.ben);
  await heldUp(story, `account ${CUSTOMER}`, PEOPLE.ben);
  for (const name of ['uploads', 'exports']) {
    mkdirSync(join(story.dataDir, name, 'left-behind'));
    writeFileSync(join(story.dataDir, name, 'left-behind', 'rows.csv'), `customer\n${CUSTOMER}\n`);
  }
  const known = places(story.dataDir);
  for (const place of ['batches', 'datasets', 'exports', 'uploads']) expect(known).toContain(place);
  expect(known.join()).toMatch(/state\.sqlite/);
  return story;
};

/** The program looks at the clock every second. */
const settled = async (story: Story): Promise<void> => {
  await story.bot.idle();
  await story.bot.tick();
  await story.bot.idle();
  await story.bot.tick();
};

const confirm = async (story: Story): Promise<void> => {
  await story.slack.click(PEOPLE.ada, story.slack.ephemerals(PEOPLE.ada).at(-1)!, { actionId: 'ask:forget' });
  await settled(story);
};

describe('Nothing in the data folder names a customer', () => {
  it('who was forgotten', async () => {
    const story = await shopThatKnows();
    expect((await ask(story, `forget customer ${CUSTOMER}`)).text).toContain('Delete customer');
    await confirm(story);
    expect(story.slack.ephemerals(PEOPLE.ada).at(-1)!.text).toContain(`Deleted: customer ${CUSTOMER}`);
    expect(traces(story.dataDir)).toEqual([]);
    // Those who had asked are answered all the same.
    story.clock.now += 600_000;
    await settled(story);
    expect(
      story.slack
        .ephemerals(PEOPLE.ben)
        .map(({ text }) => text)
        .slice(-2),
    ).toEqual([
      expect.stringContaining('was deleted before I could answer'),
      expect.stringContaining('was deleted before I could answer'),
    ]);
    expect((await ask(story, 'why C17')).text).toContain('Customer C17');
    await ask(story, `why ${CUSTOMER}`);
    expect((await ask(story, `account ${CUSTOMER}`)).text).toContain('There is no customer');
    await settled(story);
    expect(traces(story.dataDir)).toEqual([]);
  });

  it('whose dataset was forgotten', async () => {
    const story = await shopThatKnows();
    await ask(story, 'forget orders');
    await confirm(story);
    expect(story.slack.ephemerals(PEOPLE.ada).at(-1)!.text).toContain('Deleted: orders');
    expect(traces(story.dataDir)).toEqual([]);
  });

  it('whose dataset was kept for long enough', async () => {
    const story = await shopThatKnows();
    story.clock.now += 401 * DAY;
    await settled(story);
    expect((await ask(story, 'datasets')).text).toContain('no orders here');
    expect(traces(story.dataDir)).toEqual([]);
  });

  it('whose workspace has removed the app', async () => {
    const story = await shopThatKnows();
    await story.slack.uninstall();
    await settled(story);
    expect(traces(story.dataDir)).toEqual([]);
  });
});

describe('A file that was read', () => {
  it('is not kept: neither one that became a report, nor one that holds no orders, nor one that cannot be read', async () => {
    const story = await startStory();
    await uploadOrders(story);
    await uploadOrders(story, { name: 'guests.csv', bytes: 'name,table\nAnn,4\nBen,5\n' });
    await uploadOrders(story, { name: 'empty.csv', bytes: '' });
    expect(readdirSync(join(story.dataDir, 'uploads'))).toEqual([]);
    expect(readdirSync(join(story.dataDir, 'exports'))).toEqual([]);
  });

  it('waits for an answer for a day, and no longer', async () => {
    const story = await startStory();
    await uploadOrders(story, ordersFile('who,which,sold,pieces,each'));
    expect(readdirSync(join(story.dataDir, 'uploads'))).toHaveLength(1);
    story.clock.now += DAY + 1;
    await settled(story);
    expect(readdirSync(join(story.dataDir, 'uploads'))).toEqual([]);
  });
});
