/** The charts of what a report holds beyond segments, in the order of its topics. A new chart is one file and one line here. */
import { behaviourChannels } from './behaviour-channels.ts';
import { behaviourRhythm } from './behaviour-rhythm.ts';
import { behaviourWeek } from './behaviour-week.ts';
import { budgetBubbles } from './budget-bubbles.ts';
import { budgetShares } from './budget-shares.ts';
import type { Chart, ChartBuilder, ChartInput } from './chart.ts';
import { concentrationLorenz } from './concentration-lorenz.ts';
import { quartersBySegment } from './quarters-by-segment.ts';
import { retentionCohorts } from './retention-cohorts.ts';
import { retentionRepeat } from './retention-repeat.ts';
import { trendsCustomers } from './trends-customers.ts';
import { trendsSegments } from './trends-segments.ts';

const BUILDERS: readonly ChartBuilder[] = [
  trendsSegments,
  trendsCustomers,
  behaviourRhythm,
  behaviourWeek,
  behaviourChannels,
  retentionCohorts,
  retentionRepeat,
  concentrationLorenz,
  budgetShares,
  budgetBubbles,
  quartersBySegment,
];

/** All charts that the report's topics have something to draw for. */
export const buildInsightCharts = (input: ChartInput): readonly Chart[] =>
  BUILDERS.map(build => build(input)).filter(chart => chart !== null);
