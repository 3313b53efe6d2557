/** How much a packed file may become. Disk and time are what a file of a few kilobytes could otherwise use up. */
import { ExpectedError } from '../../errors.ts';

export interface UnpackLimits {
  readonly inflatedBytes: number;
  /** Inflated bytes per packed byte, from `ratioFromBytes` on: small files may repeat themselves as they like. */
  readonly ratio: number;
  readonly ratioFromBytes: number;
  readonly archiveEntries: number;
  readonly milliseconds: number;
  /** Of a sheet. */
  readonly columns: number;
  readonly rows: number;
  /** UTF-8 bytes of the texts that cells of a workbook share; they are kept in memory. */
  readonly sharedBytes: number;
}

export const UNPACK_LIMITS: UnpackLimits = {
  inflatedBytes: 4 * 1024 ** 3,
  ratio: 250,
  ratioFromBytes: 64 * 1024 ** 2,
  archiveEntries: 10_000,
  milliseconds: 10 * 60_000,
  columns: 2_000,
  rows: 1_048_576,
  sharedBytes: 128 * 1024 ** 2,
};

/** Counts what comes out of one packed file, all of its parts together. */
export class UnpackMeter {
  readonly name: string;
  readonly limits: UnpackLimits;
  readonly #packedBytes: number;
  readonly #deadline: number;
  #inflated = 0;

  /** `name`: what the person calls the file. */
  constructor(name: string, packedBytes: number, limits: UnpackLimits) {
    this.name = name;
    this.limits = limits;
    this.#packedBytes = packedBytes;
    this.#deadline = performance.now() + limits.milliseconds;
  }

  /** @throws {ExpectedError} `unpacks_too_large`, `unpacks_too_long` */
  add(bytes: number): void {
    const { name, limits } = this;
    this.#inflated += bytes;
    if (this.#inflated > limits.inflatedBytes) {
      throw new ExpectedError('unpacks_too_large', { name, mostMegabytes: Math.round(limits.inflatedBytes / 1e6) });
    }
    if (this.#inflated > limits.ratioFromBytes && this.#inflated > this.#packedBytes * limits.ratio) {
      throw new ExpectedError('unpacks_suspiciously', { name, times: limits.ratio });
    }
    if (performance.now() > this.#deadline) {
      throw new ExpectedError('unpacks_too_long', { name, minutes: Math.ceil(limits.milliseconds / 60_000) });
    }
  }
}
