import { parse } from 'csv-parse/sync';
import { sampleStoreCsv } from '../../src/sample/sample-store.ts';

export interface StoreRecord {
  readonly InvoiceNo: string;
  readonly StockCode: string;
  readonly Description: string;
  readonly Category: string;
  readonly Quantity: number;
  /** Milliseconds since 1970, the file's time read as UTC. */
  readonly instant: number;
  readonly InvoiceDate: string;
  readonly UnitPrice: number;
  readonly CustomerID: string;
  readonly Country: string;
  readonly Channel: string;
}

export const storeText = (rows: number, seed = 1): string => [...sampleStoreCsv({ rows, seed })].join('');

/** The header and each record as an array of fields; throws on anything that is not strict CSV. */
export const storeFields = (text: string): readonly (readonly string[])[] =>
  parse(text, { relax_quotes: false, relax_column_count: false });

const instantOf = (text: string): number => {
  const [, month, day, year, hour, minute] = (/^(\d+)\/(\d+)\/(\d{4}) (\d+):(\d\d)$/.exec(text) ?? []).map(Number);
  return Date.UTC(year!, month! - 1, day, hour, minute);
};

export const storeRecords = (text: string): readonly StoreRecord[] => {
  const [header, ...rows] = storeFields(text);
  return rows.map(fields => {
    const record = Object.fromEntries(header!.map((name, column) => [name, fields[column]!])) as Record<string, string>;
    const { Quantity, UnitPrice, InvoiceDate } = record;
    const numbers = { Quantity: Number(Quantity), UnitPrice: Number(UnitPrice), instant: instantOf(InvoiceDate!) };
    return { ...record, ...numbers } as unknown as StoreRecord;
  });
};

export const isCancellation = ({ InvoiceNo }: StoreRecord): boolean => InvoiceNo.startsWith('C');

/** What the customer metrics count by default. */
export const isKept = (record: StoreRecord): boolean =>
  record.CustomerID !== '' && !isCancellation(record) && record.Quantity > 0 && record.UnitPrice > 0;
