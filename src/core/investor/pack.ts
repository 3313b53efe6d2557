/** The chapters of the investor pack put together, with what their figures mean. */
import type { SegmentReport } from '../report.ts';
import { dayWords } from '../words/dates.ts';
import { concentrationChapter } from './concentration-chapter.ts';
import { type Definition, definitionOf, type Figure } from './definitions.ts';
import type { Chapter, Pack, PackInput } from './document.ts';
import { overviewChapter } from './overview-chapter.ts';
import { quartersChapter } from './quarters-chapter.ts';
import { receiptChapter } from './receipt-chapter.ts';
import { cohortsChapter, repeatChapter } from './retention-chapters.ts';
import { bestSegmentChapter } from './segment-chapter.ts';

const CHAPTERS: readonly ((input: PackInput) => Chapter | null)[] = [
  overviewChapter,
  quartersChapter,
  bestSegmentChapter,
  repeatChapter,
  cohortsChapter,
  concentrationChapter,
  receiptChapter,
];

export const investorPack = (input: PackInput): Pack => {
  const { totals, run } = input.report;
  const chapters = CHAPTERS.map(build => build(input)).filter(chapter => chapter !== null);
  const meaning = (figure: Figure): Definition => definitionOf(figure, run.settings);
  return {
    title: 'Customer base: figures for investors',
    facts: factsOf(input.report),
    chapters: chapters.map(({ figures, ...chapter }) => ({
      ...chapter,
      definitions: figuresOf({ ...chapter, figures: figures ?? [] }).map(meaning),
    })),
    definitions: [...new Set(chapters.flatMap(figuresOf))].map(meaning),
    currency: totals.currency,
    run: run.id,
  };
};

/** Each once, in the order in which a reader meets them. */
const figuresOf = ({ tables, figures = [] }: Chapter): readonly Figure[] => {
  const columns = tables.flatMap(table => table.columns).flatMap(({ figure }) => figure ?? []);
  return [...new Set([...figures, ...columns])];
};

const factsOf = ({ source, totals, run }: SegmentReport): Pack['facts'] => [
  ['Orders', source.name],
  ['Period', `${dayWords(totals.firstOrder)} to ${dayWords(totals.lastOrder)}`],
  ['As of', `${dayWords(run.asOf)}, ${run.asOf.slice(11, 16)}`],
  ['Currency', totals.currency ?? 'The orders name none'],
  ['Run', `${run.id}: the same orders and settings give the same figures`],
];
