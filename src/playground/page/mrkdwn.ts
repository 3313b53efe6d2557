/** Slack's markup as a tree. Nothing here is HTML: what draws the tree puts each text in as text. */

export type Span =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'break' }
  | { readonly kind: 'bold' | 'italic' | 'strike' | 'quote'; readonly children: readonly Span[] }
  | { readonly kind: 'code' | 'pre'; readonly text: string }
  | { readonly kind: 'link'; readonly url: string; readonly text: string }
  | { readonly kind: 'user' | 'channel' | 'broadcast'; readonly id: string; readonly label: string }
  | { readonly kind: 'date'; readonly seconds: number; readonly format: string; readonly fallback: string };

/** The three characters that are escaped in markup. */
const unescaped = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

export const spansOf = (markup: string): readonly Span[] =>
  markup
    .split(/```\n?([\s\S]+?)\n?```/)
    .flatMap((part, index) => (index % 2 === 1 ? [{ kind: 'pre' as const, text: unescaped(part) }] : blocksOf(part)));

const QUOTE = /^(?:>|&gt;) ?/;

/** Neighbouring quoted lines become one quote. */
const blocksOf = (text: string): readonly Span[] => {
  const groups: { quoted: boolean; lines: string[] }[] = [];
  for (const line of text.split('\n')) {
    const quoted = QUOTE.test(line);
    const last = groups.at(-1);
    if (last?.quoted === quoted) last.lines.push(line.replace(quoted ? QUOTE : '', ''));
    else groups.push({ quoted, lines: [line.replace(quoted ? QUOTE : '', '')] });
  }
  return groups.flatMap(({ quoted, lines }) => {
    const children = lines.flatMap((line, index): readonly Span[] =>
      index === 0 ? inlineOf(line) : [{ kind: 'break' }, ...inlineOf(line)],
    );
    return quoted ? [{ kind: 'quote' as const, children }] : children;
  });
};

/** Code and angle brackets first: nothing within them is formatted. Then pairs of signs around words. */
const TOKEN = new RegExp(
  [
    '`(?<code>[^`\\n]+)`',
    '<(?<angle>[^<>\\n]+)>',
    '(?<![\\w*])\\*(?=\\S)(?<bold>[^\\n]*?\\S)\\*(?![\\w*])',
    '(?<![\\w_])_(?=\\S)(?<italic>[^\\n]*?\\S)_(?![\\w_])',
    '(?<![\\w~])~(?=\\S)(?<strike>[^\\n]*?\\S)~(?![\\w~])',
  ].join('|'),
);

const PAIRS = ['bold', 'italic', 'strike'] as const;

const inlineOf = (text: string): readonly Span[] => {
  const found = TOKEN.exec(text);
  if (!found) return plain(text);
  const before = text.slice(0, found.index);
  const after = text.slice(found.index + found[0].length);
  return [...plain(before), tokenOf(found.groups ?? {}), ...inlineOf(after)];
};

const plain = (text: string): readonly Span[] => (text === '' ? [] : [{ kind: 'text', text: unescaped(text) }]);

const tokenOf = (groups: Readonly<Record<string, string | undefined>>): Span => {
  if (groups.code !== undefined) return { kind: 'code', text: unescaped(groups.code) };
  if (groups.angle !== undefined) return angleOf(groups.angle);
  const kind = PAIRS.find(pair => groups[pair] !== undefined) ?? 'bold';
  return { kind, children: inlineOf(groups[kind] ?? '') };
};

/** Addresses that a click may open. */
const SAFE_ADDRESS = /^(https?:\/\/|mailto:)/i;

export const isSafeAddress = (address: string): boolean => SAFE_ADDRESS.test(address);

const angleOf = (inside: string): Span => {
  const bar = inside.indexOf('|');
  const target = bar < 0 ? inside : inside.slice(0, bar);
  const label = unescaped(bar < 0 ? '' : inside.slice(bar + 1));
  const date = /^!date\^(\d+)\^([^^]+)/.exec(target);
  if (date) return { kind: 'date', seconds: Number(date[1]), format: date[2] ?? '', fallback: label };
  if (target.startsWith('@')) return { kind: 'user', id: target.slice(1), label };
  if (target.startsWith('#')) return { kind: 'channel', id: target.slice(1), label };
  if (target.startsWith('!')) return { kind: 'broadcast', id: target.slice(1), label };
  const url = unescaped(target);
  return isSafeAddress(url) ? { kind: 'link', url, text: label || url } : { kind: 'text', text: label || url };
};
