import { describe, expect, it } from 'vitest';
import { CHANNELS, PEOPLE } from '../../../src/playground/sample-workspace.ts';
import { saidIn, startStory } from './story.ts';

const rows = Array.from(
  { length: 30 },
  (_, i) => `C${i % 12},${i},2026-05-${10 + (i % 15)},${i % 3 === 0 ? '$' : '€'}${i + 1}.50`,
);
const bytes = `customer,order,date,amount\n${rows.join('\n')}\n`;

describe('A file with two currencies', () => {
  it('is asked about with a button for each; the answer holds for the next file like it', async () => {
    const story = await startStory();
    const { message } = await story.slack.upload(PEOPLE.ada, CHANNELS.orders, [{ name: 'both.csv', bytes }]);
    await story.bot.idle();
    const [question] = saidIn(story.slack, message);
    expect(question!.text).toContain('has amounts in 2 currencies');
    expect(question!.text).toContain('EUR (20 rows), $ (10 rows)');
    expect(JSON.stringify(question!.blocks)).toContain('Keep $');
    await story.slack.click(PEOPLE.ada, question!, { actionId: 'currency:EUR' });
    await story.bot.idle();
    const [report] = saidIn(story.slack, message);
    expect(report!.text).toContain('8 customers');
    expect(JSON.stringify(report!.blocks)).toContain('in another currency than the one to keep (10)');

    const later = await story.slack.upload(PEOPLE.ada, CHANNELS.orders, [{ name: 'later.csv', bytes }]);
    await story.bot.idle();
    expect(saidIn(story.slack, later.message)[0]!.text).toContain('8 customers');
  });
});
