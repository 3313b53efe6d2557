/** Kills the bot at seeded moments of everything that it does, and looks what became of the work. */
import { setTimeout as sleep } from 'node:timers/promises';
import { seededRandom } from '../../../src/core/random.ts';
import { CHANNELS, PEOPLE } from '../../../src/playground/sample-workspace.ts';
import type { SlackFile, SlackMessage } from '../../../src/playground/workspace.ts';
import { ProcessWorld } from './process-world.ts';

/** In the order in which an upload goes through them; then the digest. */
const PHASES = ['start', 'upload', 'import', 'fit', 'delivery', 'digest'] as const;
type Phase = (typeof PHASES)[number];

export interface Killing {
  readonly seed: number;
  /** Kills in all. */
  readonly kills: number;
  /** Rows of every file. */
  readonly rows: number;
}

export interface Outcome {
  readonly kills: Readonly<Record<Phase, number>>;
  readonly uploads: number;
  readonly digests: number;
  readonly seconds: number;
  /** Whatever is not as it would be had nothing been killed; empty where all is well. */
  readonly problems: readonly string[];
}

/**
 * Uploads files that are merged one onto the other, makes digests due, and kills the bot all the while. A bot that nobody
 * kills gets the same files for comparison.
 */
export const killAtRandom = async ({ seed, kills, rows }: Killing): Promise<Outcome> => {
  const started = performance.now();
  await using world = await ProcessWorld.open();
  const killer = new Killer(world, seed, kills);
  await world.start();
  const days = Date.now();
  const uploads: SlackMessage[] = [];
  while (killer.left > 0) {
    uploads.push(await killer.throughUpload(ordersOf(uploads.length, rows, days)));
    if (uploads.length === 1) await scheduleDigest(world);
    await killer.throughDigest();
  }
  const said = [...digestProblems(world, killer.digests), ...pictureProblems(world, uploads.length, killer.digests)];
  const figures = await figuresOf(world, uploads);
  const calm = await calmFigures(uploads.length, rows, days);
  await restartCleanly(world, killer);
  const problems = [
    ...killer.problems,
    ...uploads.flatMap(upload => storyProblems(world, upload)),
    ...said,
    ...world.leftovers().map(entry => `left over: ${entry}`),
    ...(figures === calm ? [] : ['the figures differ from those of a run that was not killed']),
    ...(figures.includes('customer') ? [] : ['there are no figures']),
  ];
  return {
    kills: killer.kills,
    uploads: uploads.length,
    digests: killer.digests,
    seconds: (performance.now() - started) / 1_000,
    problems,
  };
};

/** Kills of one upload, of one digest: a job is given up after the fourteenth. */
const PER_UPLOAD: readonly Phase[] = ['start', 'upload', 'import', 'fit', 'delivery', 'delivery'];
const DIGESTS_MISSED_AT_MOST = 2;

class Killer {
  readonly kills: Record<Phase, number> = { start: 0, upload: 0, import: 0, fit: 0, delivery: 0, digest: 0 };
  readonly problems: string[] = [];
  left: number;
  digests = 0;
  #uploads = 0;
  readonly #world: ProcessWorld;
  readonly #random: () => number;

  constructor(world: ProcessWorld, seed: number, kills: number) {
    this.#world = world;
    this.#random = seededRandom(seed);
    this.left = kills;
  }

