import { isValidSlackRequest } from '@slack/bolt';
import { expect, test } from 'vitest';
import { CHANNELS, PEOPLE } from '../../src/playground/sample-workspace.ts';
import { signatureOf, signedHeaders } from '../../src/playground/signature.ts';
import { NOBODY, startDumbBot } from './dumb-bot.ts';
import { startSlackWithBot } from './recording-bot.ts';

const { ada, ben } = PEOPLE;
const MINUTE_MS = 60_000;

test('the example of the documentation gives its signature (Slack docs: Verifying requests from Slack)', () => {
  const secret = '8f742231b10e8888abcd99yyyzzz85a5';
  const body =
    'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar' +
    '&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com' +
    '%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c';
  expect(signatureOf({ secret, timestamp: 1531420618, body })).toBe(
    'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503',
  );
});

test('Bolt takes a signature for its own body, secret and time only', () => {
  const toSign = { secret: 'one', timestamp: 1_800_000_000, body: 'text=Größe' };
  const signed = signedHeaders(toSign);
  const headers = {
    'x-slack-signature': signed['x-slack-signature'] ?? '',
    'x-slack-request-timestamp': Number(signed['x-slack-request-timestamp']),
  };
  const asked = { signingSecret: 'one', body: toSign.body, headers, nowMilliseconds: 1_800_000_000_000 };
  expect(isValidSlackRequest(asked)).toBe(true);
  expect(isValidSlackRequest({ ...asked, signingSecret: 'two' })).toBe(false);
  expect(isValidSlackRequest({ ...asked, body: 'text=Grösse' })).toBe(false);
  expect(isValidSlackRequest({ ...asked, nowMilliseconds: 1_800_000_000_000 + 6 * MINUTE_MS })).toBe(false);
});

test('forged and stale requests are refused, honest ones are taken', async () => {
  await using running = await startSlackWithBot();
  const body = JSON.stringify({ type: 'event_callback', team_id: 'T0SHOP0001', event: { type: 'message' } });
  const seconds = Math.floor(Date.now() / 1000);
  expect((await running.slack.send(body)).status).toBe(200);
  expect((await running.slack.send(body, { secret: 'guessed' })).status).toBe(401);
  expect((await running.slack.send(body, { timestamp: seconds - 6 * 60 })).status).toBe(401);
  expect((await running.slack.send(body, { headers: { 'x-slack-signature': 'v0=00' } })).status).toBe(401);
  expect(running.received).toHaveLength(1);
});

test('an event that is sent again is the same one, and says that it is', async () => {
  await using running = await startSlackWithBot();
  const { delivered } = await running.slack.post(ada, CHANNELS.orders, 'Once');
  const eventId = delivered[0]?.eventId ?? '';
  await running.slack.redeliver(eventId);
  await running.slack.redeliver(eventId, 3);
  const [first, second, third] = running.received;
  expect(second?.body).toEqual(first?.body);
  expect(third?.body).toEqual(first?.body);
  expect(running.received.map(({ retryNum, retryReason }) => [retryNum, retryReason])).toEqual([
    [undefined, undefined],
    [1, 'http_timeout'],
    [3, 'http_timeout'],
  ]);
  await expect(running.slack.redeliver('Ev0')).rejects.toThrow(eventId);
});

test('a refused event is due again at once, after one and after five minutes, then never', async () => {
  await using bot = await startDumbBot({ status: 500 });
  await using running = await startSlackWithBot();
  const { slack, clock } = running;
  slack.connectBot(bot.url);
  const { delivered } = await slack.post(ada, CHANNELS.orders, 'Hello?');
  expect(delivered.map(({ status }) => status)).toEqual([500]);
  const dueAfter = async (ms: number) => {
    clock.ms += ms;
    return (await slack.retryDue()).length;
  };
  expect(await dueAfter(0)).toBe(1);
  expect(await dueAfter(MINUTE_MS - 1)).toBe(0);
  expect(await dueAfter(1)).toBe(1);
  expect(await dueAfter(5 * MINUTE_MS - 1)).toBe(0);
  expect(await dueAfter(1)).toBe(1);
  expect(await dueAfter(60 * MINUTE_MS)).toBe(0);
  expect(bot.requests.map(headers => [headers['x-slack-retry-num'], headers['x-slack-retry-reason']])).toEqual([
    [undefined, undefined],
    ['1', 'http_error'],
    ['2', 'http_error'],
    ['3', 'http_error'],
  ]);
});

