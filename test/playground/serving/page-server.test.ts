import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { CHANNELS, PEOPLE } from '../../../src/playground/sample-workspace.ts';
import type { Seen } from '../../../src/playground/seen.ts';
import { startPageWithBot } from './page-with-bot.ts';

/** What is first sent to somebody's page. */
const seenBy = async (origin: string, person: string): Promise<Seen> => {
  const ended = new AbortController();
  const { body } = await fetch(`${origin}/live?as=${person}`, { signal: ended.signal });
  let read = '';
  for await (const chunk of body!.pipeThrough(new TextDecoderStream())) {
    read += chunk;
    if (read.includes('\n\n')) break;
  }
  ended.abort();
  return JSON.parse(read.replace('data: ', '').split('\n\n')[0]!);
};

/** With a header that `fetch` does not let through. */
const getAs = (port: number, host: string): Promise<{ status: number; body: string }> =>
  new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path: '/', headers: { host } }, async response => {
      resolve({ status: response.statusCode ?? 0, body: await text(response) });
    })
      .on('error', reject)
      .end();
  });

describe('The server of the page', () => {
  it('answers to this machine’s own names only', async () => {
    const { port } = await startPageWithBot();
    expect((await getAs(port, `localhost:${port}`)).body).toContain('Tranche playground');
    expect((await getAs(port, `127.0.0.1:${port}`)).status).toBe(200);
    for (const host of [`evil.example:${port}`, 'localhost', `localhost:${port}.evil.example`])
      expect((await getAs(port, host)).status).toBe(421);
  });

  it('lets no other site do anything', async () => {
    const { run, slack } = await startPageWithBot();
    const message = { channel: CHANNELS.orders, text: 'hello' };
    for (const from of ['http://evil.example', 'null', 'http://localhost:1']) {
      expect((await run('post', message, { from })).status).toBe(403);
    }
    expect(slack.messages(CHANNELS.orders)).toEqual([]);
    expect((await run('post', message)).status).toBe(200);
    expect(slack.messages(CHANNELS.orders).map(({ text: said }) => said)).toEqual(['hello']);
  });

  it('serves its own files, and none besides', async () => {
    const { origin } = await startPageWithBot();
    const status = async (path: string) => (await fetch(`${origin}${path}`)).status;
    for (const path of [
      '/',
      '/page/app.ts',
      '/page/blocks/blocks.ts',
      '/page/look/base.css',
      '/library/preact.js',
      '/healthz',
    ])
      expect([path, await status(path)]).toEqual([path, 200]);
    for (const path of [
      '/page/tsconfig.json',
      '/page/..%2fclock.ts',
      '/page/none.ts',
      '/library/other.js',
      '/package.json',
    ])
      expect([path, (await status(path)) >= 400]).toEqual([path, true]);
  });

  it('lets scripts and pictures come from itself only', async () => {
    const { origin } = await startPageWithBot();
    const policy = (await fetch(origin)).headers.get('content-security-policy');
    expect(policy).toMatch(/default-src 'none'; script-src 'self' 'sha256-[^']+'; style-src 'self'; img-src 'self';/);
    expect(policy).toContain("frame-ancestors 'none'");
  });

  it('shows a person their channels, and what only they see', async () => {
    const { origin, slack, run } = await startPageWithBot();
    await slack.post(PEOPLE.ben, CHANNELS.secret, 'for few');
    await slack.post(PEOPLE.ben, CHANNELS.orders, 'for all');
    await run('command', { channel: CHANNELS.orders, text: '/nothing' });
    const said = async (person: string) => (await seenBy(origin, person)).messages.map(({ text: words }) => words);
    expect(await said(PEOPLE.ben)).toEqual(['for few', 'for all']);
    expect(await said(PEOPLE.gil)).toEqual(['for all']);
  });

  it('gives files to those who see them, and never as a page', async () => {
    const { origin, slack } = await startPageWithBot();
    const { files } = await slack.upload(PEOPLE.ben, CHANNELS.secret, [
      { name: 'a.html', bytes: '<script>1</script>' },
    ]);
    const get = (person: string) => fetch(`${origin}/files/${files[0]!.id}?as=${person}`);
    expect((await get(PEOPLE.ada)).status).toBe(404);
    const { headers } = await get(PEOPLE.ben);
    expect(headers.get('content-type')).toBe('application/octet-stream');
    expect(headers.get('content-disposition')).toMatch(/^attachment/);
    expect(headers.get('content-security-policy')).toContain('sandbox');
  });

  it('uploads files with a message, up to a size', async () => {
    const { run, slack } = await startPageWithBot();
    const form = (bytes: number) => {
      const fields = new FormData();
      fields.append('channel', CHANNELS.orders);
      fields.append('text', 'here');
      fields.append('file', new File(['x'.repeat(bytes)], 'orders.csv'));
      return fields;
    };
    expect((await run('upload', form(100_000))).status).toBe(413);
    const { body } = await run('upload', form(100));
    const [message] = slack.messages(CHANNELS.orders);
    expect([message?.ts, message?.text, slack.file(message!.files[0]!)?.name]).toEqual([body.ts, 'here', 'orders.csv']);
  });

  it('says what Slack does not allow, and what nobody can do', async () => {
    const { run, errors } = await startPageWithBot();
    const refused = await run('command', { channel: CHANNELS.orders, text: '/nothing' });
    expect(refused.body).toEqual({ isRefused: true, notice: expect.stringContaining('/nothing is not a command') });
    expect((await run('post', { channel: CHANNELS.secret, text: 'hello' })).body.notice).toContain('invite them first');
    expect((await run('fly', {})).status).toBe(404);
    expect((await run('post', {}, { as: PEOPLE.bot })).status).toBe(400);
    expect((await run('post', {})).body.notice).toBe('channel is missing');
    expect(errors).toEqual([]);
  });

  it('clicks what was seen, and nothing that others see', async () => {
    const { run, app, slack, of } = await startPageWithBot();
    const button = { type: 'button', action_id: 'go', text: { type: 'plain_text', text: 'Go' }, value: '1' } as const;
    const blocks = [{ type: 'actions', elements: [button] }] as never;
    const { ts } = await app.client.chat.postMessage({ channel: CHANNELS.orders, text: 'press', blocks });
    const click = { channel: CHANNELS.orders, ts, action: 'go', value: '1' };
    expect((await run('click', click, { as: PEOPLE.sam })).status).toBe(400);
    expect((await run('click', click)).body).toEqual({});
    expect(of('block_actions')).toHaveLength(1);
    expect(slack.messages(CHANNELS.orders)).toHaveLength(1);
  });

  it('tells of calls that Slack refused', async () => {
    const { origin, app } = await startPageWithBot();
    const header = { type: 'header', text: { type: 'plain_text', text: 'x'.repeat(151) } } as const;
    const call = app.client.chat.postMessage({ channel: CHANNELS.orders, text: 'long', blocks: [header] });
    await expect(call).rejects.toThrow('invalid_blocks');
    const { refusals } = await seenBy(origin, PEOPLE.ada);
    expect(refusals).toMatchObject([{ method: 'chat.postMessage', error: 'invalid_blocks' }]);
    expect(refusals[0]?.details[0]).toContain('151');
  });

  it('inspects a message: blocks, calls, limits', async () => {
    const { origin, app } = await startPageWithBot();
    const header = { type: 'header', text: { type: 'plain_text', text: 'x'.repeat(15) } } as const;
    const { ts } = await app.client.chat.postMessage({ channel: CHANNELS.orders, text: 'one', blocks: [header] });
    await app.client.chat.update({ channel: CHANNELS.orders, ts: ts!, text: 'two' });
    const query = new URLSearchParams({ as: PEOPLE.ada, channel: CHANNELS.orders, ts: ts! });
    const inspection = await (await fetch(`${origin}/inspect?${query}`)).json();
    expect(inspection.blocks).toEqual([header]);
    expect(inspection.calls.map(({ method }: { method: string }) => method)).toEqual([
      'chat.postMessage',
      'chat.update',
    ]);
    expect(inspection.limits).toContainEqual({ what: 'Characters of a header', used: 15, most: 150 });
  });
});

