/** Puts what the bot has to say into a channel, without noting it anywhere. */
import type { MessageMetadata, WebClient } from '@slack/web-api';
import type { JobLog } from '../jobs/job-queue.ts';
import type { Part } from '../jobs/ports.ts';
import type { Saying } from '../jobs/sayings.ts';
import { render } from './blocks/render.ts';
import { type Body, sendMessage } from './sending.ts';

export interface PostingDeps {
  readonly client: WebClient;
  readonly log: JobLog;
}

/** Names and links in texts of files must stay what they are. */
const AS_WRITTEN = { unfurl_links: false, unfurl_media: false, parse: 'none', link_names: false } as const;

export const send = <T>(deps: PostingDeps, saying: Saying, call: (body: Body) => Promise<T>): Promise<T> =>
  sendMessage(
    render(saying),
    body => call(body),
    why => deps.log.info({ saying: saying.kind, why }, 'a simpler message was sent'),
  );

export const post = async (
  deps: PostingDeps,
  { channel, thread }: Pick<Part, 'channel' | 'thread'>,
  saying: Saying,
  metadata?: MessageMetadata,
): Promise<{ readonly ts: string; readonly channel: string }> => {
  const where = { channel, ...AS_WRITTEN, ...(thread === null ? {} : { thread_ts: thread }) };
  const posted = await send(deps, saying, body =>
    deps.client.chat.postMessage({ ...where, ...body, ...(metadata ? { metadata } : {}) }),
  );
  return { ts: posted.ts ?? '', channel: posted.channel ?? channel };
};
