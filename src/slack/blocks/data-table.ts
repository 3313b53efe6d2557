/** Tables that people can sort: columns of numbers are numbers throughout, or Slack would sort them as text. */
import type { DataTableBlock, RawNumberElement, RawTextElement } from '@slack/types';
import { plain } from '../escape.ts';
import { LIMITS } from '../limit-table.ts';

type Cell = RawTextElement | RawNumberElement;

export interface TableColumn<Row> {
  readonly title: string;
  readonly cell: (row: Row) => Cell;
}

export interface Table<Row> {
  readonly caption: string;
  /** The first column names the row. */
  readonly columns: readonly TableColumn<Row>[];
  readonly rows: readonly Row[];
  readonly pageSize: number;
}

/** `null` without rows: Slack takes no empty table. */
export const dataTable = <Row>({ caption, columns, rows, pageSize }: Table<Row>): DataTableBlock | null =>
  rows.length === 0
    ? null
    : {
        type: 'data_table',
        caption: plain(caption, LONGEST_CAPTION),
        rows: [
          columns.map(({ title }) => textCell(title)),
          ...rows.slice(0, LIMITS.tableRows).map(row => columns.map(({ cell }) => cell(row))),
        ],
        page_size: Math.min(Math.max(pageSize, 1), LIMITS.tablePageSize),
        row_header_column_index: 0,
      };

/** No limit is known; longer ones would only be cut on screen. */
const LONGEST_CAPTION = 150;
const LONGEST_CELL = 60;

export const textCell = (text: string): RawTextElement => ({ type: 'raw_text', text: plain(text, LONGEST_CELL) });

export const numberCell = (value: number, text: string): RawNumberElement => ({
  type: 'raw_number',
  value: Math.round(value * 100) / 100,
  text,
});
