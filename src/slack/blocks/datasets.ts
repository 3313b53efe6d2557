/** The orders that are here, one after the other, with what can be done about them. */
import type { KnownBlock } from '@slack/types';
import { dayWords } from '../../core/words/dates.ts';
import { byteWords, counted } from '../../core/words/numbers.ts';
import type { DatasetSummary } from '../../jobs/sayings/datasets.ts';
import type { SayingOf } from '../../jobs/sayings.ts';
import { channelName, joined, type Mrkdwn, md, mrkdwn, ours, person } from '../escape.ts';
import { OPEN_UPLOAD, UPLOAD_HERE } from '../ids.ts';
import { actions, askButton, context, type Message, message, note, openButton, section } from './message.ts';

/** Two blocks each, and a message has 50. */
const SHOWN = 20;

export const datasetsMessage = ({ datasets }: SayingOf<'datasets'>): Message =>
  datasets.length === 0
    ? note(md`There are no orders here yet. Drop an orders file (CSV or Excel) into the channel, or upload one here.`, [
        openButton(OPEN_UPLOAD, 'Upload orders', UPLOAD_HERE, 'primary'),
      ])
    : message(datasets.slice(0, SHOWN).map(datasetText), datasetBlocks(datasets, SHOWN));

/** `more`: what else there is to say of a dataset, in a line of its own. */
export const datasetBlocks = (
  datasets: readonly DatasetSummary[],
  most: number,
  more: (dataset: DatasetSummary) => Mrkdwn | null = () => null,
): readonly (KnownBlock | null)[] => [
  ...datasets.slice(0, most).flatMap(dataset => {
    const lines = [datasetText(dataset), more(dataset)].filter(line => line !== null);
    return [section(joined(lines, '\n')), datasetButtons(dataset)];
  }),
  datasets.length > most ? context(md`And ${datasets.length - most} more.`) : null,
];

const datasetText = (dataset: DatasetSummary): Mrkdwn => {
  const latest = dataset.isLatest ? md` (used unless you name another)` : md``;
  const size = md`${ours(counted(dataset.customers, 'customer'))}, ${ours(counted(dataset.rows, 'row'))} (${ours(byteWords(dataset.bytes))} stored)`;
  const period = md`orders from ${mrkdwn(dayWords(dataset.firstOrder))} to ${mrkdwn(dayWords(dataset.lastOrder))} (${ours(ago(dataset.daysAgo))})`;
  const last = md`${mrkdwn(dataset.sourceName)}, ${mrkdwn(dayWords(dataset.uploadedAt))} by ${person(dataset.uploadedBy)} in ${channelName(dataset.channel)}`;
  return md`*${mrkdwn(dataset.name)}*${latest}: ${size}, ${period}. ${ours(counted(dataset.uploads, 'upload'))}, the last one ${last}.`;
};

const ago = (days: number): string => (days <= 0 ? 'up to date' : `${counted(days, 'day')} ago`);

const datasetButtons = ({ id, name }: DatasetSummary): KnownBlock | null => {
  const dataset = { id };
  return actions([
    askButton({
      id: `show:${id}`,
      label: 'Segments',
      aloud: `Segments of ${name}`,
      request: { kind: 'show', segment: null, dataset },
    }),
    askButton({
      id: `trends:${id}`,
      label: 'Trends',
      aloud: `Trends of ${name}`,
      request: { kind: 'insight', topic: 'trends', dataset },
    }),
    askButton({
      id: `export:${id}`,
      label: 'Export',
      aloud: `Export all customers of ${name}`,
      request: { kind: 'export', segment: 'all', dataset },
    }),
    askButton({
      id: `uploads:${id}`,
      label: 'Uploads',
      aloud: `Uploads of ${name}`,
      request: { kind: 'uploads', dataset },
    }),
    askButton({
      id: `forget:${id}`,
      label: 'Delete …',
      aloud: `Delete ${name}`,
      request: { kind: 'forget-dataset', dataset, confirmed: false },
    }),
  ]);
};
