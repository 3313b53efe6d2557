/**
 * Says things in Slack. Every part of a job's message is noted in the database as soon as Slack has it: it is edited
 * from then on, and a job that is taken up again finds what it had said.
 */
import { readFile } from 'node:fs/promises';
import type { View } from '@slack/types';
import { type MessageMetadata, WebAPIRateLimitedError, type WebClient } from '@slack/web-api';
import type { JobLog } from '../jobs/job-queue.ts';
import type { FileToSend, Messenger, Part, Picture, ReplyTo } from '../jobs/ports.ts';
import type { Saying } from '../jobs/sayings.ts';
import { Outage, PlaceClosed } from '../outages.ts';
import type { BotState, Delivery } from '../store/bot-state.ts';
import { homeView } from './blocks/home.ts';
import { render } from './blocks/render.ts';
import { OneAtATime } from './one-at-a-time.ts';
import { findSent, metadataOf } from './own-messages.ts';
import { type Body, sendMessage, simplerAndSimpler } from './sending.ts';
import { calling, outageOf, slackCode } from './slack-failure.ts';
import { complete, isComplete, isShared, sendBytes, type UploadDeps, waitUntilProcessed } from './uploads.ts';

export interface MessengerDeps extends UploadDeps {
  readonly client: WebClient;
  readonly deliveries: BotState['deliveries'];
  readonly log: JobLog;
}

/** Names and links in texts of files must stay what they are. */
const AS_WRITTEN = { unfurl_links: false, unfurl_media: false, parse: 'none', link_names: false } as const;

/** Somebody deleted the message, or it can be edited no longer. */
const GONE: ReadonlySet<string> = new Set(['message_not_found', 'cant_update_message', 'edit_window_closed']);

export const slackMessenger = (deps: MessengerDeps): Messenger => {
  const turns = new OneAtATime();
  const inTurn = <T>({ job, part }: { job: string; part: string }, work: () => Promise<T>): Promise<T> =>
    turns.run(`${job}/${part}`, work);
  return {
    put: (part, saying) => inTurn(part, () => put(deps, part, saying)),
    remove: part => inTurn(part, () => remove(deps, part)),
    whisper: (to, saying) => whisper(deps, to, saying),
    upload: (part, picture) => inTurn(part, () => uploadPicture(deps, part, picture)),
    direct: (part, saying, file) => inTurn(part, () => direct(deps, part, saying, file)),
    directChannel: user => directChannel(deps, user),
    home: async (user, saying) => {
      if (saying.kind !== 'home') throw new Error(`${saying.kind} is no home tab`);
      await calling(() => deps.client.views.publish({ user_id: user, view: homeView(saying) as View }));
    },
  };
};

const send = <T>(deps: MessengerDeps, saying: Saying, call: (body: Body) => Promise<T>): Promise<T> =>
  sendMessage(
    render(saying),
    body => call(body),
    why => deps.log.info({ saying: saying.kind, why }, 'a simpler message was sent'),
  );

const put = async (deps: MessengerDeps, part: Part, saying: Saying): Promise<string> => {
  const known = await deps.deliveries.find(part.job, part.part);
  if (known?.ts && (await edit(deps, known, saying))) {
    if (!known.done) await deps.deliveries.save({ ...known, done: true });
    return known.ts;
  }
  return known && isBegun(known) ? putAgain(deps, part, saying) : postNoted(deps, part, saying);
};

/** It was about to be posted, and whether it was is not known. */
const isBegun = ({ ts, file, done }: Delivery): boolean => ts === null && file === null && !done;

const putAgain = async (deps: MessengerDeps, part: Part, saying: Saying): Promise<string> => {
  const ts = await findSent(deps, part);
  if (ts === null) return postNoted(deps, part, saying);
  const found: Delivery = { job: part.job, part: part.part, channel: part.channel, ts, file: null, done: false };
  await deps.deliveries.save(found);
  return put(deps, part, saying);
};

