/** Deleting asks first, and says afterwards what is gone. */
import type { DatasetName } from '../../jobs/sayings/datasets.ts';
import type { SayingOf } from '../../jobs/sayings.ts';
import { md, mrkdwn } from '../escape.ts';
import { askButton, type Message, note } from './message.ts';

export const confirmForget = ({ dataset, customer }: SayingOf<'confirm-forget'>): Message =>
  customer === null
    ? note(
        md`Delete *${mrkdwn(dataset.name)}*? All its orders, reports and scheduled digests go, and files of the channel that wait for an answer; nobody can bring them back.`,
        [forgetButton('Delete these orders', dataset, null)],
      )
    : note(
        md`Delete customer *${mrkdwn(customer)}* from *${mrkdwn(dataset.name)}*? All orders of the customer go, and files of the channel that wait for an answer; nobody can bring them back. A later upload that names the customer brings new ones.`,
        [forgetButton('Delete this customer', dataset, customer)],
      );

const forgetButton = (label: string, { id }: DatasetName, customer: string | null) =>
  askButton({
    id: 'forget',
    label,
    style: 'danger',
    request:
      customer === null
        ? { kind: 'forget-dataset', dataset: { id }, confirmed: true }
        : { kind: 'forget-customer', customer, dataset: { id }, confirmed: true },
  });

export const forgotten = ({ dataset, customer }: SayingOf<'forgotten'>): Message =>
  customer === null
    ? note(md`Deleted: *${mrkdwn(dataset.name)}* with its orders, reports and digests.`)
    : note(
        md`Deleted: customer *${mrkdwn(customer)}* from *${mrkdwn(dataset.name)}*. Messages and files already in Slack stay; delete those in Slack.`,
      );
