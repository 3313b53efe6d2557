import { describe, expect, test } from 'vitest';
import { buildCharts } from '../../src/charts/all-charts.ts';
import { ExpectedError } from '../../src/errors.ts';
import { deliverReport, type ReportDelivery } from '../../src/jobs/deliver-report.ts';
import type { JobDeps } from '../../src/jobs/job-deps.ts';
import { Outage } from '../../src/outages.ts';
import { fixtureReport } from '../charts/fixture-report.ts';
import { newJob } from '../store/state-fixtures.ts';
import { unreadMeter } from '../unread-meter.ts';
import { InMemorySlack } from './in-memory-slack.ts';
import { KillSwitch } from './kill-switch.ts';
import { readableLog, type TempBot, tempBot } from './temp-bot.ts';

const ASKED_AT = Date.UTC(2026, 5, 1);
const PROGRESS = { kind: 'progress', source: 'orders.csv', step: 'finding' } as const;

const report = fixtureReport();
const input = { report, points: [] };
const chartIds = buildCharts(input).map(({ id }) => id);

const delivery = (changes: Partial<ReportDelivery> = {}): ReportDelivery => ({
  job: 'id-1',
  place: { team: 'T1', channel: 'C1', thread: '900.000' },
  askedAt: ASKED_AT,
  user: 'U1',
  source: 'orders.csv',
  saying: { report, dataset: { id: 'd1', name: 'orders' }, offerDigest: true, upload: null, change: null },
  input,
  ...changes,
});

interface Setting extends TempBot {
  readonly slack: InMemorySlack;
  /** Delivers so many seconds after it was asked for. */
  deliver(secondsLater: number, changes?: Changes): Promise<void>;
}

interface Changes {
  readonly kill?: KillSwitch;
  readonly deps?: Partial<JobDeps>;
  readonly delivery?: Partial<ReportDelivery>;
}

const setting = async (): Promise<Setting> => {
  const bot = await tempBot();
  const slack = new InMemorySlack(bot.state.deliveries);
  await bot.state.jobs.add(newJob(), ASKED_AT);
  return {
    ...bot,
    slack,
    deliver: (secondsLater, changes = {}) => {
      const { kill } = changes;
      const deps = {
        state: kill?.through(bot.state) ?? bot.state,
        messenger: kill?.through(slack.messenger) ?? slack.messenger,
        now: () => ASKED_AT + secondsLater * 1_000,
        log: readableLog().log,
        meter: unreadMeter(),
        charts: buildCharts,
        draw: async () => new Uint8Array(),
        ...changes.deps,
      };
      return deliverReport(deps as JobDeps, delivery(changes.delivery));
    },
  };
};

const withProgress = async (): Promise<Setting & { readonly progressTs: string }> => {
  const ready = await setting();
  const part = { team: 'T1', channel: 'C1', thread: '900.000', job: 'id-1', part: 'progress' };
  return { ...ready, progressTs: await ready.slack.messenger.put(part, PROGRESS) };
};

const standing = ({ slack }: Setting) => slack.messages.map(({ ts, thread, saying }) => [ts, thread, saying.kind]);

describe('the message', () => {
  test.each([0, 20])('after %i seconds the progress becomes the report, and mentions nobody', async seconds => {
    const ready = await withProgress();
    await ready.deliver(seconds);
    expect(standing(ready)).toEqual([
      [ready.progressTs, '900.000', 'report'],
      [expect.any(String), '900.000', 'charts'],
    ]);
    expect(ready.slack.standing('report')).toEqual([{ kind: 'report', ...delivery().saying, mention: null }]);
  });

  test('after more than 20 seconds it is posted anew and mentions whoever waits; the progress points to it', async () => {
    const ready = await withProgress();
    await ready.deliver(20.001);
    expect(standing(ready)).toEqual([
      [ready.progressTs, '900.000', 'report-below'],
      [expect.any(String), '900.000', 'report'],
      [expect.any(String), '900.000', 'charts'],
    ]);
    expect(ready.slack.standing('report')).toMatchObject([{ mention: 'U1' }]);
    expect(ready.slack.standing('report-below')).toEqual([{ kind: 'report-below', source: 'orders.csv' }]);
  });

  test('without a progress message it is simply posted, however late, once', async () => {
    const ready = await setting();
    for (const seconds of [60, 90]) await ready.deliver(seconds);
    expect(standing(ready).map(([, , kind]) => kind)).toEqual(['report', 'charts']);
    expect(ready.slack.standing('report')).toMatchObject([{ mention: null }]);
  });

  test('outside a thread the charts follow in the thread of the report', async () => {
    const ready = await setting();
    await ready.deliver(0, { delivery: { place: { team: 'T1', channel: 'C1', thread: null } } });
    const [posted] = ready.slack.messages;
    expect(standing(ready)).toEqual([
      [posted!.ts, null, 'report'],
      [expect.any(String), posted!.ts, 'charts'],
    ]);
  });
});

