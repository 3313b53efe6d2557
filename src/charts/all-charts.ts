/** The charts of a report, in the order in which people read them. A new chart is one file and one line here. */
import type { Chart, ChartBuilder, ChartInput } from './chart.ts';
import { choosingK } from './choosing-k.ts';
import { months } from './months.ts';
import { movementFlow } from './movement.ts';
import { recencyFrequency } from './recency-frequency.ts';
import { segmentMap } from './segment-map.ts';
import { segmentProfiles } from './segment-profiles.ts';
import { segmentSizes } from './segment-sizes.ts';

const BUILDERS: readonly ChartBuilder[] = [
  segmentSizes,
  segmentMap,
  segmentProfiles,
  recencyFrequency,
  months,
  choosingK,
  movementFlow,
];

/** All charts that the report has something to draw for. */
export const buildCharts = (input: ChartInput): readonly Chart[] =>
  BUILDERS.map(build => build(input)).filter(chart => chart !== null);
