/** The texts that cells of a workbook share. */
import { ExpectedError } from '../../errors.ts';
import type { UnpackMeter } from '../unpack/limits.ts';
import type { Zip, ZipPart } from '../unpack/zip.ts';
import { unescaped } from './cell-text.ts';
import { decoded, readWholeXml } from './xml.ts';

const FIRST_BYTES = 64 * 1024;
const FIRST_TEXTS = 4 * 1024;

/** Outside of the heap, as bytes one after the other: there may be millions. */
export class SharedTexts {
  #bytes: Buffer = Buffer.alloc(FIRST_BYTES);
  #ends = new Uint32Array(FIRST_TEXTS);
  #count = 0;
  #used = 0;
  readonly #limit: number;
  readonly #name: string;

  static async read(zip: Zip, part: ZipPart | undefined, meter: UnpackMeter): Promise<SharedTexts> {
    const texts = new SharedTexts(meter);
    if (part === undefined) return texts;
    let text = '';
    let isText = false;
    let phonetic = 0;
    await readWholeXml(zip.read(part), meter.name, {
      open: tag => {
        if (tag === 'si') text = '';
        else if (tag === 't') isText = phonetic === 0;
        else if (tag === 'rPh') phonetic++;
      },
      text: piece => {
        if (isText) text += piece;
      },
      close: tag => {
        if (tag === 't') isText = false;
        else if (tag === 'rPh') phonetic--;
        else if (tag === 'si') texts.#add(unescaped(decoded(text)));
      },
    });
    return texts;
  }

  private constructor({ name, limits }: UnpackMeter) {
    this.#limit = limits.sharedBytes;
    this.#name = name;
  }

  /** @throws {ExpectedError} `workbook_damaged` for a number that no text has */
  at(index: number): string {
    if (!(index >= 0 && index < this.#count)) throw new ExpectedError('workbook_damaged', { name: this.#name });
    return this.#bytes.toString('utf8', index === 0 ? 0 : this.#ends[index - 1], this.#ends[index]);
  }

  #add(text: string): void {
    const bytes = Buffer.byteLength(text);
    if (this.#used + bytes > this.#limit) {
      throw new ExpectedError('unpacks_too_large', { name: this.#name, mostMegabytes: Math.round(this.#limit / 1e6) });
    }
    if (this.#used + bytes > this.#bytes.length) {
      this.#bytes = Buffer.concat([this.#bytes, Buffer.alloc(Math.max(this.#bytes.length, bytes))]);
    }
    if (this.#count === this.#ends.length) {
      const ends = new Uint32Array(this.#ends.length * 2);
      ends.set(this.#ends);
      this.#ends = ends;
    }
    this.#used += this.#bytes.write(text, this.#used);
    this.#ends[this.#count++] = this.#used;
  }
}
