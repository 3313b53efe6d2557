import type { ComponentChildren } from 'preact';
import { html, type View } from '../html.ts';
import { isSafeAddress } from '../mrkdwn.ts';
import { list, record, string } from '../record.ts';
import { Markup } from '../text.ts';
import type { BlockProps } from './surface.ts';

type Part = Readonly<Record<string, unknown>>;

export const RichText = ({ block }: Pick<BlockProps, 'block'>): View =>
  html`<div class="rich-text">${list(block.elements).map(element => html`<${Part} of=${element} />`)}</div>`;

const inlines = (of: Part): View => list(of.elements).map(element => html`<${Inline} of=${element} />`);

const PARTS: Readonly<Record<string, (of: Part) => View>> = {
  rich_text_section: of => html`<p class="text">${inlines(of)}</p>`,
  rich_text_quote: of => html`<blockquote>${inlines(of)}</blockquote>`,
  rich_text_preformatted: of => html`<pre tabindex="0">${inlines(of)}</pre>`,
  rich_text_list: of => {
    const items = list(of.elements).map(item => html`<li>${inlines(item)}</li>`);
    return of.style === 'ordered'
      ? html`<ol start=${Number(of.offset ?? 0) + 1}>${items}</ol>`
      : html`<ul>${items}</ul>`;
  },
};

const Part = ({ of }: { of: Part }): View => PARTS[string(of.type)]?.(of) ?? null;

const INLINES: Readonly<Record<string, (of: Part) => View>> = {
  text: of => string(of.text),
  link: of => {
    const url = string(of.url);
    const text = string(of.text) || url;
    return isSafeAddress(url) ? html`<a href=${url} target="_blank" rel="noopener noreferrer">${text}</a>` : text;
  },
  user: of => html`<${Markup} text=${`<@${string(of.user_id)}>`} />`,
  channel: of => html`<${Markup} text=${`<#${string(of.channel_id)}>`} />`,
  broadcast: of => html`<${Markup} text=${`<!${string(of.range)}>`} />`,
  date: of => html`<${Markup} text=${`<!date^${Number(of.timestamp)}^${string(of.format)}|${string(of.fallback)}>`} />`,
  emoji: of => `:${string(of.name)}:`,
};

const STYLES: readonly (readonly [string, (inner: ComponentChildren) => View])[] = [
  ['code', inner => html`<code>${inner}</code>`],
  ['bold', inner => html`<strong>${inner}</strong>`],
  ['italic', inner => html`<em>${inner}</em>`],
  ['strike', inner => html`<s>${inner}</s>`],
  ['underline', inner => html`<u>${inner}</u>`],
];

const Inline = ({ of }: { of: Part }): View => {
  const style = record(of.style);
  const plain = INLINES[string(of.type)]?.(of) ?? null;
  return STYLES.reduce<View>((inner, [name, wrap]) => (style[name] === true ? wrap(inner) : inner), plain);
};
