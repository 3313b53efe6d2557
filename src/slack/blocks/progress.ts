/** One line while something is worked on. */
import { count } from '../../core/words/numbers.ts';
import type { ProgressSaying, ProgressStep, SayingOf } from '../../jobs/sayings.ts';
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
      ? md`Downloading, ${ours(size(bytes))} so far`
      : md`Downloading, ${ours(size(bytes))} of ${ours(size(ofBytes))}`,
  inspecting: () => md`Looking at the columns`,
  reading: ({ rows, ofRows }) => md`Reading row ${ours(count(rows))} of about ${ours(count(Math.max(rows, ofRows)))}`,
  finding: () => md`Finding segments`,
  drawing: () => md`Drawing the charts`,
};

const stepWords = <S extends ProgressStep['step']>(step: Extract<ProgressStep, { step: S }>): Mrkdwn =>
  (STEP_WORDS as Record<string, (step: ProgressStep) => Mrkdwn>)[step.step]!(step);

const MEGABYTE = 1_000_000;

const size = (bytes: number): string =>
  bytes < MEGABYTE ? `${count(Math.ceil(bytes / 1_000))} kB` : `${count(bytes / MEGABYTE)} MB`;

export const working = ({ on }: SayingOf<'working'>): Message => note(md`On it: ${mrkdwn(on, 200)}`);

export const reportBelow = ({ source }: SayingOf<'report-below'>): Message =>
  note(md`*${mrkdwn(source)}:* Done. The report is below.`);
