/** A shared file, streamed to disk with the bot's token: only from Slack's own hosts, never more than allowed. */
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { WebClient } from '@slack/web-api';
import { ExpectedError } from '../errors.ts';
import type { Downloads, SharedFile } from '../jobs/ports.ts';
import { Outage } from '../outages.ts';
import { calling, outageOf, slackCode } from './slack-failure.ts';

/** Slack fills in a file's address some time after it tells of the file. */
const NOT_READY_PAUSES_MS = [500, 1_000, 2_000, 4_000] as const;
const STALLED_MS = 30_000;
const RETRY_MS = 2_000;

export interface DownloadDeps {
  readonly client: WebClient;
  readonly token: string;
  /** Another Web API, whose host may give files, too; `null`: Slack's. */
  readonly apiUrl: string | null;
  readonly maxBytes: number;
  readonly sleep: (ms: number) => Promise<void>;
}

interface SlackFile {
  readonly id?: string;
  readonly name?: string | null;
  readonly size?: number;
  readonly mode?: string;
  readonly user?: string;
  readonly filetype?: string;
  readonly mimetype?: string;
  readonly url_private_download?: string;
  readonly url_private?: string;
  readonly shares?: Readonly<Record<string, Readonly<Record<string, readonly { ts?: string; thread_ts?: string }[]>>>>;
}

export const slackDownloads = (deps: DownloadDeps): Downloads => ({
  describe: async (file, channel, whenShared) => {
    for (const pause of whenShared ? NOT_READY_PAUSES_MS : []) {
      const known = sharedFile(await knownFile(deps, file), channel);
      if (known.thread !== null) return known;
      await deps.sleep(pause);
    }
    return sharedFile(await knownFile(deps, file), channel);
  },
  fetch: async (id, path, onBytes) => {
    const file = await readyFile(deps, id);
    if ((file.size ?? 0) > deps.maxBytes) throw tooLarge(file, deps.maxBytes);
    const address = checkedAddress(file, deps.apiUrl);
    await stream(deps, { file, address, path, onBytes });
  },
});

const sharedFile = (file: SlackFile, channel: string): SharedFile => {
  const shares = Object.values(file.shares ?? {}).flatMap(channels => channels[channel] ?? []);
  const thread = shares[0]?.thread_ts ?? shares[0]?.ts ?? null;
  return {
    id: file.id ?? '',
    name: nameOf(file),
    bytes: file.size ?? null,
    uploader: file.user ?? '',
    thread,
    kind: kindOf(file),
  };
};

const kindOf = (file: SlackFile): SharedFile['kind'] => {
  const name = nameOf(file);
  if (TABLE_NAME.test(name) || TABLE_TYPE.test(`${file.filetype ?? ''} ${file.mimetype ?? ''}`)) return 'table';
  return PACKED_OR_TEXT_NAME.test(name) ? 'perhaps' : 'other';
};

const TABLE_NAME = /\.(csv|tsv|tab|xlsx|xlsm|xls|xlsb|ods|numbers)(\.gz)?$/i;
const TABLE_TYPE = /\b(csv|tsv|comma-separated-values|tab-separated-values)\b/i;
const PACKED_OR_TEXT_NAME = /\.(zip|gz|txt)$/i;

const nameOf = (file: SlackFile): string => file.name ?? 'the file';

const ABSENT_MODES: Readonly<Record<string, 'external' | 'deleted' | 'hidden'>> = {
  external: 'external',
  tombstone: 'deleted',
  hidden_by_limit: 'hidden',
};

const hasAddress = (file: SlackFile): boolean => (file.url_private_download ?? file.url_private) !== undefined;

/** The file once it can be fetched. @throws {ExpectedError} where it never can; {Outage} where it takes too long */
const readyFile = (deps: DownloadDeps, id: string): Promise<SlackFile> => fileThat(deps, id, hasAddress);

/** Of a table by its name the uploader hears, also where it takes long; the type of others is not known before. */
const knownFile = (deps: DownloadDeps, id: string): Promise<SlackFile> =>
  fileThat(deps, id, file => hasAddress(file) || TABLE_NAME.test(nameOf(file)));

const fileThat = async (
  { client, sleep }: DownloadDeps,
  id: string,
  isEnough: (file: SlackFile) => boolean,
): Promise<SlackFile> => {
  for (const pause of [...NOT_READY_PAUSES_MS, null]) {
    const file = await describedFile(client, id);
    const absent = ABSENT_MODES[file?.mode ?? ''];
    if (file && absent) throw new ExpectedError('file_not_in_slack', { name: nameOf(file), why: absent });
    if (file && isEnough(file)) return file;
    if (pause !== null) await sleep(pause);
  }
  throw new Outage('Slack (the file is not ready yet)', RETRY_MS);
};

