/** Files that are dropped together, in one message. */
import { describe, expect, it } from 'vitest';
import type { SegmentReport } from '../../../src/core/report.ts';
import type { FileToUpload } from '../../../src/playground/local-slack.ts';
import { CHANNELS, PEOPLE } from '../../../src/playground/sample-workspace.ts';
import type { SlackMessage } from '../../../src/playground/workspace.ts';
import { OPEN_MAPPING, SHORTCUT_CALLBACK, UPLOAD_ACTION, UPLOAD_BLOCK } from '../../../src/slack/ids.ts';
import {
  BUYERS,
  CUSTOMERS,
  FOUR_FILES,
  itemsFile,
  type NamedText,
  ORDERS,
  ordersFile,
  PRODUCTS,
  REVENUE,
} from '../../four-files.ts';
import { zipFile } from '../../ingest/unpack/zip-file.ts';
import { Workplace } from '../cli-run.ts';
import { blockTypes, later, ordersFile as otherOrders, type Story, saidIn, startStory } from './story.ts';

const drop = async (story: Story, files: readonly FileToUpload[]) => {
  const shared = await story.slack.upload(PEOPLE.ada, CHANNELS.orders, files);
  await story.bot.idle();
  return { ...shared, said: saidIn(story.slack, shared.message) };
};

const isReport = (message: SlackMessage): boolean => blockTypes(message).includes('data_table');
const reportsIn = (said: readonly SlackMessage[]): readonly SlackMessage[] => said.filter(isReport);

const imported = (story: Story): readonly string[] =>
  [...story.logged().matchAll(/"msg":"orders segmented"/g)].map(([found]) => found);

const byTerminal = async (files: readonly NamedText[]): Promise<SegmentReport> => {
  using place = new Workplace();
  const names = files.map(({ name, bytes }) => place.file(name, bytes));
  const { stdout } = await place.run([...names, '--json']);
  return JSON.parse(stdout) as SegmentReport;
};

const UNMATCHED = [
  'No items in items.csv: 1 order of orders.csv.',
  'Without an order: 1 customer of customers.csv.',
  'another amount than the sum of',
];

describe('Four files that belong together, in one message', () => {
  it('become one report with the figures of the terminal, which says what did not match', async () => {
    const story = await startStory();
    const { said } = await drop(story, FOUR_FILES);
    expect(said).toHaveLength(2);
    const [report] = said;
    const { totals, segments, receipt } = await byTerminal(FOUR_FILES);
    expect(totals.revenue).toBeCloseTo(REVENUE, 6);
    expect(receipt).toMatchObject({ rows: ORDERS, kept: ORDERS });
    expect(report!.text).toContain(`${BUYERS.length} customers · ${ORDERS} orders · 18.3K revenue`);
    for (const { name, customers } of segments) expect(report!.text).toContain(`${name}: ${customers} customer`);
    for (const note of UNMATCHED) expect(report!.text).toContain(note);
    expect(report!.text).toContain('orders.csv was read together with customers.csv (32 rows), items.csv (479 rows)');
    expect(imported(story)).toHaveLength(1);
    expect(story.slack.ephemerals(PEOPLE.ada)).toEqual([]);
  });

  it('are told in one progress message', async () => {
    const story = await startStory();
    await drop(story, FOUR_FILES);
    // The progress that becomes the report, and the charts.
    expect(story.slack.calls('chat.postMessage')).toHaveLength(2);
    const [first] = story.slack.calls('chat.postMessage');
    expect(JSON.stringify(first)).toContain('customers.csv and 3 more files');
  });
});

/** Without delivering anything: tests send the events of the message themselves. */
const droppedQuietly = async () => {
  const story = await startStory({ events: [] });
  const { message, files } = await story.slack.upload(PEOPLE.ada, CHANNELS.orders, FOUR_FILES);
  const common = { user: PEOPLE.ada, event_ts: message.ts };
  const ofMessage = () =>
    story.slack.deliver({
      ...{ ...common, type: 'message', subtype: 'file_share', channel: CHANNELS.orders, channel_type: 'channel' },
      ...{ ts: message.ts, text: '', files: files.map(({ id }) => ({ id })) },
    });
  const ofFile = (file: number) =>
    story.slack.deliver({
      ...{ ...common, type: 'file_shared', channel_id: CHANNELS.orders },
      ...{ file_id: files[file]!.id, user_id: PEOPLE.ada },
    });
  const said = () => saidIn(story.slack, message);
  return { story, ofMessage, ofFile, said };
};