describe('the charts', () => {
  test('are shown in their order, as they were uploaded', async () => {
    const ready = await setting();
    await ready.deliver(0);
    const [charts] = ready.slack.standing('charts');
    expect(charts!.failed).toEqual([]);
    expect(charts!.charts.map(({ title }) => title)).toEqual(buildCharts(input).map(({ title }) => title));
    const uploaded = new Map(ready.slack.uploads.map(({ id, part }) => [part, id]));
    expect(charts!.charts.map(({ fileId }) => fileId)).toEqual(chartIds.map(id => uploaded.get(`charts:${id}`)));
  });

  test('one that cannot be drawn is described instead, and costs no other', async () => {
    const ready = await setting();
    await ready.deliver(0, {
      deps: {
        draw: async ({ id }) => {
          if (id === chartIds[1]) throw new Error('no font');
          return new Uint8Array();
        },
      },
    });
    const [charts] = ready.slack.standing('charts');
    const { title, altText } = buildCharts(input)[1]!;
    expect(charts!.failed).toEqual([{ title, altText }]);
    expect(charts!.charts).toHaveLength(chartIds.length - 1);
    expect(ready.slack.standing('report')).toHaveLength(1);
  });

  test('a workspace that takes no pictures gets all of them in words', async () => {
    const ready = await setting();
    const messenger = {
      ...ready.slack.messenger,
      upload: async () => {
        throw new ExpectedError('slack_file_policy', { code: 'file_uploads_disabled' });
      },
    };
    await ready.deliver(0, { deps: { messenger } });
    expect(ready.slack.standing('charts')).toMatchObject([{ charts: [] }]);
    expect(ready.slack.standing('charts')[0]!.failed).toHaveLength(chartIds.length);
  });

  test('an outage is no reason to leave one out: it is tried again, and no other is uploaded twice', async () => {
    const ready = await setting();
    ready.slack.down.add('upload');
    await expect(ready.deliver(0)).rejects.toBeInstanceOf(Outage);
    expect(ready.slack.standing('report')).toHaveLength(1);
    ready.slack.down.clear();
    await ready.deliver(5);
    expect(ready.slack.uploads.map(({ part }) => part).sort()).toEqual(chartIds.map(id => `charts:${id}`).sort());
    expect(ready.slack.standing('report')).toHaveLength(1);
    expect(ready.slack.standing('charts')).toMatchObject([{ failed: [] }]);
  });

  test('a report without anything to draw has no message for it', async () => {
    const ready = await setting();
    await ready.deliver(0, { deps: { charts: () => [] } });
    expect(standing(ready).map(([, , kind]) => kind)).toEqual(['report']);
  });
});

describe('cut off after any call and taken up again', () => {
  test.each([
    { first: 5, later: 10, anew: false },
    { first: 5, later: 120, anew: false },
    { first: 30, later: 120, anew: true },
  ])('delivered after $first seconds, again after $later: one report, anew: $anew', async ({ first, later, anew }) => {
    for (let calls = 1; ; calls += 1) {
      const ready = await withProgress();
      const kill = new KillSwitch(calls);
      await ready.deliver(first, { kill }).catch(() => {});
      const decided = (await ready.state.deliveries.find('id-1', 'report')) !== null;
      await ready.deliver(later);
      // Before anything was decided, the later time counts.
      const isAnew = decided ? anew : later > 20;
      const kinds = standing(ready).map(([, , kind]) => kind);
      expect(kinds, `killed after ${calls} calls`).toEqual(
        isAnew ? ['report-below', 'report', 'charts'] : ['report', 'charts'],
      );
      expect(ready.slack.standing('report')).toMatchObject([{ mention: isAnew ? 'U1' : null }]);
      expect(ready.slack.uploads).toHaveLength(chartIds.length);
      expect(ready.slack.standing('charts')[0]!.charts).toHaveLength(chartIds.length);
      if (!kill.isOff) break;
    }
  });
});
