/** Reads what came over HTTP: raw bytes, arguments as a form or as JSON, the one part of a multipart form that has data. */
import type { IncomingMessage } from 'node:http';
import type { Args } from './methods/method.ts';

export const bodyOf = async (request: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
};

const contentType = ({ headers }: IncomingMessage): string => headers['content-type'] ?? '';

/** Arguments whose values are JSON in a form. */
const STRUCTURED: ReadonlySet<string> = new Set(['blocks', 'attachments', 'view', 'files', 'metadata']);

/** `null` for a body that is no JSON although it says so. */
export const argumentsOf = (request: IncomingMessage, body: Buffer): Args | null => {
  const query = new URL(request.url ?? '/', 'http://localhost').searchParams;
  if (/^application\/json/i.test(contentType(request))) {
    const sent = parsed(body.toString());
    return typeof sent === 'object' && sent !== null && !Array.isArray(sent) ? structured(sent as Args) : null;
  }
  return structured({ ...Object.fromEntries(query), ...Object.fromEntries(new URLSearchParams(body.toString())) });
};

/** What cannot be parsed stays a text, which the method then refuses. */
const structured = (args: Args): Args =>
  Object.fromEntries(
    Object.entries(args).map(([name, value]) => [
      name,
      STRUCTURED.has(name) && typeof value === 'string' ? (parsed(value) ?? value) : value,
    ]),
  );

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** The bytes of an upload: as they are, or those of the first part of a multipart form. */
export const uploadedBytes = async (request: IncomingMessage, body: Buffer): Promise<Uint8Array> => {
  const type = contentType(request);
  if (!/^multipart\/form-data/i.test(type)) return body;
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
  const part = [...form.values()][0];
  return part instanceof Blob ? new Uint8Array(await part.arrayBuffer()) : Buffer.from(part ?? '');
};

/** Of the bot: `Authorization: Bearer …`, or the argument `token`. */
export const tokenOf = ({ headers }: IncomingMessage, args: Args): string | null => {
  const bearer = /^Bearer\s+(.+)$/i.exec(headers.authorization ?? '')?.[1];
  return bearer ?? (typeof args.token === 'string' && args.token !== '' ? args.token : null);
};
