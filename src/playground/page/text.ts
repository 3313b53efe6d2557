/** Texts of Slack on the page: markup, and text objects of either kind. */
import { slackDate } from './dates.ts';
import { useDesk } from './desk.ts';
import { html, type View } from './html.ts';
import { type Span, spansOf } from './mrkdwn.ts';
import { record } from './record.ts';

export const Markup = ({ text }: { text: string }): View => html`<${Spans} spans=${spansOf(text)} />`;

const Spans = ({ spans }: { spans: readonly Span[] }): View => spans.map(span => html`<${One} span=${span} />`);

const One = ({ span }: { span: Span }): View => (DRAWN[span.kind] as (span: Span) => View)(span);

type Drawn = { readonly [Kind in Span['kind']]: (span: Span & { readonly kind: Kind }) => View };

const within = ({ children }: { readonly children: readonly Span[] }): View => html`<${Spans} spans=${children} />`;

const DRAWN: Drawn = {
  text: ({ text }) => text,
  break: () => html`<br />`,
  bold: span => html`<strong>${within(span)}</strong>`,
  italic: span => html`<em>${within(span)}</em>`,
  strike: span => html`<s>${within(span)}</s>`,
  quote: span => html`<blockquote>${within(span)}</blockquote>`,
  code: ({ text }) => html`<code>${text}</code>`,
  pre: ({ text }) => html`<pre tabindex="0">${text}</pre>`,
  link: ({ url, text }) => html`<a href=${url} target="_blank" rel="noopener noreferrer">${text}</a>`,
  user: span => html`<${Person} ...${span} />`,
  channel: span => html`<${Channel} ...${span} />`,
  broadcast: ({ id, label }) => html`<span class="mention">@${label || id.replace(/^subteam\^/, '')}</span>`,
  date: span => html`<${Moment} ...${span} />`,
};

const Person = ({ id, label }: { id: string; label: string }): View => {
  const { seen } = useDesk();
  const name = seen.people.find(person => person.id === id)?.name ?? (label || id);
  return html`<span class="mention">@${name}</span>`;
};

const Channel = ({ id, label }: { id: string; label: string }): View => {
  const { seen, goTo } = useDesk();
  const place = seen.places.find(each => each.id === id);
  if (!place) return html`<span class="mention">#${label || 'a private channel'}</span>`;
  return html`<button type="button" class="mention" onClick=${() => goTo(id)}>#${place.name}</button>`;
};

const Moment = ({ seconds, format, fallback }: { seconds: number; format: string; fallback: string }): View => {
  const { seen } = useDesk();
  const zone = seen.people.find(person => person.id === seen.me)?.zone ?? 'UTC';
  return html`<time title=${fallback}>${slackDate(seconds, format, zone)}</time>`;
};

/** A text object: markup, or plain text. */
export const TextObject = ({ of }: { of: unknown }): View => {
  const { type, text } = record(of);
  if (typeof text !== 'string') return null;
  return type === 'mrkdwn' ? html`<${Markup} text=${text} />` : text;
};

export const textOf = (object: unknown): string => {
  const { text } = record(object);
  return typeof text === 'string' ? text : '';
};
