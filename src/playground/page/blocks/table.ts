/** A table that stays as it is. */
import { html, type View } from '../html.ts';
import { cellText, isNumber, rowsOf } from './cells.ts';
import type { BlockProps } from './surface.ts';

export const Table = ({ block }: BlockProps): View => {
  const [header = [], ...rows] = rowsOf(block.rows);
  return html`
    <div class="table">
      <div class="table-scroll" tabindex="0" role="region" aria-label="Table">
        <table>
          <thead><tr>${header.map(cell => html`<th scope="col">${cellText(cell)}</th>`)}</tr></thead>
          <tbody>
            ${rows.map(row => html`<tr>${row.map(cell => html`<td class=${isNumber(cell) ? 'number' : ''}>${cellText(cell)}</td>`)}</tr>`)}
          </tbody>
        </table>
      </div>
    </div>`;
};
