/** The app was removed from a workspace: nothing of it stays. No call to Slack works any more, and none is needed. */
import { dropStaleFiles, sweepFolders } from './housekeeping.ts';
import type { JobHandler, JobPayloads } from './job.ts';
import type { JobDeps } from './job-deps.ts';

type Stored = Pick<JobDeps, 'state' | 'folders'>;

const KIND = 'forget-workspace';

export const forgetWorkspace = (deps: JobDeps): JobHandler<JobPayloads[typeof KIND]> => ({
  lane: 'light',
  run: async ({ team }, { job, endWorkspace }) => {
    await endWorkspace();
    await deleteWorkspace(deps, team);
    deps.log.info(
      { run: job, workspace: team },
      'the app was removed from the workspace: all that was stored is deleted',
    );
  },
  failed: async () => {},
});

/** At the start, before Slack is asked for anything: it refuses the token of a workspace that removed the app. */
export const finishForgetting = async ({ state, folders }: Stored): Promise<void> => {
  await state.jobs.recover([]);
  const left = (await state.jobs.queued()).filter(({ kind }) => kind === KIND);
  for (const { team } of left) await deleteWorkspace({ state, folders }, team);
  if (left.length > 0) await sweepFolders({ state, folders });
};

/** Rows last: cut off before that, the job that asks for it is still there. */
const deleteWorkspace = async ({ state, folders }: Stored, team: string): Promise<void> => {
  for (const { id } of await state.datasets.all(team)) {
    const batches = await state.batches.ofDataset(id);
    await folders.deleteBatches(batches.map(({ folder }) => folder));
    await folders.deleteDataset(id);
  }
  for (const job of await jobsWithFiles(state, team)) {
    await folders.deleteUpload(job);
    await folders.deleteExport(job);
  }
  await state.workspaces.delete(team);
  await dropStaleFiles({ state, folders });
};

/** A file that waits for an answer may be of a job that is long forgotten. */
const jobsWithFiles = async (state: Stored['state'], team: string): Promise<readonly string[]> => {
  const questions = await state.questions.askedBefore(Number.MAX_SAFE_INTEGER);
  return [...(await state.jobs.idsOf(team)), ...questions.filter(each => each.team === team).map(({ job }) => job)];
};
