/**
 * Foreign text (file names, column names, cells, customers, whatever people typed) made harmless before it is shown. The
 * type `Mrkdwn` marks text that may stand in Slack's markup as it is; a plain string cannot get there unescaped, because
 * the template `md` takes none.
 */

/** Text in Slack's markup: our own words, or escaped. */
export type Mrkdwn = string & { readonly mrkdwn: true };

/** Longest name, in characters, where the caller says nothing else. */
const NAME_LENGTH = 80;
/** Of longer texts nothing more is looked at; whatever is shown is much shorter. */
const LOOKED_AT = 5_000;
const NOTHING = '–';
const ELLIPSIS = '…';

/** Our own words with escaped texts in them: md`*${mrkdwn(name)}* has ${count} customers`. */
export const md = (words: TemplateStringsArray, ...values: readonly (Mrkdwn | number)[]): Mrkdwn =>
  words.map((word, index) => word + (values[index] ?? '')).join('') as Mrkdwn;

/** Our own words, from a table of ours or made of figures; never anything foreign. */
export const ours = (words: string): Mrkdwn => words.replaceAll(/[&<>]/g, char => ENTITIES[char] ?? char) as Mrkdwn;

export const joined = (parts: readonly Mrkdwn[], between: string): Mrkdwn => parts.join(between) as Mrkdwn;

/** Foreign text for markup: it cannot ping, link, format, end a line or turn the direction of what follows. */
export const mrkdwn = (text: string, length = NAME_LENGTH): Mrkdwn => {
  let safe = oneLine(text, length);
  for (const [pattern, replacement] of FORGERIES) safe = safe.replaceAll(pattern, replacement);
  return ours(isolated(safe));
};

/** The same without a full stop at the end, for a sentence that goes on or ends with one of ours. */
export const clause = (text: string, length: number): Mrkdwn => mrkdwn(text.trimEnd().replace(/\.$/, ''), length);

/** Something to type, as it stands; its escaped parts hold no backticks. */
export const code = (text: Mrkdwn): Mrkdwn => `\`${text}\`` as Mrkdwn;

/**
 * Text with foreign parts for plain_text and raw_text, which know no markup: one line, no control characters, cut, and
 * what runs from right to left does not take our words along. Never empty.
 */
export const plain = (text: string, length = NAME_LENGTH): string => {
  const safe = oneLine(text, length);
  const runs = safe.match(TURNED_RUNS)?.length ?? 0;
  if (runs > MOST_RUNS) return isolated(oneLine(text, length - 2));
  return runs === 0 ? safe : oneLine(text, length - 2 * runs).replaceAll(TURNED_RUNS, isolated);
};

/** "<@U…>": the person is notified where the message is not only theirs. */
export const person = (user: string): Mrkdwn => (isSlackId(user) ? (`<@${user}>` as Mrkdwn) : mrkdwn(user));

/** "<#C…>" */
export const channelName = (channel: string): Mrkdwn =>
  isSlackId(channel) ? (`<#${channel}>` as Mrkdwn) : mrkdwn(channel);

/** The moment in the reader's own time zone; `fallback` where it cannot be shown so. Epoch seconds. */
export const moment = (instant: number, fallback: string): Mrkdwn =>
  `<!date^${Math.trunc(instant)}^{date_short_pretty} at {time}|${ours(fallback.replaceAll(/[|^<>]/g, ' '))}>` as Mrkdwn;

/** Markup as it is read aloud: without the marks of our own formatting (foreign text has none left). */
export const spoken = (text: Mrkdwn): Mrkdwn =>
  text.replaceAll(/<!date\^[^|>]*\|([^>]*)>/g, '$1').replaceAll(/[*`]/g, '') as Mrkdwn;

/** At most so many characters, as Slack counts them; never cut within an entity or a mention. */
export const cutMarkup = (text: Mrkdwn, limit: number): Mrkdwn => {
  if (text.length <= limit) return text;
  const tokens = text.match(/<[^>]*>|&\w+;|[\s\S]/gu) ?? [];
  let kept = '';
  for (const token of tokens) {
    if (kept.length + token.length > limit - ELLIPSIS.length) break;
    kept += token;
  }
  return `${kept.trimEnd()}${ELLIPSIS}` as Mrkdwn;
};

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/**
 * Marks of Slack's formatting, replaced by characters that look like them. An underscore between letters formats nothing
 * (orders_2026.csv) and stays; so does a colon that is no part of an emoji's name.
 */
const FORGERIES: readonly (readonly [RegExp, string])[] = [
  [/\*/g, '∗'],
  [/~/g, '∼'],
  [/`/g, 'ˋ'],
  [/(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g, 'ˍ'],
  [/:(?=(?:[\w+'-]{0,60}[a-z][\w+'-]{0,60}|100|1234):)/gi, '∶'],
  [/^>/g, '›'],
  [/@(?=here|channel|everyone)/gi, '＠'],
];

const oneLine = (text: string, length: number): string => {
  const tidy = text
    .slice(0, LOOKED_AT)
    .replaceAll(/[\s\p{Zl}\p{Zp}]+/gu, ' ')
    .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '')
    .trim();
  if (tidy === '') return NOTHING;
  if (tidy.length <= length) return tidy;
  // Lengths are those of UTF-16; half an emoji must not be left over.
  const cut = tidy.slice(0, length - ELLIPSIS.length).replace(/[\uD800-\uDBFF]$/, '');
  return `${cut.trimEnd()}${ELLIPSIS}`;
};

const RIGHT_TO_LEFT = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/** A text with more changes of direction is none of ours with a name or two in it. */
const MOST_RUNS = 4;
/** From the first such letter to the last one before a letter that runs the other way. */
const TURNED_RUNS = new RegExp(`${RIGHT_TO_LEFT.source}(?:[^\\p{Script=Latin}]*${RIGHT_TO_LEFT.source})?`, 'gu');

/** Text that runs from right to left keeps its direction to itself (first strong isolate … pop). */
const isolated = (text: string): string => (RIGHT_TO_LEFT.test(text) ? `\u2068${text}\u2069` : text);

const isSlackId = (id: string): boolean => /^[A-Z][A-Z0-9]{1,30}$/.test(id);
