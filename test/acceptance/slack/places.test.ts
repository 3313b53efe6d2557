/** Where answers, uploads and buttons end up: threads, direct messages, the home tab. */
import { describe, expect, it } from 'vitest';
import { CHANNELS, PEOPLE } from '../../../src/playground/sample-workspace.ts';
import { OPEN_MAPPING, OPEN_UPLOAD, UPLOAD_ACTION, UPLOAD_BLOCK } from '../../../src/slack/ids.ts';
import { ask, ordersFile, type Story, saidIn, startStory, uploadOrders } from './story.ts';

/** Chooses a file in the modal that stands open. */
const submitFile = async (story: Story, user: string, file = ordersFile()): Promise<void> => {
  const modal = await story.slack.waitFor(() => story.slack.modal(user), 'the modal');
  const { id } = story.slack.attach(user, file);
  await story.slack.submit(user, modal, { [UPLOAD_BLOCK]: { [UPLOAD_ACTION]: { files: [{ id }] } } });
  await story.bot.idle();
};

const at = async (story: Story, instant: number): Promise<void> => {
  story.clock.now = instant;
  await story.bot.tick();
  await story.bot.idle();
};

describe('What only one person may see', () => {
  it('is seen where a mention began the thread, and stays in a thread that goes on', async () => {
    const story = await startStory();
    const { message } = await uploadOrders(story);
    await story.slack.post(PEOPLE.ada, CHANNELS.orders, `<@${PEOPLE.bot}> why C17`);
    await story.bot.idle();
    const [first] = story.slack.ephemerals(PEOPLE.ada);
    expect(first!.text).toContain('C17');
    expect(first!.thread_ts).toBeUndefined();
    await story.slack.post(PEOPLE.ada, CHANNELS.orders, `<@${PEOPLE.bot}> why C18`, message.ts);
    await story.bot.idle();
    expect(story.slack.ephemerals(PEOPLE.ada)[1]).toMatchObject({ thread_ts: message.ts });
  });

  it('is seen where a file holds no orders and its thread is empty again', async () => {
    const story = await startStory();
    await story.slack.upload(PEOPLE.ada, CHANNELS.orders, [{ name: 'x.csv', bytes: 'a,b\n1,2\n3,4\n' }]);
    await story.bot.idle();
    expect(story.slack.ephemerals(PEOPLE.ada)[0]!.text).toContain('I left x.csv alone');
  });

  it('stays in the thread of the button that asked', async () => {
    const story = await startStory();
    const { message, report } = await uploadOrders(story);
    await story.slack.click(PEOPLE.ben, report, { actionId: /^ask:details:/ });
    await story.bot.idle();
    expect(story.slack.ephemerals(PEOPLE.ben)[0]).toMatchObject({ thread_ts: message.ts });
  });

  it('are not rows of a file for guests, who see no modal with them', async () => {
    const story = await startStory();
    const { said } = await uploadOrders(story, ordersFile('who,which,sold,pieces,each'));
    await story.slack.click(PEOPLE.gil, said[0]!, { actionId: OPEN_MAPPING });
    const modal = await story.slack.waitFor(() => story.slack.modal(PEOPLE.gil), 'a modal');
    expect(JSON.stringify(modal.view)).not.toContain('0-0');
    expect(JSON.stringify(modal.view)).toMatch(/guest/i);
    await story.slack.click(PEOPLE.ben, said[0]!, { actionId: OPEN_MAPPING });
    const rows = await story.slack.waitFor(() => story.slack.modal(PEOPLE.ben), 'a modal');
    expect(JSON.stringify(rows.view)).toContain('0-0');
  });
});

describe('An upload', () => {
  it('from the home tab belongs to the direct message, where it can be asked about', async () => {
    const story = await startStory();
    await story.slack.openHome(PEOPLE.ben);
    await story.bot.idle();
    await story.slack.click(PEOPLE.ben, story.slack.home(PEOPLE.ben)!, { actionId: OPEN_UPLOAD });
    await submitFile(story, PEOPLE.ben);
    const direct = story.slack.directChannel(PEOPLE.ben);
    const last = () => story.slack.messages(direct).at(-1)!;
    await story.slack.post(PEOPLE.ben, direct, 'why C17');
    await story.bot.idle();
    expect(last().text).toContain('Customer C17');
    await story.slack.post(PEOPLE.ben, direct, 'export all');
    await story.bot.idle();
    expect(story.slack.messages(direct).flatMap(({ files }) => files.map(id => story.slack.file(id)!.name))).toContain(
      'orders-customers.csv',
    );
    await story.slack.openHome(PEOPLE.ben);
    await story.bot.idle();
    expect(JSON.stringify(story.slack.home(PEOPLE.ben)!.view)).toContain('orders.csv');
  });

  it('from the reminder goes to the channel of the digest', async () => {
    const story = await startStory();
    await uploadOrders(story);
    await ask(story, 'digest weekly mon 09:00');
    await at(story, Date.UTC(2026, 10, 30, 8));
    await at(story, Date.UTC(2026, 11, 5, 9));
    const reminder = story.slack.messages(story.slack.directChannel(PEOPLE.ada)).at(-1)!;
    expect(reminder.text).toContain('Mon, 7 Dec 2026, 09:00');
    await story.slack.click(PEOPLE.ada, reminder, { actionId: OPEN_UPLOAD });
    await submitFile(story, PEOPLE.ada, {
      name: 'newer.csv',
      bytes: `${ordersFile().bytes}C5,new-1,2026-12-04,40,99.00\n`,
    });
    expect(
      story.slack.messages(CHANNELS.orders).some(({ text }) => text.includes('newer.csv brought 1 new order')),
    ).toBe(true);
    expect((await ask(story, 'datasets')).text).toContain('2 uploads');
  });

  it('whose message Slack names late is answered in its thread all the same', async () => {
    const story = await startStory({ events: ['file_shared'] });
    const { message } = await story.slack.upload(PEOPLE.ada, CHANNELS.orders, [{ ...ordersFile(), unsharedFor: 2 }]);
    await at(story, story.clock.now + 3_000);
    expect(saidIn(story.slack, message)[0]!.text).toContain('120 customers');
  });
});

