import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ExpectedError } from '../../src/errors.ts';
import { openOutFolder, protectInput } from '../../src/terminal/out-folder.ts';
import { deleteScratch, makeScratch } from '../../src/terminal/scratch.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'tranche-test-'));
});
afterEach(() => {
  deleteScratch();
  rmSync(root, { recursive: true });
});

describe('a folder for results', () => {
  it('holds nothing before publish, and then every file', () => {
    const folder = join(root, 'a', 'b');
    const out = openOutFolder(folder);
    writeFileSync(join(out.staging, 'customers.csv'), 'new');
    writeFileSync(join(out.staging, 'months.png'), 'picture');
    expect(readdirSync(folder).filter(name => !name.startsWith('.'))).toEqual([]);
    expect([...out.publish()].sort()).toEqual([join(folder, 'customers.csv'), join(folder, 'months.png')]);
    deleteScratch();
    expect(readdirSync(folder).sort()).toEqual(['customers.csv', 'months.png']);
    expect(readFileSync(join(folder, 'customers.csv'), 'utf8')).toBe('new');
  });

  it('moves nothing where a folder stands in the place of one file', () => {
    mkdirSync(join(root, 'rejected.csv'));
    writeFileSync(join(root, 'customers.csv'), 'old');
    const out = openOutFolder(root);
    for (const name of ['customers.csv', 'rejected.csv']) writeFileSync(join(out.staging, name), 'new');
    expect(() => out.publish()).toThrow(expect.objectContaining({ code: 'folder_unwritable' }));
    expect(readFileSync(join(root, 'customers.csv'), 'utf8')).toBe('old');
  });

  it('never takes the place of the orders', () => {
    const orders = join(root, 'customers.csv');
    writeFileSync(orders, 'orders');
    expect(() => protectInput(orders, root, ['rejected.csv', 'customers.csv'])).toThrow(
      expect.objectContaining({ code: 'out_replaces_input' }),
    );
    expect(() => protectInput(orders, join(root, 'elsewhere'), ['customers.csv'])).not.toThrow();
    expect(() => protectInput(orders, root, ['orders.csv'])).not.toThrow();
  });

  it('names pictures of an earlier run', () => {
    writeFileSync(join(root, 'segment-map.png'), 'old');
    const out = openOutFolder(root);
    writeFileSync(join(out.staging, 'months.png'), 'new');
    expect(out.olderPictures(out.publish())).toEqual([join(root, 'segment-map.png')]);
  });

  it('stages on the same disk, so that publishing is a rename', () => {
    const folder = join(root, 'out');
    expect(dirname(openOutFolder(folder).staging)).toBe(folder);
  });

  it('replaces older files at publish and leaves others alone', () => {
    writeFileSync(join(root, 'customers.csv'), 'old');
    writeFileSync(join(root, 'notes.txt'), 'mine');
    const out = openOutFolder(root);
    writeFileSync(join(out.staging, 'customers.csv'), 'new');
    expect(readFileSync(join(root, 'customers.csv'), 'utf8')).toBe('old');
    out.publish();
    deleteScratch();
    expect(readFileSync(join(root, 'customers.csv'), 'utf8')).toBe('new');
    expect(readFileSync(join(root, 'notes.txt'), 'utf8')).toBe('mine');
    expect(readdirSync(root).sort()).toEqual(['customers.csv', 'notes.txt']);
  });

  it('goes away with everything above it that was made, if nothing was published', () => {
    const out = openOutFolder(join(root, 'a', 'b', 'c'));
    writeFileSync(join(out.staging, 'customers.csv'), 'half');
    deleteScratch();
    expect(readdirSync(root)).toEqual([]);
  });

  it('stays if it was there before, or if somebody put a file into it', () => {
    mkdirSync(join(root, 'mine'));
    openOutFolder(join(root, 'mine', 'sub'));
    openOutFolder(join(root, 'made'));
    writeFileSync(join(root, 'made', 'notes.txt'), 'mine');
    deleteScratch();
    expect(readdirSync(root).sort()).toEqual(['made', 'mine']);
    expect(readdirSync(join(root, 'mine'))).toEqual([]);
    expect(readdirSync(join(root, 'made'))).toEqual(['notes.txt']);
  });

  it('cannot be made where a file is, and what was made above goes away', () => {
    writeFileSync(join(root, 'file'), '');
    expect(() => openOutFolder(join(root, 'file'))).toThrow(ExpectedError);
    expect(() => openOutFolder(join(root, 'file', 'x'))).toThrow(
      expect.objectContaining({
        code: 'folder_unwritable',
        facts: { path: join(root, 'file', 'x'), cause: 'ENOTDIR' },
      }),
    );
    expect(() => openOutFolder(join(root, 'a', 'n'.repeat(300)))).toThrow(ExpectedError);
    deleteScratch();
    expect(readdirSync(root)).toEqual(['file']);
  });

  it('says so where a folder stands in the place of a file', () => {
    const out = openOutFolder(root);
    mkdirSync(join(root, 'customers.csv'));
    writeFileSync(join(out.staging, 'customers.csv'), 'new');
    expect(out.publish).toThrow(
      expect.objectContaining({
        code: 'folder_unwritable',
        facts: { path: join(root, 'customers.csv'), cause: 'it is a folder' },
      }),
    );
  });
});

describe('a temporary folder', () => {
  it('is private and deleted with everything in it', () => {
    const [first, second] = [makeScratch('t-', root), makeScratch('t-', root)];
    expect(first).not.toBe(second);
    mkdirSync(join(first, 'deep'));
    writeFileSync(join(first, 'deep', 'file'), 'x');
    deleteScratch();
    expect(existsSync(first) || existsSync(second)).toBe(false);
    expect(deleteScratch).not.toThrow();
  });

  it('that is gone already is no problem', () => {
    rmSync(makeScratch('t-', root), { recursive: true });
    expect(deleteScratch).not.toThrow();
  });

  it('that cannot be made is a problem the person can fix', () => {
    expect(() => makeScratch('t-', join(root, 'nowhere'))).toThrow(
      expect.objectContaining({ code: 'folder_unwritable', facts: { path: join(root, 'nowhere'), cause: 'ENOENT' } }),
    );
  });
});
