import { describe, expect, it } from 'vitest';
import { ExpectedError } from '../src/errors.ts';
import { createMetrics } from '../src/metrics.ts';
import { Outage, PlaceClosed } from '../src/outages.ts';

const MEMORY = { rss: 200, heapUsed: 100 };

const metricsAt = (clock = { ms: 0 }) =>
  createMetrics({
    monotonicMs: () => clock.ms,
    waiting: async () => [{ lane: 'import' }, { lane: 'light' }, { lane: 'import' }],
    memory: () => MEMORY,
  });

const linesOf = async ({ exposition }: ReturnType<typeof metricsAt>): Promise<readonly string[]> =>
  (await exposition()).text.split('\n');

describe('The metrics', () => {
  it('count from nothing', async () => {
    const { meter, exposition } = metricsAt();
    meter.imported('reported');
    meter.imported('reported');
    meter.rowsImported(120);
    meter.retried();
    const { type, text } = await exposition();
    expect(type).toMatch(/^text\/plain; version=0\.0\.4/);
    expect(text.split('\n')).toEqual(
      expect.arrayContaining([
        'tranche_imports_total{outcome="reported"} 2',
        'tranche_imports_total{outcome="failed"} 0',
        'tranche_rows_imported_total 120',
        'tranche_retries_total 1',
        'tranche_digests_sent_total{when="late"} 0',
        'tranche_jobs_waiting{lane="import"} 2',
        'tranche_jobs_waiting{lane="query"} 0',
        'tranche_jobs_waiting{lane="light"} 1',
        'process_resident_memory_bytes 200',
        'nodejs_heap_size_used_bytes 100',
      ]),
    );
  });

  it('tell failures apart by what they are, never by what they say', async () => {
    const metrics = metricsAt();
    metrics.meter.failed(new Outage('Slack of the shop', 0));
    metrics.meter.failed(new PlaceClosed('is_archived'));
    metrics.meter.failed(new ExpectedError('file_empty', { name: 'secret.csv' }));
    metrics.meter.failed(new TypeError('customer 17850'));
    metrics.meter.failed('a text');
    expect((await linesOf(metrics)).filter(line => line.startsWith('tranche_failures_total'))).toEqual([
      'tranche_failures_total{kind="outage"} 1',
      'tranche_failures_total{kind="bug"} 2',
      'tranche_failures_total{kind="place_closed"} 1',
      'tranche_failures_total{kind="file_empty"} 1',
    ]);
  });

  it('measure work that comes to its end, and give what it gives', async () => {
    const clock = { ms: 5_000 };
    const metrics = metricsAt(clock);
    const lasting = async (ms: number): Promise<string> => {
      clock.ms += ms;
      return 'done';
    };
    expect(await metrics.meter.timed('import', () => lasting(250))).toBe('done');
    await metrics.meter.timed('import', () => lasting(2_000));
    const failing = metrics.meter.timed('import', () => lasting(9_000).then(() => Promise.reject(new Error('no'))));
    await expect(failing).rejects.toThrow('no');
    await metrics.meter.acknowledged('command', async () => void (await lasting(20)));
    expect(await linesOf(metrics)).toEqual(
      expect.arrayContaining([
        'tranche_step_seconds_bucket{le="0.1",step="import"} 0',
        'tranche_step_seconds_bucket{le="0.3",step="import"} 1',
        'tranche_step_seconds_bucket{le="3",step="import"} 2',
        'tranche_step_seconds_sum{step="import"} 2.25',
        'tranche_step_seconds_count{step="import"} 2',
        'tranche_ack_seconds_bucket{le="0.03",request="command"} 1',
        'tranche_ack_seconds_bucket{le="0.01",request="command"} 0',
      ]),
    );
  });

  it('call a digest late after five minutes', async () => {
    const metrics = metricsAt();
    for (const ms of [0, 300_000, 300_001]) metrics.meter.digestSent(ms);
    expect(await linesOf(metrics)).toEqual(
      expect.arrayContaining([
        'tranche_digests_sent_total{when="on_time"} 2',
        'tranche_digests_sent_total{when="late"} 1',
      ]),
    );
  });

  it('are those of one bot', async () => {
    const [one, other] = [metricsAt(), metricsAt()];
    one.meter.retried();
    expect(await linesOf(other)).toContain('tranche_retries_total 0');
  });
});
