/** What only the state in a SQLite file does: durability, migrations, damage, full disks. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openConnection } from '../../src/store/connection.ts';
import { openBotState } from '../../src/store/open-state.ts';
import { newDigest, newHints, newJob, newRun, savedDataset } from './state-fixtures.ts';

let root: string;
let path: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'tranche-state-'));
  path = join(root, 'state.sqlite');
});
afterEach(() => rmSync(root, { recursive: true }));

const open = (at = path) => {
  let ids = 0;
  const newId = () => `id-${++ids}`;
  return openBotState(at, { newId });
};

const inFile = <T>(use: (file: DatabaseSync) => T): T => {
  const file = new DatabaseSync(path);
  try {
    return use(file);
  } finally {
    file.close();
  }
};

const migrations = () => inFile(file => file.prepare('SELECT name FROM kysely_migration ORDER BY name').all());

it('is durable, strict about references, and overwrites what it deletes', () => {
  const connection = openConnection(path);
  const pragma = (name: string) => Object.values(connection.prepare(`PRAGMA ${name}`).get()!)[0];
  expect(pragma('journal_mode')).toBe('wal');
  expect(pragma('synchronous')).toBe(2);
  expect(pragma('busy_timeout')).toBe(5000);
  expect(pragma('foreign_keys')).toBe(1);
  expect(pragma('secure_delete')).toBe(1);
  connection.close();
});

it('holds whatever was acknowledged before the process was killed', async () => {
  const child = spawn(process.execPath, [fileURLToPath(new URL('./add-jobs.ts', import.meta.url)), path], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  for await (const chunk of child.stdout) {
    said += String(chunk);
    if (said.split('\n').length > 100) child.kill('SIGKILL');
  }
  if (child.signalCode === null) await once(child, 'exit');
  expect(child.signalCode).toBe('SIGKILL');

  const keys = said.split('\n').slice(0, -1);
  const state = await open();
  expect(await state.jobs.recover([])).toBeGreaterThanOrEqual(keys.length);
  const stored = (await state.jobs.queued()).map(({ key }) => key);
  expect(stored.slice(0, keys.length)).toEqual(keys);
  await state.close();
});

it('makes the folders above the file, and leaves one file when it is closed', async () => {
  await (await open(join(root, 'a', 'b', 'state.sqlite'))).close();
  expect(readdirSync(join(root, 'a', 'b'))).toEqual(['state.sqlite']);
});

it('migrates an empty file once', async () => {
  writeFileSync(path, '');
  await (await open()).close();
  const names = migrations();
  expect(names[0]).toEqual({ name: '001_initial' });
  await (await open()).close();
  expect(migrations()).toEqual(names);
});

it('does over a migration that was interrupted', async () => {
  inFile(file => file.exec('CREATE TABLE questions (id)'));
  await expect(open()).rejects.toThrow('table questions already exists');
  const tables = () => inFile(file => file.prepare(`SELECT name FROM sqlite_master WHERE name = 'workspaces'`).all());
  expect(tables()).toEqual([]);
  inFile(file => file.exec('DROP TABLE questions'));
  await (await open()).close();
  expect(tables()).toEqual([{ name: 'workspaces' }]);
});

it('refuses a file of a later version and leaves it alone', async () => {
  await (await open()).close();
  inFile(file => file.exec(`INSERT INTO kysely_migration VALUES ('999_later', '2030-01-01T00:00:00.000Z')`));
  const before = readFileSync(path);
  await expect(open()).rejects.toMatchObject({ code: 'state_newer', facts: { path } });
  expect(readFileSync(path)).toEqual(before);
});

describe('what was deleted', () => {
  const secret = 'Xyzzy-Traceless';
  const traces = () => readdirSync(root).filter(name => readFileSync(join(root, name)).includes(secret));

  it('leaves no trace of a dataset in any file', async () => {
    const state = await open();
    const { id } = await savedDataset(state, { name: secret, signature: secret });
    await state.runs.save(newRun(id));
    await state.digests.save(newDigest(id, { owner: secret }));
    await state.readings.save('T1', 'C1', secret, newHints({ map: { customer: secret } }));
    expect(traces()).not.toEqual([]);
    await state.datasets.delete(id);
    expect(traces()).toEqual([]);
    await state.close();
  });

  it('leaves no trace of the rows in a question', async () => {
    const state = await open();
    await state.questions.save({ id: 'q', job: 'j', team: 'T1', facts: [[secret]], createdAt: 1 });
    expect(traces()).not.toEqual([]);
    await state.questions.delete('q');
    expect(traces()).toEqual([]);
    await state.close();
  });

  it('is overwritten once nobody else reads the file any more, and nobody waits for that', {
    timeout: 4_000,
  }, async () => {
    const state = await open();
    await state.questions.save({ id: 'q', job: 'j', team: 'T1', facts: [[secret]], createdAt: 1 });
    const reader = new DatabaseSync(path, { readOnly: true });
    reader.exec('BEGIN');
    reader.prepare('SELECT count(*) FROM questions').get();
    await state.questions.delete('q');
    expect(traces()).not.toEqual([]);
    reader.close();
    await state.overwriteDeleted();
    expect(traces()).toEqual([]);
    await state.close();
  });

  it('leaves no trace of what a job was asked that has ended, or has to do something else', async () => {
    const state = await open();
    const jobs = await Promise.all(
      ['done', 'failed', 'changed'].map(key => state.jobs.add(newJob({ key, payload: { customer: secret } }), 1)),
    );
    const [done, failed, changed] = jobs.map(job => job!.id) as [string, string, string];
    for (const id of [done, failed]) await state.jobs.start(id);
    await state.jobs.finish(done, 'done');
    await state.jobs.finish(failed, 'failed');
    await state.jobs.changePayload(changed, null);
    await state.overwriteDeleted();
    expect(traces()).toEqual([]);
    await state.close();
  });

  it('leaves no trace of what jobs were asked that had ended in an older version', async () => {
    await (await open()).close();
    inFile(file => {
      file.exec(`DELETE FROM kysely_migration WHERE name >= '003'`);
      for (const column of ['alerts', 'lastLook']) file.exec(`ALTER TABLE digests DROP COLUMN ${column}`);
      file.exec(`INSERT INTO jobs (id, kind, "key", team, lane, payload, state, attempts, notBefore, createdAt)
        VALUES ('j', 'answer', 'k', 'T1', 'light', '"${secret}"', 'done', 1, 0, 1)`);
    });
    expect(traces()).not.toEqual([]);
    const state = await open();
    await state.overwriteDeleted();
    expect(traces()).toEqual([]);
    await state.close();
  });
});

describe('a file that cannot be used', () => {
  it('is no database', async () => {
    writeFileSync(path, 'customer,order,date\n'.repeat(500));
    await expect(open()).rejects.toMatchObject({
      code: 'state_corrupt',
      facts: { path, cause: 'file is not a database' },
    });
  });

  it('is damaged', async () => {
    const state = await open();
    for (let index = 0; index < 50; index += 1) await state.jobs.add(newJob({ key: `${index}` }), 1);
    await state.close();
    const bytes = readFileSync(path);
    // The last page only, which holds jobs: nothing that opening the file has to read.
    writeFileSync(path, bytes.fill(0x55, bytes.length - 4096));
    await expect(open()).rejects.toMatchObject({ code: 'state_corrupt', facts: { path } });
  });

  it('is a folder', async () => {
    mkdirSync(path);
    await expect(open()).rejects.toMatchObject({ code: 'folder_unwritable', facts: { path } });
  });

  it('is below a file', async () => {
    writeFileSync(path, '');
    const below = join(path, 'deep', 'state.sqlite');
    await expect(open(below)).rejects.toMatchObject({
      code: 'folder_unwritable',
      facts: { path: join(path, 'deep'), cause: 'ENOTDIR' },
    });
  });

  it.skipIf(!existsSync('/proc/self'))('is where nothing can be made', async () => {
    await expect(open('/proc/nowhere/state.sqlite')).rejects.toMatchObject({ code: 'folder_unwritable' });
  });
});

describe('a full disk', () => {
  // Signals of the limit are ignored by Node; a write beyond it fails. bash counts in blocks of 1,024 bytes.
  const fill = (blocks: number): string =>
    execFileSync(
      'bash',
      [
        '-c',
        `ulimit -f ${blocks}; exec "$0" "$@"`,
        process.execPath,
        fileURLToPath(new URL('./fill-state.ts', import.meta.url)),
        path,
      ],
      { encoding: 'utf8' },
    );

  it('is named, also in the middle of a transaction, and what was stored before stays', async () => {
    const said = JSON.parse(fill(1_200));
    expect(said).toMatchObject({ code: 'disk_full', facts: { path }, second: 'disk_full' });
    expect(said.stored).toBeGreaterThan(10);
    const state = await open();
    expect(await state.datasets.all('T1')).toHaveLength(said.stored);
    await state.close();
  });

  it('is named where there is not even room for the tables', () => {
    expect(JSON.parse(fill(16))).toMatchObject({ code: 'disk_full', facts: { path }, stored: 0 });
  });
});
