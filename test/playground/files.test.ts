import { describe, expect, test } from 'vitest';
import { fileKind } from '../../src/playground/file-kinds.ts';
import type { SlackFile } from '../../src/playground/workspace.ts';
import { errorOf, type LocalApi, refusal, SCOPES, startApi } from './local-api.ts';

const CSV = Buffer.from('customer,date,amount\n1,2026-01-01,10\n');
const PNG = Buffer.from('not really a picture');

const shared = (api: LocalApi, notReadyFor = 0): SlackFile => {
  const file = api.state.addFile({
    name: 'Orders.csv',
    user: 'UANN',
    bytes: CSV,
    notReadyFor,
    ...fileKind('Orders.csv'),
  });
  api.state.addMessage({ channel: 'CMARKETING', user: 'UANN', text: '', files: [file.id], subtype: 'file_share' });
  return file;
};

/** As the bot does it, step by step. */
const sent = async (api: LocalApi, filename: string, bytes: Buffer, more: object = {}): Promise<string> => {
  const { upload_url, file_id } = await api.client.files.getUploadURLExternal({
    filename,
    length: bytes.length,
    ...more,
  });
  await fetch(upload_url!, { method: 'POST', body: new Uint8Array(bytes) });
  return file_id!;
};

describe('upload', () => {
  test('filesUploadV2 puts files with a comment into a thread', async () => {
    await using api = await startApi();
    const parent = await api.client.chat.postMessage({ channel: 'CMARKETING', text: 'Report' });
    await api.client.filesUploadV2({
      channel_id: 'CMARKETING',
      thread_ts: parent.ts!,
      initial_comment: 'Two files',
      file_uploads: [
        { file: PNG, filename: 'map.png' },
        { file: CSV, filename: 'segments.csv', title: 'Segments' },
      ],
    });
    const files = [...api.state.files.values()];
    expect(files.map(({ name, title, mimetype }) => [name, title, mimetype])).toEqual([
      ['map.png', 'map.png', 'image/png'],
      ['segments.csv', 'Segments', 'text/csv'],
    ]);
    expect(files.map(({ bytes }) => Buffer.from(bytes).toString())).toEqual([String(PNG), String(CSV)]);
    expect(files[0]?.id).toMatch(/^F[A-Z0-9]{10}$/);
    expect(api.state.messages.at(-1)).toMatchObject({
      thread_ts: parent.ts,
      text: 'Two files',
      files: files.map(({ id }) => id),
    });
  });

  test('Slack has looked at it after being asked once, and a block can show it only then', async () => {
    await using api = await startApi();
    const id = await sent(api, 'map.png', PNG, { alt_txt: 'A map' });
    expect(await errorOf(api.client.files.info({ file: id }))).toBe('file_not_found');
    await api.client.files.completeUploadExternal({ files: [{ id, title: 'Map' }] });
    const blocks = [{ type: 'image' as const, alt_text: 'A map', slack_file: { id } }];
    const show = () => api.client.chat.postMessage({ channel: 'CMARKETING', text: 'Map', blocks });

    expect(await errorOf(show())).toBe('invalid_blocks');
    expect((await api.client.files.info({ file: id })).file).toMatchObject({
      mimetype: '',
      filetype: '',
      title: 'Map',
    });
    const { file } = await api.client.files.info({ file: id });
    expect(file).toMatchObject({ mimetype: 'image/png', filetype: 'png', size: PNG.length, alt_txt: 'A map' });
    expect((await show()).ok).toBe(true);
  });

  test('what is shared is told with channel and thread', async () => {
    await using api = await startApi();
    const parent = await api.client.chat.postMessage({ channel: 'CMARKETING', text: 'Report' });
    const id = await sent(api, 'map.png', PNG);
    const to = { channel_id: 'CMARKETING', thread_ts: parent.ts! };
    await api.client.files.completeUploadExternal({ files: [{ id, title: 'Map' }], ...to });
    const { file } = await api.client.files.info({ file: id });
    const { ts } = api.state.messages.at(-1)!;
    expect(file?.shares).toEqual({ public: { CMARKETING: [{ ts, thread_ts: parent.ts }] } });
    expect(file?.channels).toEqual(['CMARKETING']);
  });

  test('a message that is deleted no longer shares its file, another one does', async () => {
    await using api = await startApi();
    const file = shared(api);
    const { ts } = api.state.addMessage({ channel: 'GBOARD', user: 'UBOT', text: '', files: [file.id] });
    const first = api.state.messages[0]!;
    api.state.deleteMessage(first);
    expect((await api.client.files.info({ file: file.id })).file?.shares).toEqual({ private: { GBOARD: [{ ts }] } });
  });

  test('an alt text on a table: ok, but nobody ever sees it', async () => {
    await using api = await startApi();
    const id = await sent(api, 'segments.csv', CSV, { alt_txt: 'A table' });
    const answer = await api.client.files.completeUploadExternal({
      files: [{ id, title: 'S' }],
      channel_id: 'CMARKETING',
    });
    expect(answer.ok).toBe(true);
    expect(api.state.messages).toEqual([]);
    expect((await api.client.files.info({ file: id })).file?.shares).toEqual({});
  });

  test('empty files, wrong lengths, missing bytes, membership, a second completion', async () => {
    await using api = await startApi();
    expect(await errorOf(api.client.files.getUploadURLExternal({ filename: 'a.csv', length: 0 }))).toBe(
      'missing_argument',
    );
    const long = api.client.files.getUploadURLExternal({
      filename: 'a.png',
      length: 1,
      alt_txt: 'x'.repeat(1001),
    } as never);
    expect(await errorOf(long)).toBe('alt_txt_too_large');

    const { upload_url, file_id } = await api.client.files.getUploadURLExternal({ filename: 'a.csv', length: 5 });
    expect((await fetch(upload_url!, { method: 'POST', body: 'four' })).status).toBe(400);
    const complete = (id: string, channel_id?: string) =>
      api.client.files.completeUploadExternal({
        files: [{ id, title: 'A' }],
        ...(channel_id ? { channel_id } : {}),
      } as never);
    expect(await errorOf(complete(file_id!))).toBe('file_not_found');

    const id = await sent(api, 'a.csv', CSV);
    expect(await errorOf(complete(id, 'CELSEWHERE'))).toBe('not_in_channel');
    expect(await errorOf(complete(id, 'GSECRET'))).toBe('channel_not_found');
    await complete(id, 'CMARKETING');
    expect(await errorOf(complete(id, 'CMARKETING'))).toBe('file_not_found');
    expect(api.state.messages).toHaveLength(1);
  });

  test('a deleted file is gone from its message', async () => {
    await using api = await startApi();
    const id = await sent(api, 'a.csv', CSV);
    await api.client.files.completeUploadExternal({ files: [{ id, title: 'A' }], channel_id: 'CMARKETING' });
    await api.client.files.delete({ file: id });
    expect(api.state.messages.at(-1)?.files).toEqual([]);
    expect(await errorOf(api.client.files.info({ file: id }))).toBe('file_not_found');
    expect(await errorOf(api.client.files.delete({ file: shared(api).id }))).toBe('cant_delete_file');
  });
});

