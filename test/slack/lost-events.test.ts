/** What Slack hears where a request could not be taken in: nothing that would make it forget the request. */
import { createHmac } from 'node:crypto';
import type { Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { createLog } from '../../src/log.ts';
import { listen } from '../../src/slack/listen.ts';
import { createSlackApp } from '../../src/slack/slack-app.ts';
import { unreadMeter } from '../unread-meter.ts';

const SECRET = '0123456789abcdef0123456789abcdef';
const SLACK = {
  botToken: 'xoxb-invented',
  transport: { kind: 'http', signingSecret: SECRET },
  apiUrl: 'http://127.0.0.1:1/',
} as const;

const appWithFullDisk = () =>
  createSlackApp(SLACK, {
    add: async () => {
      throw new Error('disk full');
    },
    waitingFile: async () => null,
    rowsRefusal: async () => null,
    openModal: () => {},
    openWithDatasets: () => {},
    once: async (_, work) => void (await work()),
    botUser: 'UBOT',
    log: createLog({ level: 'info', secrets: [] }, { write: () => {} }),
    meter: unreadMeter(),
    routes: [],
    onConnection: () => {},
  });

it('an event is not acknowledged, so that it comes again', async () => {
  const app = appWithFullDisk();
  const server = (await app.start({ host: '127.0.0.1', port: 0 } as never)) as Server;
  onTestFinished(async () => void (await app.stop()));
  const event = { type: 'file_shared', channel_id: 'C1', file_id: 'F1', user_id: 'U1', event_ts: '1.1' };
  const body = JSON.stringify({ type: 'event_callback', team_id: 'T1', event_id: 'Ev1', event });
  const timestamp = String(Math.floor(Date.now() / 1_000));
  const signature = `v0=${createHmac('sha256', SECRET).update(`v0:${timestamp}:${body}`).digest('hex')}`;
  const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`, {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/json',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': signature,
    },
  });
  expect(response.status).toBe(500);
});

it('a request that never ends does not hold up the end of the program', async () => {
  const listening = await listen(appWithFullDisk(), { host: '127.0.0.1', port: 0, slack: SLACK }, []);
  const socket = connect(listening.port, '127.0.0.1');
  const ended = new Promise<void>(resolve => socket.once('close', () => resolve()));
  socket.on('error', () => {});
  await new Promise<void>(resolve => socket.once('connect', () => resolve()));
  socket.write('POST /slack/events HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nabc');
  await listening.close();
  await ended;
});
