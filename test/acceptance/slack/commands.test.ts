import { describe, expect, it } from 'vitest';
import { STAR_FILES } from '../../../src/core/star/tables.ts';
import { CHANNELS, PEOPLE } from '../../../src/playground/sample-workspace.ts';
import { rowsOf } from '../../orders/shop.ts';
import { unzipped } from '../../unzipped.ts';
import { ask, blockTypes, ordersFile, saidIn, startStory, uploadOrders } from './story.ts';

describe('/segment', () => {
  it('answers each of its subcommands', async () => {
    const story = await startStory();
    await uploadOrders(story);
    const say = async (text: string): Promise<string> => (await ask(story, text)).text;
    expect(await say('')).toContain('/segment');
    expect(await say('help')).toContain('why');
    expect(await say('show')).toContain('of your customers');
    expect(await say('why C17')).toContain('C17');
    expect(await say('why nobody')).toContain('nobody');
    expect(await say('account C17')).toContain('direct message');
    expect(await say('acount C17')).toContain('Did you mean');
    expect(await say('trends')).toContain('2026');
    expect(await say('datasets')).toContain('orders');
    expect(await say('compare')).toContain('no earlier run');
    expect(await say('compare 30 days')).toMatch(/customers changed their RFM group/);
    expect(await say('compare 365')).toContain('no orders as of 365 days ago');
    expect(await say('digest list')).toMatch(/digest/i);
    expect(await say('shwo')).toContain('Did you mean');
    expect(await say('run k=99')).toMatch(/2|12/);
    expect(await say('show Nobodies')).toContain('Nobodies');
    expect(await say('show in elsewhere')).toContain('elsewhere');
  });

  it('tells trends to whoever asks, and posts them with charts where that is wished', async () => {
    const story = await startStory();
    await uploadOrders(story);
    const before = story.slack.messages(CHANNELS.orders).length;
    const told = await ask(story, 'trends');
    expect(told.text).toMatch(/Revenue in .+ 2026 was/);
    expect(JSON.stringify(told.blocks)).not.toContain('slack_file');
    expect(story.slack.messages(CHANNELS.orders)).toHaveLength(before);
    await story.slack.click(PEOPLE.ada, told, { actionId: 'ask:post:trends' });
    await story.bot.idle();
    const [posted, ...more] = story.slack.messages(CHANNELS.orders).slice(before);
    expect(more).toEqual([]);
    expect(posted!.text).toBe(told.text);
    expect(posted!.blocks.filter(({ type }) => type === 'image')).toHaveLength(2);
  });

  it('compares with any day in the past: in words and tables, and on a button the flow chart for everybody', async () => {
    const story = await startStory();
    await uploadOrders(story);
    const told = await ask(story, 'compare 90', PEOPLE.ben);
    expect(told.text).toMatch(/• At risk: \d+ customers? slipped in, from/);
    expect(told.text).toMatch(/spent [\d,.]+K? so far/);
    expect(blockTypes(told).filter(type => type === 'data_table')).toHaveLength(3);
    await story.slack.click(PEOPLE.ben, told, { actionId: 'ask:compare:post' });
    await story.bot.idle();
    const posted = story.slack.messages(CHANNELS.orders).at(-1)!;
    expect(posted.text).toBe(told.text);
    expect(blockTypes(posted)).toContain('image');
    await story.slack.click(PEOPLE.ben, told, { actionId: 'ask:compare:30' });
    await story.bot.idle();
    expect(JSON.stringify(story.slack.ephemerals(PEOPLE.ben).at(-1)!.blocks)).toContain(
      'What moved in 30 days: orders',
    );
  });

  it('runs once more with other settings, before everybody', async () => {
    const story = await startStory();
    await uploadOrders(story);
    const before = story.slack.messages(CHANNELS.orders).length;
    await story.slack.command(PEOPLE.ben, CHANNELS.orders, '/segment', 'run k=5 names=classic');
    await story.bot.idle();
    const anew = story.slack.messages(CHANNELS.orders).slice(before);
    expect(anew[0]!.text).toContain('120 customers');
    expect(anew[0]!.blocks.length).toBeGreaterThan(5);
  });

  it('lays a published map beside the RFM groups, before everybody; lists name its segments, too', async () => {
    const story = await startStory();
    await uploadOrders(story);
    expect((await ask(story, 'run scheme=klavio')).text).toContain('Did you mean /segment run scheme=klaviyo?');
    await story.slack.command(PEOPLE.ben, CHANNELS.orders, '/segment', 'run scheme=braze');
    await story.bot.idle();
    const report = story.slack.messages(CHANNELS.orders).find(({ text }) => text.includes('The Braze map'))!;
    expect(report.text).toMatch(/The Braze map leaves \d+ customers \([\d.]+ %, [\d.]+ % of revenue\) in no segment/);
    expect(report.text).toMatch(/agree by −?\d\.\d\d/);
    const captions = report.blocks.map(block => ('caption' in block ? block.caption : ''));
    expect(captions).toContain('Customers by segment of the Braze map (rows) and RFM group (columns)');
    expect((await ask(story, 'export all', PEOPLE.ben)).text).toContain('direct message');
    const direct = story.slack.messages(story.slack.directChannel(PEOPLE.ben));
    const list = new TextDecoder().decode(story.slack.file(direct.at(-1)!.files[0]!)!.bytes);
    expect(list.split('\n')[0]).toMatch(/,braze_segment$/);
  });

  it('sends lists as direct messages, with every customer', async () => {
    const story = await startStory();
    await uploadOrders(story);
    expect((await ask(story, 'export all', PEOPLE.ben)).text).toContain('direct message');
    const direct = story.slack.messages(story.slack.directChannel(PEOPLE.ben));
    const list = story.slack.file(direct.at(-1)!.files[0]!)!;
    const rows = new TextDecoder().decode(list.bytes).trim().split('\n');
    expect(list.name).toBe('orders-customers.csv');
    expect(rows).toHaveLength(121);
    expect(rows[0]).toContain('rfm_group,segment');
  });

  it('sends the tables for BI tools to whoever asks, in one archive', async () => {
    const story = await startStory();
    await uploadOrders(story);
    expect((await ask(story, 'export bi', PEOPLE.ben)).text).toContain('tables for BI tools');
    const direct = story.slack.messages(story.slack.directChannel(PEOPLE.ben));
    const archive = story.slack.file(direct.at(-1)!.files[0]!)!;
    expect(archive.name).toBe('orders-bi.zip');
    const files = await unzipped(archive.bytes);
    expect([...files.keys()]).toEqual(STAR_FILES);
    expect(rowsOf(files.get('customers.csv')!.toString())).toHaveLength(121);
    expect(files.get('data-dictionary.md')!.toString()).toContain('120 rows; key: customer.');
  });

  it('sends figures for investors as PDF and workbook, which name no customer', async () => {
    const story = await startStory();
    await uploadOrders(story);
    expect((await ask(story, 'investor', PEOPLE.ben)).text).toContain('revenue');
    const direct = story.slack.messages(story.slack.directChannel(PEOPLE.ben));
    const files = direct.flatMap(message => message.files).map(id => story.slack.file(id)!);
    expect(files.map(({ name }) => name)).toEqual(['orders-investor.pdf', 'orders-investor.xlsx']);
    expect(Buffer.from(files[0]!.bytes).subarray(0, 5).toString()).toBe('%PDF-');
    const texts = (await unzipped(files[1]!.bytes)).get('xl/sharedStrings.xml')!.toString();
    expect(texts).toContain('Key figures, whole period');
    expect(texts).not.toMatch(/\bC\d+\b/);
  });

  it('says how to invite the bot where it is not', async () => {
    const story = await startStory();
    await uploadOrders(story);
    await story.slack.command(PEOPLE.ada, CHANNELS.random, '/segment', 'show');
    await story.bot.idle();
    expect(story.slack.ephemerals(PEOPLE.ada).at(-1)!.text).toMatch(/no orders|orders file|Drop/i);
  });
});