describe('Buttons of a digest', () => {
  it('work in the home tab', async () => {
    const story = await startStory();
    await uploadOrders(story);
    await ask(story, 'digest weekly mon 09:00');
    await story.slack.openHome(PEOPLE.ada);
    await story.bot.idle();
    await story.slack.click(PEOPLE.ada, story.slack.home(PEOPLE.ada)!, { actionId: /^ask:pause:/ });
    await story.bot.idle();
    expect((await ask(story, 'digest list')).text).toContain('Paused');
  });

  it('work in the message that says it was paused', async () => {
    const story = await startStory();
    await uploadOrders(story);
    await ask(story, 'digest daily 09:00');
    story.slack.remove(CHANNELS.orders, PEOPLE.bot);
    await at(story, story.clock.now + 86_400_000);
    story.slack.invite(CHANNELS.orders, PEOPLE.bot);
    const direct = story.slack.directChannel(PEOPLE.ada);
    await story.slack.click(PEOPLE.ada, story.slack.messages(direct).at(-1)!, { actionId: /^ask:resume:/ });
    await story.bot.idle();
    const told = [...story.slack.ephemerals(PEOPLE.ada), ...story.slack.messages(direct)].map(({ text }) => text);
    expect(told).toContainEqual(expect.stringContaining('comes again'));
  });
});

describe('What goes wrong', () => {
  it('doubles nothing where Slack took a message and its answer was lost', async () => {
    const story = await startStory();
    story.slack.faults.cut('chat.postMessage', 'answer', 2);
    const { message } = await story.slack.upload(PEOPLE.ada, CHANNELS.orders, [ordersFile()]);
    for (let tries = 0; tries < 4; tries += 1) {
      await story.bot.idle();
      await at(story, story.clock.now + 60_000);
    }
    // The progress message that says so, the report, its charts: each was posted once.
    const said = saidIn(story.slack, message);
    expect(said.map(({ blocks }) => blocks.some(({ type }) => type === 'data_table'))).toEqual([false, true, false]);
    expect(said[0]!.text).toContain('The report is below');
    expect(said[2]!.blocks.every(({ type }) => type === 'image')).toBe(true);
  });

  it('says nothing about a photo that was shared while Slack did not answer', async () => {
    const story = await startStory();
    story.slack.faults.breakDown('files.info', 6);
    const { message } = await story.slack.upload(PEOPLE.ada, CHANNELS.orders, [{ name: 'cat.png', bytes: 'x' }]);
    await story.bot.idle();
    for (let tries = 0; tries < 4; tries += 1) await at(story, story.clock.now + 400_000);
    expect(saidIn(story.slack, message)).toEqual([]);
  });

  it('leaves nothing in the channel where a run cannot be had', async () => {
    const story = await startStory();
    await uploadOrders(story);
    const before = story.slack.messages(CHANNELS.orders).length;
    expect((await ask(story, 'run as-of=2000-01-01')).text).toContain('2000-01-01');
    expect(story.slack.messages(CHANNELS.orders)).toHaveLength(before);
  });
});

describe('What moved', () => {
  const REFUNDS = Array.from({ length: 60 }, (_, customer) => `C${customer},R${customer},2026-11-20,-3,30.50\n`).join(
    '',
  );
  const withRefunds = { ...ordersFile(), bytes: `${ordersFile().bytes}${REFUNDS}` };

  it('is nothing where somebody only tried other settings', async () => {
    const story = await startStory();
    await uploadOrders(story, withRefunds);
    await ask(story, 'digest daily 09:00');
    await at(story, Date.UTC(2026, 10, 26, 8));
    await ask(story, 'run refunds=net');
    expect((await ask(story, 'digest preview')).text).toContain('Nobody changed their RFM group');
    expect((await ask(story, 'compare')).text).toContain('no earlier run');
  });

  it('never runs backwards in time', async () => {
    const story = await startStory();
    await uploadOrders(story);
    await ask(story, 'digest daily 09:00');
    await at(story, Date.UTC(2026, 10, 26, 8));
    await ask(story, 'run k=3');
    expect((await ask(story, 'compare')).text).toContain('no earlier run');
  });
});
