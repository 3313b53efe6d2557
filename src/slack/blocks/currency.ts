/** The question which currency of a file to keep: a button for each, and what the buttons carry. */
import type { Button } from '@slack/types';
import { z } from 'zod';
import type { CurrencyQuestion } from '../../jobs/sayings/questions.ts';
import type { SayingOf } from '../../jobs/sayings.ts';
import { md, mrkdwn, person } from '../escape.ts';
import { CURRENCY_PREFIX } from '../ids.ts';
import { LIMITS } from '../limit-table.ts';
import { type Message, note, plainText } from './message.ts';

export const askCurrency = ({ question, uploader }: SayingOf<'ask-currency'>): Message =>
  note(
    md`${person(uploader)} One question before I go on: ${mrkdwn(question.problem, 600)} Which currency should I keep? Rows in the others are left out and counted, and I remember the answer for the next file like it.`,
    question.currencies.map(currency => button(question, currency)),
  );

const button = ({ id: question }: CurrencyQuestion, currency: string): Button => ({
  type: 'button',
  action_id: `${CURRENCY_PREFIX}${currency}`,
  text: plainText(`Keep ${currency}`, LIMITS.buttonText),
  value: JSON.stringify({ question, currency } satisfies CurrencyValue),
});

export interface CurrencyValue {
  /** Stands for the waiting file. */
  readonly question: string;
  readonly currency: string;
}

const VALUE: z.ZodType<CurrencyValue> = z.strictObject({ question: z.string(), currency: z.string() });

/** `null` for anything that no button of ours carries. */
export const fromCurrencyValue = (text: string): CurrencyValue | null => {
  try {
    return VALUE.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
};
