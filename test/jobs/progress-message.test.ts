import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Messenger } from '../../src/jobs/ports.ts';
import { ProgressMessage } from '../../src/jobs/progress-message.ts';
import type { ProgressStep } from '../../src/jobs/sayings/reports.ts';
import type { Saying } from '../../src/jobs/sayings.ts';
import type { Progress } from '../../src/pipeline/progress.ts';
import { readableLog } from './temp-bot.ts';

const PART = { team: 'T1', channel: 'C1', thread: null, job: 'job-1', part: 'progress' };

const downloading = (bytes: number): ProgressStep => ({ step: 'downloading', bytes, ofBytes: 100 });

type Put = (saying: Saying) => Promise<void>;

/** Progress on a Slack that takes what `put` does, and when it was asked to. */
const progressOn = (put: Put = async () => {}) => {
  const sent: { readonly at: number; readonly saying: Saying }[] = [];
  const messenger: Pick<Messenger, 'put'> = {
    put: async (part, saying) => {
      expect(part).toEqual(PART);
      sent.push({ at: Date.now(), saying });
      await put(saying);
      return '1.0';
    },
  };
  const { log, lines } = readableLog();
  const now = (): number => Date.now();
  const progress = new ProgressMessage({ messenger: messenger as Messenger, now, log }, PART, 'orders.csv');
  const steps = () => sent.map(({ at, saying }) => [at, saying.kind === 'progress' ? saying.step : saying.kind]);
  return { progress, sent, lines, steps };
};

beforeEach(() => {
  vi.useFakeTimers({ now: 0 });
});

afterEach(() => {
  vi.useRealTimers();
});

describe('progress', () => {
  test('the first step is said at once, with the file that it is about', async () => {
    const { progress, sent } = progressOn();
    await progress.start(downloading(0));
    expect(sent).toEqual([
      { at: 0, saying: { kind: 'progress', source: 'orders.csv', step: 'downloading', bytes: 0, ofBytes: 100 } },
    ]);
  });

  test('one edit in three seconds, and the latest step wins', async () => {
    const { progress, sent } = progressOn();
    await progress.start(downloading(0));
    for (let at = 100; at <= 10_000; at += 100) {
      await vi.advanceTimersByTimeAsync(100);
      progress.show(downloading(at));
    }
    const bytes = sent.map(({ at, saying }) => [at, (saying as { bytes?: number }).bytes]);
    expect(bytes).toEqual([
      [0, 0],
      [3_000, 2_900],
      [6_000, 5_900],
      [9_000, 8_900],
    ]);
  });

  test('a step after a quiet time is shown at once', async () => {
    const { progress, steps } = progressOn();
    await progress.start(downloading(0));
    await vi.advanceTimersByTimeAsync(60_000);
    progress.show({ step: 'finding' });
    await vi.advanceTimersByTimeAsync(0);
    expect(steps()).toEqual([
      [0, 'downloading'],
      [60_000, 'finding'],
    ]);
  });

  test('nothing is sent after the end, neither what waited nor what comes later', async () => {
    const { progress, steps } = progressOn();
    await progress.start(downloading(0));
    progress.show({ step: 'inspecting' });
    await progress.end();
    progress.show({ step: 'finding' });
    progress.onProgress({ step: 'cluster' });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(steps()).toEqual([[0, 'downloading']]);
  });

  test('the end waits for an edit that is on its way', async () => {
    const slow = Promise.withResolvers<void>();
    const { progress } = progressOn(saying =>
      saying.kind === 'progress' && saying.step === 'finding' ? slow.promise : Promise.resolve(),
    );
    await progress.start(downloading(0));
    progress.show({ step: 'finding' });
    await vi.advanceTimersByTimeAsync(3_000);
    let ended = false;
    const end = progress.end().then(() => {
      ended = true;
    });
    await vi.advanceTimersByTimeAsync(10_000);
    expect(ended).toBe(false);
    slow.resolve();
    await end;
  });

  test('an edit that fails is logged, and matters to nobody', async () => {
    let puts = 0;
    const { progress, steps, lines } = progressOn(async () => {
      puts += 1;
      if (puts === 2) throw new Error('refused');
    });
    await progress.start(downloading(0));
    progress.show({ step: 'inspecting' });
    await vi.advanceTimersByTimeAsync(3_000);
    progress.show({ step: 'finding' });
    await vi.advanceTimersByTimeAsync(3_000);
    await progress.end();
    expect(steps()).toEqual([
      [0, 'downloading'],
      [3_000, 'inspecting'],
      [6_000, 'finding'],
    ]);
    expect(lines).toMatchObject([{ level: 'info', facts: { run: 'job-1' } }]);
  });

  test('where not even the first step can be said, whoever begins hears of it', async () => {
    const { progress } = progressOn(() => Promise.reject(new Error('archived')));
    await expect(progress.start(downloading(0))).rejects.toThrow('archived');
  });
});

describe('steps of the pipeline', () => {
  const cases: readonly { readonly progress: Progress; readonly shown: ProgressStep | null }[] = [
    { progress: { step: 'inspect' }, shown: { step: 'inspecting' } },
    { progress: { step: 'copy' }, shown: { step: 'inspecting' } },
    { progress: { step: 'load' }, shown: null },
    { progress: { step: 'load', rows: 0, fraction: 0 }, shown: null },
    { progress: { step: 'load', rows: 250, fraction: 0.25 }, shown: { step: 'reading', rows: 250, ofRows: 1_000 } },
    { progress: { step: 'clean' }, shown: { step: 'finding' } },
    { progress: { step: 'cluster' }, shown: { step: 'finding' } },
    { progress: { step: 'describe' }, shown: { step: 'finding' } },
  ];

  test.each(cases)('$progress is shown as $shown', async ({ progress: reported, shown }) => {
    const { progress, sent } = progressOn();
    await progress.start(downloading(0));
    progress.onProgress(reported);
    await vi.advanceTimersByTimeAsync(3_000);
    expect(sent.slice(1).map(({ saying }) => saying)).toEqual(
      shown === null ? [] : [{ kind: 'progress', source: 'orders.csv', ...shown }],
    );
  });

  test('the guess of how many rows there are never shrinks', async () => {
    const { progress, sent } = progressOn();
    await progress.start(downloading(0));
    for (const [rows, fraction] of [
      [100, 0.1],
      [500, 0.6],
    ] as const) {
      progress.onProgress({ step: 'load', rows, fraction });
      await vi.advanceTimersByTimeAsync(3_000);
    }
    expect(sent.slice(1).map(({ saying }) => saying)).toMatchObject([
      { rows: 100, ofRows: 1_000 },
      { rows: 500, ofRows: 1_000 },
    ]);
  });
});
