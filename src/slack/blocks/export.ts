/** Lists of customers: beside the file in the direct message, and where it was asked for. */
import { counted } from '../../core/words/numbers.ts';
import type { SayingOf } from '../../jobs/sayings.ts';
import { md, mrkdwn, ours } from '../escape.ts';
import { type Message, note } from './message.ts';

export const exportFile = ({ dataset, what, rows }: SayingOf<'export-file'>): Message =>
  note(
    md`*${mrkdwn(what, 120)}* of ${mrkdwn(dataset.name)}: ${ours(counted(rows, 'row'))}. The list names single customers, so it came to you alone; please handle it that way.`,
  );

export const investorFile = ({ dataset, name }: SayingOf<'investor-file'>): Message =>
  note(
    md`*${mrkdwn(name, 120)}*: the figures of ${mrkdwn(dataset.name)} for investors, each with its definition. It holds sums only, no customer.`,
  );

export const exportSent = ({ what, rows }: SayingOf<'export-sent'>): Message =>
  note(md`Sent to you in a direct message: *${mrkdwn(what, 120)}*, ${ours(counted(rows, 'row'))}.`);

export const nothingToExport = ({ what }: SayingOf<'nothing-to-export'>): Message =>
  note(md`There is nothing to send: *${mrkdwn(what)}* has no rows.`);
