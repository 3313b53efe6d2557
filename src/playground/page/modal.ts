/** A modal of the bot: what is filled in stays while the bot changes the view. */
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { SeenView } from '../seen.ts';
import { Blocks } from './blocks/blocks.ts';
import { type Filled, type Values, viewSurface } from './blocks/surface.ts';
import { useDesk } from './desk.ts';
import { missingIn } from './elements/required.ts';
import { useOpenDialog } from './focus.ts';
import { html, type View } from './html.ts';

export const Modal = ({ view, children }: { view: SeenView; children?: ComponentChildren }): View => {
  const desk = useDesk();
  const { run } = desk;
  const dialog = useOpenDialog();
  const [values, setValues] = useState<Values>({});
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const [isSending, setSending] = useState(false);
  const fill = (block: string, action: string, value: Filled): void => {
    setValues(before => ({ ...before, [block]: { ...before[block], [action]: value } }));
    setErrors(({ [block]: _, ...others }) => others);
  };
  const dismiss = (event?: Event): void => {
    event?.preventDefault();
    void run('dismiss', { view: view.id });
  };
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const missing = missingIn(view.blocks, values);
    setErrors(missing);
    if (Object.keys(missing).length > 0) return;
    setSending(true);
    const done = await run('submit', { view: view.id, values });
    setSending(false);
    setErrors(done?.errors ?? {});
  };
  return html`
    <dialog ref=${dialog} class="dialog" aria-labelledby="modal-title" onCancel=${dismiss}>
      <form noValidate onSubmit=${submit}>
        <header>
          <h2 id="modal-title">${view.title}</h2>
          <button type="button" class="plain" aria-label="Close" onClick=${dismiss}>✕</button>
        </header>
        <div class="dialog-body">
          <${Blocks} blocks=${view.blocks} surface=${viewSurface(desk, view, { fill, errors })} />
        </div>
        <footer>
          <button type="button" class="button" onClick=${dismiss}>${view.close}</button>
          ${view.submit && html`<button type="submit" class="button primary" disabled=${isSending}>${view.submit}</button>`}
        </footer>
      </form>
      ${children}
    </dialog>`;
};