const postNoted = async (deps: MessengerDeps, part: Part, saying: Saying): Promise<string> => {
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
const edit = async ({ client, ...deps }: MessengerDeps, known: Delivery, saying: Saying): Promise<boolean> => {
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

const post = async (
  deps: MessengerDeps,
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

const remove = async ({ client, deliveries }: MessengerDeps, part: Part): Promise<void> => {
  const known = await deliveries.find(part.job, part.part);
  if (!known?.ts) return;
  try {
    await client.chat.delete({ channel: known.channel, ts: known.ts });
  } catch (error) {
    if (slackCode(error) !== 'message_not_found') await calling(() => Promise.reject(error));
  }
  await deliveries.save({ ...known, ts: null });
};

/** In a direct message nobody else listens; elsewhere by the address that the question came with, or as an ephemeral. */
const whisper = async (deps: MessengerDeps, to: ReplyTo, saying: Saying): Promise<void> => {
  if (to.responseUrl !== null && (await answerByUrl(deps, to.responseUrl, to, saying))) return;
  if (to.via === 'direct' || to.via === 'home' || to.channel.startsWith('D')) {
    await calling(() => post(deps, to, saying));
    return;
  }
  const thread = to.thread === null || to.startsThread ? {} : { thread_ts: to.thread };
  await calling(() =>
    send(deps, saying, body =>
      deps.client.chat.postEphemeral({
        channel: to.channel,
        user: to.user,
        ...body,
        ...thread,
        parse: 'none',
        link_names: false,
      }),
    ),
  );
};

/** The address is used up (five times in thirty minutes) or too old. */
const USED_UP: ReadonlySet<number> = new Set([404, 410]);

const ANSWER_TIMEOUT_MS = 30_000;

/** False where the address takes no answer (any more): then there is another way. */
const answerByUrl = async (
  deps: MessengerDeps,
  address: string,
  { thread: ts, ...to }: ReplyTo,
  saying: Saying,
): Promise<boolean> => {
  // Slack takes an address to be of the channel, also where the button was in a thread.
  const thread = to.via === 'button' && ts !== null && !to.startsThread ? { thread_ts: ts } : {};
  for (const body of simplerAndSimpler(render(saying))) {
    const response = await deps
      .fetch(address, {
        method: 'POST',
        headers: { 'content-type': 'application/json; charset=utf-8' },
        body: JSON.stringify({ response_type: 'ephemeral', replace_original: false, ...thread, ...body }),
        signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS),
      })
      .catch(error => {
        throw new Outage('Slack', 2_000, { cause: error });
      });
    if (response.ok) return true;
    if (response.status === 429 || response.status >= 500) throw outageOf('Slack', response);
    deps.log.info({ status: response.status, saying: saying.kind }, 'a response address did not take the answer');
    if (USED_UP.has(response.status)) return false;
  }
  return false;
};

const uploadPicture = async (deps: MessengerDeps, part: Part, picture: Picture): Promise<string> => {
  const known = await deps.deliveries.find(part.job, part.part);
  if (known?.file && (known.done || (await isComplete(deps, known.file)))) {
    if (!known.done) await note(deps, part, { file: known.file, done: true });
    return known.file;
  }
  const { id, title } = await sendOnce(deps, part, pictureUpload(picture));
  await complete(deps, { id, title }, null);
  await waitUntilProcessed(deps, id);
  await note(deps, part, { file: id, done: true });
  return id;
};

const pictureUpload = ({ id, title, altText, png }: Picture) => ({
  name: `${id}.png`,
  title,
  bytes: png,
  altText: altText.slice(0, 1_000),
});

/** The bytes are noted before they are shown, so that a job that is taken up again can ask whether they were. */
const sendOnce = async (
  deps: MessengerDeps,
  part: NotedPart,
  upload: Parameters<typeof sendBytes>[1],
): Promise<{ id: string; title: string }> => {
  const id = await sendBytes(deps, upload);
  await note(deps, part, { file: id, done: false });
  return { id, title: upload.title };
};

type NotedPart = Pick<Part, 'job' | 'part' | 'channel'>;

const note = (
  { deliveries }: MessengerDeps,
  { job, part, channel }: NotedPart,
  facts: Pick<Delivery, 'file' | 'done'>,
): Promise<void> => deliveries.save({ job, part, channel, ts: null, ...facts });

const shareOnce = async (
  deps: MessengerDeps,
  part: NotedPart,
  upload: Parameters<typeof sendBytes>[1],
  share: Parameters<typeof complete>[2],
): Promise<void> => {
  const known = await deps.deliveries.find(part.job, part.part);
  if (known?.done) return;
  const before = known?.file ?? null;
  if (before !== null && (await isShared(deps, before))) {
    await note(deps, part, { file: before, done: true });
    return;
  }
  const sent = await sendOnce(deps, part, upload);
  await complete(deps, sent, share);
  await note(deps, part, { file: sent.id, done: true });
};

const directChannel = async ({ client }: MessengerDeps, user: string): Promise<string> =>
  (await calling(() => client.conversations.open({ users: user }))).channel?.id ?? user;

const direct = async (
  deps: MessengerDeps,
  part: { readonly job: string; readonly part: string; readonly team: string; readonly user: string },
  saying: Saying,
  file?: FileToSend,
): Promise<void> => {
  if ((await deps.deliveries.find(part.job, part.part))?.done) return;
  const place: Part = { ...part, channel: await directChannel(deps, part.user), thread: null };
  if (file === undefined) {
    await put(deps, place, saying);
    return;
  }
  const upload = { name: file.name, title: file.name, bytes: await readFile(file.path), altText: null };
  await shareOnce(deps, place, upload, { channel: place.channel, thread: null, comment: render(saying).text });
};
