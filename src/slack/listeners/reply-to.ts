/** Where whoever pressed a button is answered. */
import type { BlockAction } from '@slack/bolt';
import type { ReplyTo } from '../../jobs/ports.ts';

export const messageTs = ({ container, message }: BlockAction): string =>
  message?.ts ?? String((container as { message_ts?: string } | undefined)?.message_ts ?? '');

/** From the home tab there is no channel: the answer is a direct message. */
export const replyToOf = (body: BlockAction, team: string): ReplyTo => {
  const { container } = body as { container?: { thread_ts?: string; is_ephemeral?: boolean } };
  const thread = (body.message?.thread_ts as string | undefined) ?? container?.thread_ts ?? null;
  const own = container?.is_ephemeral ? null : messageTs(body) || null;
  const channel = body.channel?.id;
  return {
    team,
    channel: channel ?? body.user.id,
    thread: channel === undefined ? null : (thread ?? own),
    startsThread: thread === null,
    user: body.user.id,
    responseUrl: body.response_url || null,
    via: channel === undefined ? 'home' : 'button',
  };
};
