/** Something went wrong: what the person can do, or that they need do nothing. */
import type { SayingOf } from '../../jobs/sayings.ts';
import { type Mrkdwn, md, mrkdwn } from '../escape.ts';
import { context, type Message, message, section } from './message.ts';

/** Errors name columns and cells; a few hundred letters of them will do. */
const LONG = 900;

export const problem = ({ problem: what, fix, run }: SayingOf<'problem'>): Message =>
  withRun(md`*${mrkdwn(what, LONG)}*\n${mrkdwn(fix, LONG)}`, run);

export const outage = ({ what, retrying, run }: SayingOf<'outage'>): Message =>
  withRun(
    retrying
      ? md`*${mrkdwn(what, LONG)}*\nI will try again by myself; you need not do anything.`
      : md`*${mrkdwn(what, LONG)}*\nI have tried several times and stopped. Please try again in a while.`,
    run,
  );

export const bug = ({ run }: SayingOf<'bug'>): Message =>
  withRun(
    md`*Sorry, something broke, and it is not your doing.*\nPlease try again. If it happens once more, tell whoever looks after this bot the run below.`,
    run,
  );

const withRun = (text: Mrkdwn, run: string | null): Message => {
  if (run === null) return message(text, [section(text)]);
  const line = md`Run ${mrkdwn(run)}`;
  return message([text, line], [section(text), context(line)]);
};
