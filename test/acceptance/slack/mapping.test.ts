import { describe, expect, it } from 'vitest';
import { CHANNELS, PEOPLE } from '../../../src/playground/sample-workspace.ts';
import { OPEN_MAPPING } from '../../../src/slack/ids.ts';
import { ordersFile, saidIn, startStory, uploadOrders } from './story.ts';

const STRANGE = 'who,which,sold,pieces,each';

describe('A file whose columns say nothing', () => {
  it('is asked about in the thread, answered in a modal, and remembered', async () => {
    const story = await startStory();
    const { message, said } = await uploadOrders(story, ordersFile(STRANGE));
    expect(said).toHaveLength(1);
    expect(said[0]!.text).toContain(
      'I found no column for the customer, the date of the order or the amount of money.',
    );
    await story.slack.click(PEOPLE.ada, said[0]!, { actionId: OPEN_MAPPING });
    const modal = await story.slack.waitFor(() => story.slack.modal(PEOPLE.ada), 'the modal');
    const choose = (value: string) => ({ column: { selected_option: { value } } });
    const columns = {
      'field-customer': choose('0'),
      'field-order': choose('1'),
      'field-date': choose('2'),
      'field-quantity': choose('3'),
      'field-price': choose('4'),
    };
    // The last column was guessed to be an amount: the modal says so at the field, and stays open.
    const refused = await story.slack.submit(PEOPLE.ada, modal, columns);
    expect(refused.body).toMatchObject({ response_action: 'errors' });
    const answer = await story.slack.submit(PEOPLE.ada, modal, { ...columns, 'field-amount': choose('none') });
    expect(answer.status).toBe(200);
    expect(story.slack.modal(PEOPLE.ada)).toBeNull();
    await story.bot.idle();
    expect(saidIn(story.slack, message)[0]!.text).toContain('120 customers');
    const again = await uploadOrders(story, ordersFile(STRANGE, 'later.csv'));
    expect(again.report.text).toContain('120 customers');
  });
});

describe('Dates whose day and month cannot be told apart', () => {
  it('are asked about, and not assumed', async () => {
    const story = await startStory();
    const rows = Array.from({ length: 30 }, (_, i) => `C${i % 12},${i},${1 + (i % 9)}/${1 + (i % 7)}/2026,${i + 1}.50`);
    const file = { name: 'days.csv', bytes: `customer,order,date,amount\n${rows.join('\n')}\n` };
    const { message } = await story.slack.upload(PEOPLE.ada, CHANNELS.orders, [file]);
    await story.bot.idle();
    const [question] = saidIn(story.slack, message);
    expect(question!.text).toMatch(/day|month/i);
    await story.slack.click(PEOPLE.ada, question!, { actionId: OPEN_MAPPING });
    const modal = await story.slack.waitFor(() => story.slack.modal(PEOPLE.ada), 'the modal');
    await story.slack.submit(PEOPLE.ada, modal, {
      'day-month-order': { order: { selected_option: { value: 'mdy' } } },
    });
    await story.bot.idle();
    expect(saidIn(story.slack, message)[0]!.text).toContain('12 customers');
  });
});
