import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { ExpectedError } from '../../src/errors.ts';
import { Outage } from '../../src/outages.ts';
import { slackDownloads } from '../../src/slack/downloads.ts';
import { type Answer, tinySlack } from './tiny-slack.ts';

const CONTENT = 'order,customer,date,amount\n1,K1,2026-01-02,10.00\n';
const SIGN_IN = '<!DOCTYPE html>\n<html><head><title>Slack</title></head><body>Sign in</body></html>';

interface Setting {
  /** What `files.info` says, one after the other. */
  readonly info?: readonly object[] | object;
  readonly download?: Answer;
  readonly maxBytes?: number;
  /** Whether the host of the Web API may give files, too. */
  readonly apiHostAllowed?: boolean;
}

const plainFile = { id: 'F1', name: 'orders.csv', size: CONTENT.length, user: 'U1', mode: 'hosted' };

const sending =
  (content: string, headers: Readonly<Record<string, string>> = { 'content-type': 'text/csv' }): Answer =>
  response => {
    response.writeHead(200, headers).end(content);
  };

const setting = async ({
  info,
  download = sending(CONTENT),
  maxBytes = 1_000_000,
  apiHostAllowed = true,
}: Setting = {}) => {
  const folder = mkdtempSync(join(tmpdir(), 'tranche-download-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const answers: Record<string, Answer | readonly Answer[]> = { '/files/orders.csv': download };
  const slack = await tinySlack(answers);
  const url = `${slack.origin}/files/orders.csv`;
  const described = info ?? { ...plainFile, url_private_download: url };
  const list = (Array.isArray(described) ? described : [described]) as readonly object[];
  answers['files.info'] = list.map(file => ({ file: withUrl(file, url) }));
  const slept: number[] = [];
  const downloads = slackDownloads({
    client: slack.client,
    token: 'xoxb-secret',
    apiUrl: apiHostAllowed ? slack.apiUrl : null,
    maxBytes,
    sleep: async ms => {
      slept.push(ms);
    },
  });
  const path = join(folder, 'orders');
  const seen: number[] = [];
  const { promise: begun, resolve: begins } = Promise.withResolvers<void>();
  const fetched = (): Promise<void> =>
    downloads.fetch('F1', path, bytes => {
      seen.push(bytes);
      begins();
    });
  const fileRequests = () => slack.calls.filter(({ method }) => method.startsWith('/files'));
  return { ...slack, downloads, folder, path, fetched, begun, seen, slept, fileRequests };
};

/** `URL` stands for the address on the server of the test. */
const withUrl = (file: object, url: string): object =>
  Object.fromEntries(Object.entries(file).map(([name, value]) => [name, value === 'URL' ? url : value]));

const thrown = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'nothing was thrown',
    error => error as unknown,
  );

const expectProblem = async (work: Promise<unknown>, code: string, facts: object = {}): Promise<void> => {
  const error = await thrown(work);
  expect(error).toBeInstanceOf(ExpectedError);
  expect(error).toMatchObject({ code, facts });
};

describe('a file', () => {
  test('is streamed to its place with the token, and appears there only when it is complete', async () => {
    const { fetched, path, folder, seen, fileRequests } = await setting();
    await fetched();
    expect(readFileSync(path, 'utf8')).toBe(CONTENT);
    expect(readdirSync(folder)).toEqual(['orders']);
    expect(seen.at(-1)).toBe(CONTENT.length);
    expect(fileRequests().map(({ headers }) => headers.authorization)).toEqual(['Bearer xoxb-secret']);
  });

  test('where only the other address is known, comes from there', async () => {
    const { fetched, path } = await setting({ info: { ...plainFile, url_private: 'URL' } });
    await fetched();
    expect(readFileSync(path, 'utf8')).toBe(CONTENT);
  });

  test('replaces what an earlier try has left', async () => {
    const { fetched, path, folder } = await setting();
    writeFileSync(`${path}.part`, `${CONTENT}${CONTENT}`);
    await fetched();
    expect(readFileSync(path, 'utf8')).toBe(CONTENT);
    expect(readdirSync(folder)).toEqual(['orders']);
  });
});

describe('what is known of a file', () => {
  test('its name, size, uploader, and the message or thread that shared it in the channel', async () => {
    const shares = {
      public: { C2: [{ ts: '1.0' }], C1: [{ ts: '2.0', thread_ts: '1.5' }] },
      private: { G1: [{ ts: '3.0' }] },
    };
    const { downloads } = await setting({ info: { ...plainFile, url_private: 'URL', shares } });
    const facts = { id: 'F1', name: 'orders.csv', bytes: CONTENT.length, uploader: 'U1', kind: 'table' };
    expect(await downloads.describe('F1', 'C1', false)).toEqual({ ...facts, thread: '1.5' });
    expect(await downloads.describe('F1', 'C2', false)).toEqual({ ...facts, thread: '1.0' });
    expect(await downloads.describe('F1', 'G1', false)).toEqual({ ...facts, thread: '3.0' });
    expect(await downloads.describe('F1', 'C9', false)).toEqual({ ...facts, thread: null });
  });

  test.each([
    ['orders.csv', {}, 'table'],
    ['ORDERS.TSV', {}, 'table'],
    ['orders', { filetype: 'csv' }, 'table'],
    ['export', { mimetype: 'text/csv' }, 'table'],
    ['Orders.XLSX', { filetype: 'xlsx' }, 'table'],
    ['orders.numbers', {}, 'table'],
    ['orders.csv.gz', {}, 'table'],
    ['orders.ZIP', {}, 'perhaps'],
    ['orders.txt', { filetype: 'text' }, 'perhaps'],
    ['backup.tar.gz', {}, 'perhaps'],
    ['screenshot.png', { filetype: 'png', mimetype: 'image/png' }, 'other'],
    ['terms.pdf', { filetype: 'pdf' }, 'other'],
  ])('%s (%s) is a %s', async (name, type, kind) => {
    const { downloads } = await setting({ info: { ...plainFile, ...type, name, url_private: 'URL' } });
    expect(await downloads.describe('F1', 'C1', false)).toMatchObject({ kind });
  });

  test('is asked for again, after growing pauses, until it is there', async () => {
    const stub = { id: 'F1', file_access: 'check_file_info' };
    const { downloads, slept } = await setting({ info: [stub, stub, { ...plainFile, url_private: 'URL' }] });
    expect(await downloads.describe('F1', 'C1', false)).toMatchObject({ name: 'orders.csv' });
    expect(slept).toEqual([500, 1_000]);
  });

  test('that never gets ready is an outage', async () => {
    const { fetched, slept, fileRequests } = await setting({ info: { id: 'F1' } });
    expect(await thrown(fetched())).toBeInstanceOf(Outage);
    expect(slept).toEqual([500, 1_000, 2_000, 4_000]);
    expect(fileRequests()).toEqual([]);
  });

  test.each([
    ['external', 'external'],
    ['tombstone', 'deleted'],
    ['hidden_by_limit', 'hidden'],
  ])('mode %s: it is not in Slack (%s)', async (mode, why) => {
    const { downloads, fetched, slept } = await setting({ info: { ...plainFile, mode, url_private: 'URL' } });
    await expectProblem(downloads.describe('F1', 'C1', false), 'file_not_in_slack', { name: 'orders.csv', why });
    await expectProblem(fetched(), 'file_not_in_slack', { why });
    expect(slept).toEqual([]);
  });
});

describe('the token', () => {
  test.each([
    'https://files.example.com/orders.csv',
    'https://files.slack.com.example.com/orders.csv',
    'https://notslack.com/orders.csv',
    'http://files.slack.com/orders.csv',
    'ftp://files.slack.com/orders.csv',
    'not an address',
  ])('does not go to %s', async address => {
    const { fetched, fileRequests, path } = await setting({ info: { ...plainFile, url_private_download: address } });
    await expectProblem(fetched(), 'file_host_foreign', { name: 'orders.csv' });
    expect(fileRequests()).toEqual([]);
    expect(existsSync(path)).toBe(false);
  });

  test('does not go to the host of another Web API, where none is configured', async () => {
    const { fetched, fileRequests } = await setting({ apiHostAllowed: false });
    await expectProblem(fetched(), 'file_host_foreign');
    expect(fileRequests()).toEqual([]);
  });

  test('does not follow a redirect', async () => {
    const foreign = await tinySlack({});
    const location = `${foreign.origin}/stolen`;
    const { fetched, folder } = await setting({
      download: response => {
        response.writeHead(302, { location }).end();
      },
    });
    await expectProblem(fetched(), 'file_host_foreign', { host: new URL(location).host });
    expect(foreign.calls).toEqual([]);
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('a sign-in page instead of the file', () => {
  test.each([
    ['said to be one', { 'content-type': 'text/html; charset=utf-8' }],
    ['said to be something else', { 'content-type': 'application/octet-stream' }],
    ['without a length', { 'content-type': 'text/csv', 'transfer-encoding': 'chunked' }],
  ])('%s: the permission is missing', async (_, headers) => {
    const { fetched, folder } = await setting({ download: sending(SIGN_IN, headers) });
    await expectProblem(fetched(), 'slack_scope_missing', { needed: 'files:read' });
    expect(readdirSync(folder)).toEqual([]);
  });

  test.each([401, 403])('status %i means the same', async status => {
    const { fetched } = await setting({
      download: response => {
        response.writeHead(status).end();
      },
    });
    await expectProblem(fetched(), 'slack_scope_missing');
  });

  test('a page that somebody shared is a file like any other', async () => {
    const { fetched, path } = await setting({
      info: { ...plainFile, name: 'page.html', size: SIGN_IN.length, url_private: 'URL' },
      download: sending(SIGN_IN, { 'content-type': 'text/html', 'content-length': String(SIGN_IN.length) }),
    });
    await fetched();
    expect(readFileSync(path, 'utf8')).toBe(SIGN_IN);
  });
});

describe('a file that is too large', () => {
  const maxBytes = 300_000;

  test('by what Slack says is not even asked for', async () => {
    const { fetched, fileRequests } = await setting({
      maxBytes,
      info: { ...plainFile, size: 2_340_000, url_private: 'URL' },
    });
    await expectProblem(fetched(), 'file_too_large', { name: 'orders.csv', megabytes: 2.4, mostMegabytes: 0.3 });
    expect(fileRequests()).toHaveLength(0);
  });

  test('by its length is not read', async () => {
    const { fetched, seen } = await setting({
      maxBytes,
      download: sending('x'.repeat(maxBytes + 1), { 'content-length': `${maxBytes + 1}` }),
    });
    await expectProblem(fetched(), 'file_too_large');
    expect(seen).toEqual([]);
  });

  test('while it is read is given up, and nothing of it stays', async () => {
    const { fetched, folder, seen } = await setting({
      maxBytes,
      download: response => {
        response.writeHead(200, { 'content-type': 'text/csv' });
        const more = (): void => {
          if (!response.destroyed) response.write('x'.repeat(10_000), () => setImmediate(more));
        };
        more();
      },
    });
    await expectProblem(fetched(), 'file_too_large');
    expect(Math.max(...seen)).toBeLessThanOrEqual(maxBytes);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('one of exactly the size that is allowed is taken', async () => {
    const { fetched, path } = await setting({ maxBytes: CONTENT.length });
    await fetched();
    expect(readFileSync(path, 'utf8')).toBe(CONTENT);
  });
});

describe('a download that breaks off', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  test.each<readonly [string, Answer]>([
    ['without a length, too early', sending(CONTENT.slice(0, 20), { 'transfer-encoding': 'chunked' })],
    ['too late', sending(`${CONTENT}${CONTENT}`, { 'transfer-encoding': 'chunked' })],
    [
      'with a length, too early',
      response => {
        response.writeHead(200, { 'content-length': String(CONTENT.length) });
        response.write(CONTENT.slice(0, 20), () => response.destroy());
      },
    ],
    ['before it begins', response => response.destroy()],
    [
      'with status 503',
      response => {
        response.writeHead(503).end();
      },
    ],
  ])('%s: an outage, and nothing of it stays', async (_, download) => {
    const { fetched, folder } = await setting({ download });
    expect(await thrown(fetched())).toBeInstanceOf(Outage);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('that is asked to wait: an outage for as long', async () => {
    const { fetched } = await setting({
      download: response => void response.writeHead(429, { 'retry-after': '7' }).end(),
    });
    expect(await thrown(fetched())).toMatchObject({ name: 'Outage', retryAfterMs: 7_000 });
  });

  test.each(['at once', 'in the middle'])('that stalls %s: an outage after half a minute', async when => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { promise: asked, resolve } = Promise.withResolvers<void>();
    const inTheMiddle = when === 'in the middle';
    const { fetched, begun, folder } = await setting({
      download: response => {
        if (inTheMiddle) {
          response.writeHead(200, { 'content-type': 'text/csv' });
          response.write(CONTENT.slice(0, 20));
        }
        resolve();
      },
    });
    const error = thrown(fetched());
    await (inTheMiddle ? begun : asked);
    await vi.advanceTimersByTimeAsync(30_000);
    expect(await error).toBeInstanceOf(Outage);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('one that is slow but goes on is let go on', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const more = Promise.withResolvers<void>();
    const { fetched, begun, path } = await setting({
      download: async response => {
        response.writeHead(200, { 'content-type': 'text/csv' });
        // Half a minute counts from the last bytes, not from the first.
        await vi.advanceTimersByTimeAsync(20_000);
        response.write(CONTENT.slice(0, 20));
        await more.promise;
        response.end(CONTENT.slice(20));
      },
    });
    const done = fetched();
    await begun;
    await vi.advanceTimersByTimeAsync(20_000);
    more.resolve();
    await done;
    expect(readFileSync(path, 'utf8')).toBe(CONTENT);
  });

  test('a file that is gone: a problem to be told, not to be tried again', async () => {
    const { fetched } = await setting({
      download: response => {
        response.writeHead(404).end();
      },
    });
    await expectProblem(fetched(), 'file_not_in_slack', { why: 'deleted' });
  });
});
