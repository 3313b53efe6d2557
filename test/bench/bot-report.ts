/** An upload to the real bot on the local Slack: milliseconds from the end of the engine to the report, and of it all. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startBot } from '../../src/bot.ts';
import { createLog } from '../../src/log.ts';
import { createLocalSlack } from '../../src/playground/create-local-slack.ts';
import { CHANNELS, PEOPLE, sampleWorkspace } from '../../src/playground/sample-workspace.ts';

const [path = ''] = process.argv.slice(2);
const botToken = 'xoxb-invented-token';
const signingSecret = '0123456789abcdef0123456789abcdef';
const SCOPES = 'chat:write files:read files:write users:read channels:read groups:read channels:history im:write';

const slack = await createLocalSlack({
  workspace: sampleWorkspace(),
  botToken,
  scopes: SCOPES.split(' '),
  events: ['message.channels', 'file_shared'],
  signingSecret,
  commands: ['/segment'],
  now: Date.now,
});
const dataDir = mkdtempSync(join(tmpdir(), 'tranche-bench-'));
const at = new Map<string, number>();
const write = (line: string): void => {
  at.set(JSON.parse(line).msg, performance.now());
};
const bot = await startBot(
  {
    slack: { botToken, transport: { kind: 'http', signingSecret }, apiUrl: slack.apiUrl },
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
