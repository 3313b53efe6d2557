/** Channels, their members, and direct messages with the bot. */
import { channelObject, historyObject } from '../objects.ts';
import type { WorkspaceState } from '../state.ts';
import type { SlackChannel, SlackMessage } from '../workspace.ts';
import { given, isTrue, needed } from './arguments.ts';
import { type Answer, type Call, type Methods, Refusal } from './method.ts';
import { pageOf } from './paging.ts';
import { botIsIn, knownUser, readScope, scopeForChannel, typeOf, typesOf, visibleChannel } from './places.ts';

const info = ({ state, args }: Call): Answer => {
  const channel = visibleChannel(state, needed(args, 'channel'));
  const counted = isTrue(args, 'include_num_members') ? { num_members: channel.members.size } : {};
  return { channel: { ...channelObject(state, channel), ...counted } };
};

const members = ({ state, args }: Call): Answer => {
  const channel = visibleChannel(state, needed(args, 'channel'));
  const { items, ...rest } = pageOf([...channel.members], args);
  return { members: items, ...rest };
};

/** Public ones, and private ones with the bot. */
const listAll = ({ state, args }: Call): Answer => {
  const types = typesOf(given(args, 'types'));
  const wanted = (channel: SlackChannel) =>
    types.includes(typeOf(channel)) &&
    (!channel.is_private || botIsIn(state, channel)) &&
    !(isTrue(args, 'exclude_archived') && channel.is_archived);
  const { items, ...rest } = pageOf([...state.channels.values()].filter(wanted), args);
  return { channels: items.map(channel => channelObject(state, channel)), ...rest };
};

/** The direct message of one person; there are no conversations of several here. */
const open = ({ state, args }: Call): Answer => {
  const channel =
    given(args, 'channel') === null ? directMessage({ state, args }) : visibleChannel(state, needed(args, 'channel'));
  return { channel: isTrue(args, 'return_im') ? channelObject(state, channel) : { id: channel.id } };
};

const directMessage = ({ state, args }: Pick<Call, 'state' | 'args'>): SlackChannel => {
  const users = (given(args, 'users') ?? '').split(',').filter(Boolean);
  if (users.length === 0) throw new Refusal('users_list_not_supplied');
  if (users.length > 1) throw new Refusal('too_many_users');
  const user = knownUser(state, users[0] ?? '');
  if (user.is_bot || user.id === state.botUser) throw new Refusal('cannot_dm_bot');
  if (user.deleted) throw new Refusal('user_disabled');
  return visibleChannel(state, state.directChannel(user.id)?.id ?? '');
};

/** Newest first, and of threads only what began them. */
const history = ({ state, args }: Call): Answer => {
  const channel = visibleChannel(state, needed(args, 'channel'));
  if (!botIsIn(state, channel)) throw new Refusal('not_in_channel');
  const standing = standingIn(state, channel).filter(
    ({ ts, thread_ts: thread }) => thread === undefined || thread === ts,
  );
  return told({ state, args }, standing.toReversed());
};

/** What began the thread, and then its replies, oldest first. */
const replies = ({ state, args }: Call): Answer => {
  const channel = visibleChannel(state, needed(args, 'channel'));
  if (!botIsIn(state, channel)) throw new Refusal('not_in_channel');
  const thread = needed(args, 'ts');
  const standing = standingIn(state, channel).filter(message => message.ts === thread || message.thread_ts === thread);
  if (standing.length === 0) throw new Refusal('thread_not_found');
  return told({ state, args }, standing);
};

const standingIn = ({ messages }: WorkspaceState, { id }: SlackChannel): readonly SlackMessage[] =>
  messages.filter(({ channel, deleted, ephemeralTo }) => channel === id && !deleted && ephemeralTo === null);

const told = ({ state, args }: Pick<Call, 'state' | 'args'>, messages: readonly SlackMessage[]): Answer => {
  const { items, ...rest } = pageOf(messages, args);
  const withMetadata = isTrue(args, 'include_all_metadata');
  const has_more = rest.response_metadata.next_cursor !== '';
  return { messages: items.map(message => historyObject(state, message, withMetadata)), has_more, ...rest };
};

/** `channels:history` for a public channel, and so on. */
const historyScope = ({ state, args }: Call): readonly string[] =>
  scopeForChannel(state, given(args, 'channel')).map(scope => scope.replace(':read', ':history'));

const scopeOfNamed = ({ state, args }: Call) => scopeForChannel(state, given(args, 'channel'));

export const conversationsMethods: Methods = {
  'conversations.info': { scopes: scopeOfNamed, run: info },
  'conversations.members': { scopes: scopeOfNamed, run: members },
  'conversations.list': { scopes: ({ args }) => typesOf(given(args, 'types')).map(readScope), run: listAll },
  'conversations.open': { scopes: ['im:write'], run: open },
  'conversations.history': { scopes: historyScope, run: history },
  'conversations.replies': { scopes: historyScope, run: replies },
};
