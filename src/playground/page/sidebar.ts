/** Channels and the bot, with what is new in them. */
import { useEffect, useState } from 'preact/hooks';
import type { SeenPlace } from '../seen.ts';
import { useDesk } from './desk.ts';
import { html, type View } from './html.ts';
import { Lock } from './icons.ts';

const MARKS: Readonly<Record<SeenPlace['kind'], View>> = { channel: '#', private: html`<${Lock} />`, direct: '●' };

export const Sidebar = ({ place, isOpen }: { place: string | undefined; isOpen: boolean }): View => {
  const { seen } = useDesk();
  const unread = useUnread(place);
  const row = (each: SeenPlace): View =>
    html`<${Row} key=${each.id} place=${each} isShown=${each.id === place} unread=${unread(each.id)} />`;
  return html`
    <nav class="sidebar ${isOpen ? 'open' : ''}" aria-label="Channels and apps">
      <p class="team">${seen.team}</p>
      <h2>Channels</h2>
      <ul>${seen.places.filter(({ kind }) => kind !== 'direct').map(row)}</ul>
      <h2>Apps</h2>
      <ul>${seen.places.filter(({ kind }) => kind === 'direct').map(row)}</ul>
    </nav>`;
};

const Row = ({ place, isShown, unread }: { place: SeenPlace; isShown: boolean; unread: number }): View => {
  const { goTo } = useDesk();
  const name = place.kind === 'direct' ? 'Tranche' : place.name;
  return html`
    <li>
      <button type="button" class=${unread > 0 ? 'unread' : ''} aria-current=${isShown ? 'page' : undefined} onClick=${() => goTo(place.id)}>
        <span class="mark" aria-hidden="true">${MARKS[place.kind]}</span>
        <span>${name}</span>
        ${unread > 0 && html`<span class="count">${unread}<span class="hidden"> new</span></span>`}
      </button>
    </li>`;
};

/** Counts messages since one was last in a place; one's own are not new. */
const useUnread = (place: string | undefined): ((id: string) => number) => {
  const { seen } = useDesk();
  const newest = seen.messages.at(-1)?.ts ?? '0';
  const [read, setRead] = useState<Readonly<Record<string, string>>>({});
  const [opened] = useState(newest);
  useEffect(() => {
    if (place !== undefined) setRead(before => ({ ...before, [place]: newest }));
  }, [place, newest]);
  return id => {
    const since = id === place ? newest : (read[id] ?? opened);
    const isNew = ({ channel, ts, user }: { channel: string; ts: string; user: string }): boolean =>
      channel === id && user !== seen.me && Number(ts) > Number(since);
    return seen.messages.filter(isNew).length;
  };
};
