import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Part, Picture, ReplyTo } from '../../src/jobs/ports.ts';
import type { Saying } from '../../src/jobs/sayings.ts';
import { Outage, PlaceClosed } from '../../src/outages.ts';
import { slackMessenger } from '../../src/slack/messenger.ts';
import type { BotState } from '../../src/store/bot-state.ts';
import { readableLog, tempBot } from '../jobs/temp-bot.ts';
import { newJob } from '../store/state-fixtures.ts';
import { exampleSayings } from './example-sayings.ts';
import { type Answer, type Answers, refused, tinySlack } from './tiny-slack.ts';

const BUG = { kind: 'bug', run: 'id-1' } as const;
const REPORT = exampleSayings(null, 4).report[0]!;
const PART: Part = { team: 'T1', channel: 'C1', thread: '900.000', job: 'id-1', part: 'progress' };
const PICTURE: Picture = { id: 'segment-sizes', title: 'Segment sizes', altText: 'Bars.', png: Buffer.from('png') };

const POSTS: Answers = {
  'chat.postMessage': [{ ts: '1.0' }, { ts: '2.0' }, { ts: '3.0' }],
  'chat.update': {},
  'chat.delete': {},
  'chat.postEphemeral': {},
  'conversations.open': { channel: { id: 'D7' } },
  'views.publish': {},
};

/** The address to upload to is on the server of the test, which only the request itself tells. */
const UPLOADS: Answers = {
  'files.getUploadURLExternal': (response, { headers }) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ ok: true, upload_url: `http://${headers.host}/upload`, file_id: 'F100' }));
  },
  '/upload': response => {
    response.end('OK');
  },
  'files.completeUploadExternal': {},
  'files.info': { file: { id: 'F100', mimetype: 'image/png', shares: {} } },
};

const setting = async (answers: Answers = {}) => {
  const { state } = await tempBot();
  await state.jobs.add(newJob(), 0);
  const slack = await tinySlack({ ...POSTS, ...UPLOADS, ...answers });
  const { log, lines } = readableLog();
  const slept: number[] = [];
  const sleep = async (ms: number): Promise<void> => {
    slept.push(ms);
  };
  /** A messenger on these deliveries; a new one is what there is after a restart. */
  const messengerOn = (deliveries: BotState['deliveries']) =>
    slackMessenger({ client: slack.client, fetch, deliveries, log, sleep });
  return { ...slack, state, lines, slept, messengerOn, messenger: messengerOn(state.deliveries) };
};

/** Notes that are cut off: the note with this number, and all after it, are never made. */
const cutOff = (deliveries: BotState['deliveries'], at: number): BotState['deliveries'] => {
  let notes = 0;
  return {
    ...deliveries,
    save: async delivery => {
      notes += 1;
      if (notes >= at) throw new Error('killed');
      await deliveries.save(delivery);
    },
  };
};

