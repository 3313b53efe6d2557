/**
 * Contract of the bot's own small state. Instants are epoch milliseconds; ids are texts that the store makes. Every
 * method is one transaction: after it returns, a kill or a power cut cannot undo it.
 */
import type { FileContents, MergedOrders } from '../core/batch.ts';
import type { Cadence } from '../core/cadence.ts';
import type { Field, ReadingHints } from '../core/order-file.ts';
import type { SegmentReport } from '../core/report.ts';

export interface Workspace {
  readonly team: string;
  readonly name: string;
  readonly botUser: string;
}

export interface Dataset {
  readonly id: string;
  readonly team: string;
  readonly channel: string;
  /** Unique in its channel; people type it. */
  readonly name: string;
  /** Slack user id of the last uploader. */
  readonly owner: string;
  /** Name of the last file. */
  readonly sourceName: string;
  readonly rows: number;
  readonly customers: number;
  readonly firstOrder: string;
  readonly lastOrder: string;
  readonly createdAt: number;
  readonly uploadedAt: number;
}

export type NewDataset = Omit<Dataset, 'id' | 'createdAt'>;

/** One import of a dataset. */
export interface Batch {
  /** The job that imported it. */
  readonly id: string;
  readonly dataset: string;
  /** Name of the folder of its orders; changes when they are written anew. */
  readonly folder: string;
  /** Slack user id. */
  readonly uploader: string;
  readonly sourceName: string;
  readonly rows: number;
  /** `null` for imports of the first version of the program. */
  readonly facts: BatchFacts | null;
  readonly uploadedAt: number;
}

export interface BatchFacts extends FileContents {
  /** Stands for the columns of its file. */
  readonly signature: string;
  /** Names of the columns by what they mean. */
  readonly mapping: Readonly<Partial<Record<Field, string>>>;
  /** What it brought to the orders that were there; `null` for the first one and where there are no order ids. */
  readonly merged: MergedOrders | null;
  /** Of day and month, where its dates say or a person has said it; missing where they are written in another way. */
  readonly dateOrder?: 'dmy' | 'mdy';
  /** Rows of earlier imports that it replaced. */
  readonly replacedRows: number;
}

/** A dataset with its batches, figures and run after an import, or after one was taken back: all of it or nothing. */
export interface DatasetChange {
  /** A new one, or the figures that change of one that is there. */
  readonly dataset: NewDataset | ({ readonly id: string } & Partial<Omit<NewDataset, 'team' | 'channel' | 'name'>>);
  /** Ids of the batches that it was worked out from; where there are others by now, nothing changes and it throws. */
  readonly before: readonly string[];
  /** Files with these columns belong to it from now on. */
  readonly signature: string | null;
  /** Put at the end; one that is there already, also in another dataset, keeps its place in the order. */
  readonly batches: readonly Omit<Batch, 'dataset'>[];
  /** Ids of batches that go. */
  readonly without: readonly string[];
  readonly run: Omit<Run, 'id' | 'dataset'>;
}

export interface ChangedDataset {
  readonly dataset: Dataset;
  readonly run: Run;
}

export interface Run {
  readonly id: string;
  readonly dataset: string;
  /** Job that made it: the same job stores its run once. */
  readonly job: string;
  readonly trigger: 'upload' | 'request' | 'digest';
  readonly report: SegmentReport;
  readonly createdAt: number;
}

export interface Digest {
  readonly id: string;
  readonly team: string;
  readonly channel: string;
  readonly dataset: string;
  readonly owner: string;
  readonly cadence: Cadence;
  readonly timeZone: string;
  /** Posts only when more customers than usual slip away; else what moved, every time. */
  readonly alerts: boolean;
  readonly nextDueAt: number;
  readonly pausedBecause: string | null;
  /** The due time of the last one that was sent, and the run it showed. */
  readonly lastDueAt: number | null;
  readonly lastRun: string | null;
  /** With alerts: the as-of instant of the last look, so that the same orders do not alarm twice. */
  readonly lastLook: string | null;
  /** The due time about which the owner was reminded. */
  readonly remindedFor: number | null;
}

export type NewDigest = Pick<
  Digest,
  'team' | 'channel' | 'dataset' | 'owner' | 'cadence' | 'timeZone' | 'alerts' | 'nextDueAt'
>;

type JobState = 'queued' | 'running' | 'done' | 'failed';

/** `import`: reads a file, one at a time per workspace. `query`: opens stored orders. `light`: neither. */
export type Lane = 'import' | 'query' | 'light';

export interface JobRow {
  readonly id: string;
  readonly kind: string;
  /** Names the occasion, so that a second delivery of it is no second job. */
  readonly key: string;
  readonly team: string;
  readonly lane: Lane;
  readonly payload: unknown;
  readonly state: JobState;
  /** Times it was started. */
  readonly attempts: number;
  readonly notBefore: number;
  readonly createdAt: number;
}

export interface NewJob extends Pick<JobRow, 'kind' | 'key' | 'team' | 'lane' | 'payload' | 'notBefore'> {
  /** Keys of jobs whose work it does, too: those that have not begun are done with, and those that come later are none. */
  readonly insteadOf?: readonly string[];
}

/** What a job has put into Slack so far, so that it is edited or left alone when the job is taken up again. */
export interface Delivery {
  readonly job: string;
  /** `progress`, `report`, `chart:segment-sizes`, … */
  readonly part: string;
  readonly channel: string;
  /** Timestamp of the message; `null` for a file. */
  readonly ts: string | null;
  readonly file: string | null;
  /** The part is finished: nothing is left to be done for it. */
  readonly done: boolean;
}