describe('Slack tells of a message and of each of its files', () => {
  it.each([
    ['the message first', ['message', 0, 1, 2, 3]],
    ['the files first', [0, 1, 2, 3, 'message']],
    ['the message among the files', [2, 0, 'message', 3, 1]],
    ['all of it twice', [3, 2, 'message', 1, 0, 'message', 0, 1, 2, 3]],
  ] as const)('%s: one report', async (_, order) => {
    const { story, ofMessage, ofFile, said } = await droppedQuietly();
    for (const event of order) {
      await (event === 'message' ? ofMessage() : ofFile(event));
      await story.bot.idle();
    }
    await later(story, 60_000);
    expect(said()).toHaveLength(2);
    expect(said()[0]!.text).toContain('was read together with');
    expect(imported(story)).toHaveLength(1);
    expect(story.slack.ephemerals(PEOPLE.ada)).toEqual([]);
  });

  it('all at the same time: one report', async () => {
    const { story, ofMessage, ofFile, said } = await droppedQuietly();
    await Promise.all([ofFile(0), ofFile(1), ofMessage(), ofFile(2), ofFile(3), ofMessage()]);
    await story.bot.idle();
    await later(story, 60_000);
    expect(said()).toHaveLength(2);
    expect(imported(story)).toHaveLength(1);
  });

  it('only of the files: each is read alone, and none of them is lost', async () => {
    const { story, ofFile, said } = await droppedQuietly();
    for (const file of [0, 1, 2, 3]) await ofFile(file);
    await story.bot.idle();
    expect(said()).toEqual([]);
    await later(story, 3_000);
    expect(reportsIn(said())).toHaveLength(1);
    const left = story.slack.ephemerals(PEOPLE.ada).map(({ text }) => /left (\S+) alone/.exec(text)?.[1]);
    expect(left.toSorted()).toEqual(['customers.csv', 'items.csv', 'products.csv']);
  });

  it('of the message a minute late: what was read by then is not read again', async () => {
    const { story, ofMessage, ofFile, said } = await droppedQuietly();
    for (const file of [2, 0]) await ofFile(file);
    await later(story, 3_000);
    await later(story, 60_000);
    await ofMessage();
    await story.bot.idle();
    await later(story, 60_000);
    expect(reportsIn(said())).toHaveLength(1);
    expect(imported(story)).toHaveLength(1);
    const left = story.slack.ephemerals(PEOPLE.ada).map(({ text }) => /left (\S+) alone/.exec(text)?.[1]);
    expect(left.toSorted()).toEqual(['customers.csv', 'items.csv', 'products.csv']);
  });
});