describe('a part of what a job says', () => {
  test('is posted once and edited from then on, also after a restart', async () => {
    const { messenger, messengerOn, state, calls, methods } = await setting();
    expect(await messenger.put(PART, BUG)).toBe('1.0');
    expect(await messenger.put(PART, REPORT)).toBe('1.0');
    expect(await messengerOn(state.deliveries).put(PART, BUG)).toBe('1.0');
    expect(methods()).toEqual(['chat.postMessage', 'chat.update', 'chat.update']);
    expect(calls[0]!.args).toMatchObject({ channel: 'C1', thread_ts: '900.000' });
    expect(calls[1]!.args).toMatchObject({ channel: 'C1', ts: '1.0' });
  });

  test('names nobody and unfolds nothing that stands in a file', async () => {
    const { messenger, calls } = await setting();
    await messenger.put(PART, REPORT);
    expect(calls[0]!.args).toMatchObject({
      unfurl_links: 'false',
      unfurl_media: 'false',
      parse: 'none',
      link_names: 'false',
    });
    expect(calls[0]!.args.text).not.toBe('');
  });

  test('outside a thread has none', async () => {
    const { messenger, calls } = await setting();
    await messenger.put({ ...PART, thread: null }, BUG);
    expect(calls[0]!.args).not.toHaveProperty('thread_ts');
  });

  test('said twice at the same time is still one message, and the later words stay', async () => {
    const { messenger, calls, methods } = await setting();
    await Promise.all([messenger.put(PART, REPORT), messenger.put(PART, BUG)]);
    expect(methods()).toEqual(['chat.postMessage', 'chat.update']);
    expect(calls[1]!.args.text).toContain('id-1');
  });

  test.each(['message_not_found', 'cant_update_message', 'edit_window_closed'])(
    'that cannot be edited any more (%s) is posted anew, and edited there',
    async code => {
      const { messenger, methods } = await setting({ 'chat.update': [refused(code), {}] });
      await messenger.put(PART, BUG);
      expect(await messenger.put(PART, BUG)).toBe('2.0');
      expect(await messenger.put(PART, BUG)).toBe('2.0');
      expect(methods()).toEqual(['chat.postMessage', 'chat.update', 'chat.postMessage', 'chat.update']);
    },
  );

  test.each(['chat.postMessage', 'chat.update'])(
    'refused by %s arrives with simpler blocks, then as text',
    async method => {
      const { messenger, calls, lines } = await setting({
        [method]: [refused('invalid_blocks'), refused('invalid_blocks'), { ts: '1.0' }],
      });
      if (method === 'chat.update') await messenger.put(PART, BUG);
      await messenger.put(PART, REPORT);
      const tries = calls.filter(call => call.method === method).map(({ args }) => args.blocks);
      expect(tries).toHaveLength(3);
      // An edit without blocks would leave the old ones.
      expect(tries[2]).toBe(method === 'chat.update' ? '[]' : undefined);
      expect(lines).toHaveLength(2);
    },
  );

  test('in a closed channel is not noted, and says so', async () => {
    const { messenger, state } = await setting({ 'chat.postMessage': refused('is_archived') });
    await expect(messenger.put(PART, BUG)).rejects.toBeInstanceOf(PlaceClosed);
    expect(await state.deliveries.find('id-1', 'progress')).toMatchObject({ ts: null, done: true });
  });

  test('during an outage is an outage, and nothing is posted in place of an edit', async () => {
    const { messenger, methods } = await setting({ 'chat.update': refused('internal_error') });
    await messenger.put(PART, BUG);
    await expect(messenger.put(PART, BUG)).rejects.toBeInstanceOf(Outage);
    expect(methods()).toEqual(['chat.postMessage', 'chat.update']);
  });

  test('that was taken back is gone, and posted anew where it is said again', async () => {
    const { messenger, calls, methods } = await setting();
    await messenger.remove(PART);
    expect(methods()).toEqual([]);
    await messenger.put(PART, BUG);
    await messenger.remove(PART);
    await messenger.remove(PART);
    expect(methods()).toEqual(['chat.postMessage', 'chat.delete']);
    expect(calls[1]!.args).toMatchObject({ channel: 'C1', ts: '1.0' });
    expect(await messenger.put(PART, BUG)).toBe('2.0');
  });

  test('that somebody else has deleted is gone as well', async () => {
    const { messenger } = await setting({ 'chat.delete': refused('message_not_found') });
    await messenger.put(PART, BUG);
    await messenger.remove(PART);
    expect(await messenger.put(PART, BUG)).toBe('2.0');
  });
});

const asker = (changes: Partial<ReplyTo> = {}): ReplyTo => ({
  ...{ team: 'T1', channel: 'C1', thread: '900.000', user: 'U1', responseUrl: null, via: 'command' },
  ...changes,
});

