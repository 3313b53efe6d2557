/** What is never logged, at the most talkative level, whatever goes right or wrong. */
import { globSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { CHANNELS, PEOPLE } from '../../../src/playground/sample-workspace.ts';
import { OPEN_MAPPING } from '../../../src/slack/ids.ts';
import { ask, later, ordersFile, type Story, saidIn, startStory } from './story.ts';

/** Customers by name and by e-mail, a product, rows that cannot be read, and a text that people type. */
const PRIVATE = /quillfeather|@shop\.example|zanzibar/i;
/** Tokens, the signing secret, addresses that let others answer. */
const SECRET = /xoxb-|0123456789abcdef|response_url"?[:=]|\/respond\//i;

const privateFile = (header: string, name: string) => {
  const [, ...rows] = ordersFile().bytes.trimEnd().split('\n');
  const named = rows.map(row =>
    row.replace(/^C(\d+),/, (_, number) =>
      Number(number) % 2 ? `Quillfeather ${number},` : `quillfeather${number}@shop.example,`,
    ),
  );
  const odd = ['Quillfeather 1,x-1,Quillfeather day,Quillfeather,Quillfeather,Zanzibar', 'Quillfeather 3,"Zanzibar'];
  return { name, bytes: `${[`${header},product`, ...named.map(row => `${row},Zanzibar lamp`), ...odd].join('\n')}\n` };
};

const upload = async (story: Story, channel: string, header = 'customer,order,date,quantity,price') => {
  const { message } = await story.slack.upload(PEOPLE.ada, channel, [privateFile(header, 'Quillfeather.csv')]);
  await story.bot.idle();
  return saidIn(story.slack, message)[0]!;
};

const ASKED = [
  'why Quillfeather 1',
  'why quillfeather2@shop.example',
  'account Quillfeather 1',
  'export all',
  'shwo Quillfeather',
  'run k=Quillfeather',
  'show in Quillfeather',
  'forget customer Quillfeather 5',
];

const failures = ({ faults }: Story['slack'], method: string): readonly (() => void)[] => [
  () => faults.cut(method, 'answer'),
  () => faults.breakDown(method, 3),
  () => faults.refuse(method, 'invalid_blocks'),
];

/** Answers of the bot's own making, and their ways of failing. */
const askInTrouble = async (story: Story): Promise<void> => {
  for (const method of ['chat.postMessage', 'chat.postEphemeral', 'response_url', 'upload', 'users.info'])
    for (const fail of failures(story.slack, method)) {
      fail();
      await ask(story, 'export all');
      await story.slack.post(PEOPLE.ada, CHANNELS.orders, `<@${PEOPLE.bot}> why Quillfeather 7`);
      await story.bot.idle();
      await later(story, 60_000);
    }
};

const mapStrangely = async (story: Story): Promise<void> => {
  const question = await upload(story, CHANNELS.partners, 'who,which,sold,pieces,each');
  story.slack.faults.refuse('views.open', 'invalid_arguments');
  await story.slack.click(PEOPLE.ada, question, { actionId: OPEN_MAPPING });
  await story.bot.idle();
  await story.slack.click(PEOPLE.ada, question, { actionId: OPEN_MAPPING });
  const modal = await story.slack.waitFor(() => story.slack.modal(PEOPLE.ada), 'the modal');
  const columns = { customer: '0', order: '5', date: '0', quantity: '5', price: '0', amount: 'none' };
  const values = Object.entries(columns).map(([field, value]) => [
    `field-${field}`,
    { column: { selected_option: { value } } },
  ]);
  await story.slack.submit(PEOPLE.ada, modal, Object.fromEntries(values));
  await story.bot.idle();
};

const FORM = { contentType: 'application/x-www-form-urlencoded' };

const sendStrangely = async ({ slack, bot }: Story): Promise<void> => {
  await slack.send('command=/segment&text=why+Quillfeather&token=xoxb-other', { ...FORM, secret: 'wrong' });
  await slack.send('{"Quillfeather": ', { contentType: 'application/json' });
  await slack.send('payload=%7BQuillfeather', FORM);
  await slack.deliver({
    type: 'message',
    channel_type: 'im',
    channel: 'D1',
    user: 'U1',
    text: 'Quillfeather',
    ts: '1.1',
  });
  await bot.idle();
};

it('no customer, row, text of a message, token or address is logged, even at LOG_LEVEL=trace', async () => {
  const story = await startStory();
  await upload(story, CHANNELS.orders);
  for (const text of ASKED) await ask(story, text);
  await mapStrangely(story);
  await askInTrouble(story);
  await sendStrangely(story);
  for (const path of globSync(join(story.dataDir, 'batches/**/*.duckdb'))) writeFileSync(path, 'Zanzibar');
  await ask(story, 'why Quillfeather 1');
  const lines = story.logged().trimEnd().split('\n');
  for (const told of ['job failed', 'a modal could not be opened', 'whoever runs the bot is needed', 'Malformed'])
    expect(
      lines.some(line => line.includes(told)),
      told,
    ).toBe(true);
  expect(lines.filter(line => PRIVATE.test(line) || SECRET.test(line))).toEqual([]);
}, 120_000);
