/** What is to go wrong on purpose, and for how many calls yet. */
import type { Faults } from './local-slack.ts';

export type CallFault =
  | { readonly kind: 'rate-limit'; readonly retryAfterSeconds: number }
  | { readonly kind: 'refuse'; readonly error: string }
  | { readonly kind: 'break-down' }
  | { readonly kind: 'cut'; readonly lost: 'request' | 'answer' };

export type DownloadFault = Parameters<Faults['download']>[0];

export class PlannedFaults implements Faults {
  readonly #calls = new Map<string, CallFault[]>();
  readonly #downloads: DownloadFault[] = [];
  #downFrom: { readonly method: string; callsBefore: number } | null = null;
  #isDown = false;

  rateLimit(method: string, retryAfterSeconds: number, times = 1): void {
    this.#plan(method, { kind: 'rate-limit', retryAfterSeconds }, times);
  }

  refuse(method: string, error: string, times = 1): void {
    this.#plan(method, { kind: 'refuse', error }, times);
  }

  breakDown(method: string, times = 1): void {
    this.#plan(method, { kind: 'break-down' }, times);
  }

  cut(method: string, lost: 'request' | 'answer', times = 1): void {
    this.#plan(method, { kind: 'cut', lost }, times);
  }

  download(how: DownloadFault, times = 1): void {
    this.#downloads.push(...new Array<DownloadFault>(times).fill(how));
  }

  goDown(from: string, nth = 1): void {
    this.#downFrom = { method: from, callsBefore: nth - 1 };
  }

  comeBack(): void {
    this.#downFrom = null;
    this.#isDown = false;
  }

  /** The fault of this call, which is thereby used up. */
  take(method: string): CallFault | null {
    if (this.#downFrom?.method === method) this.#isDown ||= this.#downFrom.callsBefore-- === 0;
    if (this.#isDown) return { kind: 'cut', lost: 'request' };
    return this.#calls.get(method)?.shift() ?? null;
  }

  takeDownload(): DownloadFault | null {
    return this.#downloads.shift() ?? null;
  }

  #plan(method: string, fault: CallFault, times: number): void {
    this.#calls.set(method, [...(this.#calls.get(method) ?? []), ...new Array<CallFault>(times).fill(fault)]);
  }
}
