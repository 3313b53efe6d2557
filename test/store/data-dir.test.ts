import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type DataDir, openDataDir } from '../../src/store/data-dir.ts';
import { unzipped } from '../unzipped.ts';

let root: string;
let path: string;
const children: ChildProcess[] = [];
const opened: DataDir[] = [];
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'tranche-data-'));
  path = join(root, 'data');
});
afterEach(async () => {
  for (const child of children.splice(0)) await killed(child);
  for (const dir of opened.splice(0)) dir.close();
  rmSync(root, { recursive: true });
});

const open = (at = path): DataDir => {
  const dir = openDataDir(at);
  opened.push(dir);
  return dir;
};

/** Another process that opens the folder: `open`, or the code of what is wrong. */
const another = async (): Promise<{ child: ChildProcess; said: string }> => {
  const child = spawn(process.execPath, [fileURLToPath(new URL('./hold-data-dir.ts', import.meta.url)), path], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  children.push(child);
  const [said] = await once(child.stdout!, 'data');
  return { child, said: String(said).trim() };
};

const killed = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill('SIGKILL');
  await exit;
};

const write = (file: string, text = 'x'): string => {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
};

describe('the lock of a data folder', () => {
  it('keeps a second process out, and is gone when the first is killed', async () => {
    const holder = await another();
    expect(holder.said).toBe('open');
    expect((await another()).said).toBe('data_dir_in_use');
    expect(() => open()).toThrow(expect.objectContaining({ code: 'data_dir_in_use', facts: { path } }));
    await killed(holder.child);
    open();
    expect((await another()).said).toBe('data_dir_in_use');
  });

  it('keeps the same process out, until it is closed', async () => {
    const first = open();
    expect(() => open()).toThrow(expect.objectContaining({ code: 'data_dir_in_use' }));
    first.close();
    first.close();
    expect((await another()).said).toBe('open');
  });

  it('is of one folder', () => {
    open();
    expect(() => open(join(root, 'other'))).not.toThrow();
  });
});

describe('a data folder', () => {
  it('is made with those above it, and read by its own account only', () => {
    const dir = open(join(root, 'a', 'b'));
    expect(dir.path).toBe(join(root, 'a', 'b'));
    expect(dir.statePath).toBe(join(root, 'a', 'b', 'state.sqlite'));
    expect(readdirSync(dir.path).sort()).toEqual([
      ...['batches', 'datasets', 'exports', 'lock.sqlite', 'staging', 'uploads'],
    ]);
    expect(readdirSync(join(dir.path, 'staging'))).toEqual([]);
    if (process.platform !== 'win32') expect(statSync(dir.path).mode & 0o777).toBe(0o700);
  });

  it('keeps its content when it is opened again', async () => {
    const dir = open();
    write(join(dir.uploadFolder('job'), 'orders.csv'));
    write(dir.statePath, 'state');
    dir.close();
    expect(readdirSync(open().uploadFolder('job'))).toEqual(['orders.csv']);
    expect(readFileSync(dir.statePath, 'utf8')).toBe('state');
  });

  it('cannot be a file, nor be below one', () => {
    const file = write(join(root, 'file'));
    for (const at of [file, join(file, 'deep')])
      expect(() => open(at)).toThrow(expect.objectContaining({ code: 'folder_unwritable' }));
  });

  it('is free again where it could not be opened', () => {
    write(join(path, 'staging'));
    expect(() => open()).toThrow(expect.objectContaining({ code: 'folder_unwritable' }));
    rmSync(join(path, 'staging'));
    expect(() => open()).not.toThrow();
  });

  it.skipIf(!existsSync('/proc/self'))('is no place where nothing can be made', () => {
    expect(() => open('/proc/nowhere')).toThrow(expect.objectContaining({ code: 'folder_unwritable' }));
  });

  it.skipIf(process.getuid?.() === 0)('without permission is a problem (skipped for root)', () => {
    mkdirSync(path, 0o555);
    expect(() => open()).toThrow(expect.objectContaining({ code: 'folder_unwritable' }));
  });
});

