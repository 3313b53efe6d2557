/** The page: who looks, what is open, and everything that is around a conversation. */
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Seen, SeenMessage } from '../seen.ts';
import { ConfirmDialog, useConfirmation } from './confirm.ts';
import { type Desk, DeskContext } from './desk.ts';
import { doingAs } from './doing.ts';
import { html, type View } from './html.ts';
import { Inspector } from './inspector.ts';
import { useLive } from './live.ts';
import { Modal } from './modal.ts';
import { Place } from './place.ts';
import { Sidebar } from './sidebar.ts';
import { Thread } from './thread.ts';
import { Toasts, useRefusals, useToasts } from './toasts.ts';
import { TopBar } from './top-bar.ts';

const FIRST_PERSON = 'U0ADA00001';

/** What stands beside the conversation. */
type Side =
  | { readonly kind: 'thread'; readonly channel: string; readonly ts: string }
  | { readonly kind: 'inspector'; readonly message: SeenMessage };

const OPENING = 'Opening the playground …';
const NO_ANSWER =
  'The playground does not answer. Is it still running, and is the name after ?as= one of the workspace?';

const personAsked = (): string => new URLSearchParams(location.search).get('as') ?? FIRST_PERSON;

export const App = (): View => {
  const me = useMemo(personAsked, []);
  const { toasts, toast, close } = useToasts();
  const { seen, isConnected } = useLive(me);
  useRefusals(seen, toast);
  if (seen === null) return html`<p class="loading" role="status">${isConnected ? OPENING : NO_ANSWER}</p>`;
  return html`
    <${Workspace} seen=${seen} toast=${toast} isConnected=${isConnected} notices=${html`<${Toasts} toasts=${toasts} close=${close} />`} />`;
};

interface WorkspaceProps {
  readonly seen: Seen;
  readonly toast: (text: string) => void;
  readonly isConnected: boolean;
  /** In front of a modal, too, behind which nothing can be reached. */
  readonly notices: View;
}

const Workspace = ({ seen, toast, isConnected, notices }: WorkspaceProps): View => {
  const [place, setPlace] = useState(seen.tour.channel);
  const [side, setSide] = useState<Side | null>(null);
  const [isMenuOpen, setMenuOpen] = useState(false);
  const { asked, confirm } = useConfirmation();
  const [suggestion, setSuggestion] = useState<string | null>(null);
  const run = useMemo(() => doingAs(seen.me, toast), [seen.me]);
  const shown = seen.places.find(({ id }) => id === place) ?? seen.places[0];
  const goTo = (id: string): void => {
    setPlace(id);
    setSide(null);
    setMenuOpen(false);
  };
  useEscape(() => setSide(null), side !== null && seen.modal === null && asked === null);
  const desk: Desk = {
    seen,
    run,
    toast,
    goTo,
    openThread: ({ channel, ts }) => setSide({ kind: 'thread', channel, ts }),
    inspect: message => setSide({ kind: 'inspector', message }),
    suggest: text => {
      if (shown?.id !== seen.tour.channel) goTo(seen.tour.channel);
      setSuggestion(text);
    },
    suggestion,
    takeSuggestion: () => setSuggestion(null),
    confirm,
  };
  return html`
    <${DeskContext.Provider} value=${desk}>
      <div class="page ${side ? 'with-side' : ''}">
        <${TopBar} isConnected=${isConnected} onMenu=${() => setMenuOpen(!isMenuOpen)} isMenuOpen=${isMenuOpen} />
        <${Sidebar} place=${shown?.id} isOpen=${isMenuOpen} />
        ${shown && html`<${Place} key=${shown.id} place=${shown} />`}
        ${side?.kind === 'thread' && html`<${Thread} key=${side.ts} ...${side} onClose=${() => setSide(null)} />`}
        ${side?.kind === 'inspector' && html`<${Inspector} key=${side.message.ts} message=${side.message} onClose=${() => setSide(null)} />`}
      </div>
      ${seen.modal ? html`<${Modal} key=${seen.modal.id} view=${seen.modal}>${notices}<//>` : notices}
      ${asked && html`<${ConfirmDialog} ...${asked} />`}
    <//>`;
};

const useEscape = (close: () => void, isOn: boolean): void => {
  useEffect(() => {
    if (!isOn) return undefined;
    const onKey = ({ key }: KeyboardEvent): void => {
      if (key === 'Escape') close();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [isOn]);
};