describe('a message whose fate is not known', () => {
  const STANDING = {
    ts: '7.0',
    metadata: { event_type: 'tranche_part', event_payload: { job: 'id-1', part: 'progress' } },
  };
  const OTHER = { ts: '8.0', metadata: { event_type: 'tranche_part', event_payload: { job: 'id-1', part: 'report' } } };
  const lost: Answer = response => void response.destroy();

  test.each([
    ['in a thread', '900.000', 'conversations.replies'],
    ['in a channel', null, 'conversations.history'],
  ] as const)('is looked for %s, and edited where it stands', async (_, thread, method) => {
    const { messenger, calls, methods } = await setting({
      'chat.postMessage': lost,
      [method]: { messages: [{ ts: '6.0' }, OTHER, STANDING] },
    });
    const part = { ...PART, thread };
    await expect(messenger.put(part, BUG)).rejects.toBeInstanceOf(Outage);
    expect(await messenger.put(part, REPORT)).toBe('7.0');
    expect(methods()).toEqual(['chat.postMessage', method, 'chat.update']);
    expect(JSON.parse(calls[0]!.args.metadata!)).toEqual(STANDING.metadata);
    expect(calls[1]!.args).toMatchObject({ channel: 'C1', include_all_metadata: 'true' });
  });

  test('is looked for on every page, and posted where it does not stand', async () => {
    const { messenger, methods } = await setting({
      'chat.postMessage': [lost, { ts: '2.0' }],
      'conversations.replies': [
        { messages: [OTHER], response_metadata: { next_cursor: 'more' } },
        { messages: [{ ts: '6.0' }] },
      ],
    });
    await expect(messenger.put(PART, BUG)).rejects.toBeInstanceOf(Outage);
    expect(await messenger.put(PART, BUG)).toBe('2.0');
    expect(methods()).toEqual([
      'chat.postMessage',
      ...['conversations.replies', 'conversations.replies'],
      'chat.postMessage',
    ]);
  });

  test.each([
    ['missing_scope', { needed: 'channels:history' }],
    ['not_in_channel', {}],
    ['thread_not_found', {}],
  ])('is posted again where it may not be looked for (%s), which the log says', async (code, more) => {
    const { messenger, lines, methods } = await setting({
      'chat.postMessage': [lost, { ts: '2.0' }],
      'conversations.replies': refused(code, more),
    });
    await expect(messenger.put(PART, BUG)).rejects.toBeInstanceOf(Outage);
    expect(await messenger.put(PART, BUG)).toBe('2.0');
    expect(methods()).toEqual(['chat.postMessage', 'conversations.replies', 'chat.postMessage']);
    expect(lines.map(({ text }) => text)).toContain('a message that may stand there already cannot be looked for');
  });

  test('is not posted while nobody can tell whether it stands', async () => {
    const { messenger, methods } = await setting({
      'chat.postMessage': lost,
      'conversations.replies': refused('internal_error'),
    });
    for (let tries = 0; tries < 2; tries++) await expect(messenger.put(PART, BUG)).rejects.toBeInstanceOf(Outage);
    expect(methods()).toEqual(['chat.postMessage', 'conversations.replies']);
  });

  test('is looked for after a kill between sending and noting', async () => {
    const { messengerOn, state, methods } = await setting({ 'conversations.replies': { messages: [STANDING] } });
    await expect(messengerOn(cutOff(state.deliveries, 2)).put(PART, BUG)).rejects.toThrow('killed');
    expect(await messengerOn(state.deliveries).put(PART, BUG)).toBe('7.0');
    expect(methods()).toEqual(['chat.postMessage', 'conversations.replies', 'chat.update']);
  });

  test('that is to come much later is an outage for so long', async () => {
    const { messenger } = await setting({
      'chat.postMessage': response => void response.writeHead(429, { 'retry-after': '300' }).end(),
    });
    await expect(messenger.put(PART, BUG)).rejects.toMatchObject({ name: 'Outage', retryAfterMs: 300_000 });
  });
});

describe('what only the person sees', () => {
  test('without an address is an ephemeral in the thread', async () => {
    const { messenger, calls } = await setting();
    await messenger.whisper(asker(), REPORT);
    expect(calls).toMatchObject([
      {
        method: 'chat.postEphemeral',
        args: { channel: 'C1', user: 'U1', thread_ts: '900.000', parse: 'none', link_names: 'false' },
      },
    ]);
  });

  test.each([
    ['in a direct message', asker({ channel: 'D1', thread: null })],
    ['from the home tab', asker({ channel: 'U1', thread: null, via: 'direct' })],
  ])('%s is a message', async (_, to) => {
    const { messenger, calls } = await setting();
    await messenger.whisper(to, BUG);
    expect(calls).toMatchObject([{ method: 'chat.postMessage', args: { channel: to.channel } }]);
  });

  test('with an address goes there, and nowhere else', async () => {
    const { messenger, origin, calls } = await setting({ '/answer': response => void response.end('ok') });
    await messenger.whisper(asker({ responseUrl: `${origin}/answer` }), REPORT);
    expect(calls.map(({ method }) => method)).toEqual(['/answer']);
    expect(JSON.parse(calls[0]!.body)).toMatchObject({
      response_type: 'ephemeral',
      replace_original: false,
      text: expect.any(String),
      blocks: expect.any(Array),
    });
  });

  test.each([404, 410])('with an address that is used up (%i) is an ephemeral', async status => {
    const { messenger, origin, methods } = await setting({
      '/answer': response => {
        response.writeHead(status).end('used_url');
      },
    });
    await messenger.whisper(asker({ responseUrl: `${origin}/answer` }), REPORT);
    expect(methods()).toEqual(['/answer', 'chat.postEphemeral']);
  });

  test('with an address that refuses the blocks becomes simpler', async () => {
    const answers: readonly Answer[] = [400, 400, 200].map(status => response => {
      response.writeHead(status).end();
    });
    const { messenger, origin, calls } = await setting({ '/answer': answers });
    await messenger.whisper(asker({ responseUrl: `${origin}/answer` }), REPORT);
    expect(calls.map(({ method }) => method)).toEqual(['/answer', '/answer', '/answer']);
    expect(JSON.parse(calls[2]!.body)).not.toHaveProperty('blocks');
  });

  test('with an address that does not answer is worth another try', async () => {
    const { messenger, origin } = await setting({ '/answer': response => void response.destroy() });
    await expect(messenger.whisper(asker({ responseUrl: `${origin}/answer` }), BUG)).rejects.toBeInstanceOf(Outage);
  });

  test('with an address that asks to wait is sent as it is, later', async () => {
    const { messenger, origin, methods } = await setting({
      '/answer': response => void response.writeHead(429, { 'retry-after': '9' }).end(),
    });
    const answer = messenger.whisper(asker({ responseUrl: `${origin}/answer` }), REPORT);
    await expect(answer).rejects.toMatchObject({ name: 'Outage', retryAfterMs: 9_000 });
    expect(methods()).toEqual(['/answer']);
  });
});

