/** What a person sees, sent anew whenever something has changed (server-sent events). */
import type { ServerResponse } from 'node:http';
import type { Seen } from '../seen.ts';
import { headersFor } from './reply.ts';

/** Changes come in bursts; a person sees no difference below this. */
const PAUSE_MS = 60;

export interface Source {
  readonly watch: (look: () => void) => () => void;
  readonly look: () => Seen;
}

export const sendLive = (response: ServerResponse, { watch, look }: Source): void => {
  response.writeHead(200, headersFor('text/event-stream'));
  const write = () => response.write(`data: ${JSON.stringify(look())}\n\n`);
  let timer: NodeJS.Timeout | undefined;
  const stop = watch(() => {
    timer ??= setTimeout(() => {
      timer = undefined;
      write();
    }, PAUSE_MS);
  });
  response.on('close', () => {
    clearTimeout(timer);
    stop();
  });
  write();
};
