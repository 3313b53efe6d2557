/**
 * A message whose answer was lost, or not noted before the process died, may stand in Slack all the same, and Slack knows
 * no way to post only once. So every message of a job carries the job and the part as metadata
 * (docs.slack.dev/messaging/message-metadata), and is looked for by them before it is posted again. Looking needs a
 * permission that is optional (channels:history, groups:history): without it, such a message may come twice.
 */
import type { MessageMetadata, WebClient } from '@slack/web-api';
import { isExpected } from '../errors.ts';
import type { JobLog } from '../jobs/job-queue.ts';
import type { Part } from '../jobs/ports.ts';
import { PlaceClosed } from '../outages.ts';
import { calling, slackCode } from './slack-failure.ts';

const EVENT_TYPE = 'tranche_part';
const PAGE = 100;

interface Found {
  readonly ts?: string;
  readonly metadata?: { readonly event_type?: string; readonly event_payload?: unknown };
}

interface Page {
  readonly messages?: readonly Found[];
  readonly response_metadata?: { readonly next_cursor?: string };
}

export const metadataOf = ({ job, part }: Pick<Part, 'job' | 'part'>): MessageMetadata => ({
  event_type: EVENT_TYPE,
  event_payload: { job, part },
});

/** Timestamp of the message that stands there; `null` where there is none, or where it may not be looked for. */
export const findSent = async (
  { client, log }: { readonly client: WebClient; readonly log: JobLog },
  part: Part,
): Promise<string | null> => {
  try {
    const messages = part.thread === null ? await newest(client, part) : await replies(client, part, part.thread);
    return messages.find(message => isOf(message, part))?.ts ?? null;
  } catch (error) {
    const mayNotLook = error instanceof PlaceClosed || isExpected(error) || slackCode(error) !== null;
    if (!mayNotLook) throw error;
    const facts = { run: part.job, part: part.part, err: error };
    log.info(facts, 'a message that may stand there already cannot be looked for');
    return null;
  }
};

const isOf = ({ metadata }: Found, { job, part }: Part): boolean => {
  const payload = metadata?.event_payload as { job?: unknown; part?: unknown } | undefined;
  return metadata?.event_type === EVENT_TYPE && payload?.job === job && payload.part === part;
};

/** Enough: it was sent a moment ago, or shortly before the process died. */
const newest = async (client: WebClient, { channel }: Part): Promise<readonly Found[]> => {
  const call = () => client.conversations.history({ channel, limit: PAGE, include_all_metadata: true });
  return ((await calling(call)) as Page).messages ?? [];
};

const replies = async (client: WebClient, { channel }: Part, thread: string): Promise<readonly Found[]> => {
  const found: Found[] = [];
  let cursor: string | undefined;
  do {
    const at = cursor === undefined ? {} : { cursor };
    const call = () =>
      client.conversations.replies({ channel, ts: thread, limit: PAGE, include_all_metadata: true, ...at });
    const page = (await calling(call)) as Page;
    found.push(...(page.messages ?? []));
    cursor = page.response_metadata?.next_cursor || undefined;
  } while (cursor !== undefined);
  return found;
};
