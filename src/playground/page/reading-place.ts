/** How far one has read: a conversation stays at its end while one is there, and tells of what comes below. */
import type { Ref } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { SeenMessage } from '../seen.ts';

/** Further away than this from the end, one is reading. */
const NEAR_PX = 160;

interface Reader {
  readonly me: string;
  /** A thread is read from its beginning. */
  readonly inThread: boolean;
}

interface ReadingPlace {
  readonly scroll: Ref<HTMLDivElement>;
  /** Something new stands below what is shown. */
  readonly hasNews: boolean;
  readonly toEnd: () => void;
}

/** From one's own words on it stays at the end, so that the answer is seen. */
export const useReadingPlace = (messages: readonly SeenMessage[], { me, inThread }: Reader): ReadingPlace => {
  const scroll = useRef<HTMLDivElement>(null);
  const isFollowing = useRef(!inThread);
  const [hasNews, setNews] = useState(false);
  const follow = (): void => {
    const element = scroll.current;
    if (element && isFollowing.current) element.scrollTop = element.scrollHeight;
  };
  const toEnd = (): void => {
    isFollowing.current = true;
    setNews(false);
    follow();
  };
  useLayoutEffect(() => {
    const element = scroll.current;
    if (!element) return undefined;
    const onScroll = (): void => {
      isFollowing.current = distanceToEnd(element) < NEAR_PX;
      if (isFollowing.current) setNews(false);
    };
    element.addEventListener('scroll', onScroll);
    // Pictures grow when they arrive.
    element.addEventListener('load', follow, true);
    return () => {
      element.removeEventListener('scroll', onScroll);
      element.removeEventListener('load', follow, true);
    };
  }, []);
  const count = useRef(messages.length);
  useLayoutEffect(() => {
    const fresh = messages.slice(count.current);
    count.current = messages.length;
    if (fresh.some(({ user }) => user === me)) return toEnd();
    follow();
    if (fresh.length > 0 && scroll.current && distanceToEnd(scroll.current) >= NEAR_PX) setNews(true);
  }, [messages.length, messages.at(-1)]);
  return { scroll, hasNews, toEnd };
};

const distanceToEnd = ({ scrollHeight, scrollTop, clientHeight }: HTMLElement): number =>
  scrollHeight - scrollTop - clientHeight;
