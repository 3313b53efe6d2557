/** The bot as a process of its own, which can be killed, against a local Slack that lives on here. */
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FileToUpload, LocalSlack, LocalSlackOptions } from '../../../src/playground/local-slack.ts';
import type { SlackMessage } from '../../../src/playground/workspace.ts';
import { type BotProcess, startBotProcess } from './bot-process.ts';
import { BOT_TOKEN, SIGNING_SECRET, slackWithApp } from './installed.ts';

/** Folders that are empty when nothing is under way. */
const PASSING_FOLDERS = ['staging', 'uploads', 'exports'] as const;

const POLL_MS = 20;
const PATIENCE_MS = 120_000;

export class ProcessWorld implements AsyncDisposable {
  readonly slack: LocalSlack;
  readonly dataDir: string;
  readonly #folder: string;
  #process: BotProcess | null = null;
  /** Events that the bot has not acknowledged. */
  #unheard: string[] = [];

  private constructor(slack: LocalSlack) {
    this.slack = slack;
    this.#folder = mkdtempSync(join(tmpdir(), 'tranche-world-'));
    this.dataDir = join(this.#folder, 'data');
  }

  static async open(changes: Partial<LocalSlackOptions> = {}): Promise<ProcessWorld> {
    return new ProcessWorld(await slackWithApp(changes));
  }

  /** Starts the process, and does not wait until it is ready. */
  begin(): BotProcess {
    this.#process = startBotProcess({
      SLACK_BOT_TOKEN: BOT_TOKEN,
      SLACK_SIGNING_SECRET: SIGNING_SECRET,
      SLACK_API_URL: this.slack.apiUrl,
      PORT: '0',
      DATA_DIR: this.dataDir,
    });
    return this.#process;
  }

  /** Resolves when the bot is ready and has heard of everything that it missed. */
  async start(): Promise<void> {
    const started = this.begin();
    const ended = started.ended.then(code => {
      throw new Error(`The bot ended with ${code} before it was ready:\n${started.output()}`);
    });
    const port = await Promise.race([started.ready, ended]);
    ended.catch(() => {});
    this.slack.connectBot(`http://127.0.0.1:${port}`);
    await this.tellAgain();
  }

  /** Slack's retries of what was not acknowledged. */
  async tellAgain(): Promise<void> {
    const missed = this.#unheard;
    this.#unheard = [];
    for (const event of missed) this.#note(event, await this.slack.redeliver(event));
  }

  /** kill -9 */
  async kill(): Promise<void> {
    this.#process?.child.kill('SIGKILL');
    await this.#process?.ended;
  }

  /** SIGTERM; gives the exit code. */
  async stop(): Promise<number | null> {
    this.#process?.child.kill('SIGTERM');
    return (await this.#process?.ended) ?? null;
  }

  get pid(): number | undefined {
    return this.#process?.child.pid;
  }

  get output(): string {
    return this.#process?.output() ?? '';
  }

  async upload(user: string, channel: string, file: FileToUpload): Promise<SlackMessage> {
    const { message, delivered } = await this.slack.upload(user, channel, [file]);
    for (const { eventId, ...answer } of delivered) this.#note(eventId, answer);
    return message;
  }

  #note(event: string, { status }: { readonly status: number }): void {
    if (status !== 200) this.#unheard.push(event);
  }

  /** Only while the bot runs: whoever opens the state last tidies up in it. */
  get isBusy(): boolean {
    return (
      this.#unheard.length > 0 ||
      // In this order: a due digest becomes a job before it is due no more.
      this.#count(`digests WHERE pausedBecause IS NULL AND nextDueAt <= ${Date.now()}`) > 0 ||
      this.#count("jobs WHERE state IN ('queued', 'running')") > 0
    );
  }

  untilIdle(): Promise<void> {
    return this.until(() => !this.isBusy, 'all jobs to end');
  }

  /** For what only the other process knows, and changes. */
  async until(look: () => boolean, what: string): Promise<void> {
    const late = performance.now() + PATIENCE_MS;
    while (!look()) {
      if (performance.now() > late) throw new Error(`Waited in vain for ${what}; the bot says:\n${this.output}`);
      await sleep(POLL_MS);
    }
  }

  /** Every digest is due at the instant, epoch milliseconds. */
  makeDue(dueAt: number): void {
    this.#onState(database => database.prepare('UPDATE digests SET nextDueAt = ?').run(dueAt));
  }

  /** What is there although nothing is under way; call it when the bot has stopped. */
  leftovers(): readonly string[] {
    const passing = PASSING_FOLDERS.flatMap(name => this.filesIn(name).map(entry => `${name}/${entry}`));
    const known = new Set(
      this.#onState(database => database.prepare('SELECT folder FROM batches').all()).map(({ folder }) => folder),
    );
    return [...passing, ...this.filesIn('batches').filter(entry => !known.has(entry))];
  }

  filesIn(folder: string): readonly string[] {
    const path = join(this.dataDir, folder);
    return existsSync(path) ? readdirSync(path) : [];
  }

  /** `ok`, of a copy: the bot itself has to cope with what the kill has left. Call it while the bot does not run. */
  integrity(): string {
    const copy = join(this.#folder, 'copy');
    for (const name of this.filesIn('.').filter(entry => entry.startsWith('state.sqlite')))
      cpSync(join(this.dataDir, name), join(copy, name));
    if (!existsSync(copy)) return 'ok';
    const database = new DatabaseSync(join(copy, 'state.sqlite'));
    const found = database.prepare('PRAGMA integrity_check').get()?.integrity_check;
    database.close();
    rmSync(copy, { recursive: true });
    return String(found);
  }

  #count(from: string): number {
    return Number(this.#onState(database => database.prepare(`SELECT count(*) AS count FROM ${from}`).get())?.count);
  }

  #onState<T>(use: (database: DatabaseSync) => T): T {
    const database = new DatabaseSync(join(this.dataDir, 'state.sqlite'), { timeout: 5_000 });
    try {
      return use(database);
    } finally {
      database.close();
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.kill();
    await this.slack.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
