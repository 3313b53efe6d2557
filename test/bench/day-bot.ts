/** The bot as a process whose clock its parent moves: `{ instant }` in, `{ megabytes }` out when nothing is left to do. */
import { startBot } from '../../src/bot.ts';
import { createLog } from '../../src/log.ts';

const [apiUrl = '', botToken = '', signingSecret = '', dataDir = '', start = '0'] = process.argv.slice(2);
const clock = { now: Number(start) };
const bot = await startBot(
  {
    slack: { botToken, transport: { kind: 'http', signingSecret }, apiUrl },
    host: '127.0.0.1',
    port: 0,
    dataDir,
    retentionDays: 400,
    maxFileBytes: 50_000_000,
    logLevel: 'error',
    quickChartUrl: null,
  },
  { now: () => clock.now, log: createLog({ level: 'error', secrets: [botToken, signingSecret] }, process.stderr) },
);

process.on('message', async ({ instant }: { instant: number }) => {
  clock.now = instant;
  await bot.tick();
  await bot.idle();
  process.send?.({ megabytes: process.memoryUsage.rss() / 2 ** 20 });
});
process.on('disconnect', async () => {
  await bot.stop();
  process.exit();
});
process.send?.({ port: bot.port });
