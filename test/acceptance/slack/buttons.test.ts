import { describe, expect, it } from 'vitest';
import { CHANNELS, PEOPLE } from '../../../src/playground/sample-workspace.ts';
import { ask, blockTypes, ordersFile, saidIn, startStory, uploadOrders } from './story.ts';

describe('The buttons of a report', () => {
  it('show a segment to whoever asked', async () => {
    const story = await startStory();
    const { report } = await uploadOrders(story);
    await story.slack.click(PEOPLE.ben, report, { actionId: /^ask:details:/ });
    await story.bot.idle();
    const [details] = story.slack.ephemerals(PEOPLE.ben);
    expect(details!.text).toMatch(/KPI|How|When/i);
  });

  it('send lists: of a segment, and of the rows that were left out', async () => {
    const story = await startStory();
    const rows = `${ordersFile().bytes},x-1,2026-11-01,1,5.00\n`;
    const { report } = await uploadOrders(story, { name: 'orders.csv', bytes: rows });
    await story.slack.click(PEOPLE.ben, report, { actionId: /^ask:export:/ });
    await story.slack.click(PEOPLE.ben, report, { actionId: 'ask:rejected' });
    await story.bot.idle();
    const direct = story.slack.messages(story.slack.directChannel(PEOPLE.ben));
    const lists = direct.flatMap(({ files }) => files.map(id => story.slack.file(id)!));
    expect(lists.map(({ name }) => name)).toContain('orders-rejected.csv');
    expect(lists).toHaveLength(2);
    const rejected = lists.find(({ name }) => name === 'orders-rejected.csv')!;
    expect(new TextDecoder().decode(rejected.bytes)).toContain('no customer id');
  });

  it('run once more, in the thread, and once for two clicks of an impatient hand', async () => {
    const story = await startStory();
    const { message, report } = await uploadOrders(story);
    await Promise.all([
      story.slack.click(PEOPLE.ada, report, { actionId: /^ask:run:k-/ }),
      story.slack.click(PEOPLE.ada, report, { actionId: /^ask:run:k-/ }),
    ]);
    await story.bot.idle();
    const reports = saidIn(story.slack, message).filter(each => blockTypes(each).includes('data_table'));
    expect(reports).toHaveLength(2);
  });

  it('make a digest of every Monday', async () => {
    const story = await startStory();
    const { report } = await uploadOrders(story);
    await story.slack.click(PEOPLE.cleo, report, { actionId: 'ask:digest' });
    await story.bot.idle();
    expect((await ask(story, 'digest list')).text).toContain('every Monday at 09:00 (Australia/Sydney)');
    const again = await uploadOrders(story);
    expect(JSON.stringify(again.report.blocks)).not.toContain('Post this every Monday');
  });

  it('refuse lists to a guest', async () => {
    const story = await startStory();
    const { report } = await uploadOrders(story);
    await story.slack.click(PEOPLE.gil, report, { actionId: /^ask:export:/ });
    await story.bot.idle();
    expect(story.slack.messages(story.slack.directChannel(PEOPLE.gil))).toEqual([]);
    expect(story.slack.ephemerals(PEOPLE.gil)[0]!.text).toMatch(/guest/i);
  });
});

describe('A newer file of the same columns', () => {
  it('is merged, says what it brought, and can be compared with the run before', async () => {
    const story = await startStory();
    await uploadOrders(story);
    const newer = `${ordersFile().bytes}C5,new-1,2026-11-24,40,99.00\nC999,new-2,2026-11-24,3,20.00\n`;
    const { report } = await uploadOrders(story, { name: 'later.csv', bytes: newer });
    expect(report.text).toContain('121 customers');
    expect(report.text).toContain('later.csv brought 2 new orders; 0 orders changed, 420 orders stayed the same.');
    const compared = await ask(story, 'compare');
    expect(blockTypes(compared)).toContain('data_table');
    expect(compared.text).toMatch(/1 customer|joined|new/i);
  });

  it('moves the digest: who entered, who left, three things to do, one chart', async () => {
    const story = await startStory();
    await uploadOrders(story);
    await ask(story, 'digest daily 09:00');
    const posted = () =>
      story.slack.messages(CHANNELS.orders).filter(({ user, thread_ts }) => user === PEOPLE.bot && !thread_ts);
    story.clock.now += 86_400_000;
    await story.bot.tick();
    await story.bot.idle();
    const newer = `${ordersFile().bytes}C5,new-1,2026-11-26,40,99.00\nC999,new-2,2026-11-26,3,20.00\n`;
    await uploadOrders(story, { name: 'later.csv', bytes: newer });
    story.clock.now += 86_400_000;
    await story.bot.tick();
    await story.bot.idle();
    expect(posted()).toHaveLength(2);
    expect(blockTypes(posted()[1]!)).toEqual(expect.arrayContaining(['data_table', 'image']));
    expect(posted()[1]!.text).toMatch(/joined|new customer|moved/i);
  });
});

describe('A token that was revoked', () => {
  it('pauses the digest; nobody can be told, and the log says so', async () => {
    const story = await startStory();
    await uploadOrders(story);
    await ask(story, 'digest daily 09:00');
    story.slack.revokeToken();
    story.clock.now += 86_400_000;
    await story.bot.tick();
    await story.bot.idle();
    expect(story.logged()).toContain('cannot be told');
    const calls = story.slack.calls().length;
    story.clock.now += 86_400_000;
    await story.bot.tick();
    await story.bot.idle();
    expect(story.slack.calls()).toHaveLength(calls);
  });
});

describe('Several files at once', () => {
  it('wait for their turn and say their place', async () => {
    const story = await startStory();
    const header = ordersFile().bytes.split('\n')[0];
    const uploads = await Promise.all(
      [0, 1, 2].map(index => story.slack.upload(PEOPLE.ada, CHANNELS.orders, [ordersFile(header, `${index}.csv`)])),
    );
    await story.bot.idle();
    for (const { message } of uploads) expect(blockTypes(saidIn(story.slack, message)[0]!)).toContain('data_table');
    const first = story.slack.calls('chat.postMessage').map(({ args }) => String(args.text));
    expect(first.filter(text => /before/i.test(text)).length).toBeGreaterThan(0);
  });
});
