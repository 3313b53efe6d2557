import { DuckDBInstance } from '@duckdb/node-api';

export interface ParquetTable {
  /** Name and type of every column, in its order. */
  readonly columns: readonly (readonly [name: string, type: string])[];
  /** All values as texts, as CSV would hold them. */
  readonly rows: readonly (readonly (string | null)[])[];
}

/** A file as an engine of its own reads it. */
export const readParquet = async (path: string): Promise<ParquetTable> => {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    const described = await connection.runAndReadAll(`DESCRIBE SELECT * FROM read_parquet('${path}')`);
    const columns = described.getRowsJS().map(([name, type]) => [String(name), String(type)] as const);
    const texts = await connection.runAndReadAll(`SELECT COLUMNS(*)::VARCHAR FROM read_parquet('${path}')`);
    return { columns, rows: texts.getRowsJS() as (string | null)[][] };
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
};
