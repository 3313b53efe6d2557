/** `day.ts CHANNELS`: a simulated day of so many channels; prints its outcome and the bot's memory hour by hour. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chainOfShops, liveADay } from '../acceptance/slack/day.ts';
import { BOT_TOKEN, SIGNING_SECRET, slackWithApp } from '../acceptance/slack/installed.ts';

const channels = Number(process.argv[2]);
const started = performance.now();
const clock = { now: Date.UTC(2026, 10, 28) };
const slack = await slackWithApp({ workspace: chainOfShops(channels), now: () => clock.now });
const folder = mkdtempSync(join(tmpdir(), 'tranche-day-'));
const bot = fork(join(import.meta.dirname, 'day-bot.ts'), [
  slack.apiUrl,
  BOT_TOKEN,
  SIGNING_SECRET,
  join(folder, 'data'),
  String(clock.now),
]);
const died = once(bot, 'exit').then(([code]) => {
  throw new Error(`The bot ended with ${code}.`);
});
/** What the bot says next. */
const answer = async (): Promise<unknown> => (await Promise.race([once(bot, 'message'), died]))[0];
const { port } = (await answer()) as { readonly port: number };
slack.connectBot(`http://127.0.0.1:${port}`);

let megabytes = 0;
const moveTo = async (instant: number): Promise<void> => {
  clock.now = instant;
  const done = answer();
  bot.send({ instant });
  ({ megabytes } = (await done) as { readonly megabytes: number });
};
const byHour: number[] = [];
const outcome = await liveADay({ slack, moveTo }, channels, async () => void byHour.push(megabytes));
console.log(JSON.stringify({ ...outcome, byHour, seconds: (performance.now() - started) / 1_000 }));

bot.disconnect();
await died.catch(() => {});
await slack.close();
rmSync(folder, { recursive: true });
