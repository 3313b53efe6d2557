import { expect, it } from 'vitest';
import type { Progress } from '../../src/pipeline/progress.ts';
import { progressLine } from '../../src/terminal/progress-line.ts';
import { FakeTerminal } from './fake-terminal.ts';

/** What is written when each progress is reported at its time, in milliseconds from the start. */
const written = (isTTY: boolean, reports: readonly (readonly [number, Progress])[], started = 1_000): string => {
  let time = started;
  const terminal = new FakeTerminal(isTTY);
  const line = progressLine(terminal.stream, () => time);
  for (const [at, progress] of reports) {
    time = started + at;
    line.onProgress(progress);
  }
  line.end();
  line.end();
  return terminal.text;
};

it.each([true, false])('says nothing in the first two seconds (terminal: %s)', isTTY => {
  const reports = [0, 500, 1_999].map(at => [at, { step: 'load', fraction: 0.5, rows: 100 }] as const);
  expect(written(isTTY, reports)).toBe('');
});

it('rewrites one line of a terminal, and leaves it empty at the end', () => {
  const text = written(true, [
    [0, { step: 'load', fraction: 0, rows: 0 }],
    [2_000, { step: 'load', fraction: 0.256, rows: 40_000 }],
    [2_001, { step: 'clean' }],
    [2_100, { step: 'cluster', fraction: 1 }],
  ]);
  const first = 'Reading rows 25 % · 40,000 rows, 20,000 a second';
  const second = 'Cleaning and counting';
  const third = 'Finding segments 100 %';
  expect(text).toBe(`\r${first}\r${second.padEnd(first.length)}\r${third}\r${' '.repeat(third.length)}\r`);
});

it('writes a line every two seconds elsewhere', () => {
  const at = (time: number) => [time, { step: 'load', fraction: time / 10_000, rows: time * 10 }] as const;
  expect(written(false, [0, 1_000, 2_000, 2_500, 3_999, 4_000, 5_000, 6_100].map(at))).toBe(
    [
      'Reading rows 20 % · 20,000 rows, 10,000 a second\n',
      'Reading rows 40 % · 40,000 rows, 10,000 a second\n',
      'Reading rows 61 % · 61,000 rows, 10,000 a second\n',
    ].join(''),
  );
});

it('measures rows per second from the start of the step', () => {
  const text = written(false, [
    [0, { step: 'inspect' }],
    [2_000, { step: 'load', rows: 0 }],
    [5_000, { step: 'load', rows: 6_000 }],
  ]);
  expect(text).toBe('Reading rows\nReading rows · 6,000 rows, 2,000 a second\n');
});
