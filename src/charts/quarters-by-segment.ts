/** Revenue by quarter, stacked by the segments that the customers are in today. */
import type { Quarter } from '../core/insight/investor.ts';
import { quarterName } from '../core/investor/quarters-chapter.ts';
import type { SegmentReport } from '../core/report.ts';
import { counted, money, percent } from '../core/words/numbers.ts';
import type { ChartBuilder } from './chart.ts';
import { currencyOf, framed } from './look.ts';
import { fullBar, segmentBars, stackedScales } from './period-bars.ts';

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
    altText: altText(report, quarters, currency),
    height: HEIGHT,
    type: 'bar',
    data: { labels: labelsOf(quarters), datasets: segmentBars(report, quarters) },
    options: { scales: stackedScales(currency) },
    attachments: { legendBar: fullBar(quarters) },
  });
};

/** "Q4" over "2010"; the year where it begins. */
const labelsOf = (quarters: readonly Quarter[]): readonly (readonly string[])[] =>
  quarters.map((quarter, place) => {
    const [name, year] = quarterName(quarter).split(' ') as [string, string];
    return name === 'Q1' || place === 0 ? [name, year] : [name];
  });

const SPOKEN_QUARTERS = 8;

const altText = ({ segments }: SegmentReport, quarters: readonly Quarter[], currency: string | null): string => {
  const shown = quarters.slice(-SPOKEN_QUARTERS).map(quarter => {
    const note = quarter.complete ? '' : ' (not complete)';
    return `${quarterName(quarter)} ${money(quarter.revenue, currency)}${note}`;
  });
  const by = segments.length === 0 ? '' : ` stacked by ${counted(segments.length, 'segment')}`;
  return `Bars of revenue in ${counted(quarters.length, 'quarter')}${by}. The last ones: ${shown.join('; ')}.`;
};