describe('The tour', () => {
  it('uploads the sample store once', async () => {
    const { run, slack, origin } = await startPageWithBot();
    expect((await seenBy(origin, PEOPLE.ada)).tour).toMatchObject({ sample: 'not yet', suggestions: [] });
    await run('sample', {});
    expect((await run('sample', {})).body.notice).toContain('uploaded already');
    expect(slack.messages(CHANNELS.orders)).toHaveLength(1);
    const { tour } = await seenBy(origin, PEOPLE.ada);
    expect([tour.sample, tour.suggestions.length, tour.weeksLeft]).toEqual(['on its way', 3, 1]);
  });

  it('makes it Monday, with a week of orders for each that is left', async () => {
    const { run, slack, ticks, clock } = await startPageWithBot();
    const names = () => slack.files().map(({ name }) => name);
    expect((await run('travel', {})).body.notice).toContain('Upload the sample store first');
    await run('sample', {});
    await run('travel', {});
    expect(names()).toEqual(['sample-store.csv', 'sample-store-week-1.csv']);
    expect((await run('travel', {})).body.notice).toContain('no more weeks');
    expect(names()).toHaveLength(2);
    // 16 November 2026 is a Monday, 10:00 in Berlin, where Ada is.
    const mondays = [23, 30, 37].map(day => Date.UTC(2026, 10, day, 8, 0, 30));
    expect(ticks).toEqual(mondays);
    expect(clock.now()).toBe(mondays[2]);
  });
});
