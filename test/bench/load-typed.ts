/** The floor for loading: DuckDB's own typed CREATE TABLE AS from the same file into a database file, and a GROUP BY. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';

const TYPES: Readonly<Record<string, string>> = { Quantity: 'INTEGER', InvoiceDate: 'TIMESTAMP', UnitPrice: 'DOUBLE' };

const [path = '', encoding = 'utf-8', header = '', select = '*'] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'tranche-bench-'));
const instance = await DuckDBInstance.create(join(folder, 'typed.duckdb'), { threads: '2', memory_limit: '500MB' });
const connection = await instance.connect();
const columns = header.split(',').map(name => `'${name}': '${TYPES[name] ?? 'VARCHAR'}'`);
const started = performance.now();
await connection.run(`
  CREATE TABLE lines AS SELECT ${select} FROM read_csv('${path}', auto_detect = false, columns = {${columns.join(', ')}}, header = true,
    delim = ',', quote = '"', escape = '"', encoding = '${encoding}', timestampformat = '%m/%d/%Y %H:%M')`);
await connection.run(`
  CREATE TABLE customers AS
  SELECT CustomerID, max(InvoiceDate), count(DISTINCT InvoiceNo), sum(Quantity * UnitPrice) FROM lines
  WHERE CustomerID IS NOT NULL AND InvoiceNo NOT LIKE 'C%' AND Quantity > 0 AND UnitPrice > 0 GROUP BY CustomerID`);
console.log(performance.now() - started);
connection.closeSync();
instance.closeSync();
rmSync(folder, { recursive: true });
