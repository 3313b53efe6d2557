/** Tells whoever waits for an import how many come before it, whenever that changes. */
import type { JobRow } from '../store/bot-state.ts';
import { importsAhead } from './fair-order.ts';

interface Told {
  readonly ahead: number;
  readonly said: Promise<void>;
}

export class PlacesInQueue {
  readonly #told = new Map<string, Told>();
  readonly #say: (row: JobRow, ahead: number) => Promise<void>;

  /** `say` never rejects. */
  constructor(say: (row: JobRow, ahead: number) => Promise<void>) {
    this.#say = say;
  }

  tell(waiting: readonly JobRow[], running: readonly JobRow[]): void {
    for (const [id, ahead] of importsAhead(waiting, running)) {
      const before = this.#told.get(id);
      if (before?.ahead === ahead) continue;
      const row = waiting.find(job => job.id === id)!;
      this.#told.set(id, { ahead, said: this.#sayAfter(before, row, ahead) });
    }
  }

  /** The job waits no longer; resolves when what it was told is said. */
  leave(id: string): Promise<void> {
    const told = this.#told.get(id);
    this.#told.delete(id);
    return told?.said ?? Promise.resolve();
  }

  async #sayAfter(before: Told | undefined, row: JobRow, ahead: number): Promise<void> {
    await before?.said;
    await this.#say(row, ahead);
  }
}
