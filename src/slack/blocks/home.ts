/** The app's Home: the orders of the viewer's channels, when digests come, and what is stored. */
import type { Button, HomeView, KnownBlock } from '@slack/types';
import { dayWords } from '../../core/words/dates.ts';
import { byteWords, counted } from '../../core/words/numbers.ts';
import type { LastResult, PrivacyRequest } from '../../jobs/sayings/datasets.ts';
import type { SayingOf } from '../../jobs/sayings.ts';
import { code, type Mrkdwn, md, mrkdwn, ours } from '../escape.ts';
import { OPEN_UPLOAD, PRIVACY_PREFIX, UPLOAD_HERE } from '../ids.ts';
import { datasetBlocks } from './datasets.ts';
import { digestBlocks } from './digest-schedule.ts';
import { actions, askButton, divider, header, type Message, message, openButton, section } from './message.ts';
import { headline } from './report-headline.ts';

/** Two blocks each: a view has room for 100, a message for 50. */
const VIEW_SHOWS = { datasets: 25, digests: 15 };
const MESSAGE_SHOWS = { datasets: 12, digests: 6 };

export const homeView = (saying: SayingOf<'home'>): HomeView => ({
  type: 'home',
  blocks: homeBlocks(saying, VIEW_SHOWS).filter(block => block !== null),
});

export const homeMessage = (saying: SayingOf<'home'>): Message =>
  message(
    md`${mrkdwn(saying.botName)}: ${saying.datasets.length} sets of orders and ${saying.digests.length} digests in your channels.`,
    homeBlocks(saying, MESSAGE_SHOWS),
  );

const homeBlocks = (saying: SayingOf<'home'>, shows: typeof VIEW_SHOWS): readonly (KnownBlock | null)[] => [
  ...welcome(saying),
  divider,
  header('Orders in your channels'),
  ...(saying.datasets.length === 0
    ? [section(md`None yet. You see the orders of channels that you are a member of.`)]
    : datasetBlocks(saying.datasets, shows.datasets, ({ id }) => resultLine(saying.lastResults[id]))),
  divider,
  header('Digests'),
  ...(saying.digests.length === 0
    ? [section(md`None yet. In a channel with orders: ${code(md`/segment digest weekly mon 09:00`)}`)]
    : digestBlocks(saying.digests, shows.digests)),
  divider,
  ...stored(saying),
];

const welcome = ({ botName }: SayingOf<'home'>): readonly (KnownBlock | null)[] => [
  header(botName),
  section(
    md`I find out who your customers are and what to do with each group. Drop an orders file (CSV or Excel) into a channel I am in, or upload one here.`,
  ),
  actions([
    openButton(OPEN_UPLOAD, 'Upload orders', UPLOAD_HERE, 'primary'),
    askButton({ id: 'help', label: 'How it works', request: { kind: 'help' } }),
  ]),
];

const resultLine = (result: LastResult | undefined): Mrkdwn | null =>
  result === undefined ? null : md`Last result, ${mrkdwn(dayWords(result.at))}: ${headline(result.report)}`;

const stored = ({ datasets, bytes, retentionDays }: SayingOf<'home'>): readonly (KnownBlock | null)[] => [
  header('What is stored'),
  section(
    md`Of your channels ${ours(counted(datasets.length, 'dataset'))}, ${ours(byteWords(bytes))} on the disk: the order lines, the rows that were left out, and of every run its report and how each customer stood. My copy of an uploaded file is deleted as soon as it is read; the file in Slack stays. A dataset is deleted ${ours(counted(retentionDays, 'day'))} after its last upload; whoever uploaded it hears of that a week before. Deleting is for whoever uploaded the orders, and for admins.`,
  ),
  actions([
    privacyButton('forget-dataset', 'Forget a dataset …'),
    privacyButton('forget-customer', 'Forget a customer …'),
    privacyButton('account', 'What is stored about a customer …'),
  ]),
];

const privacyButton = (request: PrivacyRequest, label: string): Button =>
  openButton(`${PRIVACY_PREFIX}${request}`, label, request);
