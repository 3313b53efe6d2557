/**
 * A file kept as a first batch, and a small one merged into it: milliseconds of each until the batch is in its place and
 * what it brought is known, and until all orders are cleaned and aggregated again.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keepBatch } from '../../src/pipeline/keep-batch.ts';
import { wire } from '../../src/wire.ts';

const [large = '', small = ''] = process.argv.slice(2);
const root = mkdtempSync(join(tmpdir(), 'tranche-bench-'));
const program = wire({ quickChartUrl: null }, () => {});
const hints = { map: {}, dates: 'auto', decimal: 'auto' } as const;
const batches: string[] = [];

const importFile = async (path: string) => {
  const [folder, scratch] = ['batch', 'scratch'].map(name => join(root, `${name}-${batches.length}`)) as [
    string,
    string,
  ];
  mkdirSync(folder);
  mkdirSync(scratch);
  const started = performance.now();
  await keepBatch(program.segmentation, { path, name: 'orders.csv', hints, folder, scratch });
  batches.push(folder);
  const store = await program.segmentation.openStored(batches, scratch, []);
  const merged = batches.length === 1 ? null : await store.merged();
  const inPlaceMs = performance.now() - started;
  const { receipt } = await store.clean({ refunds: 'drop', duplicates: 'keep', asOf: null });
  const cleanedMs = performance.now() - started;
  await store.close();
  return { inPlaceMs, cleanedMs, merged, rows: receipt.rows };
};

console.log(JSON.stringify({ full: await importFile(large), merge: await importFile(small) }));
await program.close();
rmSync(root, { recursive: true });
