/** Revenue by quarter, stacked by the segments that the customers are in today. */
import { quarterName } from '../core/investor/quarters-chapter.ts';
import { money, percent } from '../core/words/numbers.ts';
import type { ChartBuilder } from './chart.ts';
import { currencyOf, framed } from './look.ts';
import { segmentBars, stackedScales } from './trends-segments.ts';

const HEIGHT = 330;

export const quartersBySegment: ChartBuilder = ({ report }) => {
  const quarters = report.insight?.investor?.quarters;
  if (quarters === undefined) return null;
  const currency = currencyOf(report);
  const last = quarters.findLast(({ complete }) => complete) ?? quarters.at(-1)!;
  const growth =
    last.changeOnYear === null
      ? ''
      : `, ${last.changeOnYear < 0 ? '−' : '+'}${percent(Math.abs(last.changeOnYear))} on the year before`;
  const unfinished = quarters.some(({ complete }) => !complete) ? ' Pale: the quarter is not complete.' : '';
  return framed({
    id: 'quarters-by-segment',
    title: `${quarterName(last)}: ${money(last.revenue, currency)} revenue${growth}`,
    subtitle: `Revenue by quarter${report.segments.length > 0 ? ', by the segments of today' : ''}.${unfinished}`,
    altText: `Bars of revenue by quarter: ${quarters.map(quarter => `${quarterName(quarter)} ${money(quarter.revenue, currency)}`).join('; ')}.`,
    height: HEIGHT,
    type: 'bar',
    data: { labels: quarters.map(quarterName), datasets: segmentBars(report, quarters) },
    options: { scales: stackedScales(currency) },
    attachments: {},
  });
};
