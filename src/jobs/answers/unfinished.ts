/** What an answer has put into the channel and could not finish. */
import { isReported, PARTS } from '../deliver-report.ts';
import type { JobDeps } from '../job-deps.ts';
import type { Saying } from '../sayings.ts';
import { type Asking, tellPerson } from './ask.ts';

/**
 * Says why to whoever asked, and takes back the progress that everybody sees. A report that stands keeps standing: that
 * its charts are missing is said below it.
 */
export const tellUnfinished = async (deps: JobDeps, asking: Asking, saying: Saying): Promise<void> => {
  const { replyTo, context } = asking;
  const part = (name: string) => ({ ...replyTo, job: context.job, part: name });
  if (await isReported(deps, context.job)) {
    await deps.messenger.put(part(PARTS.charts), saying);
    return;
  }
  await deps.messenger.remove(part(PARTS.progress));
  await tellPerson(deps, asking, saying);
};
