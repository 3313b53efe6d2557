/**
 * Speed and memory as ratios from one paired run: `npm run bench`. Needs an otherwise idle machine; REFERENCE_DATA for
 * the real file and the peer (pandas and scikit-learn doing the same work, python3-pandas and python3-sklearn of Debian).
 * Options: --rounds N (3), --only NAME.
 */
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { sampleStoreCsv } from '../../src/sample/sample-store.ts';
import type { DayOutcome } from '../acceptance/slack/day.ts';
import type { Outcome as KillOutcome } from '../acceptance/slack/killing.ts';
import type { FuzzOutcome } from './fuzz.ts';
import { inTurn, type Measured, median, run } from './measure.ts';

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '3' }, only: { type: 'string' } } });
const rounds = Number(values.rounds);
const folder = mkdtempSync(join(tmpdir(), 'tranche-bench-'));
const here = import.meta.dirname;
const cli = join(here, '..', '..', 'src', 'cli.ts');
const reference = process.env.REFERENCE_DATA;

const tranche =
  (file: string, ...options: string[]) =>
  () =>
    run(process.execPath, [cli, file, '--json', ...options]);
const peer = (file: string) => () =>
  run('/usr/bin/python3', [join(reference ?? '', 'peer', 'pandas_sklearn.py'), file]);
const script =
  (name: string, ...args: string[]) =>
  () =>
    run(process.execPath, [join(here, name), ...args]);

const seconds = (runs: readonly Measured[]): number => median(runs.map(({ seconds }) => seconds));
const memory = (runs: readonly Measured[]): number => Math.max(...runs.map(({ peakMegabytes }) => peakMegabytes ?? 0));
const printed = (runs: readonly Measured[]): number => median(runs.map(({ stdout }) => Number(stdout)));
/** Median of the ratios of runs that stood side by side. */
const paired = (a: readonly Measured[], b: readonly Measured[], figure: (run: Measured) => number): number =>
  median(a.map((run, index) => figure(run) / figure(b[index]!)));

interface Line {
  readonly what: string;
  readonly figure: string;
  readonly limit: string;
  readonly ok: boolean;
}

const atLeast = (what: string, value: number, limit: number, detail: string): Line => ({
  what,
  figure: `${value.toFixed(2)} (${detail})`,
  limit: `>= ${limit}`,
  ok: value >= limit,
});
const atMost = (what: string, value: number, limit: number, detail: string): Line => ({
  what,
  figure: `${value.toFixed(2)} (${detail})`,
  limit: `<= ${limit}`,
  ok: value <= limit,
});

const s = (value: number): string => `${value.toFixed(2)} s`;
const mb = (value: number): string => `${value.toFixed(0)} MB`;
const wall = (measured: Measured): number => measured.seconds;

const sampleFile = async (rows: number): Promise<string> => {
  const path = join(folder, `sample-${rows}.csv`);
  await pipeline(Readable.from(sampleStoreCsv({ rows, seed: 1 })), createWriteStream(path));
  return path;
};

const onlineRetail = async (): Promise<Line[]> => {
  if (!reference) return skipped('Online Retail against the peer');
  const file = join(reference, 'data', 'online-retail', 'data.csv');
  const charts = join(folder, 'charts');
  const { ours, drawn, theirs } = await inTurn(rounds, {
    ours: tranche(file),
    drawn: tranche(file, '--out', charts),
    theirs: peer(file),
  });
  return [
    atLeast(
      'Online Retail: peer / --json',
      paired(theirs, ours, wall),
      2,
      `${s(seconds(theirs))} / ${s(seconds(ours))}`,
    ),
    atLeast(
      'Online Retail: peer / with six charts',
      paired(theirs, drawn, wall),
      1.5,
      `${s(seconds(theirs))} / ${s(seconds(drawn))}`,
    ),
    atMost('memory: --json / peer', memory(ours) / memory(theirs), 1.2, `${mb(memory(ours))} / ${mb(memory(theirs))}`),
    atMost(
      'memory: with six charts / peer',
      memory(drawn) / memory(theirs),
      1.2,
      `${mb(memory(drawn))} / ${mb(memory(theirs))}`,
    ),
  ];
};

