/** What goes wrong, as something to say. */
import { wordsFor } from '../error-messages.ts';
import type { ExpectedError } from '../errors.ts';
import type { Failure } from './job.ts';
import type { Saying, SayingOf } from './sayings.ts';

export const problemSaying = (error: ExpectedError, run: string | null): SayingOf<'problem'> => ({
  kind: 'problem',
  ...wordsFor(error, 'chat'),
  run,
});

export const failedSaying = (failure: Failure, run: string): Saying =>
  failure.kind === 'bug'
    ? { kind: 'bug', run }
    : { kind: 'outage', what: whatFailed(failure.what), retrying: failure.retrying, run };

const whatFailed = (what: string): string =>
  what === 'Slack' ? 'Slack did not answer.' : `${what.charAt(0).toUpperCase()}${what.slice(1)} did not work.`;
