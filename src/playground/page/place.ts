/** A channel, or the bot's direct message with its home tab. */
import { useEffect, useState } from 'preact/hooks';
import type { SeenPlace } from '../seen.ts';
import { Composer } from './composer.ts';
import { Conversation } from './conversation.ts';
import { useDesk } from './desk.ts';
import { DropZone } from './drop-zone.ts';
import { Home } from './home.ts';
import { html, type View } from './html.ts';
import { Welcome } from './welcome.ts';

type Tab = 'messages' | 'home';

interface PlaceProps {
  readonly place: SeenPlace;
}

export const Place = ({ place }: PlaceProps): View => {
  const [tab, setTab] = useState<Tab>('messages');
  return html`
    <main class="place">
      <header class="place-header">
        <h1>${place.kind === 'direct' ? 'Tranche' : `#${place.name}`}</h1>
        ${place.isShared && html`<span class="note">shared with another workspace</span>`}
        ${place.kind === 'direct' && html`<${Tabs} tab=${tab} setTab=${setTab} place=${place} />`}
      </header>
      ${tab === 'home' ? html`<${Home} />` : html`<${Messages} place=${place} />`}
    </main>`;
};

interface TabsProps extends PlaceProps {
  readonly tab: Tab;
  readonly setTab: (tab: Tab) => void;
}

const Tabs = ({ tab, setTab, place }: TabsProps): View => {
  const news = useNews(place, tab);
  return html`
    <div class="tabs" role="group" aria-label="Parts of the app">
      <button type="button" aria-pressed=${tab === 'home'} onClick=${() => setTab('home')}>Home</button>
      <button type="button" aria-pressed=${tab === 'messages'} onClick=${() => setTab('messages')}>
        Messages ${news > 0 && html`<span class="count">${news}<span class="hidden"> new</span></span>`}
      </button>
    </div>`;
};

/** Messages that came while one looks at the home tab: buttons there are answered here. */
const useNews = (place: SeenPlace, tab: Tab): number => {
  const { seen } = useDesk();
  const count = seen.messages.filter(({ channel }) => channel === place.id).length;
  const [read, setRead] = useState(count);
  useEffect(() => {
    if (tab === 'messages') setRead(count);
  }, [tab, count]);
  return tab === 'messages' ? 0 : count - read;
};

const Messages = ({ place }: PlaceProps): View => {
  const { seen, run, openThread } = useDesk();
  const [files, setFiles] = useState<readonly File[]>([]);
  const messages = seen.messages.filter(({ channel, thread }) => channel === place.id && thread === null);
  const isTour = place.id === seen.tour.channel;
  const send = async (text: string): Promise<boolean> => {
    if (files.length === 0) return (await run('post', { channel: place.id, text })) !== null;
    const done = await run('upload', { channel: place.id, text }, files);
    if (done?.ts) openThread({ channel: place.id, ts: done.ts });
    if (done !== null) setFiles([]);
    return done !== null;
  };
  return html`
    <${DropZone} onFiles=${(dropped: readonly File[]) => setFiles([...files, ...dropped])}>
      <${Conversation} messages=${messages} label=${place.kind === 'direct' ? 'Messages with Tranche' : `Messages in ${place.name}`}>
        ${isTour && html`<${Welcome} />`}
        ${!place.hasBot && html`<${NotHere} place=${place} />`}
      <//>
      <${Composer} place=${place} files=${files} setFiles=${setFiles} takesSuggestions=${isTour} send=${send}
        label=${`Message ${place.kind === 'direct' ? 'Tranche' : `#${place.name}`}`} hasCommands=${true} />
    <//>`;
};

const NotHere = ({ place }: { place: SeenPlace }): View => {
  const { seen, run } = useDesk();
  const invite = (): void => void run('invite', { channel: place.id, user: seen.bot });
  return html`
    <p class="empty">Tranche is not in this channel.
      <button type="button" class="button" onClick=${invite}>/invite @Tranche</button>
    </p>`;
};
