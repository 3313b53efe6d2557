/** Revenue by month or week, stacked by the segments that the customers are in today. */
import { lastWhole, revenueChange, type Trends } from '../core/insight/trends.ts';
import type { SegmentReport } from '../core/report.ts';
import { counted, money, percent } from '../core/words/numbers.ts';
import { changeWords, periodInSentence, periodWords } from '../core/words/periods.ts';
import type { ChartBuilder } from './chart.ts';
import { currencyOf, framed } from './look.ts';
import { fullBar, segmentBars, stackedScales } from './period-bars.ts';
import { periodLabels } from './period-labels.ts';

const HEIGHT = 480;

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
