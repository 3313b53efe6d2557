/** Messages under each other, with a line between days; stays at the end while one is there. */
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { SeenMessage } from '../seen.ts';
import { dayOf, msOf } from './dates.ts';
import { useDesk } from './desk.ts';
import { html, type View } from './html.ts';
import { Message } from './message.ts';

interface ConversationProps {
  readonly messages: readonly SeenMessage[];
  /** For screen readers. */
  readonly label: string;
  /** Before the first message. */
  readonly children?: ComponentChildren;
  readonly inThread?: boolean;
}

/** Further away than this from the end, one is reading. */
const NEAR_PX = 160;

export const Conversation = ({ messages, label, children, inThread = false }: ConversationProps): View => {
  const { seen } = useDesk();
  const scroll = useStickyEnd(messages, { me: seen.me, inThread });
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
    </div>`;
};

interface Reading {
  readonly me: string;
  readonly inThread: boolean;
}

/** A channel stays at its end while one is there. A thread is read from its beginning, and goes to the end for one's own words. */
const useStickyEnd = (messages: readonly SeenMessage[], { me, inThread }: Reading) => {
  const scroll = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(!inThread);
  const toEnd = (): void => {
    const element = scroll.current;
    if (element && isAtEnd.current) element.scrollTop = element.scrollHeight;
  };
  useLayoutEffect(() => {
    const element = scroll.current;
    if (!element || inThread) return undefined;
    const onScroll = (): void => {
      isAtEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_PX;
    };
    element.addEventListener('scroll', onScroll);
    // Pictures grow when they arrive.
    element.addEventListener('load', toEnd, true);
    return () => {
      element.removeEventListener('scroll', onScroll);
      element.removeEventListener('load', toEnd, true);
    };
  }, []);
  const count = useRef(messages.length);
  useLayoutEffect(() => {
    const isOwn = messages.length > count.current && messages.at(-1)?.user === me;
    count.current = messages.length;
    if (isOwn && scroll.current) scroll.current.scrollTop = scroll.current.scrollHeight;
    else toEnd();
  }, [messages.length, messages.at(-1)]);
  return scroll;
};
