/** One line while something is worked on. */
import { dayWords } from '../../core/words/dates.ts';
import { byteWords, count } from '../../core/words/numbers.ts';
import type { ProgressSaying, ProgressStep } from '../../jobs/sayings/reports.ts';
import type { SayingOf } from '../../jobs/sayings.ts';
import { type Mrkdwn, md, mrkdwn, ours } from '../escape.ts';
import { type Message, note } from './message.ts';

export const progressMessage = (saying: ProgressSaying): Message =>
  note(md`*${mrkdwn(saying.source)}:* ${stepWords(saying)}`);

type StepWords = { readonly [S in ProgressStep['step']]: (step: Extract<ProgressStep, { step: S }>) => Mrkdwn };

const STEP_WORDS: StepWords = {
  waiting: ({ ahead }) =>
    ahead === 0
      ? md`Next in line`
      : md`Waiting for ${ours(ahead === 1 ? 'one file' : `${count(ahead)} files`)} before it`,
  downloading: ({ bytes, ofBytes }) =>
    ofBytes === null
      ? md`Downloading, ${ours(byteWords(bytes))} so far`
      : md`Downloading, ${ours(byteWords(bytes))} of ${ours(byteWords(ofBytes))}`,
  inspecting: () => md`Looking at the columns`,
  reading: ({ rows, ofRows }) => md`Reading row ${ours(count(rows))} of about ${ours(count(Math.max(rows, ofRows)))}`,
  merging: ({ dataset, replaces }) =>
    replaces === null
      ? md`Adding to *${mrkdwn(dataset)}*`
      : md`It has no order numbers, so it replaces what *${mrkdwn(dataset)}* has from ${mrkdwn(dayWords(replaces.from))} to ${mrkdwn(dayWords(replaces.to))}`,
  finding: () => md`Finding segments`,
  drawing: () => md`Drawing the charts`,
};

const stepWords = <S extends ProgressStep['step']>(step: Extract<ProgressStep, { step: S }>): Mrkdwn =>
  (STEP_WORDS as Record<string, (step: ProgressStep) => Mrkdwn>)[step.step]!(step);

export const working = ({ on }: SayingOf<'working'>): Message => note(md`On it: ${mrkdwn(on, 200)}`);

export const reportBelow = ({ source }: SayingOf<'report-below'>): Message =>
  note(md`*${mrkdwn(source)}:* Done. The report is below.`);
