const LF = 10;
const CR = 13;
const SPACE = 32;
const TAB = 9;

/**
 * Counts data records from the bytes alone: line ends outside quotes, blank lines left out. It knows nothing of columns,
 * so it can vouch for what a loader read. A quote opens only at the start of a field, as `24" TV` is plain text.
 * Lines end with LF, or with CR where the file has no LF.
 */
export class RecordCount {
  readonly #quote: number;
  readonly #delimiter: number;
  readonly #lineEnd: number;
  #records = 0;
  #inQuotes = false;
  /** The chunk before ended with a quote inside quotes: it closes them, or is the first of a doubled one. */
  #quoteAtCut = false;
  #lineHasText = false;
  /** Last byte so far that is no blank. */
  #last = LF;

  constructor(dialect: { readonly delimiter: string; readonly quote: string | null; readonly lineEnd: '\n' | '\r' }) {
    this.#delimiter = dialect.delimiter.charCodeAt(0);
    this.#quote = dialect.quote?.charCodeAt(0) ?? -1;
    this.#lineEnd = dialect.lineEnd.charCodeAt(0);
  }

  add(chunk: Buffer): void {
    let at = this.#resolveCut(chunk);
    let lineEnd = -1;
    while (at < chunk.length) {
      if (this.#inQuotes) {
        at = this.#leaveQuotes(chunk, at);
        continue;
      }
      const quote = this.#quote < 0 ? -1 : chunk.indexOf(this.#quote, at);
      const stop = quote < 0 ? chunk.length : quote;
      if (lineEnd < at) lineEnd = indexOrEnd(chunk, this.#lineEnd, at);
      lineEnd = this.#countLines(chunk, at, stop, lineEnd);
      if (quote >= 0) this.#inQuotes = this.#opensField(chunk, quote);
      if (quote >= 0) this.#lineHasText = true;
      at = stop + 1;
    }
    this.#last = chunk.findLast(byte => byte !== SPACE) ?? this.#last;
  }

  end(): number {
    return this.#records + (this.#lineHasText ? 1 : 0);
  }

  #resolveCut(chunk: Buffer): number {
    if (!this.#quoteAtCut || chunk.length === 0) return 0;
    this.#quoteAtCut = false;
    if (chunk[0] === this.#quote) return 1;
    this.#inQuotes = false;
    return 0;
  }

  /** Position after the closing quote, or after a doubled one while still inside. */
  #leaveQuotes(chunk: Buffer, from: number): number {
    const quote = chunk.indexOf(this.#quote, from);
    if (quote < 0) return chunk.length;
    if (quote + 1 === chunk.length) this.#quoteAtCut = true;
    else if (chunk[quote + 1] === this.#quote) return quote + 2;
    else this.#inQuotes = false;
    return quote + 1;
  }

  /** Counts lines that end in [from, to), given the first line end at or after `from`; gives the first one not in it. */
  #countLines(chunk: Buffer, from: number, to: number, firstEnd: number): number {
    let start = from;
    let end = firstEnd;
    while (end < to) {
      if (this.#lineHasText || !this.#isBlank(chunk, start, end)) this.#records++;
      this.#lineHasText = false;
      start = end + 1;
      end = indexOrEnd(chunk, this.#lineEnd, start);
    }
    if (!this.#lineHasText) this.#lineHasText = !this.#isBlank(chunk, start, to);
    return end;
  }

  #isBlank(chunk: Buffer, from: number, to: number): boolean {
    for (let at = from; at < to; at++) {
      const byte = chunk[at]!;
      if (byte === this.#delimiter || (byte !== SPACE && byte !== TAB && byte !== CR && byte !== LF)) return false;
    }
    return true;
  }

  #opensField(chunk: Buffer, quote: number): boolean {
    let before = quote - 1;
    while (before >= 0 && chunk[before] === SPACE) before--;
    const byte = before < 0 ? this.#last : chunk[before]!;
    return byte === this.#delimiter || byte === LF || byte === CR;
  }
}

const indexOrEnd = (chunk: Buffer, byte: number, from: number): number => {
  const at = chunk.indexOf(byte, from);
  return at < 0 ? chunk.length : at;
};
