import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { importsOf, violationsOf } from './import-map.ts';

const SRC = join(import.meta.dirname, '..', 'src');

describe('The import map', () => {
  const files = globSync('**/*.ts', { cwd: SRC }).map(path => path.replaceAll('\\', '/'));

  it('is kept by every file', () => {
    expect(files.length).toBeGreaterThan(50);
    expect(files.flatMap(path => violationsOf(path, readFileSync(join(SRC, path), 'utf8')))).toEqual([]);
  });
});

describe('The check of the import map', () => {
  it.each([
    ['core/a.ts', "import { readFileSync } from 'node:fs';"],
    ['core/a.ts', "import type { OrderStore } from '../orders/order-store.ts';"],
    ['core/a.ts', 'const now = Date.now();'],
    ['core/a.ts', "import { parse } from 'csv-parse';"],
    ['ingest/a.ts', "import { sqlText } from '../orders/duckdb/sql.ts';"],
    ['orders/duckdb/a.ts', "import { inspectOrderFile } from '../../ingest/inspect.ts';"],
    ['charts/a.ts', "const lazy = await import('../wire.ts');"],
    ['pipeline/a.ts', "import { openDuckDbOrderStore } from '../orders/duckdb/duckdb-order-store.ts';"],
    ['pipeline/a.ts', "import { type A, b } from '../charts/all-charts.ts';"],
    ['workers/a.ts', "export { runCommand } from '../terminal/run-command.ts';"],
    ['terminal/a.ts', "import { readConfig } from '../config.ts';"],
    ['terminal/a.ts', 'const home = process.env.HOME;'],
    ['elsewhere/a.ts', ''],
  ])('refuses in %s: %s', (path, source) => {
    expect(violationsOf(path, source)).toHaveLength(1);
  });

  it.each([
    ['pipeline/a.ts', "import type { OrderStore } from '../orders/order-store.ts';"],
    ['pipeline/a.ts', "import { type Chart, type MapPoint } from '../charts/chart.ts';"],
    ['core/names/a.ts', "import { kmeans } from 'ml-kmeans';\nimport { b } from '../b.ts';"],
    ['command-line.ts', "import { wire } from './wire.ts';"],
  ])('accepts in %s: %s', (path, source) => {
    expect(violationsOf(path, source)).toEqual([]);
  });

  it('sees imports over several lines', () => {
    expect(importsOf("import {\n  type A,\n  b,\n} from './c.ts';")).toEqual([{ from: './c.ts', typeOnly: false }]);
  });
});
