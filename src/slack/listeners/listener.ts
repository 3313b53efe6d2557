/**
 * A listener translates: it takes what Slack sent, hands a job over and has been acknowledged by then. It decides
 * nothing. Over HTTP the acknowledgement goes out when the listener has ended, so it also says that the job is safe in
 * the database; nothing slow is waited for.
 */
import type { App } from '@slack/bolt';
import type { View } from '@slack/types';
import type { JobName, NewJobOf, WaitingFile } from '../../jobs/job.ts';
import type { ReplyTo } from '../../jobs/ports.ts';
import type { RefusalReason } from '../../jobs/sayings.ts';
import type { Dataset } from '../../store/bot-state.ts';
import type { Once } from '../double-clicks.ts';

/** A click or a command. */
export interface Asked {
  readonly trigger: string;
  readonly replyTo: ReplyTo;
}

export interface ListenerDeps {
  add<N extends JobName>(job: NewJobOf<N>): Promise<boolean>;
  /** The file that waits for an answer; `null` where it was answered or has expired. */
  waitingFile(question: string): Promise<WaitingFile | null>;
  /** Why the person may not see rows of the file; `null` where they may. */
  rowsRefusal(user: string, waiting: WaitingFile): Promise<RefusalReason | null>;
  /** Opens a modal with the right that a click gives for three seconds; does not wait for it. Whoever clicked is told where it fails. */
  openModal(view: View, asked: Asked): void;
  /** The same with a choice of the datasets that the person may see, which have to be looked up first. */
  openWithDatasets(viewOf: (datasets: readonly Dataset[]) => View, asked: Asked): void;
  /** For what comes twice in quick succession. */
  readonly once: Once;
  readonly botUser: string;
}

export interface Listener {
  readonly on: 'event' | 'command' | 'shortcut' | 'action' | 'view';
  /** As Slack knows it: the event, the command, the callback; for buttons a pattern of action ids. */
  readonly name: string | RegExp;
  readonly register: (app: App, deps: ListenerDeps) => void;
}
