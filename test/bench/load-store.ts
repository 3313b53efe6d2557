/** Loading and aggregating by the order store: milliseconds from an inspected file to customers. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { inspectOrderFile } from '../../src/ingest/inspect.ts';
import { openDuckDbOrderStore } from '../../src/orders/duckdb/duckdb-order-store.ts';

const [path = ''] = process.argv.slice(2);
const scratch = mkdtempSync(join(tmpdir(), 'tranche-bench-'));
const hints = { map: {}, dates: 'auto', decimal: 'auto' } as const;
const file = await inspectOrderFile({ path, name: 'orders.csv', hints, scratch });
const place = { folder: scratch, allowedFolders: [scratch, dirname(path)] };
const store = await openDuckDbOrderStore(place, { threads: 2, memoryMegabytes: 500 });
const started = performance.now();
await store.load(file, { wholeRows: false }, () => {});
await store.clean({ refunds: 'drop', duplicates: 'keep', asOf: null });
console.log(performance.now() - started);
await store.close();
rmSync(scratch, { recursive: true });
