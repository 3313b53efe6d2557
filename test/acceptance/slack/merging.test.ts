import { describe, expect, it } from 'vitest';
import { PEOPLE } from '../../../src/playground/sample-workspace.ts';
import type { SlackMessage } from '../../../src/playground/workspace.ts';
import { ask, ordersFile, type Story, saidIn, startStory, uploadOrders } from './story.ts';

const LATER = {
  name: 'december.csv',
  bytes: 'customer,order,date,quantity,price\nC0,0-0,2026-11-24,9,9.00\nC900,n-1,2026-11-24,1,20.00\n',
};

const latest = (story: Story, message: SlackMessage): SlackMessage => saidIn(story.slack, message).at(-2)!;

describe('Next week’s file', () => {
  it('is merged; undoing it brings back what was there', async () => {
    const story = await startStory();
    await uploadOrders(story);
    const { message, report } = await uploadOrders(story, LATER);
    expect(report.text).toContain('december.csv brought 1 new order; 1 order changed, 0 orders stayed the same.');
    expect(report.text).toContain('121 customers');
    const datasets = await ask(story, 'datasets');
    expect(datasets.text).toMatch(/421 rows \(.+ stored\).*2 uploads, the last one december.csv/);
    await story.slack.click(PEOPLE.ada, report, { actionId: /^ask:undo:/ });
    await story.bot.idle();
    expect(latest(story, message).text).toContain('took december.csv back');
    expect(latest(story, message).text).toContain('120 customers');
    expect((await ask(story, 'datasets')).text).toContain('420 rows');
  });

  it('is kept apart, or everything else goes', async () => {
    const story = await startStory();
    await uploadOrders(story);
    const { message, report } = await uploadOrders(story, LATER);
    await story.slack.click(PEOPLE.ada, report, { actionId: /^ask:apart:/ });
    await story.bot.idle();
    expect(latest(story, message).text).toContain('made december.csv a set of orders of its own');
    expect((await ask(story, 'datasets')).text).toMatch(/december.*2 rows.*orders.*420 rows/s);
    // Two have the same columns now.
    const { message: third, said } = await uploadOrders(story, { ...LATER, name: 'january.csv' });
    expect(said[0]!.text).toContain('Where do its orders belong?');
    await story.slack.click(PEOPLE.ben, said[0]!, { actionId: /^place:add:/ });
    await story.bot.idle();
    expect(saidIn(story.slack, third)[0]!.text).toContain('january.csv brought');
  });

  it('replaces everything where somebody says so; the list of uploads shows what is left', async () => {
    const story = await startStory();
    await uploadOrders(story);
    const { message, report } = await uploadOrders(story, LATER);
    await story.slack.click(PEOPLE.ada, report, { actionId: /^ask:only:/ });
    await story.bot.idle();
    expect(latest(story, message).text).toContain('kept only december.csv');
    const list = await ask(story, 'datasets');
    await story.slack.click(PEOPLE.ada, list, { actionId: /^ask:uploads:/ });
    await story.bot.idle();
    expect(story.slack.ephemerals(PEOPLE.ada).at(-1)!.text).toContain('made of 1 upload');
    await story.slack.click(PEOPLE.ada, report, { actionId: /^ask:undo:/ });
    await story.bot.idle();
    expect(story.slack.ephemerals(PEOPLE.ada).at(-1)!.text).toContain('made of this one upload');
  });

  it('of other columns is asked about; two people who answer are one answer', async () => {
    const story = await startStory();
    await uploadOrders(story);
    const other = ordersFile('Client ID,Order ID,Order Date,Qty,Unit Price', 'shop-two.csv');
    const { message, said } = await uploadOrders(story, other);
    expect(said[0]!.text).toContain('its columns differ from those of the orders that are here already');
    await Promise.all([
      story.slack.click(PEOPLE.ada, said[0]!, { actionId: 'place:new' }),
      story.slack.click(PEOPLE.ben, said[0]!, { actionId: 'place:new' }),
    ]);
    await story.bot.idle();
    const reports = saidIn(story.slack, message).filter(({ blocks }) =>
      blocks.some(({ type }) => type === 'data_table'),
    );
    expect(reports).toHaveLength(1);
    expect(reports[0]!.text).toContain('shop-two');
    expect((await ask(story, 'datasets')).text).toMatch(/shop-two.*orders/s);
  });
});
