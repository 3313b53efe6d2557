/** Files to the page, for whoever may see them; nothing in them is ever run or shown as a page. */
import type { LocalSlack } from '../local-slack.ts';
import type { SlackFile } from '../workspace.ts';
import type { Reply } from './reply.ts';

const PICTURES: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/gif']);

export const isPicture = ({ mimetype }: SlackFile): boolean => PICTURES.has(mimetype);

/** One's own, and those in channels that one is in. */
export const seesFile = (slack: LocalSlack, user: string, file: SlackFile): boolean =>
  file.user === user ||
  slack.channelsOf(user).some(({ id }) => file.shares.has(id)) ||
  isShownInBlocks(slack, user, file);

/** The bot's pictures are in no channel by themselves: messages show them. */
const isShownInBlocks = (slack: LocalSlack, user: string, { id }: SlackFile): boolean => {
  const shown = [...slack.channelsOf(user).flatMap(channel => slack.messages(channel.id)), ...slack.ephemerals(user)];
  const views = [slack.home(user), slack.modal(user)].flatMap(open => open?.view.blocks ?? []);
  return JSON.stringify([...shown.map(({ blocks }) => blocks), views]).includes(`"${id}"`);
};

export const fileReply = (file: SlackFile): Reply => ({
  status: 200,
  type: isPicture(file) ? file.mimetype : 'application/octet-stream',
  body: file.bytes,
  headers: {
    'content-disposition': `${isPicture(file) ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    'content-security-policy': "default-src 'none'; sandbox",
  },
});