/** A file that waits for a person to say what its columns mean. `facts` is what the modal shows. */
export interface Question {
  readonly id: string;
  readonly job: string;
  readonly team: string;
  readonly facts: unknown;
  readonly createdAt: number;
}

export interface BotState {
  readonly workspaces: {
    save(workspace: Workspace): Promise<void>;
    find(team: string): Promise<Workspace | null>;
    /** With everything that is of it. */
    delete(team: string): Promise<void>;
  };
  readonly datasets: {
    /** Where the run of the job is there already, nothing changes: what it has made is given back. */
    change(changes: readonly DatasetChange[]): Promise<readonly ChangedDataset[]>;
    /** Figures of one that nothing can be worked out from any more; otherwise they come with a change. */
    recount(id: string, figures: Pick<Dataset, 'rows' | 'customers'>): Promise<void>;
    byId(id: string): Promise<Dataset | null>;
    /** Those that files with these columns belong to; last uploaded first. */
    withSignature(team: string, channel: string, signature: string): Promise<readonly Dataset[]>;
    /** Last uploaded first. */
    inChannel(team: string, channel: string): Promise<readonly Dataset[]>;
    all(team: string): Promise<readonly Dataset[]>;
    /** With its batches, runs and digests. */
    delete(id: string): Promise<void>;
    /** Everything that was uploaded before: for retention. */
    uploadedBefore(instant: number): Promise<readonly Dataset[]>;
  };
  readonly batches: {
    byId(id: string): Promise<Batch | null>;
    /** Oldest first. */
    ofDataset(dataset: string): Promise<readonly Batch[]>;
    /** All folders that are in use. */
    folders(): Promise<readonly string[]>;
    /** By id, where their orders were written anew, and with how many rows: all of them or none. */
    moveTo(places: ReadonlyMap<string, Pick<Batch, 'folder' | 'rows'>>): Promise<void>;
    /** Batches of which later ones have left nothing. */
    delete(ids: readonly string[]): Promise<void>;
  };
  /** How the columns of files with these names are read in a channel, as a person said it. */
  readonly readings: {
    save(team: string, channel: string, signature: string, hints: ReadingHints): Promise<void>;
    find(team: string, channel: string, signature: string): Promise<ReadingHints | null>;
  };
  readonly runs: {
    /** The run of a job, stored once: a second call gives the first one. */
    save(run: Omit<Run, 'id'>): Promise<Run>;
    byId(id: string): Promise<Run | null>;
    ofJob(job: string): Promise<Run | null>;
    /** Newest first. */
    ofDataset(dataset: string, limit: number): Promise<readonly Run[]>;
  };
  readonly digests: {
    /** One per channel and dataset: a second one replaces the cadence, the zone, the owner, and what it posts. */
    save(digest: NewDigest): Promise<{ readonly digest: Digest; readonly replaced: Digest | null }>;
    byId(id: string): Promise<Digest | null>;
    find(channel: string, dataset: string): Promise<Digest | null>;
    inChannel(team: string, channel: string): Promise<readonly Digest[]>;
    all(team: string): Promise<readonly Digest[]>;
    /** Not paused and due at or before the instant. */
    due(instant: number): Promise<readonly Digest[]>;
    /** Only the given fields change. */
    update(
      id: string,
      change: Partial<
        Pick<Digest, 'nextDueAt' | 'pausedBecause' | 'lastDueAt' | 'lastRun' | 'lastLook' | 'remindedFor'>
      >,
    ): Promise<void>;
    delete(id: string): Promise<void>;
  };
  readonly jobs: {
    /**
     * `null` where a job with this key was there before; where that has not begun and would begin later, it does what this
     * one says, when this one says.
     */
    add(job: NewJob, now: number): Promise<JobRow | null>;
    /** Those of the keys whose jobs were started, or may yet be: no other job has taken their work. */
    ownWork(team: string, keys: readonly string[]): Promise<readonly string[]>;
    byId(id: string): Promise<JobRow | null>;
    /** Queued ones, in the order in which they were added. */
    queued(): Promise<readonly JobRow[]>;
    /** Ids. */
    running(): Promise<readonly string[]>;
    /** Of all states, also those that ended lately. */
    idsOf(team: string): Promise<readonly string[]>;
    /** Queued → running, one attempt more. False where it is not queued any more. */
    start(id: string): Promise<boolean>;
    /** Its payload may name a customer: nothing is left of it. */
    finish(id: string, state: 'done' | 'failed'): Promise<void>;
    /** Of a queued one: what it has to do instead. */
    changePayload(id: string, payload: unknown): Promise<void>;
    /** Running → queued again, not before the instant. `refund`: the attempt does not count (a clean stop). */
    again(id: string, notBefore: number, refund: boolean): Promise<void>;
    /**
     * Whatever is marked as running, but is not among these, is queued again: it was running when the program died, or its
     * end could not be written down. Gives how many.
     */
    recover(running: readonly string[]): Promise<number>;
    /** Deletes finished jobs that were added before, with their deliveries. */
    prune(before: number): Promise<void>;
  };
  readonly deliveries: {
    find(job: string, part: string): Promise<Delivery | null>;
    save(delivery: Delivery): Promise<void>;
  };
  readonly questions: {
    save(question: Question): Promise<void>;
    find(id: string): Promise<Question | null>;
    delete(id: string): Promise<void>;
    askedBefore(instant: number): Promise<readonly Question[]>;
  };
  /** Leaves nothing on the disk of what was deleted or emptied. */
  overwriteDeleted(): Promise<void>;
  close(): Promise<void>;
}
