import { expect, it } from 'vitest';
import { CHANNELS, PEOPLE } from '../../../src/playground/sample-workspace.ts';
import { ask, ordersFile, type Story, startStory, uploadOrders } from './story.ts';

const scrape = async ({ bot }: Story): Promise<string> => {
  const response = await fetch(`http://127.0.0.1:${bot.port}/metrics`);
  expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
  return response.text();
};

/** Samples that are not 0, by name and labels. */
const samplesOf = (text: string): Readonly<Record<string, number>> =>
  Object.fromEntries(
    text
      .split('\n')
      .filter(line => line !== '' && !line.startsWith('#'))
      .map(line => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1))] as const)
      .filter(([, value]) => value !== 0),
  );

const rowsOf = ({ bytes }: { readonly bytes: string }): number => bytes.trimEnd().split('\n').length - 1;

it('/metrics tells what the bot did, and names nobody', async () => {
  const story = await startStory();
  const orders = ordersFile();
  await uploadOrders(story, orders);
  await ask(story, 'show');
  await ask(story, 'digest daily 09:00');
  await story.slack.upload(PEOPLE.ada, CHANNELS.orders, [{ name: 'words.csv', bytes: 'word,meaning\nhi,greeting\n' }]);
  await story.bot.idle();
  const text = await scrape(story);
  const samples = samplesOf(text);
  expect(samples).toMatchObject({
    'tranche_imports_total{outcome="reported"}': 1,
    'tranche_imports_total{outcome="not_orders"}': 1,
    tranche_rows_imported_total: rowsOf(orders),
    'tranche_step_seconds_count{step="import"}': 1,
    'tranche_step_seconds_count{step="segmentation"}': 1,
    'tranche_step_seconds_count{step="delivery"}': 1,
    'tranche_ack_seconds_count{request="command"}': 2,
  });
  // A file comes as two events; so do those of the bot itself.
  expect(samples['tranche_ack_seconds_count{request="event"}']).toBeGreaterThanOrEqual(4);
  expect(samples.process_resident_memory_bytes).toBeGreaterThan(10_000_000);
  for (const name of ['orders.csv', 'words.csv', CHANNELS.orders, PEOPLE.ada, PEOPLE.bot, 'C17', 'Champions'])
    expect(text).not.toContain(name);
});

it('/metrics tells a digest that was late from one in time, and what went wrong', async () => {
  const story = await startStory();
  await uploadOrders(story);
  await ask(story, 'digest daily 09:00');
  const at = async (instant: number): Promise<void> => {
    story.clock.now = instant;
    await story.bot.tick();
    await story.bot.idle();
  };
  await at(Date.UTC(2026, 10, 26, 8, 0));
  await at(Date.UTC(2026, 10, 27, 8, 30));
  story.slack.archive(CHANNELS.orders);
  await at(Date.UTC(2026, 10, 28, 8, 0));
  expect(samplesOf(await scrape(story))).toMatchObject({
    'tranche_digests_sent_total{when="on_time"}': 1,
    'tranche_digests_sent_total{when="late"}': 1,
    'tranche_failures_total{kind="place_closed"}': 1,
  });
});

it('/metrics counts outages, the tries after them, and the jobs that wait', async () => {
  const story = await startStory();
  await uploadOrders(story);
  story.slack.faults.download('ends-early', 9);
  await story.slack.upload(PEOPLE.ada, CHANNELS.orders, [ordersFile(undefined, 'more.csv')]);
  await story.bot.idle();
  expect(samplesOf(await scrape(story))).toMatchObject({
    'tranche_failures_total{kind="outage"}': 1,
    tranche_retries_total: 1,
    'tranche_jobs_waiting{lane="import"}': 1,
  });
});
