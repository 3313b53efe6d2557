import type { OnProgress, Progress, Step } from '../pipeline/progress.ts';
import { count } from './numbers.ts';

/** Nothing is said about what takes less than this. */
const QUIET_MS = 2_000;
/** Where lines cannot be overwritten, one this often. */
const LINE_EVERY_MS = 2_000;

const STEP_WORDS: Readonly<Record<Step, string>> = {
  inspect: 'Looking at the file',
  copy: 'Making a clean copy of the file, row by row',
  load: 'Reading rows',
  clean: 'Cleaning and counting',
  cluster: 'Finding segments',
  describe: 'Describing segments',
};

export interface ProgressLine {
  readonly onProgress: OnProgress;
  readonly end: () => void;
}

/** Progress on one line of a terminal that rewrites itself; elsewhere a line every two seconds. */
export const progressLine = (stream: NodeJS.WriteStream, now: () => number): ProgressLine => {
  const started = now();
  let stepStarted = started;
  let step: Step | undefined;
  let lastLine = started;
  let written = 0;
  const onProgress = (progress: Progress): void => {
    const at = now();
    if (progress.step !== step) {
      step = progress.step;
      stepStarted = at;
    }
    if (at - started < QUIET_MS || (!stream.isTTY && at - lastLine < LINE_EVERY_MS)) return;
    lastLine = at;
    const line = describe(progress, at - stepStarted);
    stream.write(stream.isTTY ? `\r${line.padEnd(written)}` : `${line}\n`);
    written = line.length;
  };
  const end = (): void => {
    if (stream.isTTY && written > 0) stream.write(`\r${' '.repeat(written)}\r`);
    written = 0;
  };
  return { onProgress, end };
};

const describe = ({ step, fraction, rows }: Progress, elapsedMs: number): string => {
  const done = fraction === undefined ? '' : ` ${Math.floor(fraction * 100)} %`;
  const speed =
    rows === undefined || elapsedMs <= 0 ? '' : ` · ${count(rows)} rows, ${count((rows / elapsedMs) * 1_000)} a second`;
  return `${STEP_WORDS[step]}${done}${speed}`;
};
