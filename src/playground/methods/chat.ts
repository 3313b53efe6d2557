/** Messages of the bot. */
import { messageObject } from '../objects.ts';
import type { SlackMessage } from '../workspace.ts';
import { given, needed } from './arguments.ts';
import { checkedBlocks, checkedContent, checkedText } from './content.ts';
import { type Answer, type Call, type Methods, Refusal } from './method.ts';
import { knownUser, namedChannel, visibleChannel, writableChannel } from './places.ts';

/** Public channels take a message without membership where the token has this scope. */
const WITHOUT_MEMBERSHIP = 'chat:write.public';

/** @throws {Refusal} `cannot_reply_to_message` for a thread under no message */
export const checkedThread = ({ state, args }: Call, channel: string): string | undefined => {
  const thread = given(args, 'thread_ts');
  if (thread === null) return undefined;
  const parent = state.messages.find(message => message.channel === channel && message.ts === thread);
  if (!parent || parent.ephemeralTo !== null) throw new Refusal('cannot_reply_to_message');
  return thread;
};

const postMessage = (call: Call): Answer => {
  const { state, args } = call;
  const channel = writableChannel(call, needed(args, 'channel'), state.scopes.includes(WITHOUT_MEMBERSHIP));
  const thread_ts = checkedThread(call, channel.id);
  const said = { ...checkedContent(call), metadata: args.metadata ?? null };
  const message = state.addMessage({ channel: channel.id, user: state.botUser, thread_ts, ...said });
  return { channel: channel.id, ts: message.ts, message: messageObject(state, message) };
};

const postEphemeral = (call: Call): Answer => {
  const { state, args } = call;
  const channel = writableChannel(call, needed(args, 'channel'));
  const user = knownUser(state, needed(args, 'user'));
  if (!channel.members.has(user.id)) throw new Refusal('user_not_in_channel');
  const thread_ts = checkedThread(call, channel.id);
  const to = { channel: channel.id, user: state.botUser, thread_ts, ephemeralTo: user.id };
  return { message_ts: state.addMessage({ ...to, ...checkedContent(call) }).ts };
};

/** The bot's own message that `channel` and `ts` name. @throws {Refusal} with `foreign` for a message of somebody else */
const ownMessage = ({ state, args }: Call, foreign: string): SlackMessage => {
  const channel = visibleChannel(state, needed(args, 'channel'));
  const message = state.message(channel.id, needed(args, 'ts'));
  if (!message) throw new Refusal('message_not_found');
  if (message.user !== state.botUser) throw new Refusal(foreign);
  if (channel.is_archived) throw new Refusal('is_archived');
  return message;
};

/** Blocks stay as they are where none are given; an empty list removes them. */
const update = (call: Call): Answer => {
  const { state, args } = call;
  const message = ownMessage(call, 'cant_update_message');
  const text = checkedText(args);
  const blocks = checkedBlocks(call);
  if (text === null && (blocks ?? []).length === 0) throw new Refusal('no_text');
  state.editMessage(message, { text: text ?? message.text, blocks: blocks ?? message.blocks });
  return { channel: message.channel, ts: message.ts, text: message.text, message: messageObject(state, message) };
};

const remove = (call: Call): Answer => {
  const message = ownMessage(call, 'cant_delete_message');
  call.state.deleteMessage(message);
  return { channel: message.channel, ts: message.ts };
};

const getPermalink = ({ state, args }: Call): Answer => {
  const channel = namedChannel(state, needed(args, 'channel'));
  const message = state.message(channel.id, needed(args, 'message_ts'));
  if (!message) throw new Refusal('message_not_found');
  const thread = message.thread_ts === undefined ? '' : `?thread_ts=${message.thread_ts}&cid=${channel.id}`;
  const permalink = `https://${state.team.domain}.slack.com/archives/${channel.id}/p${message.ts.replace('.', '')}`;
  return { channel: channel.id, permalink: `${permalink}${thread}` };
};

export const chatMethods: Methods = {
  'chat.postMessage': { scopes: ['chat:write'], run: postMessage },
  'chat.postEphemeral': { scopes: ['chat:write'], run: postEphemeral },
  'chat.update': { scopes: ['chat:write'], run: update },
  'chat.delete': { scopes: ['chat:write'], run: remove },
  'chat.getPermalink': { scopes: [], run: getPermalink },
};
