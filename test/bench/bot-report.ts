/** An upload to the real bot on the local Slack: milliseconds from the end of the engine to the report, and of it all. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startBot } from '../../src/bot.ts';
import { createLog } from '../../src/log.ts';
import { CHANNELS, PEOPLE } from '../../src/playground/sample-workspace.ts';
import { BOT_TOKEN, SIGNING_SECRET, slackWithApp } from '../acceptance/slack/installed.ts';

const [path = ''] = process.argv.slice(2);

const slack = await slackWithApp();
const dataDir = mkdtempSync(join(tmpdir(), 'tranche-bench-'));
const at = new Map<string, number>();
const write = (line: string): void => {
  at.set(JSON.parse(line).msg, performance.now());
};
const bot = await startBot(
  {
    slack: { botToken: BOT_TOKEN, transport: { kind: 'http', signingSecret: SIGNING_SECRET }, apiUrl: slack.apiUrl },
    host: '127.0.0.1',
    port: 0,
    dataDir,
    retentionDays: 400,
    maxFileBytes: 2 ** 30,
    logLevel: 'info',
    quickChartUrl: null,
  },
  { now: Date.now, log: createLog({ level: 'info', secrets: [] }, { write }) },
);
slack.connectBot(`http://127.0.0.1:${bot.port}`);
const bytes = readFileSync(path);
const started = performance.now();
await slack.upload(PEOPLE.ada, CHANNELS.orders, [{ name: 'orders.csv', bytes }]);
await bot.idle();
const deliveredMs = at.get('report delivered')! - at.get('orders segmented')!;
console.log(JSON.stringify({ deliveredMs, allMs: performance.now() - started }));
await bot.stop();
await slack.close();
rmSync(dataDir, { recursive: true });
