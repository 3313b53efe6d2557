/** Stacked bars of months, weeks or quarters: their axes, and how a period that is not complete looks. */
import type { Period } from '../core/insight/trends.ts';
import type { SegmentReport } from '../core/report.ts';
import { moneyFormat } from '../core/words/numbers.ts';
import type { ChartJson } from './chart.ts';
import { ACCENT, font, INK, LABEL_SIZE, numberAxis, segmentNames } from './look.ts';
import { segmentColours, tint } from './palette.ts';

const FADED = 0.45;

export const PERIOD_AXIS: ChartJson = {
  stacked: true,
  grid: { display: false },
  ticks: { color: INK, font: font(LABEL_SIZE), autoSkip: false, maxRotation: 0 },
};

export const stackedScales = (currency: string | null): ChartJson => ({
  x: PERIOD_AXIS,
  y: { ...numberAxis({ format: moneyFormat(currency) }), stacked: true },
});

const BARS = { categoryPercentage: 0.86, barPercentage: 0.9, maxBarThickness: 90, pointStyle: 'rectRounded' } as const;

/** The first bar that is not pale, for the legend. */
export const fullBar = (periods: readonly Period[]): number =>
  Math.max(
    0,
    periods.findIndex(({ complete }) => complete),
  );

interface PeriodBars {
  readonly label: string;
  readonly colour: string;
  /** One per period. */
  readonly values: readonly number[];
}

/** Bars of one kind, pale where the period is not complete. */
export const periodBars = (periods: readonly Period[], { label, colour, values }: PeriodBars): ChartJson => ({
  label,
  data: values,
  backgroundColor: periods.map(({ complete }) => (complete ? colour : tint(colour, FADED))),
  ...BARS,
});

/** Revenue of every segment, or of all customers where there are none. */
export const segmentBars = ({ segments }: SegmentReport, periods: readonly Period[]): readonly ChartJson[] => {
  const bars = (label: string, colour: string, values: readonly number[]): ChartJson =>
    periodBars(periods, {
      label,
      colour,
      values: values.map(value => Math.round(value * 100) / 100),
    });
  if (segments.length === 0)
    return [
      bars(
        'Revenue',
        ACCENT,
        periods.map(({ revenue }) => revenue),
      ),
    ];
  const colours = segmentColours(segments);
  return segmentNames(segments).map((name, place) =>
    bars(
      name,
      colours[place]!,
      periods.map(period => Math.max(0, period.segments[place]?.revenue ?? 0)),
    ),
  );
};
