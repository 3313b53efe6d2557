/** The question what the columns of a file mean, and that it was answered. */
import type { SayingOf } from '../../jobs/sayings.ts';
import { md, mrkdwn, ours, person } from '../escape.ts';
import { OPEN_MAPPING } from '../ids.ts';
import { type Message, note, openButton } from './message.ts';

export const askMapping = ({ question, uploader }: SayingOf<'ask-mapping'>): Message =>
  note(
    md`${person(uploader)} I need your help with *${mrkdwn(question.fileName)}* before I start: ${mrkdwn(question.problem, 600)} It takes a few clicks, and I remember the answer for the next file like it.`,
    [openButton(OPEN_MAPPING, 'Answer', question.id, 'primary')],
  );

export const answered = ({ fileName, by, about }: SayingOf<'answered'>): Message =>
  note(md`*${mrkdwn(fileName)}:* ${person(by)} said ${ours(ANSWERS[about])}. Reading on.`);

const ANSWERS: Readonly<Record<SayingOf<'answered'>['about'], string>> = {
  columns: 'what the columns mean',
  place: 'where its orders belong',
  currency: 'which currency to keep',
  sheet: 'which sheet to read',
};
