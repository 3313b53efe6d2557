/** The question which sheet of a workbook to read: a button for each, and what the buttons carry. */
import type { Button } from '@slack/types';
import { z } from 'zod';
import type { SheetQuestion } from '../../jobs/sayings/questions.ts';
import type { SayingOf } from '../../jobs/sayings.ts';
import { md, mrkdwn, person } from '../escape.ts';
import { SHEET_PREFIX } from '../ids.ts';
import { LIMITS } from '../limit-table.ts';
import { type Message, note, plainText } from './message.ts';

export const askSheet = ({ question, uploader }: SayingOf<'ask-sheet'>): Message =>
  note(
    md`${person(uploader)} One question before I go on: ${mrkdwn(question.problem, 600)} Which one should I read? The others are left out, and I remember the answer for the next workbook like it.`,
    question.sheets.map((sheet, index) => button(question, sheet, index)),
  );

const button = ({ id: question }: SheetQuestion, sheet: string, index: number): Button => ({
  type: 'button',
  action_id: `${SHEET_PREFIX}${index}`,
  text: plainText(`Read ${sheet}`, LIMITS.buttonText),
  value: JSON.stringify({ question, sheet } satisfies SheetValue),
});

export interface SheetValue {
  /** Stands for the waiting file. */
  readonly question: string;
  readonly sheet: string;
}

const VALUE: z.ZodType<SheetValue> = z.strictObject({ question: z.string(), sheet: z.string() });

/** `null` for anything that no button of ours carries. */
export const fromSheetValue = (text: string): SheetValue | null => {
  try {
    return VALUE.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
};
