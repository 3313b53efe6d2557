/** The investor pack as a PDF file that can be printed: chapters with their charts and what their figures mean. */
import type { Chart } from '../../charts/chart.ts';
import type { ChapterCharts } from '../../charts/investor-charts.ts';
import { QUIET } from '../../charts/look.ts';
import type { Pack, PackChapter } from '../../core/investor/document.ts';
import { chartHeight, placeChart } from './chart.ts';
import { CONTENT_WIDTH, PageFlow } from './page-flow.ts';
import { placeTable } from './table.ts';
import { BODY, drawText, HEADING, linesOf, SMALL, TABLE_TITLE, TITLE, type Type } from './type.ts';

/** A chapter begins on a new page where less than this is left beside its first chart: heading, a table, a few lines. */
const CHAPTER_ROOM = 200;
const BETWEEN = 26;

export const investorPdf = (pack: Pack, charts: ChapterCharts): Uint8Array => {
  const flow = new PageFlow();
  placeText(flow, pack.title, TITLE);
  flow.space(6);
  for (const [label, value] of pack.facts) placeFact(flow, label, value);
  flow.space(14);
  for (const [place, chapter] of pack.chapters.entries()) {
    const own = charts[chapter.id] ?? [];
    const [first] = own;
    // The first page stands for itself.
    if (place === 1 || flow.room < CHAPTER_ROOM + (first ? chartHeight(first) : 0)) flow.turn();
    else if (place > 0) flow.space(BETWEEN);
    placeChapter(flow, chapter, own);
  }
  return flow.toPdf(pack.title, `Run ${pack.run} · made by Tranche from aggregates; no personal data`);
};

const placeChapter = (
  flow: PageFlow,
  { title, tables, definitions, notes }: PackChapter,
  charts: readonly Chart[],
): void => {
  placeText(flow, title, HEADING);
  flow.space(6);
  for (const chart of charts) placeChart(flow, chart);
  for (const table of tables) placeTable(flow, table);
  for (const note of notes) placeText(flow, `· ${note}`, SMALL, QUIET);
  if (definitions.length === 0) return;
  flow.space(8);
  placeText(flow, 'Definitions', TABLE_TITLE);
  for (const definition of definitions) placeText(flow, `${definition.title}: ${definition.text}`, SMALL, QUIET);
};

const placeText = (flow: PageFlow, text: string, type: Type, colour?: string): void => {
  for (const line of linesOf(text, type, CONTENT_WIDTH))
    flow.place(type.leading, ink => drawText(ink, line, { x: 0, y: 0, type, ...(colour ? { colour } : {}) }));
};

const LABEL_WIDTH = 70;

const placeFact = (flow: PageFlow, label: string, value: string): void => {
  for (const [place, line] of linesOf(value, BODY, CONTENT_WIDTH - LABEL_WIDTH).entries())
    flow.place(BODY.leading, ink => {
      if (place === 0) drawText(ink, label, { x: 0, y: 0, type: BODY, colour: QUIET });
      drawText(ink, line, { x: LABEL_WIDTH, y: 0, type: BODY });
    });
};
