/** Answers at a `response_url`: to the person who clicked or commanded, or to everybody in the channel. */
import { isTrue } from './methods/arguments.ts';
import { checkedContent } from './methods/content.ts';
import { type Answer, type Call, Refusal } from './methods/method.ts';
import type { ResponseTarget } from './short-lived.ts';
import type { SlackMessage } from './workspace.ts';

/** An HTTP answer; a body that is no text goes as JSON. */
export interface Given {
  readonly status: number;
  readonly body: string | Answer;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Errors are plain words with a status of 400, or 404 where the address is used up. */
export const respondAt = (call: Call, path: string): Given => {
  const target = call.state.responseTarget(path);
  if (!target) return { status: 404, body: 'used_url' };
  try {
    respond(call, target);
    call.state.countResponse(path);
    return { status: 200, body: 'ok' };
  } catch (error) {
    if (error instanceof Refusal) return { status: 400, body: error.error };
    throw error;
  }
};

const respond = (call: Call, target: ResponseTarget): void => {
  const original = originalOf(call, target);
  if (isTrue(call.args, 'delete_original')) {
    if (original) call.state.deleteMessage(original);
    return;
  }
  const content = checkedContent(call);
  if (isTrue(call.args, 'replace_original') && original) call.state.editMessage(original, content);
  else post(call, target, content);
};

type Content = ReturnType<typeof checkedContent>;

/** The message that was clicked, an ephemeral one too. */
const originalOf = ({ state }: Call, { channel, message }: ResponseTarget): SlackMessage | null =>
  state.messages.find(({ ts, deleted, ...at }) => at.channel === channel && ts === message && !deleted) ?? null;

const post = ({ state, args }: Call, { channel, user }: ResponseTarget, content: Content): void => {
  const thread_ts = typeof args.thread_ts === 'string' ? args.thread_ts : undefined;
  const seenBy = args.response_type === 'in_channel' ? {} : { ephemeralTo: user };
  state.addMessage({ channel, user: state.botUser, thread_ts, ...seenBy, ...content });
};
