/** Where one writes: Enter sends, Shift+Enter begins a line, a slash offers the commands. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { SeenPlace } from '../seen.ts';
import { Completion } from './completion.ts';
import { useDesk } from './desk.ts';
import { html, type View } from './html.ts';
import { useOffers } from './use-offers.ts';
import { useSend } from './use-send.ts';

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

const MOST_LINES = 8;

export const Composer = (props: ComposerProps): View => {
  const { place, label, files, setFiles, hasCommands, send } = props;
  const [text, setText] = useState('');
  const field = useRef<HTMLTextAreaElement>(null);
  const put = (words: string): void => {
    setText(words);
    dismiss();
    field.current?.focus();
  };
  const { offers, chosen, reopen, dismiss, onKey } = useOffers({ text, isOn: hasCommands, take: put });
  useSuggestion(props.takesSuggestions, put);
  const deliver = useSend({ channel: place?.id, hasFiles: files.length > 0, hasCommands, send });
  const isEmpty = text.trim() === '' && files.length === 0;
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (isEmpty) return;
    setText('');
    if (!(await deliver(text.trim()))) setText(text);
  };
  const press = (event: KeyboardEvent): void => {
    if (onKey(event) || event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    void submit(event);
  };
  const type = ({ currentTarget }: { currentTarget: HTMLTextAreaElement }): void => {
    setText(currentTarget.value);
    reopen();
  };
  if (place?.isArchived) return html`<p class="empty">This channel is archived.</p>`;
  const listed =
    offers.length > 0 ? { 'aria-controls': 'completion', 'aria-activedescendant': `completion-${chosen}` } : {};
  return html`
    <form class="composer" onSubmit=${submit}>
      ${offers.length > 0 && html`<${Completion} offers=${offers} chosen=${chosen} take=${put} />`}
      <${Chips} files=${files} setFiles=${setFiles} />
      <textarea ref=${field} rows=${Math.min(MOST_LINES, text.split('\n').length)} aria-label=${label} placeholder=${label}
        value=${text} onInput=${type} onKeyDown=${press} aria-autocomplete="list" ...${listed} />
      <footer>
        <${Attach} onFiles=${(picked: readonly File[]) => setFiles([...files, ...picked])} />
        <button type="submit" class="button primary" disabled=${isEmpty}>Send</button>
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

const Attach = ({ onFiles }: { onFiles: (files: readonly File[]) => void }): View => {
  const picker = useRef<HTMLInputElement>(null);
  const pick = ({ currentTarget }: { currentTarget: HTMLInputElement }): void => {
    onFiles([...(currentTarget.files ?? [])]);
    currentTarget.value = '';
  };
  return html`
    <input ref=${picker} type="file" multiple hidden onChange=${pick} />
    <button type="button" class="plain" onClick=${() => picker.current?.click()}>+ Attach a file</button>`;
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
