/** Takes files that are dragged onto it. */
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { html, type View } from './html.ts';

interface DropZoneProps {
  readonly onFiles: (files: readonly File[]) => void;
  readonly children?: ComponentChildren;
}

export const DropZone = ({ onFiles, children }: DropZoneProps): View => {
  const [isOver, setOver] = useState(false);
  const over = (event: DragEvent): void => {
    event.preventDefault();
    setOver(true);
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    const files = [...(event.dataTransfer?.files ?? [])];
    if (files.length > 0) onFiles(files);
  };
  return html`
    <div class="drop-zone ${isOver ? 'over' : ''}" onDragOver=${over} onDragLeave=${() => setOver(false)} onDrop=${drop}>
      ${children}
    </div>`;
};
