/** What a Web API method is here: the scopes it needs, and what it does. */
import type { WorkspaceState } from '../state.ts';

export type Args = Readonly<Record<string, unknown>>;
/** Fields of the answer besides `ok`. */
export type Answer = Readonly<Record<string, unknown>>;

export interface Call {
  readonly state: WorkspaceState;
  readonly args: Args;
  /** Whether the workspace refuses tables, cards and carousels. */
  readonly olderBlocks: boolean;
}

export interface Method {
  /** All of them are needed; a function where it depends on the kind of conversation. */
  readonly scopes: readonly string[] | ((call: Call) => readonly string[]);
  /** @throws {Refusal} */
  readonly run: (call: Call) => Answer;
}

export type Methods = Readonly<Record<string, Method>>;

/** `{ ok: false, error }`, with whatever else Slack tells. */
export class Refusal extends Error {
  readonly error: string;
  readonly more: Answer;

  constructor(error: string, more: Answer = {}) {
    super(error);
    this.error = error;
    this.more = more;
  }
}

/** A refusal with its reasons where Slack has them: in `response_metadata.messages`. */
export const refusalWith = (error: string, problems: readonly string[]): Refusal =>
  new Refusal(error, {
    ...(error === 'invalid_blocks' ? { errors: problems } : {}),
    response_metadata: { messages: problems.map(problem => `[ERROR] ${problem}`) },
  });
