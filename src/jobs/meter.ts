/**
 * What happens, counted for whoever runs the bot. Nothing that is counted names a customer, a person, a channel or a
 * workspace: everything is told apart by a few words that stand here.
 */

/** What takes time: reading a file into a batch, segmenting orders, bringing a report with its charts into the channel. */
type TimedStep = 'import' | 'segmentation' | 'delivery';

/**
 * `asked`: waits for an answer about its columns or its place. `refused`: a problem that the person can fix. `not_orders`:
 * a table that nobody meant as orders. `closed`: the bot may not post there. `failed`: given up.
 */
export type ImportOutcome = 'reported' | 'asked' | 'refused' | 'not_orders' | 'closed' | 'failed';

/** What Slack sent, as it is to be acknowledged. */
export type RequestKind = 'event' | 'command' | 'action' | 'view' | 'shortcut';

export interface Meter {
  imported(outcome: ImportOutcome): void;
  /** Of a file whose orders were stored. */
  rowsImported(rows: number): void;
  /** Measures work that comes to its end. */
  timed<T>(step: TimedStep, work: () => Promise<T>): Promise<T>;
  /** Measures until a request of Slack is acknowledged; one that fails was not. */
  acknowledged(request: RequestKind, work: () => Promise<void>): Promise<void>;
  /** Told apart by what it is: an outage, a problem that a person can fix, a closed place, else a bug. */
  failed(error: unknown): void;
  /** A job that failed comes again. */
  retried(): void;
  digestSent(millisecondsLate: number): void;
}
