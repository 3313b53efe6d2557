/** Where one writes: Enter sends, Shift+Enter begins a line, a slash offers the commands. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { SeenPlace } from '../seen.ts';
import { Completion } from './completion.ts';
import { useDesk } from './desk.ts';
import { html, type View } from './html.ts';
import { mentioned } from './mentions.ts';
import { completionsFor } from './offers.ts';

interface ComposerProps {
  readonly place: SeenPlace | undefined;
  readonly label: string;
  readonly files: readonly File[];
  readonly setFiles: (files: readonly File[]) => void;
  readonly takesSuggestions: boolean;
  readonly hasCommands: boolean;
  /** Resolves with whether it was taken. */
  readonly send: (text: string) => Promise<boolean>;
}

export const Composer = (props: ComposerProps): View => {
  const { place, label, files, setFiles, hasCommands } = props;
  const { seen } = useDesk();
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState(0);
  const [isDismissed, setDismissed] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const picker = useRef<HTMLInputElement>(null);
  useSuggestion(props.takesSuggestions, suggested => {
    setText(suggested);
    setDismissed(true);
    field.current?.focus();
  });
  const send = useSend(props, () => setText(''));
  const offers = hasCommands && !isDismissed ? completionsFor(seen.app.commands, text) : [];
  const take = (offered: string): void => {
    setText(offered);
    setDismissed(true);
    field.current?.focus();
  };
  const onKey = (event: KeyboardEvent): void => {
    const action = keyAction(event, offers.length > 0);
    if (action === null) return;
    event.preventDefault();
    if (action === 'dismiss') event.stopPropagation();
    const step = { down: 1, up: offers.length - 1 }[action as string];
    if (step !== undefined) setChosen((chosen + step) % offers.length);
    else if (action === 'dismiss') setDismissed(true);
    else if (action === 'take') take(offers[chosen]?.text ?? text);
    else void send(text);
  };
  const onInput = ({ currentTarget }: { currentTarget: HTMLTextAreaElement }): void => {
    setText(currentTarget.value);
    setChosen(0);
    setDismissed(false);
  };
  const pick = ({ currentTarget }: { currentTarget: HTMLInputElement }): void => {
    setFiles([...files, ...(currentTarget.files ?? [])]);
    currentTarget.value = '';
    field.current?.focus();
  };
  if (place?.isArchived) return html`<p class="empty">This channel is archived.</p>`;
  const lines = Math.min(8, text.split('\n').length);
  return html`
    <form class="composer" onSubmit=${(event: Event) => {
      event.preventDefault();
      void send(text);
    }}>
      ${offers.length > 0 && html`<${Completion} offers=${offers} chosen=${chosen} take=${take} />`}
      <${Chips} files=${files} setFiles=${setFiles} />
      <textarea ref=${field} rows=${lines} aria-label=${label} placeholder=${label} value=${text} onInput=${onInput} onKeyDown=${onKey}
        aria-autocomplete="list" aria-controls=${offers.length > 0 ? 'completion' : undefined}
        aria-activedescendant=${offers.length > 0 ? `completion-${chosen}` : undefined} />
      <footer>
        <input ref=${picker} type="file" multiple hidden onChange=${pick} />
        <button type="button" class="plain" onClick=${() => picker.current?.click()}>+ Attach a file</button>
        <button type="submit" class="button primary" disabled=${text.trim() === '' && files.length === 0}>Send</button>
      </footer>
    </form>`;
};

const useSuggestion = (isOn: boolean, put: (text: string) => void): void => {
  const { suggestion, takeSuggestion } = useDesk();
  useEffect(() => {
    if (!isOn || suggestion === null) return;
    put(suggestion);
    takeSuggestion();
  }, [suggestion]);
};

type KeyAction = 'send' | 'take' | 'up' | 'down' | 'dismiss' | null;

const WITH_OFFERS: Readonly<Record<string, KeyAction>> = {
  ArrowDown: 'down',
  ArrowUp: 'up',
  Tab: 'take',
  Escape: 'dismiss',
};

const keyAction = ({ key, shiftKey, isComposing }: KeyboardEvent, hasOffers: boolean): KeyAction => {
  if (key === 'Enter' && !shiftKey && !isComposing) return 'send';
  return hasOffers && !shiftKey ? (WITH_OFFERS[key] ?? null) : null;
};

/** Commands go their own way, and `/invite` is Slack's own. */
const useSend = ({ place, files, hasCommands, send }: ComposerProps, empty: () => void) => {
  const { seen, run, toast } = useDesk();
  return async (typed: string): Promise<void> => {
    const text = typed.trim();
    if (text === '' && files.length === 0) return;
    if (!/^\/\S/.test(text) || files.length > 0) {
      empty();
      await send(mentioned(text, seen.people));
      return;
    }
    if (!hasCommands)
      return toast('Slack has no commands in threads. Mention @Tranche instead, for example: @Tranche help');
    empty();
    const invited = /^\/invite\s+@?(.+)$/i.exec(text)?.[1]?.toLowerCase();
    const person = seen.people.find(({ name }) => name.toLowerCase() === invited);
    if (person) await run('invite', { channel: place?.id, user: person.id });
    else await run('command', { channel: place?.id, text });
  };
};

const Chips = ({ files, setFiles }: Pick<ComposerProps, 'files' | 'setFiles'>): View =>
  files.length > 0 &&
  html`
    <ul class="chips" aria-label="Files to be sent">
      ${files.map(
        file => html`
          <li>
            ${file.name}
            <button type="button" class="plain" aria-label=${`Remove ${file.name}`} onClick=${() => setFiles(files.filter(other => other !== file))}>✕</button>
          </li>`,
      )}
    </ul>`;
