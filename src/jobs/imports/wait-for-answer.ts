import { PARTS } from '../deliver-report.ts';
import type { WaitingFile } from '../job.ts';
import type { JobDeps } from '../job-deps.ts';
import type { MappingQuestion } from '../sayings/questions.ts';
import type { Saying } from '../sayings.ts';
import { type Import, importOf } from './import.ts';

/** Puts the question in the place of the progress; the upload stays until somebody answers, for a day at most. */
export const waitForAnswer = async (
  deps: JobDeps,
  work: Import,
  question: MappingQuestion | null,
  saying: Saying,
): Promise<void> => {
  const { owner, said, files, source: fileName } = work;
  const waiting: WaitingFile = { import: importOf(work), owner, fileName, files, question, said };
  await deps.state.questions.save({
    id: questionId(work),
    job: owner,
    team: work.team,
    facts: waiting,
    createdAt: deps.now(),
  });
  await deps.messenger.put({ ...importOf(work), job: owner, part: PARTS.progress }, saying);
  deps.meter.imported('asked');
};

/** A file can raise several questions, each in a job of its own. */
export const questionId = ({ context }: Import): string => context.job;