describe('what the bot sees', () => {
  test('files of its conversations, and none of others', async () => {
    await using api = await startApi();
    const file = shared(api);
    expect((await api.client.files.info({ file: file.id })).file).toMatchObject({ name: 'Orders.csv', user: 'UANN' });
    api.state.channels.get('CMARKETING')!.members.delete('UBOT');
    expect(await errorOf(api.client.files.info({ file: file.id }))).toBe('file_not_found');
  });

  test('a picture of a channel without the bot cannot be shown by it', async () => {
    await using api = await startApi();
    const kind = { user: 'UANN', bytes: PNG, notReadyFor: 0, ...fileKind('map.png') };
    const picture = api.state.addFile({ name: 'map.png', ...kind });
    const blocks = [{ type: 'image' as const, alt_text: 'A map', slack_file: { id: picture.id } }];
    const show = () => api.client.chat.postMessage({ channel: 'CMARKETING', text: 'Map', blocks });
    api.state.addMessage({ channel: 'CELSEWHERE', user: 'UANN', text: '', files: [picture.id] });
    expect(await refusal(show())).toMatchObject({
      error: 'invalid_blocks',
      errors: [expect.stringContaining('invalid slack file')],
    });
    api.state.addMessage({ channel: 'CMARKETING', user: 'UANN', text: '', files: [picture.id] });
    expect((await show()).ok).toBe(true);
  });

  test('a file that is elsewhere, or hidden, has no address', async () => {
    await using api = await startApi();
    const kind = { user: 'UANN', bytes: CSV, notReadyFor: 0, ...fileKind('a.csv') };
    const external = api.state.addFile({ name: 'a.csv', mode: 'external', ...kind });
    const hidden = api.state.addFile({ name: 'b.csv', mode: 'hidden_by_limit', ...kind });
    const deleted = api.state.addFile({ name: 'c.csv', mode: 'tombstone', ...kind });
    expect(await errorOf(api.client.files.info({ file: deleted.id }))).toBe('file_deleted');
    const told = async (id: string) => (await api.client.files.info({ file: id })).file;
    expect(await told(external.id)).toMatchObject({ mode: 'external', is_external: true });
    expect(await told(external.id)).not.toHaveProperty('url_private_download');
    expect(await told(hidden.id)).toEqual({ id: hidden.id, mode: 'hidden_by_limit' });
  });
});

