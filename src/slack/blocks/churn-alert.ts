/** The alert: more customers than usual slip away, how many were usual, what hangs on them, what helps. And its preview. */
import type { KnownBlock } from '@slack/types';
import { cadenceWords } from '../../core/cadence-words.ts';
import { type ChurnWatch, isLoud, type WatchedGroup } from '../../core/churn-watch.ts';
import { becameWords, hangingWords, limitWords, tooLittleHistory } from '../../core/words/churn.ts';
import { groupName } from '../../core/words/movement.ts';
import { money } from '../../core/words/numbers.ts';
import type { ChurnSaying } from '../../jobs/sayings/digests.ts';
import { joined, type Mrkdwn, md, mrkdwn, ours } from '../escape.ts';
import { chartImage } from './charts.ts';
import { actions, askButton, context, header, type Message, message, section } from './message.ts';

export const churnAlert = (saying: ChurnSaying): Message => {
  const { dataset, watch, chart } = saying;
  const loud = isLoud(watch);
  const title = loud ? `${dataset.name}: more customers than usual slip away` : `${dataset.name}: churn alerts`;
  const texts = loud ? loudTexts(saying) : [quietText(watch)];
  return message(
    [md`${mrkdwn(dataset.name)}:`, ...texts, ...helpTexts(saying), ...(chart ? [mrkdwn(chart.altText, 500)] : [])],
    [
      saying.preview ? context(previewText(watch)) : null,
      header(title),
      ...texts.map(text => section(text)),
      ...helpTexts(saying).map(text => section(text)),
      chart && chartImage(chart),
      buttons(saying, loud),
      context(footText(saying)),
    ],
  );
};

const previewText = (watch: ChurnWatch): Mrkdwn =>
  isLoud(watch)
    ? md`A preview: nothing was posted. This is what would be.`
    : md`A preview: nothing was posted, and nothing would be.`;

const loudTexts = ({ watch, currency }: ChurnSaying): readonly Mrkdwn[] => {
  const amount = (value: number): string => money(value, currency);
  const loud = watch.groups.filter(group => group.loud);
  const others = watch.groups.filter(group => !group.loud);
  return [
    ...loud.map(group => md`*${ours(becameWords(watch, group))}* ${ours(hangingWords(watch, group, amount))}`),
    ...others.map(group => md`As usual: ${ours(becameWords(watch, group))}`),
  ];
};

/** What a look finds when there is nothing to say. */
const quietText = (watch: ChurnWatch): Mrkdwn => {
  if (watch.groups.length === 0) return md`${ours(tooLittleHistory(watch.days, watch.history))}`;
  const lines = watch.groups.map(group => md`• ${ours(becameWords(watch, group))} ${ours(limitWords(group))}`);
  return joined([md`*All quiet.*`, ...lines], '\n');
};

const helpTexts = ({ help }: ChurnSaying): readonly Mrkdwn[] =>
  help.map(({ title, how }) => md`*What helps: ${mrkdwn(title, 150)}.* ${mrkdwn(how, 400)}`);

const buttons = ({ dataset: { id }, watch, preview }: ChurnSaying, loud: boolean): KnownBlock | null =>
  actions([
    ...watch.groups.filter(group => group.loud).map(group => listButton(id, group)),
    watch.groups.length === 0
      ? null
      : askButton({
          id: 'compare',
          label: 'All moves',
          request: { kind: 'compare', dataset: { id }, days: watch.days },
        }),
    loud && !preview
      ? askButton({
          id: 'pause',
          label: 'Pause',
          aloud: 'Pause these alerts',
          request: { kind: 'digest', action: 'pause', dataset: { id } },
        })
      : null,
  ]);

/** Everybody in the group, also those who were there before: the list says since when. */
const listButton = (id: string, { group }: WatchedGroup) =>
  askButton({
    id: `list:${group}`,
    label: `Send me ${groupName(group)}`,
    aloud: `Send me the list of customers who are ${groupName(group)}`,
    request: { kind: 'export', segment: `group ${group}`, dataset: { id } },
  });

const footText = ({ cadence, timeZone }: ChurnSaying): Mrkdwn =>
  md`I look ${mrkdwn(cadenceWords(cadence, timeZone), 120)} and speak up only when more customers slip into At risk or Lost than the usual ups and downs explain: more than in any of the periods before, and more than their average plus three standard deviations. Every period is scored with the limits of today.`;