describe('a folder of a job', () => {
  it('is there when it is asked for, and its own', async () => {
    const dir = open();
    const [upload, exported] = [dir.uploadFolder('job_1'), dir.exportFolder('job_1')];
    expect([upload, exported]).toEqual([join(path, 'uploads', 'job_1'), join(path, 'exports', 'job_1')]);
    write(join(upload, 'orders.csv'));
    expect(readdirSync(dir.uploadFolder('job_1'))).toEqual(['orders.csv']);
    await dir.deleteUpload('job_1');
    expect([existsSync(upload), existsSync(exported)]).toEqual([false, true]);
    await dir.deleteExport('job_1');
    await dir.deleteExport('job_1');
    expect(existsSync(exported)).toBe(false);
  });
});

describe('an archive of files', () => {
  it('holds them as they are, in the order that is named, and is the same bytes each time', async () => {
    const dir = open();
    const folder = dir.exportFolder('job_1');
    const large = 'line of a list\n'.repeat(20_000);
    const texts = { 'b.csv': large, 'a.md': 'words', 'none.csv': '' };
    for (const [name, text] of Object.entries(texts)) write(join(folder, name), text);
    write(join(folder, 'other.csv'), 'not asked for');
    const packed = async (name: string): Promise<Buffer> => {
      const archive = join(folder, name);
      await dir.pack({ folder, names: Object.keys(texts), path: archive });
      return readFileSync(archive);
    };
    const bytes = await packed('one.zip');
    expect(bytes.equals(await packed('two.zip'))).toBe(true);
    expect(bytes.length).toBeLessThan(large.length / 20);
    const files = await unzipped(bytes);
    expect([...files].map(([name, content]) => [name, content.toString()])).toEqual(Object.entries(texts));
  });

  it('without a file that was named is a problem', async () => {
    const dir = open();
    const folder = dir.exportFolder('job_1');
    await expect(dir.pack({ folder, names: ['gone.csv'], path: join(folder, 'x.zip') })).rejects.toMatchObject({
      code: 'folder_unwritable',
    });
  });
});

describe('orders of a dataset', () => {
  const commit = async (dir: DataDir, folder: string, text = 'orders') => {
    const staged = dir.stageBatch();
    write(join(staged, 'orders.duckdb'), text);
    write(join(staged, 'deep', 'more'), text);
    await dir.commitBatch(staged, folder);
    return staged;
  };
  const staging = () => readdirSync(join(path, 'staging'));

  it('are built aside and get their place at once', async () => {
    const dir = open();
    const staged = await commit(dir, 'b1');
    expect(dir.batchPath('b1')).toBe(join(path, 'batches', 'b1'));
    expect(readFileSync(join(dir.batchPath('b1'), 'deep', 'more'), 'utf8')).toBe('orders');
    expect(existsSync(staged)).toBe(false);
    await dir.discardStaged(staged);
    expect(staging()).toEqual([]);
  });

  it('are staged in folders of their own, which can be given up', async () => {
    const dir = open();
    const [first, second] = [dir.stageBatch(), dir.stageBatch()];
    expect(first).not.toBe(second);
    write(join(first, 'half'));
    await dir.discardStaged(first);
    expect(existsSync(first)).toBe(false);
    expect(existsSync(second)).toBe(true);
  });

  it('replace those of the same name', async () => {
    const dir = open();
    await commit(dir, 'b1', 'first');
    write(join(dir.batchPath('b1'), 'old'));
    await commit(dir, 'b1', 'second');
    expect(readFileSync(join(dir.batchPath('b1'), 'orders.duckdb'), 'utf8')).toBe('second');
    expect(readdirSync(dir.batchPath('b1')).sort()).toEqual(['deep', 'orders.duckdb']);
    expect(staging()).toEqual([]);
  });

  it('go batch by batch', async () => {
    const dir = open();
    for (const folder of ['b1', 'b2', 'b3']) await commit(dir, folder);
    await dir.deleteBatches(['b1', 'b3', 'nothing']);
    expect(readdirSync(join(path, 'batches'))).toEqual(['b2']);
    expect(staging()).toEqual([]);
  });

  it('are counted in bytes, with the snapshots', async () => {
    const dir = open();
    await commit(dir, 'b1', '12345');
    await commit(dir, 'b2', '1');
    write(dir.snapshotPath('d1', 'run'), '123');
    expect(await dir.bytesOf('d1', ['b1'])).toBe(13);
    expect(await dir.bytesOf('d2', [])).toBe(0);
  });

  it('have snapshots, whose folder is there', () => {
    const dir = open();
    const snapshot = dir.snapshotPath('d1', 'run-1');
    expect(snapshot).toBe(join(path, 'datasets', 'd1', 'snapshots', 'run-1.parquet'));
    writeFileSync(snapshot, 'customers');
  });

  it('lose their snapshots with their dataset', async () => {
    const dir = open();
    for (const dataset of ['d1', 'd2']) write(dir.snapshotPath(dataset, 'run'));
    await dir.deleteDataset('d1');
    await dir.deleteDataset('d1');
    expect(readdirSync(join(path, 'datasets'))).toEqual(['d2']);
    expect(staging()).toEqual([]);
  });

  it('come from a staged folder only', async () => {
    const dir = open();
    const foreign = join(root, 'foreign');
    mkdirSync(foreign);
    for (const folder of [foreign, join(path, 'staging', '..', '..', 'foreign'), join(path, 'staging')]) {
      await expect(dir.commitBatch(folder, 'b1')).rejects.toThrow(RangeError);
      await expect(dir.discardStaged(folder)).rejects.toThrow(RangeError);
    }
    expect(existsSync(foreign)).toBe(true);
  });
});

