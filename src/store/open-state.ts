/** The bot's state in a SQLite file. */
import { Kysely } from 'kysely';
import { batchesIn } from './batches.ts';
import type { BotState } from './bot-state.ts';
import { openConnection } from './connection.ts';
import { datasetsIn } from './datasets.ts';
import { deliveriesIn } from './deliveries.ts';
import { digestsIn } from './digests.ts';
import { jobsIn } from './jobs.ts';
import { migrate } from './migrations.ts';
import { overwriteLog } from './overwrite-log.ts';
import { questionsIn } from './questions.ts';
import { readingsIn } from './readings.ts';
import { runsIn } from './runs.ts';
import type { Tables } from './schema.ts';
import { sqliteDialect } from './sqlite-dialect.ts';
import { workspacesIn } from './workspaces.ts';

export interface StateOptions {
  /** A text that was never given before. */
  readonly newId: () => string;
}

/**
 * Makes the file and the folders above it where they are missing. Every method of the state can meet a full disk.
 *
 * @throws {ExpectedError} `folder_unwritable`, `disk_full`, `state_corrupt`, `state_newer`
 */
export const openBotState = async (path: string, { newId }: StateOptions): Promise<BotState> => {
  const connection = openConnection(path);
  const db = new Kysely<Tables>({ dialect: sqliteDialect(connection, path) });
  try {
    await migrate(db, path);
  } catch (error) {
    connection.close();
    throw error;
  }
  return {
    workspaces: workspacesIn(db),
    datasets: datasetsIn(db, newId),
    batches: batchesIn(db),
    readings: readingsIn(db),
    runs: runsIn(db, newId),
    digests: digestsIn(db, newId),
    jobs: jobsIn(db, newId),
    deliveries: deliveriesIn(db),
    questions: questionsIn(db),
    overwriteDeleted: () => overwriteLog(db),
    close: () => db.destroy(),
  };
};
