/** How a result crosses from one thread to another: an error's class does not survive the way, its facts do. */
import { type ErrorCode, type ErrorFacts, ExpectedError, isExpected } from '../errors.ts';

export type Outcome<T> =
  | { readonly status: 'done'; readonly value: T }
  /** A problem that the person can fix. Bugs cross as errors. */
  | { readonly status: 'expected'; readonly code: ErrorCode; readonly facts: ErrorFacts[ErrorCode] };

/** In the worker. */
export const outcomeOf = async <T>(work: Promise<T>): Promise<Outcome<T>> => {
  try {
    return { status: 'done', value: await work };
  } catch (error) {
    if (!isExpected(error)) throw error;
    return { status: 'expected', code: error.code, facts: error.facts };
  }
};

/** Where the worker was called. */
export const resultOf = <T>(outcome: Outcome<T>): T => {
  if (outcome.status === 'done') return outcome.value;
  throw new ExpectedError(outcome.code, outcome.facts);
};
