/** Socket Mode: the same bot, whose requests come through a WebSocket that it has opened itself. */
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import { startBot } from '../../../src/bot.ts';
import { createLog } from '../../../src/log.ts';

const APP_TOKEN = 'xapp-1-invented';

/** Slack's side of Socket Mode (docs.slack.dev/apis/events-api/using-socket-mode): opens connections, sends envelopes. */
const socketSlack = async () => {
  const answers: unknown[] = [];
  const opened: (string | undefined)[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const send = (body: object): void =>
      void response.setHeader('content-type', 'application/json').end(JSON.stringify(body));
    if (request.url === '/response') {
      answers.push(JSON.parse(Buffer.concat(chunks).toString()));
      response.end('ok');
    } else if (request.url === '/api/apps.connections.open') {
      opened.push(request.headers.authorization);
      const right = request.headers.authorization === `Bearer ${APP_TOKEN}`;
      send(right ? { ok: true, url: `ws://127.0.0.1:${port()}/link` } : { ok: false, error: 'invalid_auth' });
    } else send({ ok: true, team_id: 'T1', team: 'Shop', user_id: 'UBOT', user: 'tranche' });
  });
  const port = (): number => (server.address() as AddressInfo).port;
  const sockets = new WebSocketServer({ server, path: '/link' });
  sockets.on('connection', socket => socket.send(JSON.stringify({ type: 'hello', num_connections: 1 })));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    sockets.close();
    server.close();
    server.closeAllConnections();
  });
  const connected = (): Promise<WebSocket> => once(sockets, 'connection').then(([socket]) => socket as WebSocket);
  return {
    apiUrl: `http://127.0.0.1:${port()}/api/`,
    responseUrl: `http://127.0.0.1:${port()}/response`,
    answers,
    opened,
    connected,
  };
};

const start = async (apiUrl: string, appToken = APP_TOKEN) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'tranche-socket-'));
  onTestFinished(() => rmSync(dataDir, { recursive: true }));
  const bot = await startBot(
    {
      slack: { botToken: 'xoxb-invented', transport: { kind: 'socket', appToken }, apiUrl },
      host: '127.0.0.1',
      port: 0,
      dataDir,
      retentionDays: 400,
      maxFileBytes: 1_000_000,
      logLevel: 'info',
      quickChartUrl: null,
    },
    { now: Date.now, log: createLog({ level: 'info', secrets: [] }, { write: () => {} }) },
  );
  onTestFinished(() => bot.stop());
  return bot;
};

/** Sends a command as Slack does and gives the acknowledgement. */
const command = async (socket: WebSocket, responseUrl: string, envelope: string): Promise<unknown> => {
  const acknowledged = once(socket, 'message');
  const payload = {
    command: '/segment',
    text: 'help',
    team_id: 'T1',
    channel_id: 'C1',
    user_id: 'U1',
    trigger_id: envelope,
    response_url: responseUrl,
  };
  socket.send(
    JSON.stringify({ type: 'slash_commands', envelope_id: envelope, accepts_response_payload: true, payload }),
  );
  const [data] = await acknowledged;
  return JSON.parse(String(data));
};

describe('In Socket Mode', () => {
  it('the bot opens the connection where SLACK_API_URL says, acknowledges and answers, also after a reconnection', async () => {
    const slack = await socketSlack();
    const first = slack.connected();
    const bot = await start(slack.apiUrl);
    const socket = await first;
    expect(slack.opened).toEqual([`Bearer ${APP_TOKEN}`]);
    expect(await command(socket, slack.responseUrl, 'e1')).toMatchObject({ envelope_id: 'e1' });
    await bot.idle();
    expect(slack.answers).toHaveLength(1);

    const second = slack.connected();
    socket.send(JSON.stringify({ type: 'disconnect', reason: 'refresh_requested' }));
    socket.close();
    const renewed = await second;
    expect(await command(renewed, slack.responseUrl, 'e2')).toMatchObject({ envelope_id: 'e2' });
    await bot.idle();
    expect(slack.answers).toHaveLength(2);
    expect((await fetch(`http://127.0.0.1:${bot.port}/readyz`)).status).toBe(200);
    const metrics = await (await fetch(`http://127.0.0.1:${bot.port}/metrics`)).text();
    expect(metrics).toContain('tranche_ack_seconds_count{request="command"} 2\n');
  });

  it('an app token that Slack refuses is named', async () => {
    const slack = await socketSlack();
    await expect(start(slack.apiUrl, 'xapp-1-other')).rejects.toMatchObject({
      code: 'slack_token_refused',
      facts: { setting: 'SLACK_APP_TOKEN', code: 'invalid_auth' },
    });
  });
});