it('deletes uploads and exports of jobs that are over, and leaves alone what begins meanwhile', async () => {
  const dir = open();
  for (const job of ['over', 'waiting']) write(join(dir.uploadFolder(job), 'orders.csv'));
  for (const job of ['over', 'running']) write(join(dir.exportFolder(job), 'list.csv'));
  await dir.sweepJobs(async () => {
    dir.uploadFolder('begun');
    dir.exportFolder('begun');
    return { uploadsOf: ['waiting'], exportsOf: ['running'] };
  });
  expect(readdirSync(join(path, 'uploads')).sort()).toEqual(['begun', 'waiting']);
  expect(readdirSync(join(path, 'exports')).sort()).toEqual(['begun', 'running']);
});

it('sweeps away what a process that died has left, and keeps what is still wanted', async () => {
  const dir = open();
  for (const job of ['waiting', 'gone']) write(join(dir.uploadFolder(job), 'orders.csv'));
  for (const dataset of ['known', 'forgotten']) write(dir.snapshotPath(dataset, 'run'));
  write(join(dir.exportFolder('waiting'), 'champions.csv'));
  for (const batch of ['in-use', 'replaced']) write(join(dir.batchPath(batch), 'orders.duckdb'));
  write(join(dir.stageBatch(), 'half'));
  write(dir.statePath);
  await dir.sweep({ uploadsOf: ['waiting', 'never-seen'], datasets: new Set(['known']), batches: ['in-use'] });
  expect(readdirSync(join(path, 'batches'))).toEqual(['in-use']);
  const names = (folder: string) => readdirSync(join(path, folder));
  expect([names('uploads'), names('datasets'), names('exports'), names('staging')]).toEqual([
    ['waiting'],
    ['known'],
    [],
    [],
  ]);
  expect(existsSync(dir.statePath)).toBe(true);
});

describe.each(['', '.', '..', '../x', 'a/b', 'a\\b', '/etc', 'a.b', 'a b', 'ü', 'a\n', 'a\0'])('the name %j', name => {
  it('makes no path', async () => {
    const dir = open();
    const makers = [
      () => dir.uploadFolder(name),
      () => dir.exportFolder(name),
      () => dir.batchPath(name),
      () => dir.snapshotPath(name, 'r'),
      () => dir.snapshotPath('d', name),
    ];
    for (const maker of makers) expect(maker).toThrow(RangeError);
    await expect(dir.deleteUpload(name)).rejects.toThrow(RangeError);
    await expect(dir.deleteExport(name)).rejects.toThrow(RangeError);
    await expect(dir.deleteDataset(name)).rejects.toThrow(RangeError);
    await expect(dir.deleteBatches([name])).rejects.toThrow(RangeError);
    await expect(dir.commitBatch(dir.stageBatch(), name)).rejects.toThrow(RangeError);
  });
});
