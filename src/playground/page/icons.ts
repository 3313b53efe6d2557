/** Small pictures that do not depend on the fonts of the machine. */
import { html, type View } from './html.ts';

const icon = (path: string): View => html`
  <svg class="icon" viewBox="0 0 16 16" width="14" height="14" aria-hidden="true"><path d=${path} fill="none" stroke="currentColor" stroke-width="1.5" /></svg>`;

export const Eye = (): View =>
  icon('M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8Z M8 6a2 2 0 1 0 .01 0Z');
export const Lock = (): View => icon('M3.5 7.5h9v6h-9Z M5.5 7.5V5a2.5 2.5 0 0 1 5 0v2.5');
export const Sheet = (): View => icon('M2.5 2.5h11v11h-11Z M2.5 6.5h11 M2.5 10h11 M6.5 2.5v11');
