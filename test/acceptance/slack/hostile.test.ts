/** Files whose names, headers, customers, orders and products want to be more than text. */
import { readdirSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { CHANNELS, PEOPLE } from '../../../src/playground/sample-workspace.ts';
import { OPEN_MAPPING } from '../../../src/slack/ids.ts';
import { ask, later, ordersFile, type Story, saidIn, startStory, uploadOrders } from './story.ts';

const VICTIM = '<@U0VICTIM01>';
const LONG = 'w'.repeat(100_000);
const HEBREW = 'שלום עולם';

const EVIL: readonly string[] = [
  `<!channel> <!here> ${VICTIM} @channel`,
  '<https://evil.example|click here>',
  '*bold* _italic_ ~gone~ `code` :tada:',
  `=cmd|' /C calc'!A0`,
  '+1+1',
  '-2+3+cmd',
  '@SUM(A1:A9)',
  '\t=1+1',
  '\r=2+2',
  'bell\u0007and\u0000nothing',
  '\u202Egnp.exe\u202C \u2067turned',
  HEBREW,
  '../../../escaped.csv',
  '/etc/escaped',
  'C:\\escaped',
  `"; DROP TABLE lines; --`,
  '&lt;!channel&gt; &amp;',
  LONG,
];

/** Those that can be typed behind a command. */
const TYPED = EVIL.filter(text => text.length < 1_000 && !/[\p{Cc}]/u.test(text));

const cell = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** Orders of evil customers and of enough others, and rows of evil customers that are left out. */
const evilRows = (column: 'known' | 'strange' = 'known'): string => {
  const header =
    column === 'known'
      ? ['Customer ID', 'Order ID', 'Date', 'Quantity', 'Price', 'Product', EVIL[0]!, EVIL[3]!, HEBREW]
      : EVIL.slice(0, 14).map(text => (text === LONG ? 'long' : text));
  const people = [...EVIL, ...Array.from({ length: 60 }, (_, index) => `C${index}`)];
  const rows = people.flatMap((customer, person) =>
    Array.from({ length: 1 + (person % 4) }, (_, order) => {
      const day = new Date(Date.UTC(2026, 10, 24) - ((person * 5 + order * 37) % 300) * 86_400_000);
      const evil = EVIL[(person + order) % (EVIL.length - 1)]!;
      const date = day.toISOString().slice(0, 10);
      return [customer, `${evil} ${person}-${order}`, date, `${1 + (order % 3)}`, `${5 + person}.50`, evil];
    }),
  );
  const rejected = EVIL.map((customer, index) => [customer, `bad-${index}`, 'no date', '1', '2.00', customer]);
  const lines = [...rows, ...rejected].map(row => [...row, ...Array(header.length - row.length).fill('x')]);
  return `${[header, ...lines].map(line => line.map(cell).join(',')).join('\n')}\n`;
};

const EVIL_NAME = `../../<!channel> ${VICTIM} *bold* =cmd|x \u202Egnp ${HEBREW}.csv`;

interface Shown {
  /** Texts in Slack's markup. */
  readonly markup: readonly string[];
  /** All of them. */
  readonly texts: readonly string[];
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const markupOf = (value: unknown): readonly string[] => {
  if (!isObject(value)) return [];
  const own = value.type === 'mrkdwn' && typeof value.text === 'string' ? [value.text] : [];
  return [...own, ...Object.values(value).flatMap(markupOf)];
};

/** Texts that people read: not ids, values of buttons and the like. */
const readBy = (value: unknown): readonly string[] => {
  if (Array.isArray(value)) return value.flatMap(readBy);
  if (!isObject(value)) return [];
  const words = ['text', 'alt_text', 'caption', 'accessibility_label', 'title', 'initial_comment'];
  return Object.entries(value).flatMap(([name, part]) =>
    typeof part === 'string' ? (words.includes(name) ? [part] : []) : readBy(part),
  );
};

/** Everything that the bot has sent, whatever became of it. */
const sent = ({ slack }: Story): Shown => {
  const args = slack.calls().map(call => call.args);
  const texts = args.flatMap(({ text, initial_comment: comment }) => [text, comment]);
  return {
    markup: [...texts.filter(text => typeof text === 'string'), ...args.flatMap(markupOf)],
    texts: args.flatMap(readBy),
  };
};

/** Whether letters that run from right to left keep their direction to themselves, or stand alone. */
const isContained = (text: string): boolean => {
  const outside = text.replaceAll(/\u2068[^\u2068\u2069]*\u2069/g, '');
  return !/[\u202A-\u202E\u2066\u2067\u200E\u200F]/.test(text) && !/\p{Script=Hebrew}|[\u2068\u2069]/u.test(outside);
};

/** Words of ours do not follow in it. */
const isFileName = (text: string): boolean => /^\S+\.csv$/.test(text);

const expectHarmless = (story: Story): void => {
  const refused = story.slack.calls().filter(({ answer, status }) => answer.ok === false || status >= 400);
  expect(refused.map(({ method, answer }) => ({ method, answer }))).toEqual([]);
  expect(story.logged()).not.toContain('a simpler message was sent');
  const { markup, texts } = sent(story);
  expect(
    markup.filter(text => /<!(?!date)|<@U0VICTIM|<https?:|\*bold\*|_italic_|`code`|:tada:|@channel/i.test(text)),
  ).toEqual([]);
  expect(texts.filter(text => !isContained(text) && !isFileName(text))).toEqual([]);
  expect(texts.filter(text => /[\p{Cc}]/u.test(text.replaceAll('\n', '')))).toEqual([]);
  expect(texts.filter(text => text.length > 12_000)).toEqual([]);
};

/** Everything in the folder of the story, also beside the bot's own. */
const expectNoPath = (story: Story): void => {
  const root = dirname(story.dataDir);
  const names = readdirSync(root, { recursive: true, encoding: 'utf8' });
  expect(names.filter(name => !name.startsWith(basename(story.dataDir)))).toEqual([]);
  expect(names.map(name => basename(name)).filter(name => !/^[\w.-]+$/.test(name))).toEqual([]);
  expect(readdirSync(dirname(root)).filter(name => name.includes('escaped'))).toEqual([]);
};

/** The lists that the person was sent. */
const listsOf = ({ slack }: Story, user: string) =>
  slack.directMessages(user).flatMap(({ files }) => files.map(id => slack.file(id)!));

const expectNoFormulas = (bytes: Uint8Array): readonly (readonly string[])[] => {
  const rows = parse(Buffer.from(bytes), { bom: true, relax_column_count: true }) as string[][];
  const formulas = rows.flat().filter(text => /^[=+@\t\r\n]|^-(?![\d.,]+$)/.test(text));
  expect(formulas).toEqual([]);
  return rows;
};

const evilOrders = async () => {
  const story = await startStory();
  const { message } = await story.slack.upload(PEOPLE.ada, CHANNELS.orders, [{ name: EVIL_NAME, bytes: evilRows() }]);
  await story.bot.idle();
  return { story, message, report: saidIn(story.slack, message)[0]! };
};

describe('Hostile customers, orders, products and file names', () => {
  it('become a report like any other, and every button and answer about them', async () => {
    const { story, report } = await evilOrders();
    expect(report.text).toContain(`${60 + EVIL.length} customers`);
    for (const actionId of [/^ask:details:/, 'ask:rejected', 'ask:digest', /^ask:run:k-/]) {
      await story.slack.click(PEOPLE.ada, report, { actionId });
      await story.bot.idle();
    }
    for (const text of ['show', 'trends', 'datasets', 'compare', 'digest list', 'digest preview', 'help'])
      await ask(story, text);
    await later(story, 6 * 86_400_000);
    await story.slack.openHome(PEOPLE.ada);
    await story.bot.idle();
    expectHarmless(story);
    expectNoPath(story);
  });

  it('can be asked about by their names, and be forgotten', async () => {
    const { story } = await evilOrders();
    for (const text of TYPED) {
      expect((await ask(story, `why ${text}`)).text).not.toBe('');
      await ask(story, `show ${text}`);
      await ask(story, `show in ${text}`);
      await ask(story, text);
    }
    for (const customer of [EVIL[3]!, HEBREW, '../../../escaped.csv']) {
      await ask(story, `account ${customer}`);
      const question = await ask(story, `forget customer ${customer}`);
      await story.slack.click(PEOPLE.ada, question, { actionId: 'ask:forget' });
      await story.bot.idle();
      expect((await ask(story, `why ${customer}`)).text).not.toMatch(/RFM group/);
    }
    for (const { bytes } of listsOf(story, PEOPLE.ada)) expectNoFormulas(bytes);
    expect(listsOf(story, PEOPLE.ada)).toHaveLength(3);
    const question = await ask(story, 'forget');
    expect(question.text).not.toBe('');
    expectHarmless(story);
    expectNoPath(story);
  });

  it('are no formulas and no paths in the lists that people open in a spreadsheet', async () => {
    const { story } = await evilOrders();
    await ask(story, 'export all');
    const report = story.slack.messages(CHANNELS.orders).find(({ text }) => text.includes('customers'))!;
    await story.slack.click(PEOPLE.ada, report, { actionId: 'ask:rejected' });
    await story.bot.idle();
    const [customers, rejected] = listsOf(story, PEOPLE.ada);
    expect(expectNoFormulas(customers!.bytes)).toHaveLength(1 + 60 + EVIL.length);
    expect(expectNoFormulas(rejected!.bytes).length).toBeGreaterThanOrEqual(1 + EVIL.length);
    for (const { name } of listsOf(story, PEOPLE.ada)) expect(name).toMatch(/^[\p{L}\p{N}_-][\p{L}\p{N}_.-]*\.csv$/u);
    expectHarmless(story);
    expectNoPath(story);
  });

  it('merge, are undone, kept apart and listed', async () => {
    const { story } = await evilOrders();
    const newer = { name: `${EVIL_NAME}.csv`, bytes: `${evilRows()}` };
    const { message } = await story.slack.upload(PEOPLE.ada, CHANNELS.orders, [newer]);
    await story.bot.idle();
    const [report] = saidIn(story.slack, message);
    await story.slack.click(PEOPLE.ada, report!, { actionId: /^ask:apart:/ });
    await story.bot.idle();
    const list = await ask(story, 'datasets');
    await story.slack.click(PEOPLE.ada, list, { actionId: /^ask:uploads:/ });
    await story.slack.click(PEOPLE.ada, list, { actionId: /^ask:forget:/ });
    await story.bot.idle();
    const again = await story.slack.upload(PEOPLE.ben, CHANNELS.orders, [newer]);
    await story.bot.idle();
    expect(saidIn(story.slack, again.message)[0]!.text).toContain('Where do its orders belong?');
    expectHarmless(story);
    expectNoPath(story);
  });
});

describe('Hostile headers', () => {
  it('are asked about in words and in a modal that Slack takes', async () => {
    const story = await startStory();
    const file = { name: EVIL_NAME, bytes: evilRows('strange') };
    const { message } = await story.slack.upload(PEOPLE.ada, CHANNELS.orders, [file]);
    await story.slack.shortcut(PEOPLE.ada, message, 'segment-this-file');
    await story.bot.idle();
    const question = saidIn(story.slack, message).at(-1)!;
    await story.slack.click(PEOPLE.ada, question, { actionId: OPEN_MAPPING });
    const modal = await story.slack.waitFor(() => story.slack.modal(PEOPLE.ada), 'the modal');
    const column = (value: string) => ({ column: { selected_option: { value } } });
    await story.slack.submit(PEOPLE.ada, modal, {
      'field-customer': column('0'),
      'field-order': column('1'),
      'field-date': column('2'),
      'field-quantity': column('3'),
      'field-price': column('4'),
      'field-amount': column('none'),
    });
    await story.bot.idle();
    // All but the one whose name of 100,000 letters a file with such a header must not have.
    expect(saidIn(story.slack, message).some(({ text }) => text.includes(`${59 + EVIL.length} customers`))).toBe(true);
    expectHarmless(story);
    expectNoPath(story);
  });
});

describe('Currencies', () => {
  const fileIn = (name: string, currencies: readonly string[]) => {
    const [header, ...rows] = ordersFile().bytes.trimEnd().split('\n');
    const lines = rows.map((row, index) => `${row},${cell(currencies[index % currencies.length]!)}`);
    return { name, bytes: `${[`${header},currency`, ...lines].join('\n')}\n` };
  };

  it('that are no codes are only texts: in reports, in answers, and where it is asked which one counts', async () => {
    const story = await startStory();
    await uploadOrders(story, fileIn('orders.csv', [EVIL[0]!]));
    for (const text of ['why C17', 'show', 'trends', 'account C17']) await ask(story, text);
    const other = await uploadOrders(story, fileIn('other.csv', [EVIL[1]!]));
    expect(other.report.text).toContain('Where do its orders belong?');
    const several = await uploadOrders(story, fileIn('several.csv', EVIL));
    expect(several.report.text).toContain('Which currency should I keep?');
    await story.slack.click(PEOPLE.ada, several.report, { actionId: /^currency:/ });
    await story.bot.idle();
    for (const { bytes } of listsOf(story, PEOPLE.ada)) expectNoFormulas(bytes);
    expectHarmless(story);
    expectNoPath(story);
  });
});

describe('A file name', () => {
  it.each([
    ['of 2,000 letters', `${'n'.repeat(2_000)}.csv`],
    ['that is a path', '../../../../tmp/escaped.csv'],
    ['that is nothing but marks', '\u202E\u200F\u0007.csv'],
    ['that is a mention', `<!channel>${VICTIM}.csv`],
  ])('%s is only a name', async (_, name) => {
    const story = await startStory();
    const { message } = await story.slack.upload(PEOPLE.ada, CHANNELS.orders, [{ name, bytes: evilRows() }]);
    await story.bot.idle();
    expect(saidIn(story.slack, message)[0]!.text).toContain('customers');
    await ask(story, 'datasets');
    await ask(story, 'export all');
    await ask(story, 'forget');
    await story.slack.openHome(PEOPLE.ada);
    await story.bot.idle();
    expectHarmless(story);
    expectNoPath(story);
    expect(listsOf(story, PEOPLE.ada)[0]!.name.length).toBeLessThan(120);
  });
});