/** The workbook of Online Retail against the CSV beside it. */
const sheets = async (): Promise<Line[]> => {
  if (!reference) return skipped('the workbook of Online Retail');
  const data = join(reference, 'data', 'online-retail');
  const { csv, book } = await inTurn(rounds, {
    csv: tranche(join(data, 'data.csv')),
    book: tranche(join(data, 'online-retail.xlsx')),
  });
  return [
    atMost('Online Retail: workbook / CSV', paired(book, csv, wall), 4, `${s(seconds(book))} / ${s(seconds(csv))}`),
    atMost('memory of the workbook in MB', memory(book), 500, `CSV ${mb(memory(csv))}`),
  ];
};

const manyRows = async (): Promise<Line[]> => {
  const [small, large] = [await sampleFile(542_000), await sampleFile(5_420_000)];
  const { half, full, theirs } = await inTurn(Math.min(rounds, 3), {
    half: tranche(small),
    full: tranche(large),
    theirs: reference ? peer(large) : tranche(small),
  });
  return [
    ...(reference
      ? [
          atLeast(
            '5.4 million rows: peer / --json',
            paired(theirs, full, wall),
            3,
            `${s(seconds(theirs))} / ${s(seconds(full))}`,
          ),
        ]
      : skipped('5.4 million rows against the peer')),
    atMost(
      '5.4 million / 542 thousand rows',
      paired(full, half, wall),
      10,
      `${s(seconds(full))} / ${s(seconds(half))}`,
    ),
    atMost('5.4 million rows: memory in MB', memory(full), 900, reference ? `peer ${mb(memory(theirs))}` : 'peak'),
  ];
};

/** Topics of insight that are nothing but SQL and charts; other clusterings and files are worked out when asked for. */
const TOPICS = 'trends,behaviour,retention,concentration,budget';

const insight = async (): Promise<Line[]> => {
  const large = await sampleFile(5_420_000);
  const { topics } = await inTurn(1, { topics: tranche(large, '--show', 'all') });
  const lines = [atMost('5.4 million rows with all of insight: memory in MB', memory(topics), 900, s(seconds(topics)))];
  if (!reference) return [...lines, ...skipped('insight on Online Retail')];
  const file = join(reference, 'data', 'online-retail', 'data.csv');
  const { plain, shown } = await inTurn(rounds, {
    plain: tranche(file, '--out', join(folder, 'plain')),
    shown: tranche(file, '--out', join(folder, 'shown'), '--show', TOPICS),
  });
  const added = median(shown.map((run, index) => run.seconds - plain[index]!.seconds));
  const both = `${s(seconds(shown))} - ${s(seconds(plain))}`;
  return [...lines, atMost('Online Retail: insight and its charts add seconds', added, 1.5, both)];
};

const firstLine = async (path: string): Promise<string> => {
  for await (const line of (await open(path)).readLines()) return line;
  return '';
};

const loading = async (): Promise<Line[]> => {
  const path = await sampleFile(5_420_000);
  const header = await firstLine(path);
  const needed = 'InvoiceNo, Quantity, InvoiceDate, UnitPrice, CustomerID';
  const { store, typed, narrow } = await inTurn(rounds, {
    store: script('load-store.ts', path),
    typed: script('load-typed.ts', path, 'utf-8', header),
    narrow: script('load-typed.ts', path, 'utf-8', header, needed),
  });
  const ms = ({ stdout }: Measured): number => Number(stdout);
  const against = (other: readonly Measured[]): string => `${s(printed(store) / 1_000)} / ${s(printed(other) / 1_000)}`;
  return [
    atMost('load + aggregate / typed CREATE TABLE AS + GROUP BY', paired(store, typed, ms), 1.5, against(typed)),
    atMost('the same, of the needed columns only', paired(store, narrow, ms), 1.5, against(narrow)),
  ];
};

