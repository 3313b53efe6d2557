import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ExpectedError } from '../../src/errors.ts';
import { wire } from '../../src/wire.ts';
import { inScratch, NO_HINTS, written } from '../ingest/written-file.ts';

const direct = wire({ quickChartUrl: null }, () => {});
const threaded = wire({ quickChartUrl: null }, () => {}, { ingestInWorker: true });
afterAll(() => Promise.all([direct.close(), threaded.close()]));

const TABLE = 'customer;date;amount\nA;1/2/2024;1,50\nB;3/4/2024;2,50\nC;5/6/2024\n';

describe('reading files in a worker', () => {
  it('says the same as reading them here', async () => {
    await inScratch(async scratch => {
      const request = { path: await written(scratch, TABLE), name: 'orders.csv', hints: NO_HINTS, scratch };
      const file = await threaded.segmentation.inspect(request);
      expect(file).toEqual(await direct.segmentation.inspect(request));
      expect(await threaded.preview(request)).toEqual(await direct.preview(request));
      const copy = await threaded.segmentation.cleanCopy(file, scratch);
      expect(copy).toMatchObject({ records: 3, cleaned: { unreadable: { count: 1 } } });
    });
  });

  it('a problem that the person can fix crosses with its facts', async () => {
    await inScratch(async scratch => {
      const path = await written(scratch, 'customer,date,amount\n');
      const request = { path, name: 'orders.csv', hints: NO_HINTS, scratch };
      for (const look of [threaded.segmentation.inspect(request), threaded.preview(request)]) {
        const error = await look.catch((thrown: unknown) => thrown);
        expect(error).toBeInstanceOf(ExpectedError);
        expect(error).toMatchObject({
          code: 'header_only',
          facts: { name: 'orders.csv', columns: ['customer', 'date', 'amount'] },
        });
      }
    });
  });

  it('a bug crosses as the error it is', async () => {
    await inScratch(async scratch => {
      const path = await written(scratch, TABLE);
      const file = await threaded.segmentation.inspect({ path, name: 'orders.csv', hints: NO_HINTS, scratch });
      const blocked = join(scratch, 'a file');
      await writeFile(blocked, '');
      const error = await threaded.segmentation.cleanCopy(file, blocked).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(Error);
      expect(error).not.toBeInstanceOf(ExpectedError);
      expect(error).toMatchObject({ message: expect.stringContaining('ENOTDIR') });
    });
  });
});
