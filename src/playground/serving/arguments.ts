/** What the page sends along with what somebody does. */
import type { IncomingMessage } from 'node:http';
import { record } from '../methods/arguments.ts';
import { bodyOf } from '../request-body.ts';
import { BadRequest } from './reply.ts';

export interface Sent {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly files: readonly { readonly name: string; readonly bytes: Uint8Array }[];
}

/** JSON, or a form with files. @throws {BadRequest} where it is neither, or longer than `mostBytes` */
export const sentIn = async (request: IncomingMessage, mostBytes: number): Promise<Sent> => {
  const type = request.headers['content-type'] ?? '';
  if (Number(request.headers['content-length'] ?? Number.NaN) <= mostBytes) {
    const body = await bodyOf(request);
    return /^multipart\/form-data/i.test(type) ? formIn(body, type) : { fields: jsonIn(body), files: [] };
  }
  throw new BadRequest(`Files may have ${Math.floor(mostBytes / 1e6)} MB at most here`, 413);
};

const jsonIn = (body: Buffer): Sent['fields'] => {
  try {
    return record(JSON.parse(body.toString()));
  } catch {
    throw new BadRequest('The request is no JSON');
  }
};

const formIn = async (body: Buffer, type: string): Promise<Sent> => {
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
  const entries = [...form];
  const texts = entries.filter(([, value]) => typeof value === 'string');
  const files = entries.flatMap(([, value]) => (typeof value === 'string' ? [] : [value]));
  return {
    fields: Object.fromEntries(texts),
    files: await Promise.all(
      files.map(async file => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })),
    ),
  };
};

/** @throws {BadRequest} where it is not there */
export const textIn = ({ fields }: Sent, name: string): string => {
  const value = fields[name];
  if (typeof value !== 'string') throw new BadRequest(`${name} is missing`);
  return value;
};

/** `undefined` where it is absent or empty. */
export const optionalText = ({ fields }: Sent, name: string): string | undefined => {
  const value = fields[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
};
