import { describe, expect, it } from 'vitest';
import { MANIFEST_SCOPES } from '../../../src/app-manifest.ts';
import { CHANNELS, PEOPLE } from '../../../src/playground/sample-workspace.ts';
import { blockTypes, later, ordersFile, saidIn, startStory, uploadOrders } from './story.ts';

describe('An orders file is dropped into a channel', () => {
  it('becomes a report and six charts in its thread', async () => {
    const story = await startStory();
    const { report, charts, said } = await uploadOrders(story);
    expect(said).toHaveLength(2);
    expect(report.text).toContain('120 customers');
    expect(blockTypes(report)).toEqual(expect.arrayContaining(['header', 'data_table', 'carousel', 'actions']));
    expect(JSON.stringify(report.blocks)).toContain('Post this every Monday at 09:00');
    expect(blockTypes(charts)).toEqual(Array(6).fill('image'));
    expect(charts.text.length).toBeGreaterThan(200);
    expect(story.slack.calls().filter(({ answer }) => answer.ok === false)).toEqual([]);
  });

  it('is one start, however often Slack tells of it', async () => {
    const story = await startStory();
    const { message, delivered } = await story.slack.upload(PEOPLE.ada, CHANNELS.orders, [ordersFile()]);
    expect(delivered).toHaveLength(2);
    for (const { eventId } of delivered) await story.slack.redeliver(eventId);
    await story.bot.idle();
    for (const { eventId } of delivered) await story.slack.redeliver(eventId, 2);
    await story.bot.idle();
    expect(saidIn(story.slack, message)).toHaveLength(2);
    expect(story.slack.calls('chat.postMessage')).toHaveLength(2);
  });

  it('needs no permission to read the channel', async () => {
    const scopes = MANIFEST_SCOPES.filter(scope => !scope.endsWith(':history'));
    const story = await startStory({ scopes });
    const { message } = await uploadOrders(story);
    await later(story, 3_000);
    const said = saidIn(story.slack, message);
    expect(said).toHaveLength(2);
    expect(said[0]!.text).toContain('120 customers');
  });

  it('that holds no orders is answered with one line to the uploader, and nothing else', async () => {
    const story = await startStory();
    const file = { name: 'words.csv', bytes: 'word,meaning\nhello,a greeting\nbye,another one\n' };
    const { message } = await story.slack.upload(PEOPLE.ben, CHANNELS.orders, [file]);
    await story.bot.idle();
    expect(saidIn(story.slack, message)).toEqual([]);
    expect(story.slack.ephemerals(PEOPLE.ben)).toHaveLength(1);
    expect(story.slack.ephemerals(PEOPLE.ben)[0]!.text).toContain('words.csv');
  });

  it('arrives in older blocks where Slack refuses the newer ones', async () => {
    const story = await startStory({ olderBlocks: true });
    const { report } = await uploadOrders(story);
    expect(report.text).toContain('120 customers');
    expect(blockTypes(report)).not.toContain('data_table');
    expect(blockTypes(report)).toContain('section');
  });

  it('survives being told to wait in the middle of the delivery', async () => {
    const story = await startStory();
    story.slack.faults.rateLimit('chat.update', 1);
    const { report, said } = await uploadOrders(story);
    expect(said).toHaveLength(2);
    expect(report.text).toContain('120 customers');
  });

  it('leaves no token, customer or address in the log', async () => {
    const story = await startStory();
    await uploadOrders(story);
    expect(story.logged()).toContain('"job":"import-file"');
    expect(story.logged()).not.toMatch(/xoxb-|C119|0123456789abcdef/);
  });
});
