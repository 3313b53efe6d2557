/** Whoever works by keyboard goes on where they were when something in front of it, or beside it, closes. */
import type { Ref } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';

/** Opens the dialog. It is taken away without being closed, so the browser itself does not give the focus back. */
export const useOpenDialog = (): Ref<HTMLDialogElement> => {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    dialog.current?.showModal();
    return () => giveBack(before);
  }, []);
  return dialog;
};

/** Of the heading of what stands beside the conversation: the keyboard goes there first. */
export const useSideFocus = (): Ref<HTMLHeadingElement> => {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    const before = document.activeElement;
    heading.current?.focus();
    return () => giveBack(before);
  }, []);
  return heading;
};

/** To what had it, or where that is gone, to where one writes. */
const giveBack = (before: Element | null): void => {
  const isThere = before instanceof HTMLElement && before !== document.body && before.isConnected;
  const field = isThere ? before : document.querySelector<HTMLElement>('main .composer textarea');
  field?.focus();
};
