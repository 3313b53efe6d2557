/** What is asked about a file before it is read. */
import type { Field } from '../../core/order-file.ts';
import type { DatasetName } from './datasets.ts';

/** Why it is asked which orders a file belongs to. */
export type PlaceReason =
  | { readonly because: 'several' | 'columns' | 'mapping' }
  | { readonly because: 'currency'; readonly file: readonly string[]; readonly stored: readonly string[] };

export type PlaceQuestion = PlaceReason & {
  /** Stands for the waiting file in buttons. */
  readonly id: string;
  readonly fileName: string;
  /** Those that it may belong to. */
  readonly datasets: readonly DatasetName[];
};

/** What a person could map the columns of a file to, and what was guessed. */
export interface MappingQuestion {
  /** Stands for the waiting file in buttons and modals. */
  readonly id: string;
  readonly fileName: string;
  /** Why it is asked, in words. */
  readonly problem: string;
  readonly columns: readonly string[];
  /** Three rows, each as long as `columns`. */
  readonly rows: readonly (readonly string[])[];
  /** 0-based column of every field that was found or guessed. */
  readonly guess: Readonly<Partial<Record<Field, number>>>;
  /** Set where day and month cannot be told apart. */
  readonly dates: { readonly examples: readonly string[]; readonly guess: 'dmy' | 'mdy' | 'ymd' } | null;
}

export interface CurrencyQuestion {
  /** Stands for the waiting file in buttons. */
  readonly id: string;
  readonly fileName: string;
  /** Why it is asked, in words. */
  readonly problem: string;
  /** One of them can be kept; those with the most rows. */
  readonly currencies: readonly string[];
}

export interface SheetQuestion {
  /** Stands for the waiting file in buttons. */
  readonly id: string;
  readonly fileName: string;
  /** Why it is asked, in words. */
  readonly problem: string;
  /** Names; one of them can be read. */
  readonly sheets: readonly string[];
}
