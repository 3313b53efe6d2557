/** Messages under each other, with a line between days. */
import type { ComponentChildren } from 'preact';
import type { SeenMessage } from '../seen.ts';
import { dayOf, msOf } from './dates.ts';
import { useDesk } from './desk.ts';
import { html, type View } from './html.ts';
import { Message } from './message.ts';
import { useReadingPlace } from './reading-place.ts';

interface ConversationProps {
  readonly messages: readonly SeenMessage[];
  /** For screen readers. */
  readonly label: string;
  /** Before the first message. */
  readonly children?: ComponentChildren;
  readonly inThread?: boolean;
}

export const Conversation = ({ messages, label, children, inThread = false }: ConversationProps): View => {
  const { seen } = useDesk();
  const { scroll, hasNews, toEnd } = useReadingPlace(messages, { me: seen.me, inThread });
  const zone = seen.people.find(({ id }) => id === seen.me)?.zone ?? 'UTC';
  const days = messages.map(({ ts }) => dayOf(msOf(ts), zone));
  return html`
    <div class="conversation" ref=${scroll} role="log" aria-label=${label} tabindex="0">
      ${children}
      ${messages.map((message, index) => [
        !inThread &&
          days[index] !== days[index - 1] &&
          html`<p class="day" key=${`day-${message.ts}`}><span>${days[index]}</span></p>`,
        html`<${Message} key=${message.ts} message=${message} zone=${zone} inThread=${inThread} />`,
      ])}
      ${hasNews && html`<button type="button" class="news button primary" onClick=${toEnd}>New messages ↓</button>`}
    </div>`;
};
