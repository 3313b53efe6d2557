/** The jobs there are, with what each needs to know; everything is plain JSON, because it waits in the database. */
import type { ReadingHints } from '../core/order-file.ts';
import type { Lane } from '../store/bot-state.ts';
import type { ChatRequest } from './chat-request.ts';
import type { Place, ReplyTo } from './ports.ts';
import type { MappingQuestion } from './sayings/questions.ts';

export interface ImportFile extends Place {
  readonly file: string;
  /** Files that were shared with it, which may belong to it. */
  readonly others?: readonly string[];
  /** Keys of the jobs that these files would have had alone, in their order: such a job keeps its file where it had begun. */
  readonly insteadOf?: readonly string[];
  /** Who is told and mentioned; the uploader, or whoever asked for a file of somebody else. */
  readonly user: string;
  /** `shared`: the bot saw it pass by and says nothing in public where it holds no orders. */
  readonly origin: 'shared' | 'asked';
  /** Answers whoever asked for it, also where the bot is not in the channel. */
  readonly responseUrl: string | null;
}

/** Where the orders of a file belong. `replace`: everything that was in the dataset before goes. */
export type Placement =
  | { readonly to: 'new' }
  | { readonly to: 'add'; readonly dataset: string }
  | { readonly to: 'replace'; readonly dataset: string };

/** What a person has said about a file; `null` where nobody was asked. */
export interface Said {
  readonly hints: ReadingHints | null;
  readonly placement: Placement | null;
  /** The one to keep; missing where nobody was asked. */
  readonly currency?: string;
  /** Name of the one to read; missing where nobody was asked. */
  readonly sheet?: string;
  /** What its workbook looks like at first sight, as a signature: by it the choice is remembered. */
  readonly workbook?: string;
}

export const NOTHING_SAID: Said = { hints: null, placement: null };

/** A file that waited for an answer goes on with it. */
export interface ResumeImport {
  readonly question: string;
  readonly answeredBy: string;
  /** One of them was asked. */
  readonly hints?: ReadingHints;
  readonly placement?: Placement;
  readonly currency?: string;
  readonly sheet?: string;
}

/** A file in the upload folder of the job that took it in. */
export interface UploadedFile {
  readonly id: string;
  readonly name: string;
  /** Of the file in that folder. */
  readonly part: string;
}

/** What is kept of a file while it waits; its messages and its upload belong to the job that took it in. */
export interface WaitingFile {
  readonly import: ImportFile;
  readonly owner: string;
  readonly fileName: string;
  /** It and those that belong to it, the one that the question is about first; missing in what an older version has kept. */
  readonly files?: readonly UploadedFile[];
  /** What its columns mean; `null` where the question is where its orders belong, which is asked by buttons alone, as is the currency to keep. */
  readonly question: MappingQuestion | null;
  /** By answers to earlier questions. */
  readonly said: Said;
}

export interface JobPayloads {
  'import-file': ImportFile;
  'resume-import': ResumeImport;
  answer: { readonly request: ChatRequest; readonly replyTo: ReplyTo };
  'show-home': { readonly team: string; readonly user: string };
  /** Due times are epoch milliseconds. */
  'send-digest': { readonly digest: string; readonly dueAt: number };
  /** Instants: of the upload that the warning is about, and of the end. */
  'warn-owner': { readonly dataset: string; readonly uploadedAt: number; readonly deletedAt: number };
  /** The app was removed from it. */
  'forget-workspace': { readonly team: string };
  'remind-owner': { readonly digest: string; readonly dueAt: number };
}

export type JobName = keyof JobPayloads;

/** One job to be done; `key` names the occasion, so that a second delivery of it does nothing. */
export type NewJobOf<N extends JobName> = {
  readonly kind: N;
  readonly key: string;
  /** What is asked for: asked once more before it is done, it is done once. */
  readonly same?: string;
  readonly team: string;
  readonly payload: JobPayloads[N];
  /** It begins so much later, in milliseconds, unless it is added again to begin at once. */
  readonly afterMs?: number;
  /** Keys of jobs that it does the work of, where these have not begun. */
  readonly insteadOf?: readonly string[];
};

export interface JobContext {
  /** The job's id; also what people are told as the number of the run. */
  readonly job: string;
  readonly attempt: number;
  /** When the job was asked for, epoch milliseconds. */
  readonly askedAt: number;
  /**
   * Aborted when the program stops: the job ends at its next step and is taken up again after the next start. Also where
   * its workspace ends: then nobody takes it up.
   */
  readonly signal: AbortSignal;
  /** Adds a job that does a part of the work. */
  add<N extends JobName>(job: NewJobOf<N>): Promise<boolean>;
  /** Starts and takes no more jobs of this job's workspace; resolves when the running ones have ended. */
  endWorkspace(): Promise<void>;
}

/** How a job failed, for the words that the person gets. */
export type Failure =
  | { readonly kind: 'outage'; readonly what: string; readonly retrying: boolean }
  | { readonly kind: 'bug' };

export interface JobHandler<P> {
  readonly lane: Lane | ((payload: P) => Lane);
  run(payload: P, context: JobContext): Promise<void>;
  /** Tells whoever waits for it: at the first outage, and when it has failed for good. */
  failed(payload: P, context: JobContext, failure: Failure): Promise<void>;
  /** Tells that other imports come first. */
  waiting?(payload: P, context: JobContext, ahead: number): Promise<void>;
}

export type JobHandlers = { readonly [N in JobName]: JobHandler<JobPayloads[N]> };
