/** Kysely on `node:sqlite`. */
import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDriver,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type SqliteStatement,
} from 'kysely';
import { sqliteError } from './disk-errors.ts';

/** `path` is for the words of errors. */
export const sqliteDialect = (connection: DatabaseSync, path: string): Dialect => ({
  createAdapter: () => new TransactionalAdapter(),
  createDriver: () => new ImmediateDriver(connection, path),
  createIntrospector: db => new SqliteIntrospector(db),
  createQueryCompiler: () => new SqliteQueryCompiler(),
});

/** A migration that was interrupted leaves nothing behind: SQLite's DDL is transactional, whatever Kysely assumes. */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

class ImmediateDriver extends SqliteDriver {
  readonly #connection: DatabaseSync;

  constructor(connection: DatabaseSync, path: string) {
    super({ database: kyselyDatabase(connection, path) });
    this.#connection = connection;
  }

  /** Takes the write lock at once: one taken later fails at once, without the busy timeout, if somebody else wrote. */
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }

  /** SQLite rolls back by itself on a full disk; a second rollback would hide why. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#connection.isTransaction) await super.rollbackTransaction(connection);
  }
}

const kyselyDatabase = (connection: DatabaseSync, path: string): SqliteDatabase => {
  const translated = <T>(action: () => T): T => {
    try {
      return action();
    } catch (error) {
      throw sqliteError(error, path);
    }
  };
  const kyselyStatement = (statement: StatementSync): SqliteStatement => ({
    reader: statement.columns().length > 0,
    all: parameters => translated(() => statement.all(...bindable(parameters)).map(row => ({ ...row }))),
    run: parameters => translated(() => statement.run(...bindable(parameters))),
    iterate: parameters => translated(() => statement.iterate(...bindable(parameters))),
  });
  return {
    close: () => translated(() => connection.close()),
    prepare: sql => translated(() => kyselyStatement(connection.prepare(sql))),
  };
};

const bindable = (parameters: readonly unknown[]): SQLInputValue[] => parameters.map(bindableValue);

/** `node:sqlite` takes an object in first place, a Date for example, as named parameters and binds NULL without a word. */
const bindableValue = (value: unknown): SQLInputValue => {
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (value === null || typeof value === 'number' || typeof value === 'bigint' || typeof value === 'string')
    return value;
  if (value instanceof Uint8Array) return value;
  throw new TypeError(`SQLite cannot store ${value instanceof Date ? 'a Date' : `a value of type ${typeof value}`}`);
};