describe('download', () => {
  const download = async (api: LocalApi, file: SlackFile, token: string | null = api.token) => {
    const { file: told } = await api.client.files.info({ file: file.id });
    const address = told?.url_private_download ?? `${api.state.origin}/files/${file.id}/download/orders.csv`;
    return fetch(address, { redirect: 'manual', headers: token === null ? {} : { authorization: `Bearer ${token}` } });
  };

  test('the bytes with type and length', async () => {
    await using api = await startApi();
    const response = await download(api, shared(api));
    expect(response.headers.get('content-type')).toBe('text/csv');
    expect(response.headers.get('content-length')).toBe(String(CSV.length));
    expect(await response.text()).toBe(String(CSV));
    expect(api.state.calls.at(-1)).toMatchObject({ method: 'download', status: 200, args: { allowed: true } });
  });

  test.each([
    ['without a token', null, SCOPES],
    ['with another token', 'xoxb-other', SCOPES],
    ['without the scope', undefined, ['chat:write']],
  ] as const)('%s, a page on which one signs in', async (_name, token, scopes) => {
    await using api = await startApi();
    const file = shared(api);
    api.state.scopes = scopes;
    const address = `${api.state.origin}/files/${file.id}/download/orders.csv`;
    const authorization = token === null ? {} : { authorization: `Bearer ${token ?? api.token}` };
    const response = await fetch(address, { headers: authorization });
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(await response.text()).toMatch(/^<!DOCTYPE html>/);
  });

  test('the body ends early', async () => {
    await using api = await startApi();
    api.faults.download('ends-early');
    const response = await download(api, shared(api));
    expect(response.headers.get('content-length')).toBe(String(CSV.length));
    await expect(response.text()).rejects.toThrow();
    expect(await (await download(api, shared(api))).text()).toBe(String(CSV));
  });

  test('the body stalls', async () => {
    await using api = await startApi();
    api.faults.download('stalls');
    const response = await download(api, shared(api));
    const reader = response.body!.getReader();
    expect((await reader.read()).value?.length).toBe(Math.floor(CSV.length / 2));
    const outcome = await Promise.race([reader.read(), new Promise(later => setTimeout(later, 100, 'nothing'))]);
    expect(outcome).toBe('nothing');
    await reader.cancel();
  });

  test('more than was said, and elsewhere', async () => {
    await using api = await startApi();
    api.faults.download('longer');
    const longer = await download(api, shared(api));
    expect(longer.headers.get('content-length')).toBe(null);
    expect((await longer.text()).length).toBe(2 * CSV.length);
    api.faults.download('redirect');
    const redirect = await download(api, shared(api));
    const location = redirect.headers.get('location') ?? '';
    expect([redirect.status, new URL(location).host]).toEqual([
      302,
      new URL(api.state.origin).host.replace(/^[^:]*/, 'localhost'),
    ]);
    await fetch(location);
    await fetch(location, { headers: { authorization: `Bearer ${api.token}` } });
    const strays = api.state.calls.filter(({ method }) => method === 'elsewhere');
    expect(strays.map(({ args }) => args)).toEqual([{ withToken: false }, { withToken: true }]);
  });
});
