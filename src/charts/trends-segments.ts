/** Revenue by month or week, stacked by the segments that the customers are in today. */
import { lastWhole, type Period, revenueChange, type Trends } from '../core/insight/trends.ts';
import type { SegmentReport } from '../core/report.ts';
import { counted, money, moneyFormat, percent } from '../core/words/numbers.ts';
import { changeWords, periodInSentence, periodWords } from '../core/words/periods.ts';
import type { ChartBuilder, ChartJson } from './chart.ts';
import { ACCENT, currencyOf, font, framed, INK, LABEL_SIZE, numberAxis, segmentNames } from './look.ts';
import { segmentColours, tint } from './palette.ts';
import { periodLabels } from './period-labels.ts';

const HEIGHT = 480;
const FADED = 0.45;

export const trendsSegments: ChartBuilder = ({ report }) => {
  const trends = report.insight?.trends;
  if (trends === undefined) return null;
  const currency = currencyOf(report);
  const { unit, periods } = trends;
  const unfinished = periods.some(({ complete }) => !complete);
  return framed({
    id: 'trends-segments',
    title: title(trends, currency),
    subtitle: `Revenue by ${unit}${report.segments.length > 0 ? ', by the segments of today' : ''}.${unfinished ? ` Pale: the ${unit} is not complete.` : ''}`,
    altText: altText(report, trends, currency),
    height: HEIGHT,
    type: 'bar',
    data: {
      labels: periodLabels(
        unit,
        periods.map(({ start }) => start),
      ),
      datasets: segmentBars(report, periods),
    },
    options: { scales: stackedScales(currency) },
    attachments: { legendBar: fullBar(periods) },
  });
};

export const stackedScales = (currency: string | null): ChartJson => ({
  x: {
    stacked: true,
    grid: { display: false },
    ticks: { color: INK, font: font(LABEL_SIZE), autoSkip: false, maxRotation: 0 },
  },
  y: { ...numberAxis({ format: moneyFormat(currency) }), stacked: true },
});

const BARS = { categoryPercentage: 0.86, barPercentage: 0.9, maxBarThickness: 90, pointStyle: 'rectRounded' } as const;

/** The first bar that is not pale, for the legend. */
export const fullBar = (periods: readonly Period[]): number =>
  Math.max(
    0,
    periods.findIndex(({ complete }) => complete),
  );

export const segmentBars = ({ segments }: SegmentReport, periods: readonly Period[]): readonly ChartJson[] => {
  const bars = (label: string, colour: string, values: readonly number[]): ChartJson => ({
    label,
    data: values.map(value => Math.round(value * 100) / 100),
    backgroundColor: periods.map(({ complete }) => (complete ? colour : tint(colour, FADED))),
    ...BARS,
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

const title = (trends: Trends, currency: string | null): string => {
  const [before, last] = lastWhole(trends);
  const { unit } = trends;
  if (!before || !last)
    return `${money(
      trends.periods.reduce((sum, { revenue }) => sum + revenue, 0),
      currency,
    )} revenue in ${counted(trends.periods.length, unit)}`;
  const change = changeWords(revenueChange(before, last), percent);
  return `${capitalised(periodWords(unit, last.start))}: ${money(last.revenue, currency)} revenue, ${change} ${periodInSentence(unit, before.start)}`;
};

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const SPOKEN_PERIODS = 6;

const altText = ({ segments }: SegmentReport, { unit, periods }: Trends, currency: string | null): string => {
  const shown = periods.slice(-SPOKEN_PERIODS).map(({ start, revenue, complete }) => {
    const note = complete ? '' : ' (not complete)';
    return `${periodWords(unit, start)} ${money(revenue, currency)}${note}`;
  });
  const by = segments.length === 0 ? '' : ` stacked by ${counted(segments.length, 'segment')}`;
  return `Bars of revenue in ${counted(periods.length, unit)}${by}. The last ones: ${shown.join('; ')}.`;
};