/** The real bot over HTTP with the local Slack beside it, in one process. */
const delivery = async (): Promise<Line[]> => {
  const paths = [
    await sampleFile(542_000),
    ...(reference ? [join(reference, 'data', 'online-retail', 'data.csv')] : []),
  ];
  const lines: Line[] = [];
  for (const path of paths) {
    const { report } = await inTurn(rounds, { report: script('bot-report.ts', path) });
    const times = report.map(({ stdout }) => JSON.parse(stdout) as { deliveredMs: number; allMs: number });
    const ms = (figure: (time: (typeof times)[number]) => number): number => median(times.map(figure));
    const all = `from upload to charts ${s(ms(({ allMs }) => allMs) / 1_000)}`;
    lines.push(
      atMost(`seconds from engine to report: ${basename(path)}`, ms(({ deliveredMs }) => deliveredMs) / 1_000, 1, all),
    );
  }
  return lines;
};

/** A small file of the same shop: some of its orders are there already, others are new. */
const merging = async (): Promise<Line[]> => {
  const [large, small] = [await sampleFile(5_420_000), await sampleFile(50_000)];
  const { both } = await inTurn(rounds, { both: script('merge-batch.ts', large, small) });
  const times = both.map(
    ({ stdout }) => JSON.parse(stdout) as Record<'full' | 'merge', { inPlaceMs: number; cleanedMs: number }>,
  );
  const ratio = (figure: 'inPlaceMs' | 'cleanedMs'): number =>
    median(times.map(({ full, merge }) => merge[figure] / full[figure]));
  const detail = (figure: 'inPlaceMs' | 'cleanedMs'): string =>
    `${s(median(times.map(({ merge }) => merge[figure])) / 1_000)} / ${s(median(times.map(({ full }) => full[figure])) / 1_000)}`;
  return [
    atMost('50,000 rows merged into 5.4 million / all of them', ratio('inPlaceMs'), 0.2, detail('inPlaceMs')),
    atMost('the same until everything is aggregated again', ratio('cleanedMs'), 0.2, detail('cleanedMs')),
  ];
};

type UploadsOutcome = Record<'halfTime' | 'megabytes' | 'reported' | 'seconds', number>;

/**
 * Files of one workspace wait for each other. The heaps of the workers fill up during the first dozen; from then on it
 * makes no difference how many there are.
 */
const uploads = async (): Promise<Line[]> => {
  const { stdout } = await script('uploads.ts', '50', await sampleFile(20_000))();
  const { halfTime, megabytes, reported, ...fifty } = JSON.parse(stdout) as UploadsOutcome;
  return [
    atLeast('50 uploads at once: reports', reported, 50, s(fifty.seconds)),
    atMost('memory: after 50 of them / after 25', megabytes / halfTime, 1.1, `${mb(megabytes)} / ${mb(halfTime)}`),
  ];
};

/** 200 people ask at the same moment, again and again, while a large file is imported. */
const acknowledged = async (): Promise<Line[]> => {
  const { stdout } = await script('acknowledged.ts', await sampleFile(5_420_000))();
  const ms = JSON.parse(stdout) as Record<'during' | 'median' | 'before' | 'volleys' | 'importSeconds', number>;
  const detail = `median ${ms.median.toFixed(0)}, before the import ${ms.before.toFixed(0)}; ${ms.volleys} times 200 in ${s(ms.importSeconds)}`;
  return [atMost('acknowledged in ms, 99th percentile, 5.4 million rows', ms.during, 500, detail)];
};

type LivedDay = DayOutcome & { readonly byHour: readonly number[]; readonly seconds: number };

