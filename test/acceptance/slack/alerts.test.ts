import { describe, expect, it } from 'vitest';
import { CHANNELS, PEOPLE } from '../../../src/playground/sample-workspace.ts';
import type { SlackMessage } from '../../../src/playground/workspace.ts';
import { steadyShopCsv, WAVE } from '../../steady-shop.ts';
import { ask, blockTypes, type Story, startStory, uploadOrders } from './story.ts';

const FIRST_MONDAY = Date.UTC(2026, 10, 30, 8);
const SECOND_MONDAY = Date.UTC(2026, 11, 7, 8);
/** The last order that is ever uploaded, on the day before the second Monday. */
const END = Date.UTC(2026, 11, 6);

const orders = (until: number, days?: number) => ({
  name: 'orders.csv',
  bytes: steadyShopCsv({ until, end: END, wave: WAVE, ...(days === undefined ? {} : { days }) }),
});

const posted = ({ slack }: Story): readonly SlackMessage[] =>
  slack.messages(CHANNELS.orders).filter(({ user, thread_ts }) => user === PEOPLE.bot && !thread_ts);

const at = async (story: Story, instant: number): Promise<void> => {
  story.clock.now = instant;
  await story.bot.tick();
  await story.bot.idle();
};

const started = async (days?: number): Promise<Story> => {
  const story = await startStory();
  await uploadOrders(story, orders(Date.UTC(2026, 10, 24), days));
  return story;
};

describe('Alerts every Monday at 09:00', () => {
  it('post nothing in a week like the others, and say so when they are asked', async () => {
    const story = await started();
    const saved = await ask(story, 'digest weekly mon 09:00 alerts');
    expect(saved.text).toContain('I look at orders every Monday at 09:00 (Europe/Berlin)');
    expect(saved.text).toContain('only when more customers than usual slip into At risk or Lost');
    expect(saved.text).not.toContain('too little history');
    await at(story, FIRST_MONDAY);
    expect(posted(story)).toEqual([]);
    const preview = await ask(story, 'digest preview');
    expect(preview.text).toContain('All quiet.');
    expect(preview.text).toMatch(
      /• \d customers became At risk in the week to 24 Nov 2026; in the 12 weeks before, it was/,
    );
    expect((await ask(story, 'digest list')).text).toMatch(/alerts only/);
  });

  it('speak up when more slip away than before, once, with what hangs on them and what helps', async () => {
    const story = await started();
    await ask(story, 'digest weekly mon 09:00 alerts');
    await at(story, FIRST_MONDAY);
    await uploadOrders(story, orders(END));
    const before = posted(story).length;
    await at(story, SECOND_MONDAY);
    const [alert, ...more] = posted(story).slice(before);
    expect(more).toEqual([]);
    expect(alert!.text).toMatch(
      /3\d customers became At risk in the week to 6 Dec 2026; in the 12 weeks before, it was between \d and \d\./,
    );
    expect(alert!.text).toMatch(/They have spent [\d,.]+K? so far, \d+% of all revenue/);
    expect(alert!.text).toContain('What helps: Make one good offer to come back');
    expect(blockTypes(alert!)).toContain('image');
    await at(story, SECOND_MONDAY + 60_000);
    await story.restart();
    await at(story, SECOND_MONDAY + 120_000);
    expect(posted(story)).toHaveLength(before + 1);
    await story.slack.click(PEOPLE.ada, alert!, { actionId: 'ask:list:at-risk' });
    await story.bot.idle();
    expect(story.slack.messages(story.slack.directChannel(PEOPLE.ada)).at(-1)!.files).toHaveLength(1);
    // The same orders have nothing new to say, and those of a week ago are no reason either.
    await at(story, SECOND_MONDAY + 7 * 86_400_000);
    await at(story, SECOND_MONDAY + 14 * 86_400_000);
    expect(posted(story)).toHaveLength(before + 1);
  });

  it('say plainly that there is too little history, and post nothing until there is enough', async () => {
    const story = await started(90);
    const saved = await ask(story, 'digest alerts');
    expect(saved.text).toContain('every Monday at 09:00');
    expect(saved.text).toMatch(
      /too little history yet: .* I need 6 earlier weeks .* From about \d+ \w+ 20\d\d on there are enough/,
    );
    expect((await ask(story, 'digest')).text).toContain('too little history yet');
    expect((await ask(story, 'digest preview')).text).toContain('too little history yet');
    await at(story, FIRST_MONDAY);
    expect(posted(story)).toEqual([]);
  });

  it('take the place of a digest, and give it back', async () => {
    const story = await started();
    await ask(story, 'digest weekly mon 09:00');
    expect((await ask(story, 'digest daily 8am alerts')).text).toContain('Until now it came every Monday at 09:00.');
    await at(story, FIRST_MONDAY);
    expect(posted(story)).toEqual([]);
    expect((await ask(story, 'digest weekly mon 09:00')).text).toContain(
      'Until now I looked for alerts only, every day at 08:00.',
    );
    await at(story, FIRST_MONDAY + 60_000);
    await uploadOrders(story, orders(END));
    const before = posted(story).length;
    await at(story, SECOND_MONDAY);
    expect(posted(story)).toHaveLength(before + 1);
  });
});