describe('Files that come together and do not all belong together', () => {
  it('two weeks of orders: one after the other, each with a report', async () => {
    const story = await startStory();
    const [first, second] = [ordersFile(120, 'week-1.csv'), ordersFile(180, 'week-2.csv')];
    const { said } = await drop(story, [first, second]);
    const reports = reportsIn(said);
    expect(reports).toHaveLength(2);
    expect(reports[0]!.text).toContain('120 orders');
    expect(reports[1]!.text).toContain(
      'week-2.csv brought 60 new orders; 0 orders changed, 120 orders stayed the same',
    );
  });

  it('a table of something else: it is left alone, and the others are one report', async () => {
    const story = await startStory();
    const weather = { name: 'weather.csv', bytes: 'town,rain\nGraz,3\nLinz,4\n' };
    const { said } = await drop(story, [weather, ...FOUR_FILES]);
    expect(said).toHaveLength(2);
    expect(said[0]!.text).toContain(`${ORDERS} orders`);
    expect(story.slack.ephemerals(PEOPLE.ada).map(({ text }) => text)).toEqual([
      expect.stringContaining('I left weather.csv alone'),
    ]);
  });

  it('customers of another shop: they are left alone', async () => {
    const story = await startStory();
    const strangers = { name: 'customers.csv', bytes: 'customer_id,age_range\nX1,25-34\nX2,25-34\n' };
    const { said } = await drop(story, [strangers, itemsFile(), ordersFile()]);
    expect(said[0]!.text).toContain('orders.csv was read together with items.csv (479 rows).');
    expect(story.slack.ephemerals(PEOPLE.ada)[0]!.text).toContain('I left customers.csv alone');
  });

  it('one that cannot be downloaded with them: it has its own try, and the others are read', async () => {
    const story = await startStory();
    story.slack.faults.download('redirect');
    const { said } = await drop(story, [CUSTOMERS, ordersFile(), itemsFile(), PRODUCTS]);
    expect(reportsIn(said)).toHaveLength(1);
    expect(said[0]!.text).toContain('orders.csv was read together with items.csv (479 rows), products.csv (9 rows)');
    expect(story.slack.ephemerals(PEOPLE.ada)[0]!.text).toContain('I left customers.csv alone');
  });

  it('a photo beside an orders file: it stays unanswered', async () => {
    const story = await startStory();
    const { said } = await drop(story, [{ name: 'cat.png', bytes: 'x' }, otherOrders()]);
    expect(said).toHaveLength(2);
    expect(said[0]!.text).toContain('120 customers');
    expect(story.slack.ephemerals(PEOPLE.ada)).toEqual([]);
    expect(story.slack.calls('download')).toHaveLength(1);
  });

  it('photos and a text: nobody is answered', async () => {
    const story = await startStory();
    const { said } = await drop(story, [
      { name: 'cat.png', bytes: 'x' },
      { name: 'dog.png', bytes: 'x' },
      { name: 'notes.txt', bytes: 'buy milk\n' },
      { name: 'more.txt', bytes: 'and bread\n' },
    ]);
    expect(said).toEqual([]);
    expect(story.slack.ephemerals(PEOPLE.ada)).toEqual([]);
  });
});

describe('Files come together in another way', () => {
  it('through the modal', async () => {
    const story = await startStory();
    await story.slack.command(PEOPLE.ben, CHANNELS.orders, '/segment', 'upload');
    const modal = await story.slack.waitFor(() => story.slack.modal(PEOPLE.ben), 'the modal');
    const files = FOUR_FILES.map(file => ({ id: story.slack.attach(PEOPLE.ben, file).id }));
    const values = { [UPLOAD_BLOCK]: { [UPLOAD_ACTION]: { files } } };
    await story.slack.submit(PEOPLE.ben, modal, values);
    await story.bot.idle();
    const reports = reportsIn(story.slack.messages(CHANNELS.orders));
    expect(reports).toHaveLength(1);
    expect(reports[0]!.text).toContain('was read together with');
  });

  it('through the shortcut, once more', async () => {
    const story = await startStory();
    const { message } = await drop(story, [ordersFile(), itemsFile()]);
    await story.slack.shortcut(PEOPLE.ben, message, SHORTCUT_CALLBACK);
    await story.bot.idle();
    const reports = reportsIn(saidIn(story.slack, message));
    expect(reports).toHaveLength(2);
    expect(reports[1]!.text).toContain('was read together with');
    expect(reports[1]!.text).toContain('0 new orders');
  });

  it('in a direct message', async () => {
    const story = await startStory();
    const direct = story.slack.directChannel(PEOPLE.cleo);
    const { message } = await story.slack.upload(PEOPLE.cleo, direct, [CUSTOMERS, ordersFile(), PRODUCTS]);
    await story.bot.idle();
    await later(story, 10_000);
    expect(saidIn(story.slack, message)).toHaveLength(2);
    expect(saidIn(story.slack, message)[0]!.text).toContain('customers.csv (32 rows)');
  });
});

