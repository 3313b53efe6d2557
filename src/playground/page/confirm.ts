/** What Slack asks before it hands a click over. */
import { useState } from 'preact/hooks';
import { useOpenDialog } from './focus.ts';
import { html, type View } from './html.ts';
import { TextObject, textOf } from './text.ts';

/** As the bot sent it: a confirmation dialog object. */
export type Confirmation = Readonly<Record<string, unknown>>;

interface Asked {
  readonly question: Confirmation;
  readonly answer: (yes: boolean) => void;
}

export const ConfirmDialog = ({ question, answer }: Asked): View => {
  const dialog = useOpenDialog();
  const isDanger = question.style === 'danger';
  return html`
    <dialog ref=${dialog} class="dialog small" aria-labelledby="confirm-title" onCancel=${() => answer(false)}>
      <h2 id="confirm-title">${textOf(question.title)}</h2>
      <p><${TextObject} of=${question.text} /></p>
      <footer>
        <button type="button" class="button" onClick=${() => answer(false)}>${textOf(question.deny) || 'Cancel'}</button>
        <button type="button" class="button ${isDanger ? 'danger' : 'primary'}" onClick=${() => answer(true)}>
          ${textOf(question.confirm) || 'Yes'}
        </button>
      </footer>
    </dialog>`;
};

interface Confirming {
  readonly asked: Asked | null;
  /** Resolves with whether it was said yes to. */
  readonly confirm: (question: Confirmation) => Promise<boolean>;
}

export const useConfirmation = (): Confirming => {
  const [asked, setAsked] = useState<Asked | null>(null);
  const confirm = (question: Confirmation): Promise<boolean> =>
    new Promise(resolve => {
      const answer = (yes: boolean): void => {
        setAsked(null);
        resolve(yes);
      };
      setAsked({ question, answer });
    });
  return { asked, confirm };
};