describe('a picture', () => {
  const part = { ...PART, part: 'charts:segment-sizes' };

  test('is uploaded in three calls with its description, and given out when Slack has looked at it', async () => {
    const notYet = { file: { id: 'F100', shares: {} } };
    const looked = { file: { id: 'F100', mimetype: 'image/png', shares: {} } };
    const { messenger, calls, methods, slept } = await setting({ 'files.info': [notYet, notYet, looked] });
    expect(await messenger.upload(part, PICTURE)).toBe('F100');
    expect(methods()).toEqual([
      'files.getUploadURLExternal',
      '/upload',
      'files.completeUploadExternal',
      'files.info',
      'files.info',
      'files.info',
    ]);
    expect(calls[0]!.args).toMatchObject({ filename: 'segment-sizes.png', length: '3', alt_txt: 'Bars.' });
    expect(calls[1]!.body).toBe('png');
    // Without a channel: it is shown by a message of its own.
    expect(calls[2]!.args).not.toHaveProperty('channel_id');
    expect(JSON.parse(calls[2]!.args.files!)).toEqual([{ id: 'F100', title: 'Segment sizes' }]);
    expect(slept).toEqual([100, 400]);
  });

  test('is uploaded once', async () => {
    const { messenger, messengerOn, state, calls } = await setting();
    await messenger.upload(part, PICTURE);
    const before = calls.length;
    expect(await messengerOn(state.deliveries).upload(part, PICTURE)).toBe('F100');
    expect(calls).toHaveLength(before);
  });

  test('that was completed, and cut off before that was noted, is not uploaded again', async () => {
    const { messengerOn, state, methods } = await setting();
    await expect(messengerOn(cutOff(state.deliveries, 2)).upload(part, PICTURE)).rejects.toThrow('killed');
    expect(await messengerOn(state.deliveries).upload(part, PICTURE)).toBe('F100');
    expect(methods().filter(method => method === '/upload')).toHaveLength(1);
    expect((await state.deliveries.find('id-1', part.part))?.done).toBe(true);
  });

  test('whose bytes had arrived, but nothing more, is uploaded once more', async () => {
    const looked = { file: { id: 'F100', mimetype: 'image/png', shares: {} } };
    const { messenger, state, methods } = await setting({ 'files.info': [refused('file_not_found'), looked] });
    await state.deliveries.save({ job: 'id-1', part: part.part, channel: 'C1', ts: null, file: 'F99', done: false });
    expect(await messenger.upload(part, PICTURE)).toBe('F100');
    expect(methods().filter(method => method === '/upload')).toHaveLength(1);
  });

  test('that Slack never gets ready is an outage', async () => {
    const { messenger } = await setting({ 'files.info': { file: { id: 'F100' } } });
    await expect(messenger.upload(part, PICTURE)).rejects.toBeInstanceOf(Outage);
  });

  test('whose bytes do not arrive is an outage', async () => {
    for (const answer of [
      (response => void response.writeHead(500).end()) satisfies Answer,
      (response => void response.destroy()) satisfies Answer,
    ] as readonly Answer[]) {
      const { messenger } = await setting({ '/upload': answer });
      await expect(messenger.upload(part, PICTURE)).rejects.toBeInstanceOf(Outage);
    }
  });

  test('whose upload address asks to wait is tried again no sooner', async () => {
    const { messenger } = await setting({
      '/upload': response => void response.writeHead(429, { 'retry-after': '12' }).end(),
    });
    await expect(messenger.upload(part, PICTURE)).rejects.toMatchObject({ name: 'Outage', retryAfterMs: 12_000 });
  });

  test('that the workspace does not take says why', async () => {
    const { messenger } = await setting({ 'files.completeUploadExternal': refused('file_uploads_disabled') });
    await expect(messenger.upload(part, PICTURE)).rejects.toMatchObject({
      code: 'slack_file_policy',
      facts: { code: 'file_uploads_disabled' },
    });
  });
});

