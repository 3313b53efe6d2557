/**
 * Prints what becomes of so many mutated files: `fuzz.ts COUNT SEED FILE…`. Each is imported, or refused with an error
 * that has words; what neither of them is, and what is lost without a word, is a problem.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OrderFile } from '../../src/core/order-file.ts';
import { seededRandom } from '../../src/core/random.ts';
import { type ExpectedError, isExpected } from '../../src/errors.ts';
import { cleanCopy } from '../../src/ingest/clean-copy.ts';
import { type InspectRequest, inspectOrderFile } from '../../src/ingest/inspect.ts';
import { openDuckDbOrderStore } from '../../src/orders/duckdb/duckdb-order-store.ts';
import type { OrderStore } from '../../src/orders/order-store.ts';
import { importOrders } from '../../src/pipeline/import-orders.ts';
import { wire } from '../../src/wire.ts';
import { type CheckedBy, conserved, type Verdict } from './conserved.ts';
import { median } from './measure.ts';
import { mutated } from './mutations.ts';

export interface FuzzOutcome {
  readonly imported: number;
  /** In how many of them each check found that nothing is lost. */
  readonly checked: Readonly<Record<CheckedBy, number>>;
  /** How often each error was told. */
  readonly refused: Readonly<Record<string, number>>;
  readonly problems: readonly string[];
  readonly slowestSeconds: number;
  /** Resident memory, the median over each quarter of the files. */
  readonly megabytes: readonly number[];
}

const SECONDS_PER_FILE = 20;
const RULES = { refunds: 'drop', duplicates: 'keep', asOf: null } as const;
const HINTS = { map: {}, dates: 'auto', decimal: 'auto' } as const;

const [count, seed, ...paths] = process.argv.slice(2);
const files = Number(count);
const random = seededRandom(Number(seed));
const folder = mkdtempSync(join(tmpdir(), 'tranche-fuzz-'));
const scratch = join(folder, 'scratch');
const program = wire({ quickChartUrl: null }, () => {});
const originals = paths.map(path => readFileSync(path));

const open = (): Promise<OrderStore> =>
  openDuckDbOrderStore({ folder, allowedFolders: [folder] }, { threads: 1, memoryMegabytes: 200 });

/** What became of a file that was imported, and how that was found out; its code where it was refused with words. */
const importFile = async (store: OrderStore, bytes: Uint8Array): Promise<Verdict | string> => {
  rmSync(scratch, { recursive: true, force: true });
  mkdirSync(scratch);
  const path = join(scratch, 'orders.csv');
  writeFileSync(path, bytes);
  let seen: OrderFile | null = null;
  const deps = {
    ...program.segmentation,
    inspect: async (request: InspectRequest) => {
      seen ??= await inspectOrderFile(request);
      return seen;
    },
    cleanCopy,
    openStore: async (): Promise<OrderStore> => ({ ...store, close: async () => {} }),
  };
  const request = { path, name: 'orders.csv', hints: HINTS, scratch, folder: scratch, others: [], wholeRows: false };
  try {
    const { file } = await importOrders(deps, request, () => {});
    const { receipt } = await store.clean(RULES);
    const rejected = Object.values(receipt.rejected).reduce((sum, { rows }) => sum + rows, 0);
    if (receipt.rows !== receipt.kept + rejected)
      throw new Error(`${receipt.rows} rows, ${receipt.kept} kept, ${rejected} rejected`);
    return conserved({ bytes, seen: seen ?? file, file, rows: receipt.rows });
  } catch (error) {
    if (isExpected(error)) return (error as ExpectedError).code;
    throw error;
  }
};

const outcome = {
  imported: 0,
  checked: { 'csv-parse': 0, characters: 0, lines: 0 },
  refused: {} as Record<string, number>,
  problems: [] as string[],
  slowestSeconds: 0,
};

const store = await open();
const resident: number[] = [];
for (let number = 0; number < files; number++) {
  const { bytes, how } = mutated(originals[number % originals.length]!, random);
  const began = performance.now();
  const report = (what: string): void => void outcome.problems.push(`file ${number} (${how}): ${what}`);
  try {
    const result = await importFile(store, bytes);
    if (typeof result === 'string') outcome.refused[result] = (outcome.refused[result] ?? 0) + 1;
    else {
      outcome.imported++;
      outcome.checked[result.by]++;
      if (result.lost !== null) report(result.lost);
    }
  } catch (error) {
    report(error instanceof Error ? error.message.slice(0, 300) : String(error));
  }
  const seconds = (performance.now() - began) / 1_000;
  outcome.slowestSeconds = Math.max(outcome.slowestSeconds, seconds);
  if (seconds > SECONDS_PER_FILE) report(`${seconds.toFixed(0)} s`);
  resident.push(process.memoryUsage.rss() / 1e6);
}
const quarter = Math.ceil(files / 4);
const megabytes = [0, 1, 2, 3].map(place => median(resident.slice(place * quarter, (place + 1) * quarter)));
await Promise.all([store.close(), program.close()]);
rmSync(folder, { recursive: true });
console.log(JSON.stringify({ ...outcome, megabytes } satisfies FuzzOutcome));
