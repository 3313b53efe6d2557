import { type FileHandle, open } from 'node:fs/promises';
import { ExpectedError } from '../errors.ts';

const FLUSH_BYTES = 1024 * 1024;

/** A file in the scratch folder that is written once, from start to end; a full disk is the person's to fix. */
export class CopyFile {
  readonly path: string;
  bytes = 0;
  readonly #file: FileHandle;
  #pending = '';

  static async create(path: string): Promise<CopyFile> {
    return new CopyFile(path, await open(path, 'w').catch(error => refuse(path, error)));
  }

  /** All of the bytes, in turn. Gives the path. */
  static async of(bytes: AsyncIterable<Uint8Array>, path: string): Promise<string> {
    await using copy = await CopyFile.create(path);
    for await (const chunk of bytes) await copy.write(chunk);
    return path;
  }

  private constructor(path: string, file: FileHandle) {
    this.path = path;
    this.#file = file;
  }

  /** `octets` holds one byte per character ("latin1" strings), so that UTF-8 passes through without decoding. */
  add(octets: string): void {
    this.#pending += octets;
  }

  /** To be awaited now and then: writes what has gathered. */
  async settle(): Promise<void> {
    if (this.#pending.length < FLUSH_BYTES) return;
    await this.#flush();
  }

  async write(bytes: Uint8Array): Promise<void> {
    this.bytes += bytes.length;
    await this.#file.writeFile(bytes).catch(error => refuse(this.path, error));
  }

  async close(): Promise<void> {
    if (this.#pending !== '') await this.#flush();
    await this.#file.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#file.close();
  }

  async #flush(): Promise<void> {
    const bytes = Buffer.from(this.#pending, 'latin1');
    this.#pending = '';
    await this.write(bytes);
  }
}

const FULL: readonly string[] = ['ENOSPC', 'EDQUOT', 'EFBIG'];

const refuse = (path: string, error: unknown): never => {
  if (FULL.includes((error as NodeJS.ErrnoException).code ?? '')) {
    throw new ExpectedError('disk_full', { path }, { cause: error });
  }
  throw error;
};
