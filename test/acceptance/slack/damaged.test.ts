import { globSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CHANNELS, PEOPLE } from '../../../src/playground/sample-workspace.ts';
import { ask, ordersFile, type Story, saidIn, startStory, uploadOrders } from './story.ts';

/** Whatever a disk can do to the files of the orders. */
const DAMAGE: Readonly<Record<string, (path: string) => void>> = {
  'that is something else': path => writeFileSync(path, 'customer,order\n'),
  'that is empty': path => truncateSync(path, 0),
  'that was cut off': path => truncateSync(path, Math.floor(readFileSync(path).length / 2)),
  'whose bytes have changed': path => writeFileSync(path, readFileSync(path).fill(9, 12_288)),
  'that is gone': path => rmSync(path),
};

const ordersIn = ({ dataDir }: Story): readonly string[] => globSync(join(dataDir, 'batches/**/*.duckdb'));

/** One dataset in #orders, then one in #partners; what is stored of the first is damaged. */
const damagedStory = async (damage: (path: string) => void): Promise<Story> => {
  const story = await startStory();
  await uploadOrders(story);
  for (const path of ordersIn(story)) damage(path);
  return story;
};

const uploadElsewhere = async ({ slack, bot }: Story) => {
  const { message } = await slack.upload(PEOPLE.ada, CHANNELS.partners, [ordersFile()]);
  await bot.idle();
  return saidIn(slack, message);
};

describe('Orders on the disk', () => {
  it.each(Object.entries(DAMAGE))('in a file %s: its dataset says so, and the others work', async (_, damage) => {
    const story = await damagedStory(damage);
    const said = await ask(story, 'export all');
    expect(said.text).toContain('The stored orders of orders are damaged');
    expect(said.text).toContain('/segment forget orders');
    expect(said.text).not.toMatch(/Corrupt|DuckDB|orders\.duckdb/);
    expect(story.logged()).toContain('"code":"orders_damaged"');
    expect(await uploadElsewhere(story)).toHaveLength(2);
  });

  it('are told as damaged by everything that reads them, and what was reported before stays', async () => {
    const story = await damagedStory(DAMAGE['whose bytes have changed']!);
    for (const text of ['run k=3', 'why C1', 'account C1', 'export all'])
      expect((await ask(story, text)).text, text).toContain('The stored orders of orders are damaged');
    expect((await ask(story, 'show')).text).not.toContain('damaged');
    const { said } = await uploadOrders(story);
    expect(said.map(({ text }) => text)).toEqual([expect.stringContaining('The stored orders of orders are damaged')]);
  });

  it('can be forgotten and shared again', async () => {
    const story = await damagedStory(DAMAGE['that was cut off']!);
    const confirm = await ask(story, 'forget orders');
    await story.slack.click(PEOPLE.ada, confirm, { actionId: /forget/ });
    await story.bot.idle();
    expect(ordersIn(story)).toEqual([]);
    const { report, said } = await uploadOrders(story);
    expect(said).toHaveLength(2);
    expect(report.text).toContain('120 customers');
  });

  it('with a damaged picture of last time: the digest comes all the same', async () => {
    const story = await startStory();
    await uploadOrders(story);
    await ask(story, 'digest daily 11:00');
    for (const day of [26, 27]) {
      for (const path of globSync(join(story.dataDir, 'datasets/**/*.parquet'))) writeFileSync(path, 'no parquet');
      story.clock.now = Date.UTC(2026, 10, day, 10);
      await story.bot.tick();
      await story.bot.idle();
    }
    const digests = story.slack
      .messages(CHANNELS.orders)
      .filter(({ user, thread_ts }) => user === PEOPLE.bot && !thread_ts);
    expect(digests).toHaveLength(2);
    for (const { text } of digests) expect(text).toContain('120 customers');
    expect(story.logged()).toContain('a snapshot is damaged');
  });
});
