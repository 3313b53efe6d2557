/** Which conversations and files the bot can see, and where it may write. */
import type { WorkspaceState } from '../state.ts';
import type { SlackChannel, SlackFile, SlackUser } from '../workspace.ts';
import { type Call, Refusal } from './method.ts';

export type ConversationType = 'public_channel' | 'private_channel' | 'mpim' | 'im';

export const typeOf = ({ is_im, is_private }: SlackChannel): ConversationType => {
  if (is_im) return 'im';
  return is_private ? 'private_channel' : 'public_channel';
};

const READ_SCOPES: Readonly<Record<ConversationType, string>> = {
  public_channel: 'channels:read',
  private_channel: 'groups:read',
  mpim: 'mpim:read',
  im: 'im:read',
};

export const readScope = (type: ConversationType): string => READ_SCOPES[type];

const isConversationType = (text: string): text is ConversationType => text in READ_SCOPES;

/** Of an argument such as `public_channel,private_channel`; public channels where it is absent. */
export const typesOf = (text: string | null): readonly ConversationType[] => {
  const types = (text ?? 'public_channel').split(',').map(type => type.trim());
  const known = types.filter(isConversationType);
  if (known.length < types.length) throw new Refusal('invalid_types');
  return known;
};

/** Scope for reading about one conversation; one that the bot cannot see gives nothing away. */
export const scopeForChannel = (state: WorkspaceState, id: string | null): readonly string[] => {
  const channel = state.channels.get(id ?? '');
  return [readScope(channel ? typeOf(channel) : 'public_channel')];
};

export const botIsIn = (state: WorkspaceState, channel: SlackChannel): boolean => channel.members.has(state.botUser);

/** The bot's own files, those in conversations that it is in, and those that were handed over in a modal. */
export const botSees = (state: WorkspaceState, file: SlackFile): boolean => {
  if (!file.completed) return false;
  if (file.user === state.botUser || file.shares.size === 0) return true;
  return [...file.shares.keys()].some(id => {
    const channel = state.channels.get(id);
    return channel !== undefined && botIsIn(state, channel);
  });
};

/** @throws {Refusal} `channel_not_found`, also for private ones without the bot */
export const visibleChannel = (state: WorkspaceState, id: string): SlackChannel => {
  const channel = state.channels.get(id);
  if (!channel || (channel.is_private && !botIsIn(state, channel))) throw new Refusal('channel_not_found');
  return channel;
};

/** Where a message goes: a conversation by its id, or a person, by whose id their direct message is meant. */
export const namedChannel = (state: WorkspaceState, id: string): SlackChannel =>
  visibleChannel(state, /^[UW]/.test(id) ? (state.directChannel(id)?.id ?? '') : id);

/** @throws {Refusal} `channel_not_found`, `is_archived`, `not_in_channel` */
export const writableChannel = ({ state }: Call, id: string, withoutMembership = false): SlackChannel => {
  const channel = namedChannel(state, id);
  if (channel.is_archived) throw new Refusal('is_archived');
  if (!botIsIn(state, channel) && !withoutMembership) throw new Refusal('not_in_channel');
  return channel;
};

/** @throws {Refusal} `user_not_found` */
export const knownUser = (state: WorkspaceState, id: string): SlackUser => {
  const user = state.users.get(id);
  if (!user) throw new Refusal('user_not_found');
  return user;
};
