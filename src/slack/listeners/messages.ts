/** Messages: files that were shared with them, and questions in direct messages and by mention. */
import type { ReplyTo } from '../../jobs/ports.ts';
import { parseMention } from '../commands/parse-command.ts';
import { messageJob } from './files.ts';
import type { Listener, ListenerDeps } from './listener.ts';
import { teamOf } from './team.ts';

/** What is used of a message; it comes in many subtypes. */
interface Message {
  readonly channel: string;
  readonly channel_type?: string;
  readonly subtype?: string;
  readonly user?: string;
  readonly bot_id?: string;
  readonly text?: string;
  readonly ts: string;
  readonly thread_ts?: string;
  readonly files?: readonly { readonly id?: string }[];
}

export const onMessage: Listener = {
  on: 'event',
  name: 'message',
  register: (app, deps) =>
    app.event('message', async ({ event, context }) => {
      const message = event as Message;
      if (message.user === deps.botUser) return;
      await importFiles(deps, message, teamOf(context));
      const isQuestion = message.channel_type === 'im' && message.subtype === undefined && message.bot_id === undefined;
      if (isQuestion) await ask(deps, message, { team: teamOf(context), via: 'direct' });
    }),
};

const importFiles = async (deps: ListenerDeps, message: Message, team: string): Promise<void> => {
  const { channel, ts, thread_ts: thread = ts, user = '' } = message;
  const place = { team, channel, thread, user, origin: 'shared', responseUrl: null } as const;
  const files = (message.files ?? []).flatMap(({ id }) => (id === undefined ? [] : [id]));
  const job = messageJob(place, files, ts);
  if (job) await deps.add(job);
};

export const onMention: Listener = {
  on: 'event',
  name: 'app_mention',
  register: (app, deps) =>
    app.event('app_mention', async ({ event, context }) => {
      await ask(deps, event as Message, { team: teamOf(context), via: 'mention' });
    }),
};

const ask = async (
  deps: ListenerDeps,
  message: Message,
  { team, via }: Pick<ReplyTo, 'team' | 'via'>,
): Promise<void> => {
  const { channel, ts, thread_ts: thread = via === 'mention' ? ts : null, user = '', text = '' } = message;
  const request = parseMention(text, deps.botUser);
  // Slack sends a mention with a file as a message, too; the file speaks for itself.
  if (request.kind === 'help' && (message.files ?? []).length > 0) return;
  const startsThread = thread !== null && message.thread_ts === undefined;
  const replyTo: ReplyTo = { team, channel, thread, startsThread, user, responseUrl: null, via };
  await deps.add({ kind: 'answer', key: `message:${channel}:${ts}`, team, payload: { request, replyTo } });
};
