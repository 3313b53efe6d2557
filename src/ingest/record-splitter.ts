/**
 * Splits text into records like a strict CSV reader, but recovers where one would stop: whatever cannot be read costs its
 * own line only. Works on octets, one byte per character, as delimiters, quotes and line ends are ASCII in UTF-8.
 */

export interface SplitOptions {
  /** One character; a blank stands for runs of blanks. */
  readonly delimiter: string;
  readonly quote: string | null;
  /** Number of columns that every record must have. */
  readonly columns: number;
}

/** `plain`: a line without quotes, as it stands in the file, with the right number of delimiters. */
export type SplitRecord =
  | { readonly kind: 'row'; readonly fields: readonly string[] }
  | { readonly kind: 'plain'; readonly line: string }
  | { readonly kind: 'unreadable'; readonly why: string; readonly raw: string };

/** A quoted field that runs on for longer than this was never meant to be one. */
export const LONGEST_QUOTED_LINES = 1000;
const LONGEST_RECORD_BYTES = 8 * 1024 * 1024;

const UNCLOSED = 'a quote is opened and not properly closed';
const TOO_LONG = 'the line is longer than 8 MB';

/** Positions in the text: [start, end) without the line end, `next` where the following line begins. */
interface Line {
  readonly start: number;
  readonly end: number;
  readonly next: number;
}

interface Quoted {
  readonly fields: readonly string[];
  readonly next: number;
}

export class RecordSplitter {
  readonly #delimiter: string;
  readonly #quote: string | null;
  readonly #columns: number;
  readonly #byBlanks: boolean;
  #text = '';
  #at = 0;
  #last = false;
  /** Inside a line that is too long to be a record: it has been reported, its rest is skipped. */
  #skippingLine = false;
  #lf = { from: 0, at: -1 };
  #cr = { from: 0, at: -1 };

  constructor(options: SplitOptions) {
    this.#delimiter = options.delimiter;
    this.#quote = options.quote;
    this.#columns = options.columns;
    this.#byBlanks = options.delimiter === ' ';
  }

  /** The records that are complete with this chunk; `last` ends the file. Blank lines are none. */
  *feed(chunk: string, last: boolean): Generator<SplitRecord> {
    this.#text = this.#text.slice(this.#at) + chunk;
    this.#at = 0;
    this.#lf = { from: 0, at: -1 };
    this.#cr = { from: 0, at: -1 };
    this.#last = last;
    while (this.#at < this.#text.length) {
      const line = this.#lineAt(this.#at);
      if (line === null && !this.#isHopeless()) return;
      const record = line === null ? this.#giveUpLine() : this.#recordFrom(line);
      if (record === 'more') return;
      if (record !== null) yield record;
    }
  }

  /** The text that waits for its end is longer than any record may be. */
  #isHopeless(): boolean {
    return this.#text.length - this.#at > LONGEST_RECORD_BYTES;
  }

