/**
 * A dataset is made of batches, one per import, and several kinds of files can belong to it. What was a dataset's one
 * version becomes its one batch, in the folder of the same name.
 */
import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
  `CREATE TABLE datasets_anew (
    id TEXT PRIMARY KEY,
    team TEXT NOT NULL,
    channel TEXT NOT NULL,
    name TEXT NOT NULL,
    owner TEXT NOT NULL,
    sourceName TEXT NOT NULL,
    "rows" INTEGER NOT NULL,
    customers INTEGER NOT NULL,
    firstOrder TEXT NOT NULL,
    lastOrder TEXT NOT NULL,
    createdAt INTEGER NOT NULL,
    uploadedAt INTEGER NOT NULL,
    UNIQUE (team, channel, name)
  ) STRICT`,
  `INSERT INTO datasets_anew
    SELECT id, team, channel, name, owner, sourceName, "rows", customers, firstOrder, lastOrder, createdAt, uploadedAt
    FROM datasets`,

  `CREATE TABLE signatures (
    team TEXT NOT NULL,
    channel TEXT NOT NULL,
    signature TEXT NOT NULL,
    dataset TEXT NOT NULL REFERENCES datasets (id) ON DELETE CASCADE,
    PRIMARY KEY (team, channel, signature, dataset)
  ) STRICT`,
  'INSERT INTO signatures SELECT team, channel, signature, id FROM datasets',
  'CREATE INDEX signatures_of_dataset ON signatures (dataset)',

  `CREATE TABLE batches (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    dataset TEXT NOT NULL REFERENCES datasets (id) ON DELETE CASCADE,
    folder TEXT NOT NULL UNIQUE,
    uploader TEXT NOT NULL,
    sourceName TEXT NOT NULL,
    "rows" INTEGER NOT NULL,
    facts TEXT,
    uploadedAt INTEGER NOT NULL
  ) STRICT`,
  'CREATE INDEX batches_of_dataset ON batches (dataset, sequence)',
  `INSERT INTO batches (id, dataset, folder, uploader, sourceName, "rows", facts, uploadedAt)
    SELECT version, id, version, owner, sourceName, "rows", NULL, uploadedAt FROM datasets ORDER BY createdAt`,

  'DROP TABLE datasets',
  'ALTER TABLE datasets_anew RENAME TO datasets',
];

export const batches = {
  up: async (db: Kysely<unknown>): Promise<void> => {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};