describe('a direct message', () => {
  const part = { job: 'id-1', part: 'list', team: 'T1', user: 'U7' };
  const LIST: Saying = { kind: 'export-file', dataset: { id: 'd1', name: 'orders' }, what: 'all customers', rows: 2 };

  const csv = () => {
    const folder = mkdtempSync(join(tmpdir(), 'tranche-list-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const path = join(folder, 'list.csv');
    writeFileSync(path, 'customer\nK1\n');
    return { path, name: 'orders-customers.csv' };
  };

  test('is posted once', async () => {
    const { messenger, calls, methods } = await setting();
    await messenger.direct(part, BUG);
    await messenger.direct(part, BUG);
    expect(methods()).toEqual(['conversations.open', 'chat.postMessage']);
    expect(calls[0]!.args).toMatchObject({ users: 'U7' });
    expect(calls[1]!.args).toMatchObject({ channel: 'D7' });
  });

  test('with a file has it under its words, without a description, once', async () => {
    const { messenger, calls, methods } = await setting();
    await messenger.direct(part, LIST, csv());
    await messenger.direct(part, LIST, csv());
    expect(methods()).toEqual([
      'conversations.open',
      'files.getUploadURLExternal',
      '/upload',
      'files.completeUploadExternal',
    ]);
    expect(calls[1]!.args).toMatchObject({ filename: 'orders-customers.csv', length: '12' });
    // With a description Slack would not share a file that is no picture, without a word.
    expect(calls[1]!.args).not.toHaveProperty('alt_txt');
    expect(calls[2]!.body).toBe('customer\nK1\n');
    expect(calls[3]!.args).toMatchObject({
      channel_id: 'D7',
      initial_comment: expect.stringContaining('all customers'),
    });
  });

  test.each([
    { shared: true, sent: 1 },
    { shared: false, sent: 2 },
  ])('cut off before the share was noted: shared $shared, so it is shared $sent times', async ({ shared, sent }) => {
    const shares = shared ? { private: { D7: [{ ts: '5.0' }] } } : {};
    const { messenger, messengerOn, state, methods } = await setting({
      'files.info': { file: { id: 'F100', mimetype: 'text/csv', shares } },
    });
    const killed = messengerOn(cutOff(state.deliveries, 2));
    await expect(killed.direct(part, LIST, csv())).rejects.toThrow('killed');
    await messenger.direct(part, LIST, csv());
    expect(methods().filter(method => method === 'files.completeUploadExternal')).toHaveLength(sent);
    expect(await state.deliveries.find('id-1', 'list')).toMatchObject({ done: true });
  });

  test('to somebody who cannot be written to is closed', async () => {
    const { messenger } = await setting({ 'conversations.open': refused('user_not_found') });
    await expect(messenger.direct(part, BUG)).rejects.toBeInstanceOf(PlaceClosed);
  });
});

describe('the home tab', () => {
  test('is published for its person', async () => {
    const { messenger, calls } = await setting();
    await messenger.home('U1', exampleSayings(null, 4).home[0]!);
    expect(calls).toMatchObject([{ method: 'views.publish', args: { user_id: 'U1' } }]);
    expect(JSON.parse(calls[0]!.args.view!)).toMatchObject({ type: 'home' });
  });

  test('is nothing but a home tab', async () => {
    const { messenger } = await setting();
    await expect(messenger.home('U1', BUG)).rejects.toThrow('bug is no home tab');
  });
});
