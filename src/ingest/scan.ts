import { Utf8Check } from './encoding.ts';
import { chunksOf } from './file-bytes.ts';
import { RecordCount } from './record-count.ts';

export interface Scan {
  readonly utf8: boolean;
  /** Records from `start` on, the header among them. */
  readonly records: number;
}

/** Reads the whole file once, for its encoding and the count of its records. */
export const scanFile = async (
  path: string,
  start: number,
  dialect: ConstructorParameters<typeof RecordCount>[0],
): Promise<Scan> => {
  const check = new Utf8Check();
  const count = new RecordCount(dialect);
  let offset = 0;
  for await (const chunk of chunksOf(path)) {
    check.add(chunk);
    count.add(chunk.subarray(Math.max(0, start - offset)));
    offset += chunk.length;
  }
  return { utf8: check.end(), records: count.end() };
};