test('an acknowledged event is not due again', async () => {
  await using running = await startSlackWithBot();
  await running.slack.post(ada, CHANNELS.orders, 'Hello');
  expect(await running.slack.retryDue()).toEqual([]);
});

test('a refusal with X-Slack-No-Retry is the last word', async () => {
  await using bot = await startDumbBot({ status: 503, headers: { 'x-slack-no-retry': '1' } });
  await using running = await startSlackWithBot();
  running.slack.connectBot(bot.url);
  await running.slack.post(ada, CHANNELS.orders, 'Hello?');
  expect(await running.slack.retryDue()).toEqual([]);
});

test('a late acknowledgement counts as none', async () => {
  await using bot = await startDumbBot(null);
  await using running = await startSlackWithBot({ acknowledgeWithinMs: 50 });
  const { slack } = running;
  slack.connectBot(bot.url);
  const { delivered } = await slack.post(ada, CHANNELS.orders, 'Hello?');
  expect(delivered.map(({ status }) => status)).toEqual([0]);
  expect(delivered[0]?.milliseconds).toBeGreaterThanOrEqual(45);
  expect((await slack.retryDue()).map(({ eventId }) => eventId)).toEqual([delivered[0]?.eventId]);
  expect(bot.requests.map(headers => headers['x-slack-retry-reason'])).toEqual([undefined, 'http_timeout']);
});

test('where nobody listens nothing is acknowledged', async () => {
  await using running = await startSlackWithBot();
  running.slack.connectBot(NOBODY);
  const { delivered } = await running.slack.post(ada, CHANNELS.orders, 'Hello?');
  expect(delivered.map(({ status }) => status)).toEqual([0]);
});

test('closing ends what is still open at the bot', async () => {
  await using bot = await startDumbBot(null);
  const running = await startSlackWithBot({ acknowledgeWithinMs: 600_000 });
  running.slack.connectBot(bot.url);
  const posted = running.slack.post(ada, CHANNELS.orders, 'Hello?');
  await running[Symbol.asyncDispose]();
  expect((await posted).delivered.map(({ status }) => status)).toEqual([0]);
});

test('any event can be delivered: doubled, repeated, forged, stale', async () => {
  await using running = await startSlackWithBot();
  const { slack } = running;
  const event = { type: 'file_shared', file_id: 'F0DOUBLED1', user_id: ada, channel_id: CHANNELS.orders };
  const first = await slack.deliver(event);
  const doubled = await slack.deliver(event);
  const eventId = first?.eventId ?? '';
  await slack.deliver(event, { eventId });
  expect(doubled?.eventId).not.toBe(eventId);
  expect(running.received.map(({ body }) => body.event_id)).toEqual([eventId, doubled?.eventId, eventId]);
  expect(running.of('file_shared')).toEqual([event, event, event]);

  const forged = await slack.deliver(event, { secret: 'guessed' });
  const stale = await slack.deliver(event, { timestamp: Math.floor(Date.now() / 1000) - 6 * 60 });
  expect([forged?.status, stale?.status]).toEqual([401, 401]);
  expect(running.received).toHaveLength(3);
});

test('every request to the bot is kept with how it was taken', async () => {
  await using bot = await startDumbBot({ status: 500 });
  await using running = await startSlackWithBot();
  const { slack } = running;
  await slack.command(ben, CHANNELS.orders, '/segment', 'help');
  const { message } = await slack.post(ada, CHANNELS.orders, 'Hello');
  await slack.shortcut(ada, message, 'segment_file');
  slack.connectBot(bot.url);
  await slack.post(ada, CHANNELS.orders, 'Hello?');
  await slack.retryDue();
  expect(slack.sent().map(({ payload, retry, status }) => [payload.type ?? payload.command, retry, status])).toEqual([
    ['/segment', 0, 200],
    ['event_callback', 0, 200],
    ['message_action', 0, 200],
    ['event_callback', 0, 500],
    ['event_callback', 1, 500],
  ]);
  expect(slack.sent().every(({ milliseconds }) => milliseconds > 0 && milliseconds < 3000)).toBe(true);
});