describe('Rows about single customers', () => {
  it.each([['a guest', PEOPLE.gil, /guest/i]])('are refused to %s', async (_, user, words) => {
    const story = await startStory();
    await uploadOrders(story);
    for (const text of ['why C17', 'account C17', 'export all', 'export bi', 'rejected']) {
      const answer = await ask(story, text, user);
      expect(answer.text).toMatch(words);
      expect(answer.text).not.toContain('orders ago');
    }
    expect(story.slack.messages(story.slack.directChannel(user))).toEqual([]);
  });

  it('are refused to a person of another workspace', async () => {
    const story = await startStory();
    await story.slack.upload(PEOPLE.ada, CHANNELS.partners, [ordersFile()]);
    await story.bot.idle();
    await story.slack.command(PEOPLE.sam, CHANNELS.partners, '/segment', 'why C17');
    await story.bot.idle();
    expect(story.slack.ephemerals(PEOPLE.sam).at(-1)!.text).toMatch(/workspace/i);
  });

  it('are refused to somebody who has left the channel', async () => {
    const story = await startStory();
    const { report } = await uploadOrders(story);
    story.slack.remove(CHANNELS.orders, PEOPLE.cleo);
    await story.slack.post(PEOPLE.cleo, story.slack.directChannel(PEOPLE.cleo), 'show');
    await story.bot.idle();
    const direct = story.slack.messages(story.slack.directChannel(PEOPLE.cleo));
    expect(direct.at(-1)!.text).not.toContain('of your customers');
    expect(report.text).toContain('120 customers');
  });
});

describe('A mention in a thread', () => {
  it('is answered there, figures of a customer to the person alone', async () => {
    const story = await startStory();
    const { message } = await uploadOrders(story);
    const said = saidIn(story.slack, message).length;
    await story.slack.post(PEOPLE.ben, CHANNELS.orders, `<@${PEOPLE.bot}> show`, message.ts);
    await story.bot.idle();
    expect(saidIn(story.slack, message)).toHaveLength(said + 1);
    await story.slack.post(PEOPLE.ben, CHANNELS.orders, `<@${PEOPLE.bot}> why C17`, message.ts);
    await story.bot.idle();
    expect(saidIn(story.slack, message)).toHaveLength(said + 1);
    expect(story.slack.ephemerals(PEOPLE.ben).at(-1)!.text).toContain('C17');
  });
});

describe('Forgetting', () => {
  it('asks first, and is for the uploader and admins', async () => {
    const story = await startStory();
    await uploadOrders(story);
    expect((await ask(story, 'forget orders', PEOPLE.ben)).text).toMatch(/upload|admin/i);
    const question = await ask(story, 'forget orders', PEOPLE.ada);
    await story.slack.click(PEOPLE.ada, question, { actionId: /^ask:.*forget|^ask:confirm/ });
    await story.bot.idle();
    expect((await ask(story, 'show')).text).not.toContain('of your customers');
  });
});
