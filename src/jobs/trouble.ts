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
    : { kind: 'outage', what: failure.what, retrying: failure.retrying, run };
