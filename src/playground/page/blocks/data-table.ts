/** A table that people sort and leaf through; the bot hears nothing of it. */
import { useState } from 'preact/hooks';
import { html, type View } from '../html.ts';
import { string } from '../record.ts';
import { cellText, isNumber, type Order, ordered, type Row, rowsOf } from './cells.ts';
import type { BlockProps } from './surface.ts';

const USUAL_PAGE = 5;

export const DataTable = ({ block }: BlockProps): View => {
  const [order, setOrder] = useState<Order | null>(null);
  const [page, setPage] = useState(0);
  const [header = [], ...rows] = rowsOf(block.rows);
  const pageSize = Number(block.page_size ?? USUAL_PAGE);
  const pages = Math.max(1, Math.ceil(rows.length / pageSize));
  const shown = (order ? ordered(rows, order) : rows).slice(page * pageSize, (page + 1) * pageSize);
  const sortBy = (column: number): void => {
    setOrder({
      column,
      isDescending: order?.column === column ? !order.isDescending : isNumber(rows[0]?.[column] ?? {}),
    });
    setPage(0);
  };
  const caption = string(block.caption);
  return html`
    <div class="table">
      <div class="table-scroll" tabindex="0" role="region" aria-label=${caption}>
        <table>
          <caption>${caption}</caption>
          <thead>
            <tr>${header.map(
              (cell, column) => html`<${Heading} title=${cellText(cell)} isNumber=${isNumber(rows[0]?.[column] ?? {})}
              direction=${order?.column === column ? (order.isDescending ? 'descending' : 'ascending') : 'none'} onSort=${() => sortBy(column)} />`,
            )}</tr>
          </thead>
          <tbody>${shown.map(row => html`<${Line} row=${row} heading=${Number(block.row_header_column_index ?? 0)} />`)}</tbody>
        </table>
      </div>
      ${pages > 1 && html`<${Pages} page=${page} pages=${pages} setPage=${setPage} />`}
    </div>`;
};

interface HeadingProps {
  readonly title: string;
  readonly isNumber: boolean;
  readonly direction: 'ascending' | 'descending' | 'none';
  readonly onSort: () => void;
}

const ARROWS = { ascending: '▲', descending: '▼', none: '' } as const;

const Heading = ({ title, isNumber: isNumeric, direction, onSort }: HeadingProps): View => html`
  <th scope="col" class=${isNumeric ? 'number' : ''} aria-sort=${direction}>
    <button type="button" onClick=${onSort}>${title} <span aria-hidden="true">${ARROWS[direction]}</span></button>
  </th>`;

const Line = ({ row, heading }: { row: Row; heading: number }): View => html`
  <tr>
    ${row.map((cell, column) =>
      column === heading
        ? html`<th scope="row">${cellText(cell)}</th>`
        : html`<td class=${isNumber(cell) ? 'number' : ''}>${cellText(cell)}</td>`,
    )}
  </tr>`;

const Pages = ({
  page,
  pages,
  setPage,
}: {
  page: number;
  pages: number;
  setPage: (page: number) => void;
}): View => html`
  <div class="pages">
    <button type="button" aria-label="Page before" disabled=${page === 0} onClick=${() => setPage(page - 1)}>‹</button>
    <span>${page + 1} of ${pages}</span>
    <button type="button" aria-label="Next page" disabled=${page === pages - 1} onClick=${() => setPage(page + 1)}>›</button>
  </div>`;
