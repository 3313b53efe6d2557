import { isAscii, isUtf8 } from 'node:buffer';
import { chunksOf } from './file-bytes.ts';

export type ByteEncoding = 'utf-8' | 'latin-1' | 'windows-1252' | 'damaged utf-8';
export type WideEncoding = 'utf-16le' | 'utf-16be';

const LONGEST_SEQUENCE = 4;

/** Bytes in front of the text: 3 for a UTF-8 byte order mark. */
export const byteOrderMark = (head: Buffer): number => (head.toString('latin1', 0, 3) === '\xef\xbb\xbf' ? 3 : 0);

/** UTF-16, by its byte order mark or, without one, by where the zero bytes of Latin letters stand. */
export const wideEncodingOf = (head: Buffer): WideEncoding | null => {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  const zeros: [number, number] = [0, 0];
  const looked = Math.min(head.length, 4096);
  for (let at = 0; at < looked; at++) if (head[at] === 0) zeros[(at % 2) as 0 | 1]++;
  const [even, odd] = zeros;
  if (odd > looked * 0.3 && even < odd * 0.1) return 'utf-16le';
  if (even > looked * 0.3 && odd < even * 0.1) return 'utf-16be';
  return null;
};

/** Tells, chunk by chunk, whether a whole file is UTF-8, also where a character is cut in two by a chunk's end. */
export class Utf8Check {
  #valid = true;
  #cut: Buffer = Buffer.alloc(0);

  add(chunk: Buffer): void {
    if (!this.#valid) return;
    const missing = this.#cut.length === 0 ? 0 : sequenceBytes(this.#cut[0]!) - this.#cut.length;
    const joined = Buffer.concat([this.#cut, chunk.subarray(0, missing)]);
    if (chunk.length < missing) {
      this.#cut = joined;
      return;
    }
    const tail = cutSequence(chunk, missing);
    this.#valid = isUtf8(joined) && isUtf8(chunk.subarray(missing, chunk.length - tail));
    this.#cut = Buffer.from(chunk.subarray(chunk.length - tail));
  }

  end(): boolean {
    return this.#valid && this.#cut.length === 0;
  }
}

/** Which one-byte encoding a file that is not valid UTF-8 uses, or that it is UTF-8 with a few damaged bytes. */
export const byteEncodingOf = async (path: string): Promise<Exclude<ByteEncoding, 'utf-8'>> => {
  const tally = { sequences: 0, strays: 0, controls: 0 };
  for await (const chunk of chunksOf(path)) {
    for (let at = 0; at < chunk.length; at += BLOCK_BYTES) {
      const block = chunk.subarray(at, at + BLOCK_BYTES);
      if (!isAscii(block)) tallyBlock(block, tally);
    }
  }
  if (tally.sequences > tally.strays) return 'damaged utf-8';
  return tally.controls > 0 ? 'windows-1252' : 'latin-1';
};

/** Small enough that a file with a rare £ skips nearly all of its bytes. */
const BLOCK_BYTES = 8192;

/** `controls` are bytes 0x80-0x9F: unused in Latin-1, curly quotes and the euro sign in Windows-1252. */
const tallyBlock = (block: Buffer, tally: { sequences: number; strays: number; controls: number }): void => {
  for (let at = 0; at < block.length; at++) {
    const byte = block[at]!;
    if (byte < 0x80) continue;
    if (byte < 0xa0) tally.controls++;
    const length = sequenceBytes(byte);
    if (length > 1 && continues(block, at + 1, at + length)) {
      tally.sequences++;
      for (const end = at + length - 1; at < end; ) if (block[++at]! < 0xa0) tally.controls++;
    } else {
      tally.strays++;
    }
  }
};

/** Called once per character of some files, hence by hand: `isUtf8` on so few bytes costs 50 times as much. */
const continues = (block: Buffer, from: number, to: number): boolean => {
  for (let at = from; at < to; at++) if (at >= block.length || (block[at]! & 0xc0) !== 0x80) return false;
  return true;
};

const sequenceBytes = (lead: number): number => (lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc2 ? 2 : 1);

/** How many bytes at the end begin a character that the chunk does not hold whole. */
const cutSequence = (chunk: Buffer, from: number): number => {
  for (let back = 1; back < LONGEST_SEQUENCE && chunk.length - back >= from; back++) {
    const byte = chunk[chunk.length - back]!;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return sequenceBytes(byte) > back ? back : 0;
  }
  return 0;
};
