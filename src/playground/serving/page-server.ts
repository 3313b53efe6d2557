/** The server of the page: its files, what a person sees, what a person does. On loopback only. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { LocalSlack } from '../local-slack.ts';
import type { Tour } from '../tour.ts';
import { sentIn } from './arguments.ts';
import { assetAt } from './assets.ts';
import { DOINGS, seenMessageAt } from './doings.ts';
import { fileReply, seesFile } from './files.ts';
import { checkSender } from './guard.ts';
import { inspectionOf } from './inspection.ts';
import { sendLive } from './live.ts';
import { BadRequest, json, type Reply, send } from './reply.ts';
import { type Shown, snapshotFor } from './snapshot.ts';

const HOST = '127.0.0.1';

export interface PageServerOptions extends Omit<Shown, 'tour'> {
  readonly tour: Tour;
  /** 0 takes any. */
  readonly port: number;
  /** Of one request: files are held in memory. */
  readonly mostBytes: number;
  /** Told of what is nobody's mistake. */
  readonly onError: (error: unknown) => void;
}

export interface PageServer {
  readonly port: number;
  readonly close: () => Promise<void>;
}

/** Resolves once it listens. @throws what `listen` fails with */
export const startPageServer = async (options: PageServerOptions): Promise<PageServer> => {
  const server = createServer((request, response) => {
    answer(options, request, response).catch(error => failed(options, response, error));
  });
  server.listen(options.port, HOST);
  await once(server, 'listening');
  return { port: (server.address() as AddressInfo).port, close: () => close(server) };
};

const close = async (server: Server): Promise<void> => {
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
};

const failed = ({ onError }: PageServerOptions, response: ServerResponse, error: unknown): void => {
  const isMistake = error instanceof BadRequest;
  if (!isMistake) onError(error);
  if (response.headersSent) response.destroy();
  else send(response, json({ notice: isMistake ? error.message : String(error) }, isMistake ? error.status : 500));
};

const answer = async (
  options: PageServerOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  checkSender(request);
  const address = new URL(request.url ?? '/', `http://${HOST}`);
  if (request.method === 'POST') return send(response, await done(options, request, address));
  if (request.method !== 'GET' && request.method !== 'HEAD') throw new BadRequest('Unknown method', 405);
  if (address.pathname === '/live') return live(options, response, address);
  send(response, read(options, address));
};

const live = (options: PageServerOptions, response: ServerResponse, address: URL): void => {
  const me = personIn(options.slack, options.bot, address);
  const shown = { ...options, tour: () => options.tour.seen() };
  sendLive(response, { watch: look => options.slack.watch(look), look: () => snapshotFor(shown, me) });
};

const done = async (options: PageServerOptions, request: IncomingMessage, address: URL): Promise<Reply> => {
  const { slack, tour, bot, mostBytes } = options;
  const name = address.pathname.replace('/do/', '');
  const doing = Object.hasOwn(DOINGS, name) ? DOINGS[name] : undefined;
  if (!doing) throw new BadRequest(`Nobody can do ${name} here`, 404);
  const me = personIn(slack, bot, address);
  const sent = await sentIn(request, mostBytes);
  try {
    return json(await doing({ slack, tour, me, sent }));
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return json({ notice: error.message, isRefused: true });
  }
};

/** What Slack does not allow, the local Slack says by throwing; for the page it is an answer as any other. */
const isRefusal = (error: unknown): error is Error => error instanceof Error && error.constructor === Error;

const read = (options: PageServerOptions, address: URL): Reply => {
  const { pathname } = address;
  if (pathname === '/healthz') return json({ status: 'ok' });
  if (pathname === '/inspect') return inspected(options, address);
  if (pathname.startsWith('/files/')) return file(options, address);
  const asset = assetAt(pathname);
  if (asset === null) throw new BadRequest('There is nothing here', 404);
  return asset;
};

const inspected = ({ slack, bot }: PageServerOptions, address: URL): Reply => {
  const { searchParams } = address;
  const place = { channel: searchParams.get('channel') ?? '', ts: searchParams.get('ts') ?? '' };
  return json(inspectionOf(slack, seenMessageAt(slack, personIn(slack, bot, address), place)));
};

const file = ({ slack, bot }: PageServerOptions, address: URL): Reply => {
  const found = slack.file(address.pathname.slice('/files/'.length));
  if (!found || !seesFile(slack, personIn(slack, bot, address), found)) throw new BadRequest('No such file', 404);
  return fileReply(found);
};

/** `?as=`: somebody of the workspace who can sit at a screen. */
const personIn = (slack: LocalSlack, bot: string, { searchParams }: URL): string => {
  const id = searchParams.get('as');
  const found = slack.people().find(person => person.id === id && person.id !== bot && !person.is_bot);
  if (!found) throw new BadRequest('Nobody of that name is in this workspace');
  return found.id;
};
