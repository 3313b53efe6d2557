import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isExpected } from '../../src/errors.ts';
import { CopyFile } from '../../src/ingest/copy-file.ts';
import { inScratch } from './written-file.ts';

describe('CopyFile', () => {
  it('writes octets as they are, in order, and knows their number', () =>
    inScratch(async scratch => {
      const path = join(scratch, 'copy.csv');
      await using copy = await CopyFile.create(path);
      const octets = Buffer.from('é,').toString('latin1');
      for (let part = 0; part < 600_000; part++) {
        copy.add(octets);
        if (part % 1000 === 0) await copy.settle();
      }
      await copy.close();
      expect(copy.bytes).toBe(1_800_000);
      expect(readFileSync(path, 'utf8')).toBe('é,'.repeat(600_000));
    }));

  it.skipIf(!existsSync('/dev/full'))('says that the disk is full', async () => {
    const copy = await CopyFile.create('/dev/full');
    copy.add('x');
    const error = await copy.close().catch(thrown => thrown);
    expect(isExpected(error, 'disk_full') && error.facts).toEqual({ path: '/dev/full' });
  });
});