describe('An archive', () => {
  const archive = (...files: readonly NamedText[]) => ({
    name: 'shop.zip',
    bytes: zipFile(files.map(({ name, bytes }) => ({ name, content: bytes }))),
  });

  it('of files that belong together becomes one report, and is read once more as well', async () => {
    const story = await startStory();
    const { said } = await drop(story, [archive(...FOUR_FILES)]);
    expect(said).toHaveLength(2);
    expect(said[0]!.text).toContain(`shop: `);
    expect(said[0]!.text).toContain(`${BUYERS.length} customers · ${ORDERS} orders · 18.3K revenue`);
    for (const note of UNMATCHED) expect(said[0]!.text).toContain(note);
    const { said: again } = await drop(story, [archive(ordersFile(), PRODUCTS), CUSTOMERS]);
    expect(reportsIn(again)).toHaveLength(1);
    expect(again[0]!.text).toContain('0 new orders');
  });

  it('of other tables is left alone, with a line that names them', async () => {
    const story = await startStory();
    const { said } = await drop(story, [archive(ordersFile(100, 'week-1.csv'), ordersFile(120, 'week-2.csv'))]);
    expect(said).toEqual([]);
    expect(story.slack.ephemerals(PEOPLE.ada).map(({ text }) => text)).toEqual([
      expect.stringMatching(/I left shop\.zip alone.*week-1\.csv.*week-2\.csv/),
    ]);
  });
});

describe('A question about files that belong together', () => {
  it('is answered for all of them, and remembered for the next time', async () => {
    const story = await startStory();
    const unclear = (name: string, sales: number) => {
      let row = 0;
      const day = () => `0${1 + (row++ % 9)}/0${1 + (row % 7)}/2026`;
      return { name, bytes: ordersFile(sales).bytes.replaceAll(/2026-\d\d-\d\d/g, day) };
    };
    const { said, message } = await drop(story, [unclear('orders.csv', 200), itemsFile(), CUSTOMERS]);
    expect(said).toHaveLength(1);
    expect(said[0]!.text).toContain('orders.csv');
    await story.slack.click(PEOPLE.ada, said[0]!, { actionId: OPEN_MAPPING });
    const modal = await story.slack.waitFor(() => story.slack.modal(PEOPLE.ada), 'the modal');
    await story.slack.submit(PEOPLE.ada, modal, {
      'day-month-order': { order: { selected_option: { value: 'mdy' } } },
    });
    await story.bot.idle();
    const [report] = saidIn(story.slack, message);
    expect(report!.text).toContain('orders.csv was read together with items.csv');
    expect(report!.text).toContain('200 orders');
    const again = await drop(story, [CUSTOMERS, unclear('orders-2.csv', 220)]);
    expect(again.said[0]!.text).toContain('orders-2.csv brought 20 new orders');
  });
});

describe('Items that say when and by whom they were bought', () => {
  it('are no orders beside these: the amounts of the orders count', async () => {
    const story = await startStory();
    const { said } = await drop(story, [itemsFile({ dated: true }), ordersFile()]);
    expect(said).toHaveLength(2);
    expect(said[0]!.text).toContain(`${ORDERS} orders · 18.3K revenue`);
  });

  it('never replace amounts of orders to which they are added', async () => {
    const story = await startStory();
    await drop(story, [ordersFile(), CUSTOMERS]);
    const { message, said } = await drop(story, [itemsFile({ dated: true })]);
    expect(said[0]!.text).toContain('its columns differ');
    await story.slack.click(PEOPLE.ada, said[0]!, { actionId: /^place:add:/ });
    await story.bot.idle();
    const [report] = saidIn(story.slack, message);
    expect(report!.text).toContain(`${ORDERS} orders · 18.3K revenue`);
    expect(report!.text).toContain('items.csv brought 0 new orders; 0 orders changed, 239 orders stayed the same');
  });
});

describe('The next week of files that belong together', () => {
  it('is added to the week before, whatever its files are called', async () => {
    const story = await startStory();
    const withoutCustomers = (sales: number, name: string) => {
      const { bytes } = ordersFile(sales, name);
      return { name, bytes: bytes.replaceAll(/;(C\d+|customer_id);/g, ';') };
    };
    await drop(story, [withoutCustomers(100, 'orders-1.csv'), itemsFile({ dated: true, name: 'items-1.csv' })]);
    const { said } = await drop(story, [
      withoutCustomers(140, 'orders-2.csv'),
      itemsFile({ dated: true, name: 'items-2.csv' }),
    ]);
    expect(said[0]!.text).toContain('orders-2.csv brought 40 new orders; 0 orders changed, 100 orders stayed the same');
  });
});
