import { describe, expect, it } from 'vitest';
import { CHANNELS, PEOPLE } from '../../../src/playground/sample-workspace.ts';
import { CUSTOMER_ACTION, CUSTOMER_BLOCK, DATASET_ACTION, DATASET_BLOCK } from '../../../src/slack/ids.ts';
import { ask, ordersFile, type Story, startStory, uploadOrders } from './story.ts';

const openHome = async (story: Story, user: string = PEOPLE.ada): Promise<string> => {
  await story.slack.openHome(user);
  await story.bot.idle();
  return shown(story, user);
};

const shown = ({ slack }: Story, user: string = PEOPLE.ada): string => JSON.stringify(slack.home(user)!.view);

const directs = ({ slack }: Story, user: string = PEOPLE.ada): readonly string[] =>
  slack.directMessages(user).map(({ text }) => text);

interface Choice {
  readonly what: 'forget-dataset' | 'forget-customer' | 'account';
  readonly dataset: string;
  readonly customer?: string;
  readonly user?: string;
}

/** A button of the home tab, and the modal that it opens. */
const choose = async (story: Story, { what, dataset, customer, user = PEOPLE.ada }: Choice): Promise<void> => {
  await story.slack.click(user, story.slack.home(user)!, { actionId: `privacy:${what}` });
  const modal = await story.slack.waitFor(() => story.slack.modal(user), 'the modal');
  await story.slack.submit(user, modal, {
    [DATASET_BLOCK]: { [DATASET_ACTION]: { selected_option: { value: dataset } } },
    ...(customer === undefined ? {} : { [CUSTOMER_BLOCK]: { [CUSTOMER_ACTION]: { value: customer } } }),
  });
  await story.bot.idle();
};

/** The id of the only dataset, as the buttons name it. */
const datasetId = (home: string): string => /ask:show:([\w-]+)/.exec(home)![1]!;

describe('The home tab', () => {
  it('shows of every dataset how fresh it is, the last result and what is stored', async () => {
    const story = await startStory();
    await uploadOrders(story);
    const home = await openHome(story);
    expect(home).toContain('Last result, 25 Nov 2026:');
    expect(home).toMatch(/bring \d+% of the revenue/);
    expect(home).toMatch(/1 day ago/);
    expect(home).toContain('25 Nov 2026 by');
    expect(home).toMatch(/1 dataset, [\d,]+ [kM]B on the disk/);
    expect(home).toContain('deleted 400 days after its last upload');
  });

  it('pauses, resumes and deletes digests, and shows at once what has become of them', async () => {
    const story = await startStory();
    await uploadOrders(story);
    await ask(story, 'digest daily 09:00');
    expect(await openHome(story)).toContain('comes every day at 09:00');
    const press = async (actionId: RegExp): Promise<string> => {
      await story.slack.click(PEOPLE.ada, story.slack.home(PEOPLE.ada)!, { actionId });
      await story.bot.idle();
      return shown(story);
    };
    expect(await press(/^ask:pause:/)).toContain('*Paused:*');
    const resumed = await press(/^ask:resume:/);
    expect(resumed).not.toContain('*Paused:*');
    expect(resumed).toContain('"confirm":{"title":{"type":"plain_text","text":"Delete this digest?"');
    expect(await press(/^ask:off:/)).not.toContain('comes every day');
    expect(directs(story)).toEqual([]);
    expect((await ask(story, 'digest list')).text).toContain('No digests');
  });

  it('forgets a dataset that is chosen there, after asking in a direct message', async () => {
    const story = await startStory();
    await uploadOrders(story);
    const dataset = datasetId(await openHome(story));
    await choose(story, { what: 'forget-dataset', dataset });
    const question = story.slack.directMessages(PEOPLE.ada).at(-1)!;
    expect(question.text).toContain('Delete orders?');
    await story.slack.click(PEOPLE.ada, question, { actionId: 'ask:forget' });
    await story.bot.idle();
    expect(await openHome(story)).toContain('None yet. You see the orders');
  });

  it('forgets a customer that is named there, after asking in a direct message', async () => {
    const story = await startStory();
    await uploadOrders(story);
    const dataset = datasetId(await openHome(story));
    await choose(story, { what: 'forget-customer', dataset, customer: 'C17' });
    const question = story.slack.directMessages(PEOPLE.ada).at(-1)!;
    expect(question.text).toContain('Delete customer C17');
    await story.slack.click(PEOPLE.ada, question, { actionId: 'ask:forget' });
    await story.bot.idle();
    expect((await ask(story, 'why C17')).text).toContain('no customer C17');
  });

  it('sends what is stored about a customer', async () => {
    const story = await startStory();
    await uploadOrders(story);
    const dataset = datasetId(await openHome(story));
    await choose(story, { what: 'account', dataset, customer: 'c17' });
    const [file, told] = story.slack.directMessages(PEOPLE.ada);
    expect(told!.text).toContain('what is stored about customer c17');
    expect(new TextDecoder().decode(story.slack.file(file!.files[0]!)!.bytes)).toContain('order line,orders.csv,');
  });

  it('refuses to forget, and to tell of customers, to whom it is not for', async () => {
    const story = await startStory();
    await uploadOrders(story);
    const dataset = datasetId(await openHome(story, PEOPLE.ben));
    await choose(story, { what: 'forget-customer', dataset, customer: 'C17', user: PEOPLE.ben });
    expect(directs(story, PEOPLE.ben)).toEqual([expect.stringMatching(/uploaded the orders, or an admin/)]);
    await openHome(story, PEOPLE.gil);
    await choose(story, { what: 'account', dataset, customer: 'C17', user: PEOPLE.gil });
    expect(directs(story, PEOPLE.gil)).toEqual([expect.stringMatching(/guest/)]);
  });

  it('says where there is nothing to choose, and offers nothing of channels that the person is not in', async () => {
    const story = await startStory();
    await story.slack.upload(PEOPLE.ben, CHANNELS.secret, [ordersFile(undefined, 'hidden.csv')]);
    await story.bot.idle();
    await openHome(story);
    await story.slack.click(PEOPLE.ada, story.slack.home(PEOPLE.ada)!, { actionId: 'privacy:forget-dataset' });
    const modal = await story.slack.waitFor(() => story.slack.modal(PEOPLE.ada), 'the modal');
    expect(JSON.stringify(modal.view)).toContain('No orders of the channels that you are in');
    expect(JSON.stringify(modal.view)).not.toContain('hidden');
  });
});