/** Simulated; uploads of 120 customers each, digests due at nine in twelve time zones. */
const day = async (): Promise<Line[]> => {
  const { stdout } = await script('day.ts', '300')();
  const { byHour, problems, ...outcome } = JSON.parse(stdout) as LivedDay;
  const [morning, evening] = [Math.max(...byHour.slice(0, 6)), Math.max(...byHour.slice(-6))];
  const detail = `${outcome.reports} reports, ${outcome.digests} digests, ${s(outcome.seconds)}`;
  return [
    atMost('a day of 300 channels: late, missing or doubled', problems.length, 0, detail),
    ...problems.map(told),
    atMost('seconds until the last digest of a time zone', outcome.slowestStepMs / 1_000, 60, '25 or more at once'),
    atMost('memory: last six hours / first six', evening / morning, 1.1, `${mb(evening)} / ${mb(morning)}`),
  ];
};

/** A process of its own that is killed all the while; the local Slack lives on in this one. */
const kills = async (): Promise<Line[]> => {
  const { stdout } = await script('kills.ts', '1', '200', '20000')();
  const outcome = JSON.parse(stdout) as KillOutcome;
  const detail = `${outcome.uploads} uploads, ${outcome.digests} digests, ${s(outcome.seconds)}`;
  const total = Object.values(outcome.kills).reduce((sum, count) => sum + count, 0);
  return [
    atLeast('kill -9 at random moments', total, 200, inWords(outcome.kills)),
    atMost('of that: lost, doubled, damaged, left over', outcome.problems.length, 0, detail),
    ...outcome.problems.map(told),
  ];
};

/**
 * What is seen is what the program keeps: without this (and a young generation of 1 MB) V8 and malloc take a fifth more
 * within 5,000 files and keep it, though live objects and the engine's buffers stay the same.
 */
const WITHOUT_SLACK = { MALLOC_ARENA_MAX: '1' };

/** Parts of real files, spoilt by a seed of their own. */
const fuzz = async (): Promise<Line[]> => {
  if (!reference) return skipped('mutated real files');
  const data = join(reference, 'data');
  const files = [
    join(data, 'online-retail', 'data.csv'),
    join(data, 'cdnow', 'CDNOW_sample.txt'),
    join(data, 'rfm-r', 'rfm_data_orders.csv'),
    join(data, 'exports', 'shopify_orders.sample.csv'),
  ];
  const args = ['--max-semi-space-size=1', join(here, 'fuzz.ts'), '10000', '1', ...files];
  const { stdout } = await run(process.execPath, args, WITHOUT_SLACK);
  const { imported, checked, refused, problems, slowestSeconds, megabytes } = JSON.parse(stdout) as FuzzOutcome;
  const [, second = 0, , last = 0] = megabytes;
  return [
    atMost(
      '10,000 mutated files: crashed, hung or lost rows',
      problems.length,
      0,
      `${imported} imported, checked by ${inWords(checked)}; refused: ${inWords(refused)}`,
    ),
    ...problems.slice(0, 20).map(told),
    atMost('seconds for the slowest of them', slowestSeconds, 20, ''),
    // The first quarter fills caches, of the engine and of the allocator.
    atMost('memory: last / second quarter of them', last / second, 1.1, `${mb(last)} / ${mb(second)}`),
  ];
};

const told = (problem: string): Line => ({ what: problem, figure: '', limit: '', ok: false });

const inWords = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ');

const skipped = (what: string): Line[] => [{ what, figure: 'skipped: REFERENCE_DATA is not set', limit: '', ok: true }];

const PARTS = {
  'online-retail': onlineRetail,
  sheets,
  'many-rows': manyRows,
  insight,
  loading,
  delivery,
  merging,
  uploads,
  acknowledged,
  kills,
  day,
  fuzz,
} as const;

try {
  console.log(
    `${availableParallelism()} threads, ${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.versions.node}, ${rounds} rounds`,
  );
  for (const [name, part] of Object.entries(PARTS)) {
    if (values.only !== undefined && values.only !== name) continue;
    for (const { what, figure, limit, ok } of await part()) {
      console.log(`${ok ? 'ok  ' : 'MISS'}  ${what.padEnd(54)} ${limit.padEnd(8)} ${figure}`);
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