  async throughUpload(file: { name: string; bytes: string }): Promise<SlackMessage> {
    const shared = this.#world.upload(PEOPLE.ada, CHANNELS.orders, file);
    const { slack } = this.#world;
    const { ts: thread } = await slack.waitFor(
      () => slack.messages(CHANNELS.orders).findLast(({ files, user }) => files.length > 0 && user === PEOPLE.ada),
      'the message with the file',
    );
    // Of every second upload the bot is killed while it starts: there are few, and by chance it could be none.
    const atStart = this.#uploads++ % 2 === 0;
    for (const phase of PER_UPLOAD.filter(each => each !== 'start' || atStart).toSorted(byPhase)) {
      if (phase === 'start') await this.#killAtStart();
      else if (await this.#isReached(phase, thread)) await this.#kill(phase);
      else break;
    }
    const message = await shared;
    await this.#world.untilIdle();
    return message;
  }

  async throughDigest(): Promise<void> {
    this.#world.makeDue(Date.now() - 1_000);
    this.digests += 1;
    const { slack } = this.#world;
    for (let time = 0; time < DIGESTS_MISSED_AT_MOST; time++) {
      const before = slack.calls().length;
      // The clock is looked at every second.
      const isUnderWay = () => this.#world.filesIn('exports').length > 0 || slack.calls().length > before;
      const soon = this.#random() < 0.3;
      if (!soon && !(await this.#wait(isUnderWay, 3_000))) break;
      await this.#kill('digest', soon ? 1_200 : this.#span());
    }
    await this.#world.untilIdle();
  }

  /** While it opens its state and takes up what it was doing. */
  async #killAtStart(): Promise<void> {
    if (this.left === 0) return;
    await this.#world.kill();
    this.#world.begin();
    await this.#end('start', this.#random() * 1_200);
  }

  /** Where it comes so far at all: work that is done cannot be killed. */
  async #isReached(phase: Phase, thread: string): Promise<boolean> {
    const { slack } = this.#world;
    const before = slack.calls().length;
    const calls = (method: string) =>
      slack
        .calls()
        .slice(before)
        .filter(call => call.method === method).length;
    const picture = 1 + Math.floor(this.#random() * 6);
    const saidIn = () => slack.thread(CHANNELS.orders, thread).filter(({ user }) => user === PEOPLE.bot);
    const deliveries = [
      () => saidIn().some(isReport),
      () => saidIn().length > 1,
      () => calls('files.completeUploadExternal') >= picture,
      () => saidIn().some(isCharts),
    ];
    const looks: Readonly<Partial<Record<Phase, () => boolean>>> = {
      import: () => this.#world.filesIn('uploads').length > 0,
      fit: () => this.#world.filesIn('exports').length > 0,
      delivery: deliveries[Math.floor(this.#random() * deliveries.length)]!,
    };
    const look = looks[phase];
    return look === undefined || this.#wait(look, 30_000);
  }

  /** False where there is nothing more to do before it comes to that. */
  async #wait(look: () => boolean, timeoutMs: number): Promise<boolean> {
    const late = performance.now() + timeoutMs;
    for (let turn = 0; performance.now() < late; turn++) {
      if (look()) return true;
      if (turn % 50 === 49 && !this.#world.isBusy) return look();
      await sleep(2);
    }
    return false;
  }

  /** Often at the very moment at which something is seen; else up to a quarter of a second later. */
  #span(): number {
    return this.#random() < 0.35 ? 0 : 250;
  }

  async #kill(phase: Phase, spanMs = this.#span()): Promise<void> {
    if (this.left === 0) return;
    await this.#end(phase, this.#random() * spanMs);
    await this.#world.start();
  }

  async #end(phase: Phase, afterMs: number): Promise<void> {
    if (afterMs > 0) await sleep(afterMs);
    await this.#world.kill();
    this.kills[phase] += 1;
    this.left -= 1;
    const integrity = this.#world.integrity();
    if (integrity !== 'ok') this.problems.push(`after kill in ${phase}: ${integrity}`);
    if (phase === 'start') await this.#world.start();
  }
}

const byPhase = (one: Phase, other: Phase): number => PHASES.indexOf(one) - PHASES.indexOf(other);

const DAY_MS = 86_400_000;

/** Orders of the last year up to yesterday; every file repeats some orders of the one before, as it was or changed. */
const ordersOf = (number: number, rows: number, now: number) => {
  const lines = Array.from({ length: rows }, (_, index) => {
    const order = number * Math.floor(rows * 0.8) + index;
    const customer = (order * 7919) % Math.max(120, Math.floor(rows / 4));
    const date = new Date(now - DAY_MS - ((order * 37 + customer * 11) % 360) * DAY_MS).toISOString().slice(0, 10);
    const quantity = 1 + ((order + number) % 3);
    return `C${customer},${order},${date},${quantity},${5 + (customer % 40)}.50`;
  });
  return { name: 'orders.csv', bytes: `customer,order,date,quantity,price\n${lines.join('\n')}\n` };
};

/** Half a day from now, so that none comes by itself. */
const scheduleDigest = async (world: ProcessWorld): Promise<void> => {
  const hour = String((new Date().getUTCHours() + 12) % 24).padStart(2, '0');
  await world.slack.command(PEOPLE.ada, CHANNELS.orders, '/segment', `digest daily ${hour}:00`);
  await world.untilIdle();
};

const has = (message: SlackMessage, type: string): boolean => message.blocks.some(block => block.type === type);
const isReport = (message: SlackMessage): boolean => has(message, 'carousel');
const isCharts = (message: SlackMessage): boolean => has(message, 'image');

/** The progress message may have stayed, to say that the report is below it. */
const isPointer = ({ text }: SlackMessage): boolean => text.includes('below');

const storyProblems = ({ slack }: ProcessWorld, { channel, ts }: SlackMessage): readonly string[] => {
  const said = slack.thread(channel, ts).filter(({ user }) => user === PEOPLE.bot);
  const reports = said.filter(isReport).length;
  const charts = said.filter(isCharts).length;
  const others = said.filter(message => !isReport(message) && !isCharts(message) && !isPointer(message));
  return [
    ...(reports === 1 ? [] : [`upload ${ts}: ${reports} reports`]),
    ...(charts === 1 ? [] : [`upload ${ts}: ${charts} messages of charts`]),
    ...others.map(({ text }) => `upload ${ts}: also said: ${text}`),
  ];
};

const digestsIn = ({ slack }: ProcessWorld): readonly SlackMessage[] =>
  slack.messages(CHANNELS.orders).filter(({ user, thread_ts }) => user === PEOPLE.bot && thread_ts === undefined);

const digestProblems = (world: ProcessWorld, due: number): readonly string[] => {
  const came = digestsIn(world);
  const odd = came.filter(message => !has(message, 'image')).map(({ text }) => `a digest says: ${text}`);
  return [...(came.length === due ? [] : [`${due} digests were due, ${came.length} came`]), ...odd];
};

/** Six of every report, one of every digest. */
const pictureProblems = ({ slack }: ProcessWorld, uploads: number, digests: number): readonly string[] => {
  const pictures = slack.files().filter(({ user, name }) => user === PEOPLE.bot && name.endsWith('.png')).length;
  const wanted = 6 * uploads + digests;
  return pictures === wanted ? [] : [`${wanted} pictures were wanted, ${pictures} uploaded`];
};

/** Headlines of all reports, and of the stored orders every customer with figures, as Ada gets them. */
const figuresOf = async (world: ProcessWorld, uploads: readonly SlackMessage[]): Promise<string> => {
  const { slack } = world;
  const reports = uploads.map(({ channel, ts }) => slack.thread(channel, ts).find(isReport)?.text ?? 'no report');
  // As of their last order: a digest looks at them as of now.
  for (const asked of ['run', 'export all']) {
    await slack.command(PEOPLE.ada, CHANNELS.orders, '/segment', asked);
    await world.untilIdle();
  }
  const isList = ({ name, user }: SlackFile): boolean => name.endsWith('.csv') && user === PEOPLE.bot;
  const list = await slack.waitFor(() => slack.files().find(isList), 'the list of customers', 20_000);
  return [...reports, Buffer.from(list.bytes).toString()].join('\n');
};

const calmFigures = async (uploads: number, rows: number, days: number): Promise<string> => {
  await using calm = await ProcessWorld.open();
  await calm.start();
  const messages: SlackMessage[] = [];
  for (let number = 0; number < uploads; number++) {
    messages.push(await calm.upload(PEOPLE.ada, CHANNELS.orders, ordersOf(number, rows, days)));
    await calm.untilIdle();
  }
  return await figuresOf(calm, messages);
};

/** What a kill has left lying about is swept up at the next start. */
const restartCleanly = async (world: ProcessWorld, { problems }: Killer): Promise<void> => {
  await world.untilIdle();
  await world.stop();
  await world.start();
  await world.untilIdle();
  const code = await world.stop();
  if (code !== 0) problems.push(`the clean stop ended with ${code}`);
};
