/** The data dictionary beside the tables for BI tools, as Markdown. */
import type { Detail } from '../order-file.ts';
import type { SegmentReport } from '../report.ts';
import { count } from '../words/numbers.ts';
import {
  STAR_TABLE_NAMES,
  STAR_TABLES,
  type StarRows,
  type StarTableName,
  type StarType,
  starColumns,
} from './tables.ts';

interface DictionaryInput {
  readonly report: SegmentReport;
  readonly rows: StarRows;
  /** Columns that the orders have. */
  readonly details: readonly Detail[];
}

export const starDictionary = ({ report, rows, details }: DictionaryInput): string =>
  [
    '# Data dictionary',
    '',
    ...facts(report),
    '',
    ...STAR_TABLE_NAMES.flatMap(table => [...tableLines(table, { report, rows, details }), '']),
    ...NOTES.map(note => `- ${note}`),
    '',
  ].join('\n');

const facts = ({ source, run, totals, receipt }: SegmentReport): readonly string[] => [
  `- Orders: ${oneLine(source.name)}, ${count(receipt.kept)} of ${count(receipt.rows)} rows kept`,
  `- Period: ${minute(totals.firstOrder)} to ${minute(totals.lastOrder)}; customers as of ${minute(run.asOf)}. Instants have no zone: they are in that of the orders`,
  `- Money: ${totals.currency === null ? 'the orders name no currency' : oneLine(totals.currency)}; exact to four decimals`,
  `- Run ${run.id}, refunds ${run.settings.refunds}: the same orders and settings give the same tables`,
];

const tableLines = (table: StarTableName, { report, rows, details }: DictionaryInput): readonly string[] => {
  const { grain, key } = STAR_TABLES[table];
  return [
    `## ${table}`,
    '',
    `${capital(grain)}. ${count(rows[table])} ${rows[table] === 1 ? 'row' : 'rows'}; key: ${key.join(', ')}.`,
    '',
    '| Column | Type | Unit | Definition |',
    '|---|---|---|---|',
    ...starColumns(table).map(({ name, type, unit, definition, from }) => {
      const missing = from !== undefined && !details.includes(from) ? '. Not in these orders: empty' : '';
      return `| ${name} | ${TYPE_WORDS[type]} | ${unit === 'money' ? (report.totals.currency ?? 'money') : unit} | ${definition}${missing} |`;
    }),
  ];
};

const TYPE_WORDS: Readonly<Record<StarType, string>> = {
  VARCHAR: 'text',
  INTEGER: 'whole number',
  DECIMAL: 'decimal',
  DATE: 'date',
  TIMESTAMP: 'date and time',
  BOOLEAN: 'true or false',
};

const NOTES: readonly string[] = [
  'Join orders.customer with customers.customer (many to one). segments_by_month stands by itself: its sums by month are those of the report.',
  'CSV: UTF-8 with byte order mark, comma, decimal point, 2026-01-31 13:45:00, empty where there is no value. A text that a spreadsheet would take for a formula begins with an apostrophe there, not in Parquet.',
  'Parquet holds the same rows in the same order, typed.',
  'These tables name single customers: treat them as personal data.',
];

const minute = (instant: string): string => instant.slice(0, 16).replace('T', ' ');

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').replaceAll('|', '/');

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
