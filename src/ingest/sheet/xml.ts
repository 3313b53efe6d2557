/**
 * XML as workbooks have it, in one pass and in little memory. By hand, because cells come by the million and a token must
 * not grow without end: of the libraries tried the fastest (saxes) needs 1.2 to 1.4 times the processor time for the
 * 542,000 rows of Online Retail, and none limits the length of a text.
 */
import { ExpectedError } from '../../errors.ts';
import { wideEncodingOf } from '../encoding.ts';

export type Attributes = Readonly<Record<string, string | undefined>>;

/** Names come without their namespace's prefix. Texts come as they are written: `decoded` makes them what they mean. */
export interface XmlHandlers {
  readonly open: (name: string, attributes: Attributes) => void;
  readonly text: (text: string) => void;
  readonly close: (name: string) => void;
}

/** Of one tag, text or comment. Cells have 32,767 characters at most. */
const LONGEST_TOKEN = 4 * 1024 * 1024;

/**
 * Reads a part of a workbook and yields after each chunk, so that its reader can take what has gathered, or stop.
 *
 * @throws {ExpectedError} `workbook_damaged`, also for a document type: no spreadsheet program writes one, and its
 *   entities could grow without end
 */
export async function* readXml(
  bytes: AsyncIterable<Buffer>,
  name: string,
  handlers: XmlHandlers,
): AsyncGenerator<void> {
  const scanner = new XmlScanner(handlers);
  let decoder: TextDecoder | undefined;
  try {
    for await (const chunk of bytes) {
      decoder ??= new TextDecoder(wideEncodingOf(chunk) ?? 'utf-8');
      scanner.feed(decoder.decode(chunk, { stream: true }));
      yield;
    }
    scanner.end();
  } catch (error) {
    throw error instanceof XmlError ? new ExpectedError('workbook_damaged', { name }, { cause: error }) : error;
  }
}

/** For parts that are read whole. */
export const readWholeXml = async (...args: Parameters<typeof readXml>): Promise<void> => {
  for await (const _ of readXml(...args));
};

const ENTITY = /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/gi;
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const LAST_CODE_POINT = 0x10ffff;

export const decoded = (text: string): string =>
  text.includes('&')
    ? text.replace(ENTITY, (entity: string, hex?: string, decimal?: string, name?: string) => {
        if (name !== undefined) return ENTITIES[name] ?? entity;
        const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
        return code <= LAST_CODE_POINT ? String.fromCodePoint(code) : entity;
      })
    : text;

class XmlError extends Error {}

/** What begins with `<` and is no tag: how it ends. */
const ASIDES: readonly { readonly start: string; readonly end: string }[] = [
  { start: '<!--', end: '-->' },
  { start: '<![CDATA[', end: ']]>' },
  { start: '<?', end: '?>' },
];

class XmlScanner {
  readonly #handlers: XmlHandlers;
  #text = '';
  #depth = 0;
  #isBegun = false;

  constructor(handlers: XmlHandlers) {
    this.#handlers = handlers;
  }

  feed(chunk: string): void {
    this.#text += chunk;
    let at = 0;
    for (;;) {
      const tag = this.#text.indexOf('<', at);
      if (tag < 0) break;
      if (tag > at) this.#handlers.text(this.#text.slice(at, tag));
      at = tag;
      const next = this.#token(tag);
      if (next < 0) break;
      at = next;
    }
    this.#text = this.#text.slice(at);
    if (this.#text.length > LONGEST_TOKEN) throw new XmlError('a tag or a text without end');
  }

  end(): void {
    if (!this.#isBegun || this.#depth !== 0 || this.#text.trim() !== '') throw new XmlError('cut off');
  }

  /** Where the token that begins here ends; -1 where that is not known yet. */
  #token(at: number): number {
    const second = this.#text.charCodeAt(at + 1);
    if (second === SLASH) return this.#closeTag(at);
    if (second === BANG || second === QUESTION) return this.#aside(at);
    return Number.isNaN(second) ? -1 : this.#openTag(at);
  }

  #aside(at: number): number {
    const text = this.#text;
    const aside = ASIDES.find(({ start }) => text.startsWith(start, at));
    if (aside === undefined) {
      if (text.length - at < LONGEST_START && ASIDES.some(({ start }) => start.startsWith(text.slice(at)))) return -1;
      throw new XmlError('a document type');
    }
    const from = at + aside.start.length;
    const end = text.indexOf(aside.end, from);
    if (end < 0) return -1;
    if (aside.end === ']]>') this.#handlers.text(text.slice(from, end).replaceAll('&', '&amp;'));
    return end + aside.end.length;
  }

  #closeTag(at: number): number {
    const end = this.#text.indexOf('>', at);
    if (end < 0) return -1;
    if (--this.#depth < 0) throw new XmlError('more tags end than begin');
    this.#handlers.close(localName(this.#text.slice(at + 2, end).trimEnd()));
    return end + 1;
  }

  #openTag(at: number): number {
    const text = this.#text;
    let end = at + 1;
    while (!isNameEnd(text.charCodeAt(end))) if (++end >= text.length) return -1;
    const name = localName(text.slice(at + 1, end));
    const attributes: Record<string, string> = {};
    for (;;) {
      while (isBlank(text.charCodeAt(end))) end++;
      const code = text.charCodeAt(end);
      if (Number.isNaN(code)) return -1;
      if (code === GREATER || code === SLASH) break;
      end = this.#attribute(end, attributes);
      if (end < 0) return -1;
    }
    const isWhole = text.charCodeAt(end) === SLASH;
    const close = isWhole ? end + 1 : end;
    if (close >= text.length) return -1;
    if (text.charCodeAt(close) !== GREATER) throw new XmlError('a tag that does not end');
    this.#isBegun = true;
    this.#handlers.open(name, attributes);
    if (isWhole) this.#handlers.close(name);
    else this.#depth++;
    return close + 1;
  }

  /** Adds the attribute that begins here; where it ends, or -1. */
  #attribute(at: number, attributes: Record<string, string>): number {
    const text = this.#text;
    const equals = text.indexOf('=', at);
    if (equals < 0) return -1;
    let open = equals + 1;
    while (isBlank(text.charCodeAt(open))) open++;
    const quote = text[open];
    if (quote === undefined) return -1;
    if (quote !== '"' && quote !== "'") throw new XmlError('an attribute without quotes');
    const close = text.indexOf(quote, open + 1);
    if (close < 0) return -1;
    attributes[localName(text.slice(at, equals).trimEnd())] = decoded(text.slice(open + 1, close));
    return close + 1;
  }
}

const SLASH = 47;
const BANG = 33;
const QUESTION = 63;
const GREATER = 62;
const LONGEST_START = Math.max(...ASIDES.map(({ start }) => start.length));

const isBlank = (code: number): boolean => code === 32 || code === 10 || code === 9 || code === 13;
const isNameEnd = (code: number): boolean => isBlank(code) || code === GREATER || code === SLASH;

const localName = (name: string): string => {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
};
