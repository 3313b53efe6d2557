/** What is kept for a while only: files that wait for an answer, and jobs that are long done. */
import type { BotState } from '../store/bot-state.ts';
import type { DataDir } from '../store/data-dir.ts';

const DAY_MS = 86_400_000;
/** A file that nobody says anything about is deleted after this. */
const QUESTIONS_KEPT_MS = DAY_MS;
/** Slack repeats an event for an hour at most; messages are edited for a day or two. */
const JOBS_KEPT_MS = 14 * DAY_MS;

interface Kept {
  readonly state: BotState;
  readonly folders: DataDir;
}

export const dropWhatIsOld = async ({ state, folders }: Kept, now: number): Promise<void> => {
  for (const { id, job } of await state.questions.askedBefore(now - QUESTIONS_KEPT_MS)) {
    await state.questions.delete(id);
    await folders.deleteUpload(job);
  }
  await state.jobs.prune(now - JOBS_KEPT_MS);
  await state.overwriteDeleted();
};

/** Uploads and lists of jobs that have ended, should any have been left behind. */
export const dropStaleFiles = ({ state, folders }: Kept): Promise<void> =>
  folders.sweepJobs(async () => {
    const running = await state.jobs.running();
    return { uploadsOf: [...running, ...(await waitingUploads(state))], exportsOf: running };
  });

const waitingUploads = async (state: BotState): Promise<readonly string[]> => {
  const questions = await state.questions.askedBefore(Number.MAX_SAFE_INTEGER);
  const jobs = await state.jobs.queued();
  return [...questions.map(({ job }) => job), ...jobs.map(({ id }) => id)];
};

/** At the start, when nothing runs yet: everything that no job, question or dataset refers to. */
export const sweepFolders = async ({ state, folders }: Kept): Promise<void> => {
  const datasets = await state.datasets.uploadedBefore(Number.MAX_SAFE_INTEGER);
  await folders.sweep({
    uploadsOf: await waitingUploads(state),
    datasets: datasets.map(({ id }) => id),
    batches: await state.batches.folders(),
  });
};
