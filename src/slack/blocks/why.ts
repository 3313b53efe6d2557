/** Why a customer is where they are: figures, scores and cuts in words, and what would move them up. */

import type { NextGroup } from '../../core/next-group.ts';
import type { FourCuts } from '../../core/report.ts';
import { dayWords } from '../../core/words/dates.ts';
import { groupName } from '../../core/words/movement.ts';
import { count, counted, exactMoney } from '../../core/words/numbers.ts';
import type { WhySaying } from '../../jobs/sayings/why.ts';
import type { SayingOf } from '../../jobs/sayings.ts';
import { joined, type Mrkdwn, md, mrkdwn, ours } from '../escape.ts';
import { actions, askButton, context, type Message, message, note, section } from './message.ts';

export const whyMessage = (saying: WhySaying): Message => {
  const where = placeText(saying);
  const reasons = scoreLines(saying);
  const next = nextText(saying.next);
  return message(
    [where, ...reasons, next],
    [
      section(where),
      section(joined(reasons, '\n')),
      section(next),
      actions([
        askButton({
          id: 'account',
          label: 'What is stored …',
          aloud: `A file of what is stored about customer ${saying.customer}`,
          request: { kind: 'account', customer: saying.customer, dataset: { id: saying.dataset.id } },
        }),
      ]),
      context(
        md`Scores go from 1 to 5, 5 is best. First order ${mrkdwn(dayWords(saying.firstOrder))}, last order ${mrkdwn(dayWords(saying.lastOrder))}, as of ${mrkdwn(dayWords(saying.asOf))} in ${mrkdwn(saying.dataset.name)}.`,
      ),
    ],
  );
};

const placeText = ({ customer, group, segment }: WhySaying): Mrkdwn => {
  const inSegment = segment === null ? md`` : md`, segment *${mrkdwn(segment)}*`;
  return md`Customer *${mrkdwn(customer)}*: RFM group *${ours(groupName(group))}*${inSegment}.`;
};

const scoreLines = ({ recencyDays, orders, spend, scores, cuts, currency }: WhySaying): readonly Mrkdwn[] => [
  md`*Recency ${scores.R} of 5:* last order ${ours(counted(recencyDays, 'day'))} ago. ${ours(recencyScale(cuts.recency))}`,
  md`*Frequency ${scores.F} of 5:* ${ours(counted(orders, 'order'))}. ${ours(scale(cuts.frequency, wholeOrders))}`,
  md`*Money ${scores.M} of 5:* ${ours(exactMoney(spend, currency))} spent. ${ours(scale(cuts.monetary, value => exactMoney(value, currency)))}`,
];

/** Few days are good: the score falls at each cut. */
const recencyScale = (cuts: FourCuts): string =>
  `A 5 is up to ${days(cuts[0])}, a 4 up to ${days(cuts[1])}, a 3 up to ${days(cuts[2])}, a 2 up to ${days(cuts[3])}.`;

/** Cuts lie between two numbers of orders: more than 12.4 orders are more than 12. */
const wholeOrders = (cut: number): string => count(Math.floor(cut));

const days = (cut: number): string => counted(Math.floor(cut), 'day');

const scale = (cuts: FourCuts, words: (cut: number) => string): string =>
  `A 5 is more than ${words(cuts[3])}, a 4 more than ${words(cuts[2])}, a 3 more than ${words(cuts[1])}, a 2 more than ${words(cuts[0])}.`;

const nextText = (next: NextGroup | null): Mrkdwn =>
  next === null
    ? md`There is no better group: keep them happy.`
    : joined(
        [
          md`*What would make them ${ours(groupName(next.group))}*`,
          ...next.steps.slice(0, 10).map(step => md`• ${mrkdwn(step, 250)}`),
        ],
        '\n',
      );

export const noCustomer = ({ customer, dataset, similar }: SayingOf<'no-customer'>): Message => {
  const missing = md`There is no customer *${mrkdwn(customer)}* in ${mrkdwn(dataset.name)}.`;
  if (similar.length === 0) return note(md`${missing} Ids are written as in the file.`);
  const shown = similar.slice(0, 5);
  return note(
    md`${missing} Did you mean ${joined(
      shown.map(other => md`*${mrkdwn(other)}*`),
      ' or ',
    )}?`,
    shown.map((other, index) =>
      askButton({
        id: `why:${index}`,
        label: other,
        aloud: `Why customer ${other}`,
        request: { kind: 'why', customer: other, dataset: { id: dataset.id } },
      }),
    ),
  );
};
