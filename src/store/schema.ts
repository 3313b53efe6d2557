/** The tables, as the latest migration leaves them. Columns are named like the fields of the contract. */
import type { ColumnType, Kysely } from 'kysely';
import type { Batch, Dataset, Delivery, Digest, JobRow, Question, Run, Workspace } from './bot-state.ts';

/** A field that is stored as JSON text. */
type Json<T, K extends keyof T> = Omit<T, K> & { readonly [C in K]: string };

interface Reading {
  readonly team: string;
  readonly channel: string;
  readonly signature: string;
  /** `ReadingHints` as JSON. */
  readonly hints: string;
}

interface Signature {
  readonly team: string;
  readonly channel: string;
  readonly signature: string;
  readonly dataset: string;
}

export interface Tables {
  readonly workspaces: Workspace;
  readonly datasets: Dataset;
  readonly signatures: Signature;
  /** `facts`: `BatchFacts` as JSON. */
  readonly batches: Omit<Batch, 'facts'> & { readonly facts: string | null };
  readonly readings: Reading;
  readonly runs: Json<Run, 'report'>;
  readonly digests: Json<Omit<Digest, 'alerts'>, 'cadence'> & { readonly alerts: ColumnType<number, boolean, boolean> };
  readonly jobs: Json<JobRow, 'payload'>;
  readonly deliveries: Omit<Delivery, 'done'> & { readonly done: ColumnType<number, boolean, boolean> };
  readonly questions: Json<Question, 'facts'>;
}

export type StateDatabase = Kysely<Tables>;
