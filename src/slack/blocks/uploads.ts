/** The uploads that a dataset is made of, what one did to the others, and taking it back. */
import type { Button, KnownBlock } from '@slack/types';
import { dayWords } from '../../core/words/dates.ts';
import { counted } from '../../core/words/numbers.ts';
import type { BatchAction } from '../../jobs/chat-request.ts';
import type { DatasetName } from '../../jobs/sayings/datasets.ts';
import type { ReportSaying } from '../../jobs/sayings/reports.ts';
import type { BatchSummary, UploadSummary } from '../../jobs/sayings/uploads.ts';
import type { SayingOf } from '../../jobs/sayings.ts';
import { type Mrkdwn, md, mrkdwn, ours, person, plain } from '../escape.ts';
import { actions, askButton, type Confirm, context, type Message, message, note, section } from './message.ts';

/** What this upload brought, with buttons for everybody who wanted something else. */
export const uploadBlocks = ({ upload, dataset }: ReportSaying): readonly (KnownBlock | null)[] =>
  upload === null
    ? []
    : [
        section(uploadLine(upload, dataset)),
        actions((['undo', 'only', 'apart'] as const).map(action => changeButton(action, upload, dataset))),
      ];

export const uploadLine = (upload: UploadSummary, { name }: DatasetName): Mrkdwn =>
  md`${effect(upload)} *${mrkdwn(name)}* is made of ${ours(counted(upload.uploads, 'upload'))} now.`;

const effect = ({ fileName, merged, period, replacedRows, rows }: UploadSummary): Mrkdwn => {
  const file = md`*${mrkdwn(fileName)}*`;
  if (merged) {
    const { newOrders, changedOrders, unchangedOrders } = merged;
    return md`${file} brought ${ours(counted(newOrders, 'new order'))}; ${ours(counted(changedOrders, 'order'))} changed, ${ours(counted(unchangedOrders, 'order'))} stayed the same.`;
  }
  if (period === null) return md`${file} brought ${ours(counted(rows, 'row'))}.`;
  const when = md`from ${mrkdwn(dayWords(period.from))} to ${mrkdwn(dayWords(period.to))}`;
  return replacedRows > 0
    ? md`${file} has no order numbers: its ${ours(counted(rows, 'row'))} replaced the ${ours(counted(replacedRows, 'row'))} that were there ${when}.`
    : md`${file} has no order numbers: it brought ${ours(counted(rows, 'row'))} ${when}, where nothing was yet.`;
};

const LABELS: Readonly<Record<BatchAction, string>> = {
  undo: 'Undo this upload',
  only: 'Replace everything',
  apart: 'Keep it apart',
};

/** Names are cut, so that what is said after them is read. */
const confirmOf = (action: BatchAction, upload: BatchSummary, dataset: DatasetName): Confirm => {
  const [fileName, name] = [plain(upload.fileName), plain(dataset.name)];
  return {
    undo: {
      title: 'Undo this upload?',
      text: `The orders of ${fileName} go, and those that it replaced come back.`,
      yes: 'Undo it',
    },
    only: {
      title: 'Replace everything?',
      text: `${name} keeps the orders of ${fileName} only. Everything else is deleted, and nobody can bring it back.`,
      yes: 'Replace everything',
    },
    apart: {
      title: 'Keep it apart?',
      text: `The orders of ${fileName} leave ${name} and become a set of orders of their own.`,
      yes: 'Keep it apart',
    },
  }[action];
};

const changeButton = (action: BatchAction, upload: BatchSummary, dataset: DatasetName): Button | null =>
  askButton({
    id: `${action}:${upload.id}`,
    label: LABELS[action],
    aloud: `${LABELS[action]}: ${upload.fileName}`,
    request: { kind: 'change-upload', action, upload: upload.id, dataset: { id: dataset.id } },
    confirm: confirmOf(action, upload, dataset),
  });

const CHANGE_WORDS: Readonly<Record<BatchAction, (file: Mrkdwn, by: Mrkdwn) => Mrkdwn>> = {
  undo: (file, by) => md`${by} took ${file} back. This is what remains.`,
  only: (file, by) => md`${by} kept only ${file}; everything that was uploaded before it is deleted.`,
  apart: (file, by) => md`${by} made ${file} a set of orders of its own.`,
};

/** What was done to the uploads of the dataset whose report this is. */
export const changeLine = ({ change }: ReportSaying): Mrkdwn | null =>
  change && CHANGE_WORDS[change.action](md`*${mrkdwn(change.fileName)}*`, person(change.by));

const SHOWN = 20;

export const uploadsMessage = ({ dataset, uploads }: SayingOf<'uploads'>): Message => {
  const title = md`*${mrkdwn(dataset.name)}* is made of ${ours(counted(uploads.length, 'upload'))}, the newest first:`;
  const shown = uploads.slice(0, SHOWN);
  const more = uploads.length - shown.length;
  return message(
    [title, ...shown.map(summaryLine)],
    [
      section(title),
      ...shown.map(upload =>
        section(summaryLine(upload), uploads.length > 1 ? changeButton('undo', upload, dataset) : null),
      ),
      more > 0 ? context(md`${more} older ones are not shown.`) : null,
    ],
  );
};

const summaryLine = ({ fileName, rows, uploadedAt, uploadedBy }: BatchSummary): Mrkdwn =>
  md`*${mrkdwn(fileName)}*: ${ours(counted(rows, 'row'))}, uploaded ${mrkdwn(dayWords(uploadedAt))} by ${person(uploadedBy)}`;

export const noUpload = ({ dataset, why }: SayingOf<'no-upload'>): Message =>
  why === 'gone'
    ? note(md`That upload is no part of *${mrkdwn(dataset.name)}* any more: it was taken back, or replaced long ago.`)
    : note(md`*${mrkdwn(dataset.name)}* is made of this one upload. To take it back, delete the orders.`, [
        askButton({
          id: 'forget',
          label: 'Delete these orders …',
          request: { kind: 'forget-dataset', dataset: { id: dataset.id }, confirmed: false },
        }),
      ]);
