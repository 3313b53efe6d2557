/**
 * Messages of jobs. Each is noted in the database as soon as Slack has it: it is edited from then on, and a job that is
 * taken up again finds what it had said.
 */
import { WebAPIRateLimitedError } from '@slack/web-api';
import type { Part } from '../jobs/ports.ts';
import type { Saying } from '../jobs/sayings.ts';
import { type Outage, PlaceClosed } from '../outages.ts';
import type { BotState, Delivery } from '../store/bot-state.ts';
import { findSent, metadataOf } from './own-messages.ts';
import { type PostingDeps, post, send } from './posting.ts';
import type { Body } from './sending.ts';
import { calling, slackCode } from './slack-failure.ts';

export interface MessageDeps extends PostingDeps {
  readonly deliveries: BotState['deliveries'];
}

/** Somebody deleted the message, or it can be edited no longer. */
const GONE: ReadonlySet<string> = new Set(['message_not_found', 'cant_update_message', 'edit_window_closed']);

export const put = async (deps: MessageDeps, part: Part, saying: Saying): Promise<string> => {
  const known = await deps.deliveries.find(part.job, part.part);
  if (known?.ts && (await edit(deps, known, saying))) {
    if (!known.done) await deps.deliveries.save({ ...known, done: true });
    return known.ts;
  }
  return known && isBegun(known) ? putAgain(deps, part, saying) : postNoted(deps, part, saying);
};

/** It was about to be posted, and whether it was is not known. */
const isBegun = ({ ts, file, done }: Delivery): boolean => ts === null && file === null && !done;

const putAgain = async (deps: MessageDeps, part: Part, saying: Saying): Promise<string> => {
  const ts = await findSent(deps, part);
  if (ts === null) return postNoted(deps, part, saying);
  const found: Delivery = { job: part.job, part: part.part, channel: part.channel, ts, file: null, done: false };
  await deps.deliveries.save(found);
  return put(deps, part, saying);
};

const postNoted = async (deps: MessageDeps, part: Part, saying: Saying): Promise<string> => {
  const noted = { job: part.job, part: part.part, file: null };
  await deps.deliveries.save({ ...noted, channel: part.channel, ts: null, done: false });
  // For a message to a person Slack names the channel in which it can be edited.
  try {
    const { ts, channel } = await calling(() => post(deps, part, saying, metadataOf(part)));
    await deps.deliveries.save({ ...noted, channel, ts, done: true });
    return ts;
  } catch (error) {
    // Refused, for good or for now: it does not stand anywhere.
    if (error instanceof PlaceClosed || (error as Outage).cause instanceof WebAPIRateLimitedError)
      await deps.deliveries.save({ ...noted, channel: part.channel, ts: null, done: true });
    throw error;
  }
};

/** False where there is nothing to edit any more. */
const edit = async ({ client, ...deps }: MessageDeps, known: Delivery, saying: Saying): Promise<boolean> => {
  try {
    await send({ client, ...deps }, saying, body =>
      client.chat.update({ channel: known.channel, ts: known.ts ?? '', ...withoutOldBlocks(body) }),
    );
    return true;
  } catch (error) {
    if (GONE.has(slackCode(error) ?? '')) return false;
    return calling(() => Promise.reject(error));
  }
};

/** An update without blocks would leave the old ones under the new text. */
const withoutOldBlocks = (body: Body): Body => ({ blocks: [], ...body });

export const remove = async ({ client, deliveries }: MessageDeps, part: Part): Promise<void> => {
  const known = await deliveries.find(part.job, part.part);
  if (!known?.ts) return;
  try {
    await client.chat.delete({ channel: known.channel, ts: known.ts });
  } catch (error) {
    if (slackCode(error) !== 'message_not_found') await calling(() => Promise.reject(error));
  }
  await deliveries.save({ ...known, ts: null });
};
