/** Brings the tables of a state file up to date. A new migration gets the next number; old ones never change. */
import { sql } from 'kysely';
import { DEFAULT_MIGRATION_TABLE, type Migration, Migrator } from 'kysely/migration';
import { ExpectedError } from '../errors.ts';
import { initial } from './migrations/001-initial.ts';
import { batches } from './migrations/002-batches.ts';
import { emptyPayloads } from './migrations/003-empty-payloads.ts';
import { churnAlerts } from './migrations/004-churn-alerts.ts';
import type { StateDatabase } from './schema.ts';

const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '001_initial': initial,
  '002_batches': batches,
  '003_empty_payloads': emptyPayloads,
  '004_churn_alerts': churnAlerts,
};

/** @throws {ExpectedError} `state_newer` where a later version of the program has changed the tables */
export const migrate = async (db: StateDatabase, path: string): Promise<void> => {
  const unknown = (await executed(db)).filter(name => !(name in MIGRATIONS));
  if (unknown.length > 0) throw new ExpectedError('state_newer', { path });
  const migrator = new Migrator({ db, provider: { getMigrations: async () => ({ ...MIGRATIONS }) } });
  // A table that is made anew is dropped first, and that must not take along what refers to it.
  await sql`PRAGMA foreign_keys = OFF`.execute(db);
  const { error } = await migrator.migrateToLatest();
  await sql`PRAGMA foreign_keys = ON`.execute(db);
  if (error !== undefined) throw error;
};

const executed = async (db: StateDatabase): Promise<readonly string[]> => {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some(({ name }) => name === DEFAULT_MIGRATION_TABLE)) return [];
  const { rows } = await sql<{ name: string }>`SELECT name FROM ${sql.table(DEFAULT_MIGRATION_TABLE)}`.execute(db);
  return rows.map(({ name }) => name);
};
