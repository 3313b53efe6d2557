import { describe, expect, it } from 'vitest';
import { CHANNELS, PEOPLE } from '../../../src/playground/sample-workspace.ts';
import { row, workbookFile } from '../../ingest/sheet/workbook-file.ts';
import { type Story, saidIn, startStory } from './story.ts';

/** A sheet of orders: so many customers with an order each. */
const orders = (name: string, customers: number, amount = 'amount') => ({
  name,
  rows: [
    ['customer', 'order', 'date', amount],
    ...Array.from({ length: customers }, (_, index) => [
      `C${index}`,
      `${name}-${index}`,
      `2026-0${1 + (index % 9)}-1${index % 9}`,
      5 + index,
    ]),
  ]
    .map((cells, index) => row(index + 1, ...cells))
    .join(''),
});

const drop = async (story: Story, name: string, ...sheets: Parameters<typeof workbookFile>[0]['sheets'][number][]) => {
  const file = { name, bytes: workbookFile({ sheets }) };
  const { message } = await story.slack.upload(PEOPLE.ada, CHANNELS.orders, [file]);
  await story.bot.idle();
  return { said: () => saidIn(story.slack, message) };
};

describe('A workbook with several sheets that look like orders', () => {
  it('is asked about with a button for each; the answer holds for the next workbook like it', async () => {
    const story = await startStory();
    const notes = { name: 'Notes', rows: row(1, 'to do', 'until') + row(2, 'call', 'today') };
    const sheets = [orders('Shop', 20), orders('Market', 30, 'turnover'), notes];
    const { said } = await drop(story, 'both.xlsx', ...sheets);
    expect(said()).toHaveLength(1);
    expect(said()[0]!.text).toContain('Several sheets of both.xlsx look like orders: "Shop", "Market".');
    expect(JSON.stringify(said()[0]!.blocks)).toContain('Read Shop');
    await story.slack.click(PEOPLE.ben, said()[0]!, { actionId: 'sheet:1' });
    await story.bot.idle();
    expect(said()[0]!.text).toContain('30 customers');

    const next = await drop(story, 'later.xlsx', orders('Shop', 21), orders('Market', 40, 'turnover'), notes);
    expect(next.said()[0]!.text).toContain('40 customers');
    expect(next.said()[0]!.text).toContain('later.xlsx brought 10 new orders');

    const without = await drop(story, 'renamed.xlsx', orders('Shop', 21), orders('Online', 50, 'turnover'));
    expect(without.said()[0]!.text).toContain('Several sheets of renamed.xlsx look like orders: "Shop", "Online".');
  });

  it('is read without a question where one of them is hidden, or no orders', async () => {
    const story = await startStory();
    const hidden = { ...orders('Old', 12), state: 'hidden' } as const;
    const { said } = await drop(story, 'one.xlsx', hidden, orders('New', 25));
    expect(said()[0]!.text).toContain('25 customers');
  });

  it('whose question was answered is not answered twice', async () => {
    const story = await startStory();
    const { said } = await drop(story, 'both.xlsx', orders('Shop', 20), orders('Market', 30));
    const [question] = said();
    await Promise.all([
      story.slack.click(PEOPLE.ada, question!, { actionId: 'sheet:0' }),
      story.slack.click(PEOPLE.ben, question!, { actionId: 'sheet:1' }),
    ]);
    await story.bot.idle();
    expect(said()[0]!.text).toMatch(/20 customers|30 customers/);
    expect(said()).toHaveLength(2);
    await story.slack.click(PEOPLE.ada, question!, { actionId: 'sheet:1' }).catch(() => {});
    await story.bot.idle();
    expect(said()).toHaveLength(2);
  });
});
