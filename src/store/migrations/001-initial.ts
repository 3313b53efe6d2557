/** `sequence` is the order in which rows were added; instants of the same millisecond do not tell. */
import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
  `CREATE TABLE workspaces (
    team TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    botUser TEXT NOT NULL
  ) STRICT`,

  `CREATE TABLE datasets (
    id TEXT PRIMARY KEY,
    team TEXT NOT NULL,
    channel TEXT NOT NULL,
    name TEXT NOT NULL,
    signature TEXT NOT NULL,
    owner TEXT NOT NULL,
    version TEXT NOT NULL,
    sourceName TEXT NOT NULL,
    "rows" INTEGER NOT NULL,
    customers INTEGER NOT NULL,
    firstOrder TEXT NOT NULL,
    lastOrder TEXT NOT NULL,
    createdAt INTEGER NOT NULL,
    uploadedAt INTEGER NOT NULL,
    UNIQUE (team, channel, signature),
    UNIQUE (team, channel, name)
  ) STRICT`,

  `CREATE TABLE readings (
    team TEXT NOT NULL,
    channel TEXT NOT NULL,
    signature TEXT NOT NULL,
    hints TEXT NOT NULL,
    PRIMARY KEY (team, channel, signature)
  ) STRICT`,

  `CREATE TABLE runs (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    dataset TEXT NOT NULL REFERENCES datasets (id) ON DELETE CASCADE,
    job TEXT NOT NULL UNIQUE,
    "trigger" TEXT NOT NULL CHECK ("trigger" IN ('upload', 'request', 'digest')),
    report TEXT NOT NULL,
    createdAt INTEGER NOT NULL
  ) STRICT`,
  'CREATE INDEX runs_of_dataset ON runs (dataset, createdAt, sequence)',

  `CREATE TABLE digests (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    team TEXT NOT NULL,
    channel TEXT NOT NULL,
    dataset TEXT NOT NULL REFERENCES datasets (id) ON DELETE CASCADE,
    owner TEXT NOT NULL,
    cadence TEXT NOT NULL,
    timeZone TEXT NOT NULL,
    nextDueAt INTEGER NOT NULL,
    pausedBecause TEXT,
    lastDueAt INTEGER,
    lastRun TEXT,
    remindedFor INTEGER,
    UNIQUE (channel, dataset)
  ) STRICT`,
  'CREATE INDEX digests_of_dataset ON digests (dataset)',
  'CREATE INDEX digests_due ON digests (nextDueAt) WHERE pausedBecause IS NULL',

  `CREATE TABLE jobs (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    "key" TEXT NOT NULL,
    team TEXT NOT NULL,
    lane TEXT NOT NULL CHECK (lane IN ('import', 'query', 'light')),
    payload TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('queued', 'running', 'done', 'failed')),
    attempts INTEGER NOT NULL,
    notBefore INTEGER NOT NULL,
    createdAt INTEGER NOT NULL,
    UNIQUE (team, "key")
  ) STRICT`,
  `CREATE INDEX jobs_to_do ON jobs (state, sequence) WHERE state IN ('queued', 'running')`,

  `CREATE TABLE deliveries (
    job TEXT NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
    part TEXT NOT NULL,
    channel TEXT NOT NULL,
    ts TEXT,
    file TEXT,
    done INTEGER NOT NULL CHECK (done IN (0, 1)),
    PRIMARY KEY (job, part)
  ) STRICT`,

  `CREATE TABLE questions (
    id TEXT PRIMARY KEY,
    job TEXT NOT NULL,
    team TEXT NOT NULL,
    facts TEXT NOT NULL,
    createdAt INTEGER NOT NULL
  ) STRICT`,
];

export const initial = {
  up: async (db: Kysely<unknown>): Promise<void> => {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};
