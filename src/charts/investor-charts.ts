/** The charts of the investor pack, by the chapter that they stand in. */
import type { Chapter } from '../core/investor/document.ts';
import type { SegmentReport } from '../core/report.ts';
import type { Chart, ChartBuilder } from './chart.ts';
import { concentrationLorenz } from './concentration-lorenz.ts';
import { quartersBySegment } from './quarters-by-segment.ts';
import { retentionRepeat } from './retention-repeat.ts';

export type ChapterCharts = Readonly<Partial<Record<Chapter['id'], readonly Chart[]>>>;

const BUILDERS: Readonly<Partial<Record<Chapter['id'], ChartBuilder>>> = {
  quarters: quartersBySegment,
  repeat: retentionRepeat,
  concentration: concentrationLorenz,
};

export const investorCharts = (report: SegmentReport): ChapterCharts => {
  const { investor, ...others } = report.insight ?? {};
  // What the pack holds of other topics is drawn as these are.
  const insight = {
    ...others,
    ...(investor && { investor, retention: investor.retention, concentration: investor.concentration }),
  };
  const input = { report: { ...report, insight }, points: [] };
  const charts = Object.entries(BUILDERS).map(([chapter, build]) => [chapter, build(input)] as const);
  return Object.fromEntries(charts.map(([chapter, chart]) => [chapter, chart === null ? [] : [chart]]));
};
