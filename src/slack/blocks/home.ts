/** The app's Home: the orders of the viewer's channels, and when digests come. */
import type { HomeView, KnownBlock } from '@slack/types';
import type { SayingOf } from '../../jobs/sayings.ts';
import { code, md, mrkdwn } from '../escape.ts';
import { OPEN_UPLOAD, UPLOAD_HERE } from '../ids.ts';
import { datasetBlocks } from './datasets.ts';
import { digestBlocks } from './digest-schedule.ts';
import { actions, askButton, divider, header, type Message, message, openButton, section } from './message.ts';

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

const homeBlocks = (
  { botName, datasets, digests }: SayingOf<'home'>,
  shows: typeof VIEW_SHOWS,
): readonly (KnownBlock | null)[] => [
  header(botName),
  section(
    md`I find out who your customers are and what to do with each group. Drop an orders file (CSV) into a channel I am in, or upload one here.`,
  ),
  actions([
    openButton(OPEN_UPLOAD, 'Upload orders', UPLOAD_HERE, 'primary'),
    askButton({ id: 'help', label: 'How it works', request: { kind: 'help' } }),
  ]),
  divider,
  header('Orders in your channels'),
  ...(datasets.length === 0
    ? [section(md`None yet. You see the orders of channels that you are a member of.`)]
    : datasetBlocks(datasets, shows.datasets)),
  divider,
  header('Digests'),
  ...(digests.length === 0
    ? [section(md`None yet. In a channel with orders: ${code(md`/segment digest weekly mon 09:00`)}`)]
    : digestBlocks(digests, shows.digests)),
];
