/** A person's home tab: the datasets of the channels they are in, the digests of those, and what is stored. */
import type { Dataset } from '../store/bot-state.ts';
import { datasetSummaries } from './batch-summaries.ts';
import { digestSummaries } from './digest-summaries.ts';
import type { JobHandler, JobPayloads } from './job.ts';
import type { JobDeps } from './job-deps.ts';
import type { LastResult } from './sayings/datasets.ts';
import { type Viewer, visibleDatasets } from './visible-datasets.ts';

export const showHome = (deps: JobDeps): JobHandler<JobPayloads['show-home']> => ({
  lane: 'light',
  run: viewer => publishHome(deps, viewer),
  failed: async () => {},
});

/** Of more datasets nothing but the number and the size is looked up. */
const RESULTS_SHOWN = 25;

export const publishHome = async (deps: JobDeps, { team, user }: Viewer): Promise<void> => {
  const datasets = await visibleDatasets(deps, { team, user });
  const summaries = await datasetSummaries(deps, datasets);
  const ids = new Set(datasets.map(({ id }) => id));
  const digests = (await deps.state.digests.all(team)).filter(({ dataset }) => ids.has(dataset));
  await deps.messenger.home(user, {
    kind: 'home',
    botName: deps.bot.name,
    datasets: summaries,
    lastResults: await lastResults(deps, datasets.slice(0, RESULTS_SHOWN)),
    digests: await digestSummaries(deps, digests),
    bytes: summaries.reduce((sum, { bytes }) => sum + bytes, 0),
    retentionDays: deps.retentionDays,
  });
};

const lastResults = async (
  { state }: JobDeps,
  datasets: readonly Dataset[],
): Promise<Readonly<Record<string, LastResult>>> => {
  const results = await Promise.all(
    datasets.map(async ({ id }) => {
      const [run] = await state.runs.ofDataset(id, 1);
      return run ? [[id, { report: run.report, at: new Date(run.createdAt).toISOString() }] as const] : [];
    }),
  );
  return Object.fromEntries(results.flat());
};
