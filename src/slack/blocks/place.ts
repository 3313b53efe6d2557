/** The question which orders a file belongs to: a button for every answer. */
import type { Button } from '@slack/types';
import type { Placement } from '../../jobs/job.ts';
import type { PlaceQuestion, PlaceReason } from '../../jobs/sayings/questions.ts';
import type { SayingOf } from '../../jobs/sayings.ts';
import { type Mrkdwn, md, mrkdwn, person } from '../escape.ts';
import { PLACE_PREFIX } from '../ids.ts';
import { LIMITS } from '../limit-table.ts';
import { type Confirm, confirmation, type Message, note, plainText } from './message.ts';
import { toPlaceValue } from './place-value.ts';

/** Datasets that are offered; each has two buttons. */
const OFFERED = 4;

export const askPlace = ({ question, uploader }: SayingOf<'ask-place'>): Message =>
  note(
    md`${person(uploader)} One question about *${mrkdwn(question.fileName)}* before I go on: ${reasonWords(question)} Where do its orders belong?`,
    [
      ...question.datasets.slice(0, OFFERED).flatMap(dataset => datasetButtons(question, dataset)),
      apartButton(question),
    ],
  );

const reasonWords = (question: PlaceQuestion): Mrkdwn => {
  const [first] = question.datasets;
  const name = mrkdwn(first?.name ?? '');
  if (question.because === 'currency')
    return md`it is in ${mrkdwn(question.file.join(', '))}, and *${name}* is in ${mrkdwn(question.stored.join(', '))}. Sums of both would mean nothing.`;
  return REASONS[question.because](name);
};

const REASONS: Readonly<Record<Exclude<PlaceReason['because'], 'currency'>, (name: Mrkdwn) => Mrkdwn>> = {
  several: () => md`more than one set of orders here has the same columns.`,
  columns: () => md`its columns differ from those of the orders that are here already.`,
  mapping: name => md`its columns have the names that *${name}* has, but seem to mean something else.`,
};

const datasetButtons = (
  question: PlaceQuestion,
  { id, name }: PlaceQuestion['datasets'][number],
): readonly Button[] => [
  button(question, `add:${id}`, `Add to ${name}`, { to: 'add', dataset: id }),
  button(
    question,
    `replace:${id}`,
    `Replace ${name}`,
    { to: 'replace', dataset: id },
    {
      title: `Replace ${name}?`,
      text: 'Everything that was uploaded to it before is deleted, and nobody can bring it back.',
      yes: 'Replace it',
    },
  ),
];

const apartButton = (question: PlaceQuestion): Button => button(question, 'new', 'Keep them apart', { to: 'new' });

const button = (
  { id: question }: PlaceQuestion,
  id: string,
  label: string,
  placement: Placement,
  confirm?: Confirm,
): Button => ({
  type: 'button',
  action_id: `${PLACE_PREFIX}${id}`,
  text: plainText(label, LIMITS.buttonText),
  value: toPlaceValue({ question, placement }),
  ...(confirm === undefined ? {} : { confirm: confirmation(confirm) }),
});
