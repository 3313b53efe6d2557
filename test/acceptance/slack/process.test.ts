import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openBotState } from '../../../src/store/open-state.ts';
import { type BotProcess, startBotProcess, watched } from './bot-process.ts';
import { BOT_TOKEN, SIGNING_SECRET, slackWithApp } from './installed.ts';

const killedAfterwards = (started: BotProcess): BotProcess => {
  onTestFinished(() => void started.child.kill('SIGKILL'));
  return started;
};

const start = (env: Readonly<Record<string, string>>, cwd?: string): BotProcess =>
  killedAfterwards(startBotProcess(env, cwd));

const localSlack = async () => {
  const slack = await slackWithApp({ events: [] });
  const dataDir = mkdtempSync(join(tmpdir(), 'tranche-process-'));
  onTestFinished(async () => {
    await slack.close();
    rmSync(dataDir, { recursive: true });
  });
  const env = {
    SLACK_BOT_TOKEN: BOT_TOKEN,
    SLACK_SIGNING_SECRET: SIGNING_SECRET,
    SLACK_API_URL: slack.apiUrl,
    PORT: '0',
    DATA_DIR: dataDir,
  };
  return { slack, env };
};

describe('npm start', () => {
  it('is ready, healthy, and ends cleanly on SIGTERM', async () => {
    const { env } = await localSlack();
    const { child, ready, ended, output } = start(env);
    const port = await ready;
    const status = async (path: string): Promise<number> => (await fetch(`http://127.0.0.1:${port}${path}`)).status;
    expect([await status('/healthz'), await status('/readyz')]).toEqual([200, 200]);
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    expect(output()).not.toContain(BOT_TOKEN);
  });

  it('refuses a folder that another one uses, and leaves that one alone', async () => {
    const { env } = await localSlack();
    const first = start(env);
    const port = await first.ready;
    const second = start(env);
    expect(await second.ended).toBe(1);
    expect(second.output()).toMatch(/Problem: .*\n?.*Fix: /s);
    expect((await fetch(`http://127.0.0.1:${port}/readyz`)).status).toBe(200);
  });

  it('refuses a state that a newer version wrote, and says so', async () => {
    const { env } = await localSlack();
    const path = join(env.DATA_DIR, 'state.sqlite');
    await (await openBotState(path, { newId: () => 'new' })).close();
    const file = new DatabaseSync(path);
    file.exec(`INSERT INTO kysely_migration VALUES ('999_later', '2030-01-01T00:00:00.000Z')`);
    file.close();
    const { ended, output } = start(env);
    expect(await ended).toBe(1);
    expect(output()).toContain('was written by a newer version of Tranche');
  });

  it('names a token that Slack refuses', async () => {
    const { env } = await localSlack();
    const { ended, output } = start({ ...env, SLACK_BOT_TOKEN: 'xoxb-another' });
    expect(await ended).toBe(1);
    expect(output()).toContain('invalid_auth');
    expect(output()).not.toContain('xoxb-another');
  });

  it('lists every setting that is missing or wrong, with where it is found', async () => {
    const { ended, output } = start({ SLACK_BOT_TOKEN: 'xapp-1-mistaken', PORT: 'many' });
    expect(await ended).toBe(1);
    for (const part of ['SLACK_BOT_TOKEN', 'OAuth & Permissions', 'SLACK_SIGNING_SECRET', 'App-Level Tokens', 'PORT'])
      expect(output()).toContain(part);
  });

  it('takes settings from a file .env beside it; the environment wins', async () => {
    const { env } = await localSlack();
    const folder = mkdtempSync(join(tmpdir(), 'tranche-env-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const { SLACK_BOT_TOKEN, ...others } = env;
    const lines = Object.entries({ SLACK_BOT_TOKEN, PORT: 'many' }).map(([name, value]) => `${name}=${value}\n`);
    writeFileSync(join(folder, '.env'), lines.join(''));
    const { ready, child, ended } = start(others, folder);
    expect(await ready).toBeGreaterThan(0);
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
  });

  it('does not outlive npm, which keeps signals to itself', async () => {
    const { env } = await localSlack();
    const npm = spawn('npm', ['start'], { env: { ...process.env, ...env }, detached: true });
    onTestFinished(() => {
      try {
        process.kill(-npm.pid!, 'SIGKILL');
      } catch {
        // Nothing of it is left.
      }
    });
    const { child, ready, output } = killedAfterwards(watched(npm));
    const port = await ready;
    child.kill('SIGTERM');
    const answers = () =>
      fetch(`http://127.0.0.1:${port}/healthz`).then(
        () => true,
        () => false,
      );
    await expect.poll(answers, { timeout: 20_000 }).toBe(false);
    expect(output()).toContain('the end of npm');
  });

  it('without any setting opens the playground, and says that it is a simulation', async () => {
    const { child, ended, output } = start({ PORT: '0' });
    await expect.poll(output, { timeout: 20_000 }).toMatch(/http:\/\/localhost:\d+[\s\S]*simulation of Slack/);
    const [address = ''] = /http:\/\/localhost:\d+/.exec(output()) ?? [];
    expect(await (await fetch(address)).text()).toContain('Tranche playground');
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
  });

  it('opens no playground where nobody could reach it', async () => {
    const { ended, output } = start({ HOST: '0.0.0.0', PORT: '0' });
    expect(await ended).toBe(0);
    expect(output()).toContain('Install in Slack');
  });
});
