import { connect } from 'node:net';
import { App } from '@slack/bolt';
import { afterEach, describe, expect, it } from 'vitest';
import {
  addressError,
  type HealthStatus,
  healthRoutes,
  metricsRoute,
  readyAnswer,
  startOperatorServer,
} from '../src/health.ts';
import { readableLog } from './jobs/temp-bot.ts';

const READY: HealthStatus = { stateOpen: true, slackConnected: true, removed: false, stopping: false };
const HOST = '127.0.0.1';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map(close => close()));
});

const start = async (status: () => HealthStatus) => {
  const server = await startOperatorServer({ host: HOST, port: 0 }, healthRoutes(status));
  closing.push(server.close);
  return server;
};

const ask = (port: number, path: string, method = 'GET'): Promise<Response> =>
  fetch(`http://${HOST}:${port}${path}`, { method });

describe('Ready', () => {
  it.each([
    [{}, 200, { status: 'ready' }],
    [{ stateOpen: false }, 503, { status: 'not ready', reason: 'the state is not open yet' }],
    [{ slackConnected: false }, 503, { status: 'not ready', reason: 'not connected to Slack' }],
    [{ removed: true }, 503, { status: 'not ready', reason: expect.stringContaining('start with the new token') }],
    [{ stopping: true, slackConnected: false }, 503, { status: 'not ready', reason: 'stopping' }],
  ] as const)('with %j is answered with %i', (change, status, body) => {
    expect(readyAnswer({ ...READY, ...change })).toEqual({ status, body });
  });
});

describe('The health server', () => {
  it('says that the process lives whatever its state, and whether it is ready as it is now', async () => {
    let status: HealthStatus = { ...READY, slackConnected: false };
    const { port } = await start(() => status);
    const alive = await ask(port, '/healthz');
    expect([alive.status, alive.headers.get('content-type'), await alive.json()]).toEqual([
      200,
      'application/json',
      { status: 'ok' },
    ]);
    expect((await ask(port, '/readyz')).status).toBe(503);
    status = READY;
    expect(await (await ask(port, '/readyz?verbose')).json()).toEqual({ status: 'ready' });
  });

  it('answers nothing else', async () => {
    const { port } = await start(() => READY);
    expect((await ask(port, '/')).status).toBe(404);
    expect((await ask(port, '/slack/events', 'POST')).status).toBe(404);
    const posted = await ask(port, '/healthz', 'POST');
    expect([posted.status, posted.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
    const head = await ask(port, '/healthz', 'HEAD');
    expect([head.status, await head.text()]).toEqual([200, '']);
  });

  it('says that the port is in use', async () => {
    const { port } = await start(() => READY);
    await expect(
      startOperatorServer(
        { host: HOST, port },
        healthRoutes(() => READY),
      ),
    ).rejects.toMatchObject({
      code: 'port_in_use',
      facts: { port: String(port) },
    });
  });

  it('says that the address is none of this machine', async () => {
    await expect(
      startOperatorServer(
        { host: '192.0.2.1', port: 0 },
        healthRoutes(() => READY),
      ),
    ).rejects.toMatchObject({
      code: 'address_unusable',
      facts: { host: '192.0.2.1', port: '0', cause: 'EADDRNOTAVAIL' },
    });
  });

  it('stops at once, though a connection is kept open', async () => {
    const server = await startOperatorServer(
      { host: HOST, port: 0 },
      healthRoutes(() => READY),
    );
    const socket = connect(server.port, HOST).on('error', () => {});
    await new Promise(resolve => socket.once('connect', () => socket.write('GET /healthz HTTP/1.1\r\nHost:', resolve)));
    await ask(server.port, '/healthz');
    await server.close();
    await expect(ask(server.port, '/healthz')).rejects.toThrow();
  });
});

describe('The metrics', () => {
  const serve = (read: Parameters<typeof metricsRoute>[0]) => {
    const { log, lines } = readableLog();
    return { lines, started: startOperatorServer({ host: HOST, port: 0 }, [metricsRoute(read, log)]) };
  };

  it('are read anew for everybody who asks', async () => {
    let asked = 0;
    const { port, close } = await serve(async () => ({ type: 'text/plain', text: `asked ${++asked}` })).started;
    closing.push(close);
    await ask(port, '/metrics');
    const second = await ask(port, '/metrics');
    expect([second.headers.get('content-type'), await second.text()]).toEqual(['text/plain', 'asked 2']);
    expect((await ask(port, '/metrics', 'POST')).status).toBe(405);
  });

  it('that cannot be read are an error for whoever asks, and a line in the log', async () => {
    const { started, lines } = serve(() => Promise.reject(new Error('the state is closed')));
    const { port, close } = await started;
    closing.push(close);
    const answer = await ask(port, '/metrics');
    expect([answer.status, await answer.text()]).toEqual([500, '']);
    expect(lines).toMatchObject([{ level: 'error', text: 'the metrics could not be read' }]);
  });
});

it('leaves an error that nobody can fix as it is', () => {
  const error = new TypeError('bug');
  expect(addressError(error, { host: HOST, port: 1 })).toBe(error);
});

it('is served by Bolt over HTTP, too, without a signature', async () => {
  const app = new App({
    token: 'xoxb-1',
    signingSecret: '0123456789abcdef0123456789abcdef',
    tokenVerificationEnabled: false,
    customRoutes: healthRoutes(() => ({ ...READY, stopping: true })),
  });
  const server = await app.start({ host: HOST, port: 0 });
  closing.push(() => app.stop());
  const address = 'address' in server ? server.address() : null;
  const { port } = address as { port: number };
  expect((await ask(port, '/healthz')).status).toBe(200);
  expect(await (await ask(port, '/readyz')).json()).toEqual({ status: 'not ready', reason: 'stopping' });
});
