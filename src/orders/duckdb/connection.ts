import { type DuckDBConnection, DuckDBInstance, type DuckDBValue } from '@duckdb/node-api';
import { ExpectedError } from '../../errors.ts';

export interface StoreLimits {
  readonly threads: number;
  /** Of DuckDB's own buffers; the process needs about 150 MB more. */
  readonly memoryMegabytes: number;
}

export interface StorePlace {
  /** Folder for the database file, and for what does not fit into memory. */
  readonly folder: string;
  /** There is no database file: what is made is gone with the store. */
  readonly inMemory?: boolean;
  /** Folders that may be read or written; everything else is closed. */
  readonly allowedFolders: readonly string[];
}

/** One DuckDB database file with the few calls that the store needs. */
export class Database {
  readonly #instance: DuckDBInstance;
  readonly #connection: DuckDBConnection;
  readonly #folder: string;
  #closed = false;

  private constructor(instance: DuckDBInstance, connection: DuckDBConnection, folder: string) {
    this.#instance = instance;
    this.#connection = connection;
    this.#folder = folder;
  }

  static async open(place: StorePlace, limits: StoreLimits): Promise<Database> {
    const instance = await DuckDBInstance.create(place.inMemory ? ':memory:' : `${place.folder}/orders.duckdb`, {
      threads: String(limits.threads),
      memory_limit: `${limits.memoryMegabytes}MB`,
      temp_directory: `${place.folder}/spill`,
      // Behaviour must not depend on what a network lets it download.
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
    });
    const connection = await instance.connect();
    const database = new Database(instance, connection, place.folder);
    await database.run("SET TimeZone = 'UTC'");
    // DuckDB takes a CSV file for a table of a few rows and would keep the whole file in memory to join with it. Joins
    // stay as they are written: the right side is the one that is kept.
    await database.run("SET disabled_optimizers = 'join_order,build_side_probe_side'");
    await database.run('SET enable_progress_bar = true');
    await database.run('SET enable_progress_bar_print = false');
    await database.#close(place.allowedFolders);
    return database;
  }

  /** From here on files outside the allowed folders, other databases and extensions are out of reach. */
  async #close(allowedFolders: readonly string[]): Promise<void> {
    const folders = allowedFolders.map(folder => `'${folder.replaceAll("'", "''")}'`).join(', ');
    await this.run(`SET allowed_directories = [${folders}]`);
    await this.run('SET enable_external_access = false');
    await this.run('SET lock_configuration = true');
  }

  async run(sql: string, values?: readonly DuckDBValue[]): Promise<void> {
    try {
      await this.#connection.run(sql, values as DuckDBValue[] | undefined);
    } catch (error) {
      throw this.#translated(error);
    }
  }

  /** Runs a COPY … TO and gives the number of rows. */
  async copy(sql: string): Promise<number> {
    const { Count } = await this.row<{ Count: bigint }>(sql);
    return Number(Count);
  }

  /** Rows as plain objects: select DOUBLE or INTEGER for numbers, VARCHAR for instants. */
  async rows<T extends object>(sql: string, values?: readonly DuckDBValue[]): Promise<T[]> {
    try {
      const reader = await this.#connection.runAndReadAll(sql, values as DuckDBValue[] | undefined);
      return reader.getRowObjectsJS() as unknown as T[];
    } catch (error) {
      throw this.#translated(error);
    }
  }

  async row<T extends object>(sql: string, values?: readonly DuckDBValue[]): Promise<T> {
    const rows = await this.rows<T>(sql, values);
    return rows[0]!;
  }

  /** Columns of doubles, for many rows at once. */
  async columns(sql: string, values?: readonly DuckDBValue[]): Promise<readonly (readonly number[])[]> {
    try {
      const reader = await this.#connection.runAndReadAll(sql, values as DuckDBValue[] | undefined);
      return reader.getColumnsJS() as unknown as number[][];
    } catch (error) {
      throw this.#translated(error);
    }
  }

  /** Share of the running statement that is done, 0 to 1. */
  get fractionDone(): number {
    return Math.max(0, this.#connection.progress.percentage) / 100;
  }

  /** A second time does nothing. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.#connection.closeSync();
    this.#instance.closeSync();
  }

  #translated(error: unknown): unknown {
    const message = error instanceof Error ? error.message : '';
    if (/No space left on device|disk quota|Could not write/i.test(message)) {
      const file = /"([^"]+)"/.exec(message)?.[1];
      return new ExpectedError('disk_full', { path: file ?? this.#folder }, { cause: error });
    }
    const damage = DAMAGED.exec(message)?.[0];
    return damage ? new ExpectedError('orders_damaged', { dataset: null, cause: damage }, { cause: error }) : error;
  }
}

/** DuckDB's words for a file that is none of its own, cut off, gone, or not what it wrote. */
const DAMAGED =
  /not a valid DuckDB database file|Corrupt database file|Could not read enough bytes|database does not exist|Failed to deserialize|No magic bytes found|too small to be a Parquet file/;
