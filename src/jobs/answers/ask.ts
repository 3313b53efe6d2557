/** A request on its way to its answer. */
import type { Dataset } from '../../store/bot-state.ts';
import { aggregatesRefusal } from '../access.ts';
import type { ChatRequest, ChatRequestKind, DatasetChoice } from '../chat-request.ts';
import type { JobContext } from '../job.ts';
import type { JobDeps } from '../job-deps.ts';
import type { ReplyTo } from '../ports.ts';
import type { RefusalReason, Saying } from '../sayings.ts';

/** Who asked, and for which job. */
export interface Asking {
  readonly replyTo: ReplyTo;
  readonly context: JobContext;
}

interface Ask<K extends ChatRequestKind> extends Asking {
  readonly request: Extract<ChatRequest, { readonly kind: K }>;
}

export type Answer<K extends ChatRequestKind> = (deps: JobDeps, ask: Ask<K>) => Promise<void>;

/** Only whoever asked sees it. */
export const tellPerson = ({ messenger }: JobDeps, { replyTo }: Asking, saying: Saying): Promise<void> =>
  messenger.whisper(replyTo, saying);

/** What was asked before everybody is answered before everybody; only for aggregates. */
export const tell = async (deps: JobDeps, ask: Asking, saying: Saying): Promise<void> => {
  if (ask.replyTo.via !== 'mention') return tellPerson(deps, ask, saying);
  await deps.messenger.put({ ...ask.replyTo, job: ask.context.job, part: 'answer' }, saying);
};

/** Whether the person may; tells them where they may not. */
export const refused = async (
  deps: JobDeps,
  ask: Asking,
  reason: RefusalReason | null,
  what: string,
): Promise<boolean> => {
  if (reason === null) return false;
  await tellPerson(deps, ask, { kind: 'refusal', reason, what });
  return true;
};

/** The dataset that is meant, if the person may see aggregates of it; `null` after telling them why not. */
export const datasetFor = async (deps: JobDeps, ask: Asking, choice: DatasetChoice): Promise<Dataset | null> => {
  const { team, channel } = ask.replyTo;
  if (choice !== null && 'id' in choice) return byId(deps, ask, choice.id);
  const here = await deps.state.datasets.inChannel(team, channel);
  const found = choice === null ? here[0] : here.find(({ name }) => isSameName(name, choice.name));
  if (found) return found;
  await tellPerson(deps, ask, {
    kind: 'no-dataset',
    asked: choice?.name ?? null,
    available: here.map(({ name }) => name),
  });
  return null;
};

const byId = async (deps: JobDeps, ask: Asking, id: string): Promise<Dataset | null> => {
  const dataset = await deps.state.datasets.byId(id);
  if (!dataset || dataset.team !== ask.replyTo.team) {
    await tellPerson(deps, ask, { kind: 'no-dataset', asked: null, available: [] });
    return null;
  }
  const reason = await aggregatesRefusal(deps.people, ask.replyTo, dataset);
  return (await refused(deps, ask, reason, dataset.name)) ? null : dataset;
};

export const isSameName = (one: string, other: string): boolean =>
  one.trim().toLowerCase() === other.trim().toLowerCase();
