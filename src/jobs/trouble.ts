/** What goes wrong, as something to say. */
import { wordsFor } from '../error-messages.ts';
import type { ErrorCode, ExpectedError } from '../errors.ts';
import type { Failure } from './job.ts';
import type { JobLog } from './job-queue.ts';
import type { Saying, SayingOf } from './sayings.ts';

export const problemSaying = (error: ExpectedError, run: string | null): SayingOf<'problem'> => ({
  kind: 'problem',
  ...wordsFor(error, 'chat'),
  run,
});

/** What the person who is told cannot mend alone. */
const FOR_OPERATORS: ReadonlySet<ErrorCode> = new Set(['disk_full', 'folder_unwritable', 'orders_damaged']);

/** Whoever runs the bot reads in the log what they have to mend. */
export const noteForOperators = (log: JobLog, run: string, error: ExpectedError): void => {
  if (FOR_OPERATORS.has(error.code)) log.error({ run, code: error.code, err: error }, 'whoever runs the bot is needed');
};

export const failedSaying = (failure: Failure, run: string): Saying =>
  failure.kind === 'bug'
    ? { kind: 'bug', run }
    : { kind: 'outage', what: whatFailed(failure.what), retrying: failure.retrying, run };

const whatFailed = (what: string): string =>
  what === 'Slack' ? 'Slack did not answer.' : `${what.charAt(0).toUpperCase()}${what.slice(1)} did not work.`;
