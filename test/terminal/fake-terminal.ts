import { Writable } from 'node:stream';
import { WriteStream } from 'node:tty';

/** A stream that keeps what is written; with `isTTY` it passes for a terminal. */
export class FakeTerminal extends Writable {
  readonly isTTY: boolean;
  text = '';

  constructor(isTTY: boolean) {
    super({ decodeStrings: false });
    this.isTTY = isTTY;
  }

  override _write(chunk: string, _encoding: string, done: () => void): void {
    this.text += chunk;
    done();
  }

  /** As a real terminal counts its colours, from the environment. */
  getColorDepth(): number {
    return WriteStream.prototype.getColorDepth.call(this);
  }

  /** The parts of a terminal that a real one has and the code under test does not use are left out. */
  get stream(): NodeJS.WriteStream {
    return this as unknown as NodeJS.WriteStream;
  }
}
