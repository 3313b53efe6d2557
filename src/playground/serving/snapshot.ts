/** The workspace as one person sees it. */
import type { AnyBlock } from '@slack/types';
import { withBlockIds } from '../elements.ts';
import type { LocalSlack } from '../local-slack.ts';
import { record } from '../methods/arguments.ts';
import type {
  Seen,
  SeenApp,
  SeenBlock,
  SeenFile,
  SeenMessage,
  SeenPerson,
  SeenPlace,
  SeenRefusal,
  SeenTour,
  SeenView,
} from '../seen.ts';
import type { OpenView, SlackChannel, SlackFile, SlackMessage, SlackUser } from '../workspace.ts';
import { isPicture } from './files.ts';

export interface Shown {
  readonly slack: LocalSlack;
  readonly team: string;
  readonly bot: string;
  readonly now: () => number;
  readonly app: SeenApp;
  readonly tour: () => SeenTour;
}

const REFUSALS = 5;

export const snapshotFor = ({ slack, team, bot, now, app, tour }: Shown, me: string): Seen => {
  const channels = slack.channelsOf(me);
  return {
    me,
    now: now(),
    team,
    bot,
    people: slack.people().map(seenPerson),
    places: channels.map(channel => seenPlace(channel, bot)),
    messages: messagesFor(slack, me, channels),
    modal: seenView(slack.modal(me)),
    home: seenView(slack.home(me)),
    refusals: refusalsOf(slack),
    app,
    tour: tour(),
  };
};

const messagesFor = (slack: LocalSlack, me: string, channels: readonly SlackChannel[]): readonly SeenMessage[] => {
  const here = new Set(channels.map(({ id }) => id));
  const own = slack.ephemerals(me).filter(({ channel }) => here.has(channel));
  return [...channels.flatMap(({ id }) => slack.messages(id)), ...own]
    .toSorted((a, b) => Number(a.ts) - Number(b.ts))
    .map(message => seenMessage(slack, message));
};

const seenMessage = (slack: LocalSlack, message: SlackMessage): SeenMessage => ({
  channel: message.channel,
  ts: message.ts,
  user: message.user,
  thread: message.thread_ts ?? null,
  subtype: message.subtype ?? null,
  text: message.text,
  blocks: seenBlocks(message.blocks),
  files: message.files.flatMap(id => slack.file(id) ?? []).map(seenFile),
  isEdited: message.edited !== null,
  isEphemeral: message.ephemeralTo !== null,
});

const seenBlocks = (blocks: readonly AnyBlock[]): readonly SeenBlock[] => withBlockIds(blocks) as readonly SeenBlock[];

const seenFile = (file: SlackFile): SeenFile => ({
  id: file.id,
  name: file.name,
  title: file.title,
  bytes: file.bytes.length,
  altText: file.altText,
  isPicture: isPicture(file),
});

const ROLES: readonly (readonly [(user: SlackUser) => boolean | undefined, string])[] = [
  [user => user.is_stranger, 'Another workspace'],
  [user => user.is_restricted || user.is_ultra_restricted, 'Guest'],
  [user => user.is_admin, 'Admin'],
];

const seenPerson = (user: SlackUser): SeenPerson => ({
  id: user.id,
  name: user.real_name,
  isBot: user.is_bot ?? false,
  role: ROLES.find(([holds]) => holds(user))?.[1] ?? '',
  zone: user.tz ?? 'UTC',
});

const kindOf = ({ is_im, is_private }: SlackChannel): SeenPlace['kind'] => {
  if (is_im) return 'direct';
  return is_private ? 'private' : 'channel';
};

const seenPlace = (channel: SlackChannel, bot: string): SeenPlace => ({
  id: channel.id,
  name: channel.name,
  kind: kindOf(channel),
  isShared: channel.is_ext_shared,
  isArchived: channel.is_archived,
  hasBot: channel.members.has(bot),
});

const seenView = (open: OpenView | null): SeenView | null => {
  if (open === null) return null;
  const { title, submit, close } = open.view as { title?: unknown; submit?: unknown; close?: unknown };
  return {
    id: open.id,
    hash: open.hash,
    title: textOf(title) ?? 'Home',
    submit: textOf(submit),
    close: textOf(close) ?? 'Close',
    blocks: seenBlocks(open.view.blocks),
  };
};

const textOf = (object: unknown): string | null => {
  const { text } = record(object);
  return typeof text === 'string' ? text : null;
};

const refusalsOf = (slack: LocalSlack): readonly SeenRefusal[] =>
  slack
    .calls()
    .flatMap(({ method, answer }, number) => (answer.ok === false ? [{ number, method, answer }] : []))
    .slice(-REFUSALS)
    .map(({ number, method, answer }) => {
      const { messages } = record(answer.response_metadata);
      return {
        number,
        method,
        error: String(answer.error),
        details: Array.isArray(messages) ? messages.map(String) : [],
      };
    });
