/** Asks in the thread which sheet of a workbook to read; the file waits for the answer. */
import { wordsFor } from '../../error-messages.ts';
import type { ExpectedError } from '../../errors.ts';
import type { JobDeps } from '../job-deps.ts';
import type { Import } from './import.ts';
import { questionId, waitForAnswer } from './wait-for-answer.ts';

const MOST_OFFERED = 20;

export const askAboutSheets = async (
  deps: JobDeps,
  work: Import,
  error: ExpectedError<'sheets_unsure'>,
): Promise<void> => {
  const { sheets, signature: workbook } = error.facts;
  const { problem } = wordsFor(error, 'chat');
  const question = { id: questionId(work), fileName: work.source, problem, sheets: sheets.slice(0, MOST_OFFERED) };
  const asking: Import = { ...work, said: { ...work.said, workbook } };
  await waitForAnswer(deps, asking, null, { kind: 'ask-sheet', question, uploader: work.user });
};
