/** Opens the app to Slack, and health checks and metrics to whoever runs it. */
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { App } from '@slack/bolt';
import type { BotConfig } from '../config.ts';
import { addressError, type OperatorRoute, startOperatorServer } from '../health.ts';
import { startingWith } from './connect.ts';

export interface Listening {
  readonly port: number;
  readonly close: () => Promise<void>;
}

/** Over HTTP the app itself answers whoever runs it, on Slack's own port; in Socket Mode `routes` get a server. */
export const listen = async (
  app: App,
  { host, port, slack }: Pick<BotConfig, 'host' | 'port' | 'slack'>,
  routes: readonly OperatorRoute[],
): Promise<Listening> => {
  if (slack.transport.kind === 'socket') {
    const operators = await startOperatorServer({ host, port }, routes);
    try {
      await startingWith('SLACK_APP_TOKEN', () => app.start());
    } catch (error) {
      await operators.close();
      throw error;
    }
    return { port: operators.port, close: async () => void (await Promise.all([app.stop(), operators.close()])) };
  }
  try {
    // Bolt's own types know only the port; its receiver takes whatever `net.Server.listen` takes.
    const server = (await app.start({ host, port } as never)) as Server;
    return { port: (server.address() as AddressInfo).port, close: () => closeServer(app, server) };
  } catch (error) {
    throw addressError(error, { host, port });
  }
};

const LAST_REQUESTS_MS = 1_000;

/** Connections that are kept open for a next event, or that never finish their request, must not hold up the end. */
const closeServer = async (app: App, server: Server): Promise<void> => {
  const closed = app.stop();
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), LAST_REQUESTS_MS);
  await closed;
  clearTimeout(timer);
};
