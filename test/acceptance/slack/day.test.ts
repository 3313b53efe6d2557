import { expect, it } from 'vitest';
import { chainOfShops, liveADay } from './day.ts';
import { startStory } from './story.ts';

it('A day of twelve shops in twelve time zones: every file has its report, every digest comes at nine, once', async () => {
  const story = await startStory({ workspace: chainOfShops(12) });
  const moveTo = async (instant: number): Promise<void> => {
    story.clock.now = instant;
    await story.bot.tick();
    await story.bot.idle();
  };
  const { reports, digests, problems } = await liveADay({ slack: story.slack, moveTo }, 12);
  expect(problems).toEqual([]);
  expect({ reports, digests }).toEqual({ reports: 24, digests: 12 });
}, 240_000);