const describedFile = async (client: WebClient, id: string): Promise<SlackFile | undefined> => {
  try {
    return (await client.files.info({ file: id })).file as SlackFile | undefined;
  } catch (error) {
    if (slackCode(error) === 'file_deleted')
      throw new ExpectedError('file_not_in_slack', { name: 'The file', why: 'deleted' });
    return calling(() => Promise.reject(error));
  }
};

/** @throws {ExpectedError} for an address that is not Slack's: the token must not go there */
const checkedAddress = (file: SlackFile, apiUrl: string | null): URL => {
  const text = file.url_private_download ?? file.url_private ?? '';
  const url = URL.canParse(text) ? new URL(text) : null;
  const slacks = url?.protocol === 'https:' && /(^|\.)slack\.com$/.test(url.hostname);
  const configured = url !== null && apiUrl !== null && url.host === new URL(apiUrl).host;
  if (url && (slacks || configured)) return url;
  throw new ExpectedError('file_host_foreign', { name: nameOf(file), host: url?.host ?? 'an unreadable address' });
};

const tooLarge = (file: SlackFile, maxBytes: number): ExpectedError =>
  new ExpectedError('file_too_large', {
    name: nameOf(file),
    megabytes: Math.ceil((file.size ?? maxBytes) / 1e5) / 10,
    mostMegabytes: Math.floor(maxBytes / 1e5) / 10,
  });

interface Stream {
  readonly file: SlackFile;
  readonly address: URL;
  readonly path: string;
  readonly onBytes: (bytes: number) => void;
}

const stream = async (deps: DownloadDeps, { file, address, path, onBytes }: Stream): Promise<void> => {
  const stalled = new AbortController();
  const timer = setTimeout(() => stalled.abort(), STALLED_MS);
  const part = `${path}.part`;
  let bytes = 0;
  async function* counted(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      timer.refresh();
      if (bytes === 0) refuseSignIn(Buffer.from(chunk), file);
      bytes += chunk.length;
      if (bytes > deps.maxBytes) throw tooLarge({ ...file, size: bytes }, deps.maxBytes);
      onBytes(bytes);
      yield chunk;
    }
  }
  try {
    const response = await request(deps, address, file, stalled.signal);
    await pipeline(Readable.fromWeb(response.body as never), counted, createWriteStream(part, { mode: 0o600 }));
    if (file.size !== undefined && bytes !== file.size)
      throw new Outage(
        `the download (it ${bytes < file.size ? 'ended early' : 'was longer than Slack said'})`,
        RETRY_MS,
      );
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    throw stalled.signal.aborted
      ? new Outage('the download (it stopped)', RETRY_MS, { cause: error })
      : brokenOff(error);
  } finally {
    clearTimeout(timer);
  }
};

const request = async (deps: DownloadDeps, address: URL, file: SlackFile, signal: AbortSignal): Promise<Response> => {
  const response = await fetch(address, {
    headers: { authorization: `Bearer ${deps.token}` },
    // The token must not follow to wherever a redirect leads.
    redirect: 'manual',
    signal,
  });
  if (response.status >= 300 && response.status < 400)
    throw new ExpectedError('file_host_foreign', {
      name: nameOf(file),
      host: hostOf(response.headers.get('location')),
    });
  if (response.status === 403 || response.status === 401)
    throw new ExpectedError('slack_scope_missing', { needed: 'files:read' });
  if (response.status === 404) throw new ExpectedError('file_not_in_slack', { name: nameOf(file), why: 'deleted' });
  if (!response.ok || !response.body) throw outageOf(`the download (status ${response.status})`, response);
  const length = Number(response.headers.get('content-length') ?? 0);
  if (length > deps.maxBytes) throw tooLarge({ ...file, size: length }, deps.maxBytes);
  if (/^text\/html/i.test(response.headers.get('content-type') ?? '') && length !== file.size)
    throw new ExpectedError('slack_scope_missing', { needed: 'files:read' });
  return response;
};

const hostOf = (location: string | null): string =>
  location !== null && URL.canParse(location) ? new URL(location).host : 'another address';

/** Without `files:read` Slack answers 200 and its sign-in page. A web page that somebody uploaded is as long as it said. */
const refuseSignIn = (start: Buffer, file: SlackFile): void => {
  const isPage = /^\s*<(!doctype html|html)/i.test(start.toString('latin1', 0, 512));
  if (isPage && start.length !== file.size && !/html/i.test(nameOf(file)))
    throw new ExpectedError('slack_scope_missing', { needed: 'files:read' });
};

/** No room on the disk, in a quota, under a limit of file sizes. */
const DISK_FULL: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/** `fetch` and its body throw a TypeError when the connection breaks. */
const brokenOff = (error: unknown): unknown => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (DISK_FULL.has(code)) return new ExpectedError('disk_full', { path: 'DATA_DIR' }, { cause: error });
  const network = error instanceof TypeError || /^(ECONN|UND_ERR|ETIMEDOUT|ERR_STREAM_PREMATURE)/.test(code);
  return network ? new Outage('the download', RETRY_MS, { cause: error }) : error;
};
