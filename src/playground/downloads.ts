/** The bytes of a file to whoever may have them; everybody else sees the page on which one signs in. */
import type { ServerResponse } from 'node:http';
import type { DownloadFault } from './faults.ts';
import { botSees } from './methods/places.ts';
import { isProcessed } from './objects.ts';
import type { WorkspaceState } from './state.ts';
import type { SlackFile } from './workspace.ts';

export interface Download {
  readonly state: WorkspaceState;
  readonly fault: DownloadFault | null;
  readonly response: ServerResponse;
}

/** `null`: without a token, or the scope. Resolves with the HTTP status. */
export const sendDownload = async (download: Download, file: SlackFile | null | undefined): Promise<number> => {
  const { state, fault, response } = download;
  if (file === null) return sendSignInPage(state, response);
  if (file?.mode !== 'hosted' || !isProcessed(file)) return sendMissing(response);
  if (!botSees(state, file)) return sendSignInPage(state, response);
  return fault === null ? sendBytes(response, file) : WRONGS[fault](response, file, state);
};

const sendBytes = (response: ServerResponse, file: SlackFile): number => {
  response.writeHead(200, headersOf(file));
  response.end(file.bytes);
  return 200;
};

const headersOf = ({ mimetype, bytes, name }: SlackFile) => ({
  'content-type': mimetype,
  'content-length': bytes.length,
  'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
});

const half = (bytes: Uint8Array): Uint8Array => bytes.subarray(0, Math.floor(bytes.length / 2));

type Wrong = (response: ServerResponse, file: SlackFile, state: WorkspaceState) => number | Promise<number>;

/** The same server by another name: whoever follows, with the token or without, is noted. */
const elsewhere = ({ origin }: WorkspaceState): string => `http://localhost:${new URL(origin).port}/elsewhere/`;

const WRONGS: Readonly<Record<DownloadFault, Wrong>> = {
  'ends-early': async (response, file) => {
    response.writeHead(200, headersOf(file));
    await new Promise<void>(sent => {
      response.write(half(file.bytes), () => sent());
    });
    response.destroy();
    return 200;
  },
  stalls: (response, file) => {
    response.writeHead(200, headersOf(file));
    response.write(half(file.bytes));
    return 200;
  },
  longer: (response, file) => {
    const { 'content-length': _, ...headers } = headersOf(file);
    response.writeHead(200, headers);
    response.write(file.bytes);
    response.end(file.bytes);
    return 200;
  },
  redirect: (response, _file, state) => {
    response.writeHead(302, { location: elsewhere(state) });
    response.end();
    return 302;
  },
};

/** Slack answers 200 with a page where others would answer 401 (slackapi/bolt-js#2585). */
const sendSignInPage = ({ team }: WorkspaceState, response: ServerResponse): number => {
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
  response.end(
    `<!DOCTYPE html><html><head><title>Sign in to ${team.domain} | Slack</title></head><body></body></html>`,
  );
  return 200;
};

const sendMissing = (response: ServerResponse): number => {
  response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' });
  response.end('File not found');
  return 404;
};
