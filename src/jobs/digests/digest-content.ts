/** What a digest says now: what moved since the last one, or that no orders came. */
import { existsSync } from 'node:fs';
import type { Chart } from '../../charts/chart.ts';
import type { Cadence } from '../../core/cadence.ts';
import type { Movement } from '../../core/changes.ts';
import { adviceFor } from '../../digests/advice.ts';
import { freshness } from '../../digests/freshness.ts';
import { isExpected } from '../../errors.ts';
import type { Dataset, Run } from '../../store/bot-state.ts';
import { finishRun, snapshotIn } from '../finish-run.ts';
import type { JobDeps } from '../job-deps.ts';
import type { DigestSaying } from '../sayings/digests.ts';
import type { SayingOf } from '../sayings.ts';
import { latestRun, type StoredOrders, withStoredOrders } from '../stored-orders.ts';
import { newsSince } from './news.ts';

export interface WantedDigest {
  readonly job: string;
  readonly dataset: Dataset;
  readonly schedule: {
    /** `null` where nobody has set one up. */
    readonly cadence: Cadence | null;
    readonly timeZone: string;
    readonly lastRun: string | null;
    readonly lastDueAt: number | null;
  };
  /** A preview leaves nothing behind. */
  readonly preview: boolean;
}

export interface DigestContent {
  readonly saying: DigestSaying | SayingOf<'digest-stale'>;
  /** The run that it shows; `null` for a preview, and where there is nothing new. */
  readonly run: Run | null;
  /** The picture that belongs to it. */
  readonly chart: Chart | null;
}

export const digestContent = async (deps: JobDeps, wanted: WantedDigest): Promise<DigestContent> => {
  const { job, dataset, schedule } = wanted;
  const latest = await latestRun(deps, dataset);
  const hasNews = await newsSince(deps, dataset, schedule.lastDueAt);
  const fresh = freshness(dataset.lastOrder, deps.now(), hasNews);
  if (!fresh.fresh) return stale(wanted, dataset.lastOrder, fresh.daysAgo);
  const before = schedule.lastRun === null ? null : await deps.state.runs.byId(schedule.lastRun);
  // A digest keeps the settings that it began with: what others try out meanwhile must not look like movement.
  const settings = { ...(before ?? latest).report.run.settings, asOf: fresh.asOf };
  return withStoredOrders(
    deps,
    { job, dataset, settings },
    () => {},
    async orders => {
      // Orders dated ahead of today are mistakes of the file: without them the last one may be an old one.
      const { lastOrder } = orders.segmentation.report.totals;
      const kept = freshness(lastOrder, deps.now(), hasNews);
      if (!kept.fresh) return stale(wanted, lastOrder, kept.daysAgo);
      const movement = await movementSince(deps, orders, before);
      const run = wanted.preview ? null : await keepRun(deps, wanted, orders);
      const report = run?.report ?? orders.segmentation.report;
      const [chart = null] = deps.charts({ report, points: orders.segmentation.points });
      return { saying: digestSaying(wanted, { report, movement, before }), run, chart };
    },
  );
};

const movementSince = async (
  deps: JobDeps,
  { segmentation }: StoredOrders,
  before: Run | null,
): Promise<Movement | null> => {
  const snapshot = before && deps.folders.snapshotPath(before.dataset, before.id);
  if (!snapshot || !existsSync(snapshot)) return null;
  try {
    return await segmentation.movementSince(snapshot);
  } catch (error) {
    if (!isExpected(error, 'orders_damaged')) throw error;
    deps.log.error({ run: before.id, err: error }, 'a snapshot is damaged: the digest begins anew');
    return null;
  }
};

const keepRun = async (
  deps: JobDeps,
  { job, dataset }: WantedDigest,
  { segmentation, exportFolder }: StoredOrders,
): Promise<Run> => {
  const snapshot = snapshotIn(exportFolder);
  await segmentation.saveSnapshot(snapshot);
  return finishRun(deps, { job, dataset, trigger: 'digest', report: segmentation.report, snapshot });
};

const digestSaying = (
  { dataset, schedule, preview }: WantedDigest,
  { report, movement, before }: { report: Run['report']; movement: Movement | null; before: Run | null },
): DigestSaying => ({
  kind: 'digest',
  dataset,
  report,
  movement,
  previousRun: before?.id ?? null,
  previousSegments: before?.report.segments ?? null,
  advice: adviceFor(report, movement),
  cadence: schedule.cadence,
  timeZone: schedule.timeZone,
  preview,
  chart: null,
});

const stale = ({ dataset, schedule, preview }: WantedDigest, lastOrder: string, daysAgo: number): DigestContent => ({
  saying: {
    kind: 'digest-stale',
    dataset,
    lastOrder,
    daysAgo,
    cadence: schedule.cadence,
    timeZone: schedule.timeZone,
    preview,
  },
  run: null,
  chart: null,
});
