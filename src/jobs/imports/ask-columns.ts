/** Asks in the thread what the columns of a file mean; the file waits for the answer. */
import { join } from 'node:path';
import { DETECT_ALL } from '../../core/order-file.ts';
import { wordsFor } from '../../error-messages.ts';
import { type ErrorCode, type ExpectedError, isExpected } from '../../errors.ts';
import type { JobDeps } from '../job-deps.ts';
import type { MappingQuestion } from '../sayings/questions.ts';
import type { Import } from './import.ts';
import { waitForAnswer } from './wait-for-answer.ts';

const ABOUT_COLUMNS = [
  'missing_columns',
  'unknown_column',
  'columns_unsure',
  'dates_ambiguous',
  'date_unreadable',
  'number_unreadable',
] as const satisfies readonly ErrorCode[];

type AboutColumns = (typeof ABOUT_COLUMNS)[number];

export const isAboutColumns = (error: ExpectedError): error is ExpectedError<AboutColumns> =>
  (ABOUT_COLUMNS as readonly string[]).includes(error.code);

export const askAboutColumns = async (
  deps: JobDeps,
  work: Import,
  error: ExpectedError<AboutColumns>,
): Promise<void> => {
  const question = await questionOf(deps, work, error);
  await waitForAnswer(deps, work, question, { kind: 'ask-mapping', question, uploader: work.user });
};

const questionOf = async (
  deps: JobDeps,
  work: Import,
  error: ExpectedError<AboutColumns>,
): Promise<MappingQuestion> => {
  const folder = deps.folders.uploadFolder(work.owner);
  const { sheet } = work.said;
  const hints = { ...DETECT_ALL, ...(sheet === undefined ? {} : { sheet }) };
  const path = work.table ?? join(folder, work.files[0]!.part);
  const table = await deps.preview({ path, name: work.source, scratch: folder, hints });
  return {
    id: work.context.job,
    fileName: work.source,
    problem: wordsFor(error, 'chat').problem,
    columns: table.columns,
    rows: table.rows,
    guess: table.guess,
    dates: isExpected(error, 'dates_ambiguous') ? { examples: error.facts.examples, guess: error.facts.assumed } : null,
  };
};
