/** People, and the conversations that they are in. */
import { channelObject, userObject } from '../objects.ts';
import type { SlackChannel } from '../workspace.ts';
import { given, isTrue, needed } from './arguments.ts';
import type { Answer, Call, Methods } from './method.ts';
import { pageOf } from './paging.ts';
import { botIsIn, knownUser, readScope, typeOf, typesOf } from './places.ts';

const info = ({ state, args }: Call): Answer => ({
  user: userObject(state, knownUser(state, needed(args, 'user'))),
});

/** Of a person, the bot sees the private channels that it is in as well. */
const conversations = ({ state, args }: Call): Answer => {
  const types = typesOf(given(args, 'types'));
  const user = knownUser(state, given(args, 'user') ?? state.botUser);
  const wanted = (channel: SlackChannel) =>
    types.includes(typeOf(channel)) &&
    channel.members.has(user.id) &&
    (!channel.is_private || botIsIn(state, channel)) &&
    !(isTrue(args, 'exclude_archived') && channel.is_archived);
  const { items, ...rest } = pageOf([...state.channels.values()].filter(wanted), args);
  return { channels: items.map(channel => channelObject(state, channel)), ...rest };
};

export const usersMethods: Methods = {
  'users.info': { scopes: ['users:read'], run: info },
  'users.conversations': { scopes: ({ args }) => typesOf(given(args, 'types')).map(readScope), run: conversations },
};
