import { wordsFor } from '../error-messages.ts';
import { isExpected } from '../errors.ts';
import { hanging } from './layout.ts';
import { printable } from './style.ts';

export interface Failure {
  readonly text: string;
  readonly exitCode: 1 | 2 | 3;
}

const USAGE_CODES = new Set(['usage', 'setting_invalid']);

/** What the person reads when a command fails, and the exit code: 1 can be fixed, 2 wrong usage, 3 a bug. */
export const failureOf = (error: unknown): Failure => {
  if (!isExpected(error)) {
    const details = error instanceof Error ? (error.stack ?? error.message) : String(error);
    const lines = details.split('\n').map(printable);
    return {
      text: `This is a bug in Tranche, sorry. Please report it with these lines:\n${lines.join('\n')}\n`,
      exitCode: 3,
    };
  }
  const { problem, fix } = wordsFor(error);
  const lines = [...hanging('Problem: ', printable(problem)), ...hanging('Fix:     ', printable(fix))];
  return { text: `${lines.join('\n')}\n`, exitCode: USAGE_CODES.has(error.code) ? 2 : 1 };
};
