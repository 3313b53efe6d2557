/** What investors ask about a customer base: revenue by segment and quarter, whether customers come back, and how few carry it. */
import type { SegmentReport } from '../report.ts';
import type { Concentration } from './concentration.ts';
import type { Retention } from './retention.ts';
import { type Period, type PeriodRow, periodsOf, type TrendsInput } from './trends.ts';

/** A calendar quarter; its first day is `start`. */
export interface Quarter extends Period {
  /** Revenue against the same quarter of the year before, as a fraction; `null` unless both are complete. */
  readonly changeOnYear: number | null;
}

export interface Investor {
  readonly quarters: readonly Quarter[];
  readonly retention: Retention;
  readonly concentration: Concentration;
  /** Id of the segment with the largest revenue; `null` where there are none. */
  readonly bestSegment: string | null;
}

export interface InvestorInput extends Pick<TrendsInput, 'segments'>, Pick<Investor, 'retention' | 'concentration'> {
  readonly report: Pick<SegmentReport, 'totals' | 'segments'>;
  /** By quarter. */
  readonly rows: readonly PeriodRow[];
}

const QUARTERS_IN_YEAR = 4;

export const investorOf = ({ report, rows, segments, retention, concentration }: InvestorInput): Investor => {
  const periods = periodsOf('quarter', { rows, segments, totals: report.totals });
  return {
    quarters: periods.map((period, place) => ({
      ...period,
      changeOnYear: changeBetween(periods[place - QUARTERS_IN_YEAR], period),
    })),
    retention,
    concentration,
    bestSegment: report.segments[0]?.id ?? null,
  };
};

const changeBetween = (before: Period | undefined, now: Period): number | null =>
  before?.complete && now.complete && before.revenue > 0 ? now.revenue / before.revenue - 1 : null;
