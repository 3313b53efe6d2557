/** Puts a file into Slack in the three documented calls (Slack docs: Working with files, "Uploading files"). */
import type { WebClient } from '@slack/web-api';
import { Outage } from '../outages.ts';
import type { Fetch } from './patient-fetch.ts';
import { calling, outageOf, slackCode } from './slack-failure.ts';

const RETRY_MS = 2_000;
const UPLOAD_TIMEOUT_MS = 120_000;
const NOT_READY_PAUSES_MS = [100, 400, 500, 1_000, 2_000, 4_000] as const;

export interface Upload {
  readonly name: string;
  readonly title: string;
  readonly bytes: Uint8Array;
  /** Only for pictures: on other files it makes the share fail without a word (slackapi/python-slack-sdk#1818). */
  readonly altText: string | null;
}

/** Where a file is shown as a message; without it the file stays the bot's own. */
export interface Share {
  readonly channel: string;
  readonly thread: string | null;
  readonly comment: string;
}

export interface UploadDeps {
  readonly client: WebClient;
  /** For the addresses that Slack names beside its methods. */
  readonly fetch: Fetch;
  readonly sleep: (ms: number) => Promise<void>;
}

/** The id of a file whose bytes have arrived, not yet completed: nobody sees it, and nothing is left of it if it stays so. */
export const sendBytes = async ({ client, fetch }: UploadDeps, upload: Upload): Promise<string> => {
  const { upload_url: address, file_id: id } = await calling(() =>
    client.files.getUploadURLExternal({
      filename: upload.name,
      length: upload.bytes.length,
      ...(upload.altText === null ? {} : { alt_txt: upload.altText }),
    }),
  );
  if (!address || !id) throw new Error('Slack gave no address to upload to');
  const response = await fetch(address, {
    method: 'POST',
    body: Buffer.from(upload.bytes),
    signal: AbortSignal.timeout(UPLOAD_TIMEOUT_MS),
  }).catch(error => {
    throw new Outage('Slack (the upload broke off)', RETRY_MS, { cause: error });
  });
  if (!response.ok) throw outageOf(`Slack (the upload ended with ${response.status})`, response);
  return id;
};

export const complete = async (
  deps: UploadDeps,
  file: { readonly id: string; readonly title: string },
  share: Share | null,
): Promise<void> => {
  try {
    await deps.client.files.completeUploadExternal({
      files: [file],
      ...(share === null ? {} : { channel_id: share.channel, initial_comment: share.comment }),
      ...(share?.thread ? { thread_ts: share.thread } : {}),
    } as Parameters<WebClient['files']['completeUploadExternal']>[0]);
  } catch (error) {
    // Nothing can be completed twice: the answer to a try before this one was lost.
    const isDone = slackCode(error) === 'file_not_found' && (await completed(deps, file.id)) !== null;
    if (!isDone) await calling(() => Promise.reject(error));
  }
};

/** Slack looks at a file after it has answered: before that, a message cannot show it (slackapi/python-slack-sdk#1521). */
export const waitUntilProcessed = async ({ client, sleep }: UploadDeps, id: string): Promise<void> => {
  for (const pause of [...NOT_READY_PAUSES_MS, null]) {
    const { file } = await calling(() => client.files.info({ file: id }));
    if (file?.mimetype) return;
    if (pause !== null) await sleep(pause);
  }
  throw new Outage('Slack (a picture is not ready yet)', RETRY_MS);
};

/** Whether an earlier try, cut off before it was noted, had completed the file already; then it is waited for. */
export const isComplete = async (deps: UploadDeps, id: string): Promise<boolean> => {
  if ((await completed(deps, id)) === null) return false;
  await waitUntilProcessed(deps, id);
  return true;
};

/** Whether an earlier try, cut off before it was noted, had shared the file already. */
export const isShared = async (deps: UploadDeps, id: string): Promise<boolean> => {
  const shares = (await completed(deps, id))?.shares ?? {};
  return Object.values(shares).some(channels => Object.keys(channels).length > 0);
};

interface CompletedFile {
  /** By the kind of channel, then by channel. */
  readonly shares?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** `null` while Slack knows only its bytes. */
const completed = async ({ client }: UploadDeps, id: string): Promise<CompletedFile | null> => {
  try {
    return ((await client.files.info({ file: id })).file ?? {}) as CompletedFile;
  } catch (error) {
    if (slackCode(error) === 'file_not_found') return null;
    return calling(() => Promise.reject(error));
  }
};
