/**
 * The investor pack as a document that a workbook, a PDF file and the terminal are made of: the same figures in each. It
 * holds aggregates only.
 */
import type { Investor } from '../insight/investor.ts';
import type { SegmentReport } from '../report.ts';
import { type Definition, type Figure, titleOf } from './definitions.ts';

export type Cell =
  | { readonly kind: 'text'; readonly value: string }
  /** `null`: there is none, or none that could be claimed. Shares are fractions of 1. */
  | { readonly kind: 'money' | 'count' | 'decimal' | 'share' | 'change'; readonly value: number | null };

export const text = (value: string): Cell => ({ kind: 'text', value });
export const money = (value: number | null): Cell => ({ kind: 'money', value });
export const count = (value: number | null): Cell => ({ kind: 'count', value });
export const decimal = (value: number | null): Cell => ({ kind: 'decimal', value });
export const share = (value: number | null): Cell => ({ kind: 'share', value });
/** Of a figure against an earlier one, as a fraction with its sign. */
export const change = (value: number | null): Cell => ({ kind: 'change', value });

export interface Column {
  readonly title: string;
  /** What its cells are; `null` where they are names. */
  readonly figure: Figure | null;
}

export const named = (title: string): Column => ({ title, figure: null });
/** Headed by the figure's own title, unless another says more. */
export const column = (figure: Figure, title: string = titleOf(figure)): Column => ({ title, figure });

export interface PackTable {
  readonly title: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
  /** Cells from this column on are shaded by their share, as in a heat map. */
  readonly shadedFrom?: number;
  /** The last row is of all the others together. */
  readonly hasTotal?: boolean;
}

export interface Chapter {
  readonly id: 'overview' | 'quarters' | 'best-segment' | 'repeat' | 'cohorts' | 'concentration' | 'receipt';
  readonly title: string;
  readonly tables: readonly PackTable[];
  /** Figures that its columns do not name. */
  readonly figures?: readonly Figure[];
  readonly notes: readonly string[];
}

/** The files that the pack is given out as. */
export const INVESTOR_FILES = { pdf: 'investor.pdf', workbook: 'investor.xlsx' } as const;

export interface PackChapter extends Omit<Chapter, 'figures'> {
  readonly definitions: readonly Definition[];
}

export interface Pack {
  readonly title: string;
  /** Orders, period, as of, currency, run. */
  readonly facts: readonly (readonly [label: string, value: string])[];
  readonly chapters: readonly PackChapter[];
  /** Of all chapters, each once. */
  readonly definitions: readonly Definition[];
  readonly currency: string | null;
  readonly run: string;
}

/** What the chapters are made of. */
export interface PackInput {
  readonly report: SegmentReport;
  readonly investor: Investor;
}
