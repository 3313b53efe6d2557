/** Asks in the thread which currency of a file to keep; the file waits for the answer. */
import { wordsFor } from '../../error-messages.ts';
import { type ExpectedError, isExpected } from '../../errors.ts';
import type { JobDeps } from '../job-deps.ts';
import type { Import } from './import.ts';
import { questionId, waitForAnswer } from './wait-for-answer.ts';

const MOST_OFFERED = 8;
/** Longer texts are no currencies, whatever their column is called. */
const LONGEST_CODE = 12;

/** There is one that could be chosen. */
export const isAboutCurrencies = (error: ExpectedError): error is ExpectedError<'several_currencies'> =>
  isExpected(error, 'several_currencies') && offeredIn(error).length > 0;

export const askAboutCurrencies = async (
  deps: JobDeps,
  work: Import,
  error: ExpectedError<'several_currencies'>,
): Promise<void> => {
  const { problem } = wordsFor(error, 'chat');
  const question = { id: questionId(work), fileName: work.source, problem, currencies: offeredIn(error) };
  await waitForAnswer(deps, work, null, { kind: 'ask-currency', question, uploader: work.user });
};

const offeredIn = ({ facts }: ExpectedError<'several_currencies'>): readonly string[] =>
  facts.currencies
    .map(({ currency }) => currency)
    .filter(currency => currency.length <= LONGEST_CODE)
    .slice(0, MOST_OFFERED);
