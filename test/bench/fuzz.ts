/**
 * Prints what becomes of so many mutated files: `fuzz.ts COUNT SEED FILE…`. Each is imported, or refused with an error
 * that has words; what neither of them is, and what is lost without a word, is a problem.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { seededRandom } from '../../src/core/random.ts';
import { type ExpectedError, isExpected } from '../../src/errors.ts';
import { cleanCopy } from '../../src/ingest/clean-copy.ts';
import { inspectOrderFile } from '../../src/ingest/inspect.ts';
import { openDuckDbOrderStore } from '../../src/orders/duckdb/duckdb-order-store.ts';
import type { OrderStore } from '../../src/orders/order-store.ts';
import { importOrders } from '../../src/pipeline/import-orders.ts';
import { wire } from '../../src/wire.ts';
import { mutated } from './mutations.ts';

export interface FuzzOutcome {
  readonly imported: number;
  /** How often each error was told. */
  readonly refused: Readonly<Record<string, number>>;
  readonly problems: readonly string[];
  readonly slowestSeconds: number;
  /** Resident memory after each quarter of the files. */
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

/** The rows of a file that was imported; `null` where it was refused with words. */
const importFile = async (
  store: OrderStore,
  bytes: Uint8Array,
): Promise<{ rows: number; records: number } | string> => {
  rmSync(scratch, { recursive: true, force: true });
  mkdirSync(scratch);
  const path = join(scratch, 'orders.csv');
  writeFileSync(path, bytes);
  const kept: OrderStore = { ...store, close: async () => {} };
  const request = { path, name: 'orders.csv', hints: HINTS, scratch, folder: scratch, others: [], wholeRows: false };
  try {
    const deps = { ...program.segmentation, inspect: inspectOrderFile, cleanCopy, openStore: async () => kept };
    const { file } = await importOrders(deps, request, () => {});
    const { receipt } = await store.clean(RULES);
    const rejected = Object.values(receipt.rejected).reduce((sum, { rows }) => sum + rows, 0);
    if (receipt.rows !== receipt.kept + rejected)
      throw new Error(`${receipt.rows} rows, ${receipt.kept} kept, ${rejected} rejected`);
    return { rows: receipt.rows, records: referenceRecords(bytes, file.header, file) ?? receipt.rows };
  } catch (error) {
    if (isExpected(error)) return (error as ExpectedError).code;
    throw error;
  }
};

/** Records as csv-parse counts them, by the first line end that it sees, so that mixed ones may make it fewer; `null` where it cannot read the file as it is, or the file was read otherwise. */
const referenceRecords = (
  bytes: Uint8Array,
  header: boolean,
  file: { delimiter: string; quote: string | null; cleaned: unknown },
): number | null => {
  if (file.cleaned !== null) return null;
  try {
    const how = {
      bom: true,
      delimiter: file.delimiter,
      quote: file.quote ?? false,
      relax_column_count: true,
      skip_empty_lines: true,
    } as const;
    return parse(Buffer.from(bytes).toString('latin1'), how).length - (header ? 1 : 0);
  } catch {
    return null;
  }
};

const outcome = {
  imported: 0,
  refused: {} as Record<string, number>,
  problems: [] as string[],
  slowestSeconds: 0,
  megabytes: [] as number[],
};

const store = await open();
for (let number = 0; number < files; number++) {
  const { bytes, how } = mutated(originals[number % originals.length]!, random);
  const began = performance.now();
  try {
    const result = await importFile(store, bytes);
    if (typeof result === 'string') outcome.refused[result] = (outcome.refused[result] ?? 0) + 1;
    else outcome.imported++;
    if (typeof result !== 'string' && result.rows < result.records)
      outcome.problems.push(`file ${number} (${how}): ${result.rows} rows, csv-parse reads ${result.records}`);
  } catch (error) {
    outcome.problems.push(
      `file ${number} (${how}): ${error instanceof Error ? error.message.slice(0, 300) : String(error)}`,
    );
  }
  const seconds = (performance.now() - began) / 1_000;
  outcome.slowestSeconds = Math.max(outcome.slowestSeconds, seconds);
  if (seconds > SECONDS_PER_FILE) outcome.problems.push(`file ${number} (${how}): ${seconds.toFixed(0)} s`);
  if ((number + 1) % Math.ceil(files / 4) === 0) outcome.megabytes.push(process.memoryUsage.rss() / 1e6);
}
await Promise.all([store.close(), program.close()]);
rmSync(folder, { recursive: true });
console.log(JSON.stringify(outcome satisfies FuzzOutcome));
