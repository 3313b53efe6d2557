/** What goes wrong, as something to say. */
import { wordsFor } from '../error-messages.ts';
import { type ErrorCode, type ExpectedError, isExpected } from '../errors.ts';
import type { Failure } from './job.ts';
import type { JobLog } from './job-queue.ts';
import type { Saying, SayingOf } from './sayings.ts';

export const problemSaying = (error: ExpectedError, run: string | null): SayingOf<'problem'> => ({
  kind: 'problem',
  ...wordsFor(error, 'chat'),
  run,
});

/** What the person who is told cannot mend alone. */
const FOR_OPERATORS: ReadonlySet<ErrorCode> = new Set([
  'disk_full',
  'folder_unwritable',
  'orders_damaged',
  'slack_scope_missing',
]);

/** Whoever runs the bot reads in the log what they have to mend. */
export const noteForOperators = (log: JobLog, run: string, error: ExpectedError): void => {
  if (!FOR_OPERATORS.has(error.code)) return;
  const scope = isExpected(error, 'slack_scope_missing') ? { scope: error.facts.needed } : {};
  log.error({ run, code: error.code, ...scope, err: error }, 'whoever runs the bot is needed');
};

/** `isReported`: the report stands already, so that only its charts can be missing. */
export const failedSaying = (failure: Failure, run: string, isReported = false): Saying => {
  if (failure.kind === 'bug') return { kind: 'bug', run };
  const missing = isReported ? 'The report is complete, but its charts are missing. ' : '';
  return { kind: 'outage', what: `${missing}${whatFailed(failure.what)}`, retrying: failure.retrying, run };
};

/** "Slack (the file is not ready yet)": who failed, and how. */
const whatFailed = (what: string): string => {
  const [, who = what, how] = /^(.*?) \((.*)\)$/.exec(what) ?? [];
  if (who === 'Slack') return how ? `Slack did not do its part: ${how}.` : 'Slack did not answer.';
  return `${who.charAt(0).toUpperCase()}${who.slice(1)} did not work${how ? `: ${how}` : ''}.`;
};
