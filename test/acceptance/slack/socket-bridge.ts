/**
 * Socket Mode for the local Slack (docs.slack.dev/apis/events-api/using-socket-mode): what that would send over HTTP goes
 * to the bot through the WebSocket that it has opened, and the bot's calls are passed on.
 */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { type WebSocket, WebSocketServer } from 'ws';
import type { LocalSlack } from '../../../src/playground/local-slack.ts';

export const APP_TOKEN = 'xapp-1-invented';

export interface SocketBridge {
  readonly apiUrl: string;
  /** For `connectBot`. */
  readonly url: string;
  /** Connections so far, each with whether it is open. */
  readonly connections: () => readonly boolean[];
  /** Resolves with the next connection. */
  connected(): Promise<void>;
  /** Says why the connection is going to end; the bot opens another one. */
  say(reason: 'warning' | 'refresh_requested' | 'link_disabled'): void;
  /** The connection breaks without a word. */
  cut(): void;
  /** Slack opens no connection any more, and the one there is breaks, until it is back. */
  goAway(): void;
  comeBack(): void;
  /** Connections that were asked for while it was away. */
  readonly refused: () => number;
  /** The next so many events arrive, and their acknowledgements get lost with the connection. */
  loseAcknowledgements(times: number): void;
  close(): Promise<void>;
}

interface Waiting {
  readonly response: ServerResponse;
  readonly socket: WebSocket;
}

export const socketBridge = async (slack: LocalSlack): Promise<SocketBridge> => {
  const waiting = new Map<string, Waiting>();
  const all: WebSocket[] = [];
  const sockets = new WebSocketServer({ noServer: true });
  let lost = 0;
  let isAway = false;
  let refused = 0;
  let envelopes = 0;

  const open = (): WebSocket | undefined => all.find(({ readyState, OPEN }) => readyState === OPEN);
  const acknowledge = (envelope: string, payload: unknown): void => {
    const says = typeof payload === 'object' && payload !== null && Object.keys(payload).length > 0;
    waiting.get(envelope)?.response.end(says ? JSON.stringify(payload) : '');
    waiting.delete(envelope);
  };
  const lose = (socket: WebSocket): void => {
    socket.terminate();
    for (const [envelope, each] of waiting) {
      if (each.socket !== socket) continue;
      each.response.writeHead(503).end();
      waiting.delete(envelope);
    }
  };
  sockets.on('connection', socket => {
    all.push(socket);
    socket.send(JSON.stringify({ type: 'hello', num_connections: 1 }));
    socket.on('message', data => {
      const { envelope_id: envelope, payload } = JSON.parse(String(data)) as { envelope_id: string; payload?: unknown };
      if (lost > 0) {
        lost -= 1;
        lose(socket);
      } else acknowledge(envelope, payload);
    });
    socket.on('close', () => lose(socket));
  });

  /** What Slack has for the bot. Without a connection it counts as not delivered, and Slack tries again. */
  const deliver = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = (await buffer(request)).toString();
    const socket = open();
    if (!socket) {
      response.writeHead(503).end();
      return;
    }
    const envelope = `envelope-${++envelopes}`;
    waiting.set(envelope, { response, socket });
    socket.send(JSON.stringify({ envelope_id: envelope, ...envelopeOf(body, request.headers) }));
  };

  /** What the bot asks Slack for; addresses of the local Slack become ours. */
  const passOn = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { origin: theirs } = new URL(slack.apiUrl);
    const { authorization = '', 'content-type': type = '' } = request.headers;
    const body = request.method === 'POST' ? await buffer(request) : null;
    const answer = await fetch(`${theirs}${request.url}`, {
      method: request.method ?? 'GET',
      headers: { authorization, 'content-type': type },
      body,
    });
    const given = Buffer.from(await answer.arrayBuffer());
    const isJson = answer.headers.get('content-type')?.startsWith('application/json');
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'text/plain' });
    response.end(isJson ? given.toString().replaceAll(theirs, origin()) : given);
  };

  const server = createServer((request, response) => {
    if (request.url === '/slack/events') void deliver(request, response);
    else if (request.url === '/api/apps.connections.open' && isAway) {
      refused += 1;
      request.socket.destroy();
    } else if (request.url === '/api/apps.connections.open') {
      const isRight = request.headers.authorization === `Bearer ${APP_TOKEN}`;
      const answer = isRight
        ? { ok: true, url: `${origin().replace('http', 'ws')}/link` }
        : { ok: false, error: 'invalid_auth' };
      response.setHeader('content-type', 'application/json').end(JSON.stringify(answer));
    } else void passOn(request, response);
  });
  server.on('upgrade', (request, stream, head) =>
    sockets.handleUpgrade(request, stream, head, socket => sockets.emit('connection', socket, request)),
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    apiUrl: `${origin()}/api/`,
    url: origin(),
    connections: () => all.map(({ readyState, OPEN }) => readyState === OPEN),
    connected: () => once(sockets, 'connection').then(() => {}),
    say: reason => open()?.send(JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'local' } })),
    cut: () => open()?.terminate(),
    goAway: () => {
      isAway = true;
      open()?.terminate();
    },
    comeBack: () => {
      isAway = false;
    },
    refused: () => refused,
    loseAcknowledgements: times => {
      lost = times;
    },
    close: async () => {
      for (const socket of all) socket.terminate();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};

/** Events are JSON; commands and clicks come as a form. */
const envelopeOf = (body: string, headers: IncomingMessage['headers']): object => {
  if (body.startsWith('{')) {
    const retry = headers['x-slack-retry-num'];
    const again = { retry_attempt: Number(retry ?? 0), retry_reason: headers['x-slack-retry-reason'] ?? '' };
    return { type: 'events_api', payload: JSON.parse(body), accepts_response_payload: false, ...again };
  }
  const form = Object.fromEntries(new URLSearchParams(body));
  return form.payload === undefined
    ? { type: 'slash_commands', payload: form, accepts_response_payload: true }
    : { type: 'interactive', payload: JSON.parse(form.payload), accepts_response_payload: true };
};
