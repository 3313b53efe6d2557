/** A data folder of the first version of the program, opened by this one. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import { expect, it, onTestFinished } from 'vitest';
import { sweepFolders } from '../../src/jobs/housekeeping.ts';
import { openConnection } from '../../src/store/connection.ts';
import { openDataDir } from '../../src/store/data-dir.ts';
import { initial } from '../../src/store/migrations/001-initial.ts';
import { openBotState } from '../../src/store/open-state.ts';
import { sqliteDialect } from '../../src/store/sqlite-dialect.ts';
import { newRun } from './state-fixtures.ts';

const ROWS = [
  `INSERT INTO datasets VALUES ('d1', 'T1', 'C1', 'Orders', 'customer,date,amount', 'U1', 'v1', 'may.csv', 5, 3,
    '2026-05-01T00:00:00', '2026-05-31T00:00:00', 1, 2)`,
  `INSERT INTO datasets VALUES ('d2', 'T1', 'C1', 'Other', 'buyer,when,paid', 'U2', 'v2', 'other.csv', 6, 4,
    '2026-04-01T00:00:00', '2026-04-30T00:00:00', 3, 4)`,
  `INSERT INTO digests VALUES (1, 'g1', 'T1', 'C1', 'd1', 'U1', '{"every":"day","hour":9,"minute":0}', 'Europe/Berlin',
    5, NULL, NULL, 'r1', NULL)`,
  `INSERT INTO readings VALUES ('T1', 'C1', 'customer,date,amount', '{"map":{},"dates":"dmy","decimal":"auto"}')`,
];

const firstVersion = async (path: string): Promise<void> => {
  const connection = openConnection(path);
  const db = new Kysely<unknown>({ dialect: sqliteDialect(connection, path) });
  const provider = { getMigrations: async () => ({ '001_initial': initial }) };
  const { error } = await new Migrator({ db, provider }).migrateToLatest();
  expect(error).toBeUndefined();
  for (const row of ROWS) connection.exec(row);
  const report = JSON.stringify(newRun('d1').report);
  connection.prepare(`INSERT INTO runs VALUES (1, 'r1', 'd1', 'v1', 'upload', ?, 2)`).run(report);
  await db.destroy();
};

/** Everything in the file but its bytes, which even a transaction that is taken back may change. */
const contentsOf = (path: string) => {
  const file = new DatabaseSync(path, { readOnly: true });
  const schema = file.prepare(`SELECT type, name, sql FROM sqlite_master ORDER BY name`).all();
  const rows = schema
    .filter(({ type, name }) => type === 'table' && name !== 'kysely_migration_lock')
    .map(({ name }) => [name, file.prepare(`SELECT * FROM "${name}"`).all()]);
  file.close();
  return { schema, rows };
};

const write = (path: string, text: string): void => {
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, text);
};

it('keeps every dataset as one of one batch, with its runs, digests and readings', async () => {
  const root = mkdtempSync(join(tmpdir(), 'tranche-upgrade-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  await firstVersion(join(root, 'state.sqlite'));
  for (const [dataset, version] of ['d1 v1', 'd2 v2', 'd2 old'].map(names => names.split(' ')))
    write(join(root, 'datasets', dataset!, 'versions', version!, 'orders.duckdb'), `${dataset} ${version}`);
  write(join(root, 'datasets', 'd1', 'snapshots', 'r1.parquet'), 'customers');

  const folders = openDataDir(root);
  onTestFinished(() => folders.close());
  const state = await openBotState(folders.statePath, { newId: () => 'new' });
  onTestFinished(() => state.close());
  await sweepFolders({ state, folders });

  const [dataset] = await state.datasets.withSignature('T1', 'C1', 'customer,date,amount');
  expect(dataset).toMatchObject({ id: 'd1', name: 'Orders', rows: 5, createdAt: 1, uploadedAt: 2 });
  const [batch, ...more] = await state.batches.ofDataset('d1');
  expect(more).toEqual([]);
  expect(batch).toEqual({
    ...{
      id: 'v1',
      dataset: 'd1',
      folder: 'v1',
      uploader: 'U1',
      sourceName: 'may.csv',
      rows: 5,
      facts: null,
      uploadedAt: 2,
    },
  });
  expect(readFileSync(join(folders.batchPath('v1'), 'orders.duckdb'), 'utf8')).toBe('d1 v1');
  expect(readFileSync(join(folders.batchPath('v2'), 'orders.duckdb'), 'utf8')).toBe('d2 v2');
  expect(existsSync(folders.batchPath('old'))).toBe(false);
  expect(existsSync(join(root, 'datasets', 'd1', 'versions'))).toBe(false);
  expect(existsSync(folders.snapshotPath('d1', 'r1'))).toBe(true);
  expect((await state.runs.ofDataset('d1', 9)).map(({ id }) => id)).toEqual(['r1']);
  expect((await state.digests.all('T1')).map(({ id }) => id)).toEqual(['g1']);
  expect(await state.readings.find('T1', 'C1', 'customer,date,amount')).toMatchObject({ dates: 'dmy' });
  // What refers to a dataset goes with it, as before the tables were made anew.
  await state.datasets.delete('d1');
  expect([await state.runs.byId('r1'), await state.digests.byId('g1'), await state.batches.byId('v1')]).toEqual([
    null,
    null,
    null,
  ]);
});

it('leaves the old state as it was where a later step fails, and upgrades once that can be done', async () => {
  const root = mkdtempSync(join(tmpdir(), 'tranche-upgrade-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  const path = join(root, 'state.sqlite');
  await firstVersion(path);
  const inFile = (statement: string): void => {
    const file = new DatabaseSync(path);
    file.exec(statement);
    file.close();
  };
  inFile(`INSERT INTO jobs (id, kind, "key", team, lane, payload, state, attempts, notBefore, createdAt)
    VALUES ('j1', 'answer', 'k1', 'T1', 'light', '{}', 'done', 1, 0, 1)`);
  inFile(`CREATE TRIGGER stop BEFORE UPDATE ON jobs BEGIN SELECT RAISE(ABORT, 'no update'); END`);
  const before = contentsOf(path);
  await expect(openBotState(path, { newId: () => 'new' })).rejects.toThrow('no update');
  expect(contentsOf(path)).toEqual(before);

  inFile('DROP TRIGGER stop');
  const state = await openBotState(path, { newId: () => 'new' });
  onTestFinished(() => state.close());
  expect(await state.datasets.all('T1')).toHaveLength(2);
  expect(await state.batches.ofDataset('d1')).toHaveLength(1);
});
