import { DuckDBInstance } from '@duckdb/node-api';

/** All rows of a file by DuckDB's strict CSV reader, which throws for whatever a clean copy must not contain. */
export const strictRows = async (path: string, columns: number): Promise<(string | null)[][]> => {
  const names = Array.from({ length: columns }, (_, column) => `'c${column}': 'VARCHAR'`).join(', ');
  const sql = `SELECT * FROM read_csv('${path}', auto_detect = false, columns = {${names}}, delim = ',', quote = '"',
    escape = '"', header = false, strict_mode = true)`;
  return query(sql);
};

/** One for the whole test file: opening an engine costs more than what the tests ask of it. */
const engine = DuckDBInstance.create(':memory:');

export const query = async (sql: string): Promise<(string | null)[][]> => {
  const connection = await (await engine).connect();
  try {
    await connection.run(`SET TimeZone = 'UTC'`);
    const result = await connection.runAndReadAll(sql);
    return result.getRowsJson() as (string | null)[][];
  } finally {
    connection.closeSync();
  }
};
