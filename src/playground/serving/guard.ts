/**
 * Who may talk to the page's server: pages that it has served itself. Binding to loopback alone does not do: any site
 * that is open in the browser can post to localhost, and can give its own name the address 127.0.0.1.
 */
import type { IncomingMessage } from 'node:http';
import { BadRequest } from './reply.ts';

const NAMES = ['localhost', '127.0.0.1'] as const;

/** @throws {BadRequest} 421 for a name that is not this machine's own, 403 for a post that another site has sent */
export const checkSender = ({ headers, method, socket }: IncomingMessage): void => {
  const own = NAMES.map(name => `${name}:${socket.localPort}`);
  const host = headers.host ?? '';
  if (!own.includes(host)) throw new BadRequest('The playground answers to localhost only', 421);
  if (method === 'GET' || method === 'HEAD') return;
  if (headers.origin !== `http://${host}`) throw new BadRequest('Only the page itself can do this', 403);
};
