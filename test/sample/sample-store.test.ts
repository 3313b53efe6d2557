import { createHash } from 'node:crypto';
import { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { isExpected } from '../../src/errors.ts';
import { DEFAULT_SAMPLE_ROWS, LARGEST_SAMPLE, SMALLEST_SAMPLE } from '../../src/sample/sample-size.ts';
import { sampleStoreCsv } from '../../src/sample/sample-store.ts';
import { storeFields, storeText } from './store-records.ts';

const HEADER = 'InvoiceNo,StockCode,Description,Category,Quantity,InvoiceDate,UnitPrice,CustomerID,Country,Channel';
const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

describe('rows', () => {
  test.each([SMALLEST_SAMPLE, 1_001, 4_321, DEFAULT_SAMPLE_ROWS])('%i rows asked for, as many records', rows => {
    expect(storeFields(storeText(rows))).toHaveLength(1 + rows);
  });

  test('one record is one line that ends with a line feed', () => {
    const text = storeText(1_500);
    expect(text.split('\n')).toHaveLength(1 + 1_500 + 1);
    expect(text.endsWith('\n')).toBe(true);
  });

  test('strict CSV: the header, then ten fields in every record', () => {
    const [header, ...records] = storeFields(storeText(20_000));
    expect(header!.join()).toBe(HEADER);
    expect(new Set(records.map(fields => fields.length))).toEqual(new Set([10]));
  });

  test('only ASCII, so that a character is a byte in every encoding', () => {
    expect(storeText(5_000)).toMatch(/^[\n\x20-\x7e]*$/);
  });
});

describe('seed', () => {
  test('the same seed gives the same bytes, another seed others', () => {
    expect(hashOf(storeText(10_000, 7))).toBe(hashOf(storeText(10_000, 7)));
    expect(hashOf(storeText(10_000, 7))).not.toBe(hashOf(storeText(10_000, 8)));
  });

  test('bits of the seed above the 32nd count', () => {
    expect(storeText(1_000, 1)).not.toBe(storeText(1_000, 2 ** 32 + 1));
  });

  test('two files written in turns do not disturb each other', () => {
    const [one, other] = [1, 2].map(seed => sampleStoreCsv({ rows: 5_000, seed })[Symbol.iterator]());
    const texts: [string, string] = ['', ''];
    for (let a = one!.next(), b = other!.next(); !(a.done && b.done); a = one!.next(), b = other!.next()) {
      texts[0] += a.value ?? '';
      texts[1] += b.value ?? '';
    }
    expect(texts).toEqual([storeText(5_000, 1), storeText(5_000, 2)]);
  });
});

describe('streaming', () => {
  test('pieces of about 64 KB that end with a row', () => {
    const pieces = [...sampleStoreCsv({ rows: 30_000, seed: 1 })];
    for (const piece of pieces.slice(0, -1)) {
      expect(piece.length).toBeGreaterThanOrEqual(65_536);
      expect(piece.length).toBeLessThan(70_000);
    }
    expect(pieces.every(piece => piece.endsWith('\n'))).toBe(true);
  });

  test('a slow reader holds the writer back', async () => {
    let made = 0;
    let taken = 0;
    let furthestAhead = 0;
    const counted = function* () {
      for (const piece of sampleStoreCsv({ rows: 50_000, seed: 1 })) {
        made += 1;
        furthestAhead = Math.max(furthestAhead, made - taken);
        yield piece;
      }
    };
    const slow = new Writable({
      highWaterMark: 1,
      write: (_chunk, _encoding, done) => {
        taken += 1;
        setImmediate(done);
      },
    });
    await pipeline(Readable.from(counted(), { highWaterMark: 2 }), slow);
    expect(taken).toBe(made);
    expect(made).toBeGreaterThan(50);
    expect(furthestAhead).toBeLessThan(10);
  });

  test('memory does not grow with the rows already written', () => {
    setFlagsFromString('--expose-gc');
    const collectGarbage = runInNewContext('gc') as () => void;
    collectGarbage();
    const before = process.memoryUsage().heapUsed;
    const usedBytes: number[] = [];
    let pieces = 0;
    for (const _ of sampleStoreCsv({ rows: 300_000, seed: 1 })) {
      pieces += 1;
      if (pieces % 50 !== 0) continue;
      collectGarbage();
      usedBytes.push(process.memoryUsage().heapUsed);
    }
    expect(usedBytes.length).toBeGreaterThan(8);
    expect(Math.max(...usedBytes) - usedBytes[0]!).toBeLessThan(2 * 2 ** 20);
    // The file has 32 MB.
    expect(Math.max(...usedBytes) - before).toBeLessThan(4 * 2 ** 20);
  });
});

describe('settings', () => {
  const outside = [SMALLEST_SAMPLE - 1, LARGEST_SAMPLE + 1, 0, -5_000, 1_000.5, Number.NaN, Number.POSITIVE_INFINITY];

  test.each(outside)('%d rows are refused at the call, with what is allowed', rows => {
    const facts = { setting: 'rows', value: String(rows), allowed: 'a whole number from 1,000 to 12,000,000' };
    expect(errorOf(() => sampleStoreCsv({ rows, seed: 1 }))).toMatchObject({ code: 'setting_invalid', facts });
  });

  test.each([-1, 0.5, Number.NaN, 2 ** 53])('seed %d is refused', seed => {
    const error = errorOf(() => sampleStoreCsv({ rows: 1_000, seed }));
    expect(isExpected(error, 'setting_invalid') && error.facts.setting).toBe('seed');
  });

  test.each([0, 2 ** 53 - 1])('seed %d is taken', seed => {
    expect(storeFields(storeText(1_000, seed))).toHaveLength(1_001);
  });
});

const errorOf = (action: () => unknown): unknown => {
  try {
    return action();
  } catch (error) {
    return error;
  }
};