  #giveUpLine(): SplitRecord | null {
    const record = this.#skippingLine ? null : unreadable(TOO_LONG, this.#text.slice(this.#at));
    this.#skippingLine = true;
    return this.#advance(this.#text.length, record);
  }

  #recordFrom(line: Line): SplitRecord | 'more' | null {
    const text = this.#text.slice(line.start, line.end);
    if (this.#skippingLine) {
      this.#skippingLine = false;
      return this.#advance(line.next, null);
    }
    if (isBlankLine(text, this.#delimiter)) return this.#advance(line.next, null);
    if (text.length > LONGEST_RECORD_BYTES) return this.#advance(line.next, unreadable(TOO_LONG, text));
    if (this.#quote === null || !text.includes(this.#quote)) return this.#advance(line.next, this.#unquoted(text));
    return this.#quotedRecord(line);
  }

  #quotedRecord(line: Line): SplitRecord | 'more' {
    const quoted = this.#quoted(line);
    if (quoted === 'more') return quoted;
    const unclosed = unreadable(UNCLOSED, this.#text.slice(line.start, line.end));
    if (quoted === 'unclosed') return this.#advance(line.next, unclosed);
    const raw = this.#text.slice(line.start, quoted.next);
    const record = this.#row(quoted.fields, raw.replace(/[\r\n]+$/, ''));
    if (record.kind === 'unreadable' && this.#swallowedRecord(line.next, quoted.next)) {
      return this.#advance(line.next, unclosed);
    }
    return this.#advance(quoted.next, record);
  }

  #advance<T>(next: number, record: T): T {
    this.#at = next;
    return record;
  }

  #unquoted(line: string): SplitRecord {
    if (this.#byBlanks) return this.#row(line.trim().split(/[ \t]+/), line);
    let delimiters = 0;
    for (let at = line.indexOf(this.#delimiter); at >= 0; at = line.indexOf(this.#delimiter, at + 1)) delimiters++;
    if (delimiters === this.#columns - 1) return { kind: 'plain', line };
    return this.#row(line.split(this.#delimiter), line);
  }

  /** Empty fields past the last column are dropped: many programs end every row with a delimiter. */
  #row(fields: readonly string[], raw: string): SplitRecord {
    if (fields.length === this.#columns) return { kind: 'row', fields };
    if (fields.length < this.#columns) return unreadable(`${fields.length} of ${this.#columns} columns`, raw);
    const extra = fields.slice(this.#columns).some(field => field !== '');
    if (extra) return unreadable(`${fields.length} columns instead of ${this.#columns}`, raw);
    return { kind: 'row', fields: fields.slice(0, this.#columns) };
  }

  /** One of the lines that an open quote took in is a record by itself: the quote was not meant to span them. */
  #swallowedRecord(from: number, to: number): boolean {
    for (let line = this.#lineAt(from); line !== null && line.next <= to; line = this.#lineAt(line.next)) {
      const fields = this.#text.slice(line.start, line.end).split(this.#delimiter);
      if (fields.length === this.#columns) return true;
    }
    return false;
  }

  #quoted(first: Line): Quoted | 'unclosed' | 'more' {
    const fields: string[] = [];
    let line = first;
    for (let at = first.start; ; ) {
      if (this.#byBlanks) at = this.#afterBlanks(at, line.end);
      if (this.#byBlanks && at === line.end) return { fields, next: line.next };
      const open = this.#openingQuote(at, line.end);
      const end = open < 0 ? this.#fieldEnd(at, line.end) : this.#closingQuote(open, line);
      if (end === 'unclosed' || end === 'more') return end;
      if (typeof end === 'number') {
        fields.push(this.#text.slice(at, end));
        at = end;
      } else {
        fields.push(this.#unescape(this.#text.slice(open + 1, end.at)));
        line = end.line;
        at = this.#afterBlanks(end.at + 1, line.end);
      }
      if (at === line.end) return { fields, next: line.next };
      if (this.#text[at] === this.#delimiter) at++;
      else if (!this.#byBlanks || this.#text[at - 1] === this.#quote) return 'unclosed';
    }
  }

  #fieldEnd(at: number, lineEnd: number): number {
    let end = at;
    if (this.#byBlanks) {
      while (end < lineEnd && !isBlank(this.#text[end])) end++;
      return end;
    }
    end = this.#text.indexOf(this.#delimiter, at);
    return end < 0 || end > lineEnd ? lineEnd : end;
  }

  /**
   * Position of the quote that opens the field at `at`, or -1 for an unquoted field. Behind blanks a quote may as well
   * be text: there it opens a field only if it also closes it on this line.
   */
  #openingQuote(at: number, lineEnd: number): number {
    if (this.#text[at] === this.#quote) return at;
    const quote = this.#afterBlanks(at, lineEnd);
    if (quote === at || quote === lineEnd || this.#text[quote] !== this.#quote) return -1;
    const close = this.#undoubledQuote(quote + 1);
    if (close < 0 || close >= lineEnd) return -1;
    const after = this.#afterBlanks(close + 1, lineEnd);
    return after === lineEnd || this.#text[after] === this.#delimiter ? quote : -1;
  }

  /** Where the quotes opened at `open` on `line` close, and the line on which they do. */
  #closingQuote(open: number, from: Line): { readonly at: number; readonly line: Line } | 'unclosed' | 'more' {
    const wait = this.#last || this.#isHopeless() ? 'unclosed' : 'more';
    const at = this.#undoubledQuote(open + 1);
    if (at < 0) return wait;
    if (at - open > LONGEST_RECORD_BYTES) return 'unclosed';
    let line = from;
    for (let lines = 1; at >= line.next; lines++) {
      if (lines >= LONGEST_QUOTED_LINES) return 'unclosed';
      const next = this.#lineAt(line.next);
      if (next === null) return wait;
      line = next;
    }
    return { at, line };
  }

  #undoubledQuote(from: number): number {
    const quote = this.#quote ?? '';
    let at = this.#text.indexOf(quote, from);
    while (at >= 0 && this.#text[at + 1] === quote) at = this.#text.indexOf(quote, at + 2);
    return at;
  }

  #unescape(field: string): string {
    const quote = this.#quote ?? '';
    return field.includes(quote) ? field.replaceAll(quote + quote, quote) : field;
  }

  #afterBlanks(from: number, lineEnd: number): number {
    let at = from;
    while (at < lineEnd && isBlank(this.#text[at]) && this.#text[at] !== this.#delimiterCharacter) at++;
    return at;
  }

  /** `null` by blanks, where no single character divides fields. */
  get #delimiterCharacter(): string | null {
    return this.#byBlanks ? null : this.#delimiter;
  }

  /** The line at `start`, ended by LF, CRLF or CR; null where its end has not been read yet. */
  #lineAt(start: number): Line | null {
    if (start >= this.#text.length) return null;
    const lf = this.#find('\n', start, this.#lf);
    const cr = this.#find('\r', start, this.#cr);
    const end = Math.min(lf, cr);
    const { length } = this.#text;
    if (end > length) return this.#last ? { start, end: length, next: length } : null;
    if (end === lf) return { start, end, next: end + 1 };
    return { start, end, next: lf === end + 1 ? end + 2 : end + 1 };
  }

  /** Remembers what was found, so that a file without CR is not searched to its end for one at every line. */
  #find(character: string, from: number, known: { from: number; at: number }): number {
    if (known.from <= from && from <= known.at) return known.at;
    const at = this.#text.indexOf(character, from);
    known.from = from;
    known.at = at < 0 ? Number.POSITIVE_INFINITY : at;
    return known.at;
  }
}

const unreadable = (why: string, raw: string): SplitRecord => ({ kind: 'unreadable', why, raw });

const isBlank = (character: string | undefined): boolean => character === ' ' || character === '\t';

/** Nothing but blanks: no record. A tab is a field's end where tabs divide the fields. */
const isBlankLine = (line: string, delimiter: string): boolean => {
  for (let at = 0; at < line.length; at++) {
    const code = line.charCodeAt(at);
    if (code !== 32 && (code !== 9 || delimiter === '\t')) return false;
  }
  return true;
};
