import { type Concentration, CURVE_POINTS, concentrationOf, TOP_PERCENTS } from '../../core/insight/concentration.ts';
import type { Look } from './read-insight.ts';

export const readConcentration = async ({ queries, report: { totals } }: Look): Promise<Concentration> =>
  concentrationOf(totals, await queries.concentration({ percents: TOP_PERCENTS, points: CURVE_POINTS }));
