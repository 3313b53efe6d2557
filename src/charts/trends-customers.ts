/** Customers who ordered in each month or week: those who came back and those who were new, and what an order was worth. */
import { lastWhole, type Trends } from '../core/insight/trends.ts';
import { count, counted, money, moneyFormat, percent } from '../core/words/numbers.ts';
import { periodInSentence, periodWords } from '../core/words/periods.ts';
import type { ChartBuilder, ChartJson } from './chart.ts';
import { ACCENT, currencyOf, framed, numberAxis, SECOND_ACCENT } from './look.ts';
import { PALETTE } from './palette.ts';
import { fullBar, PERIOD_AXIS, periodBars } from './period-bars.ts';
import { periodLabels } from './period-labels.ts';

const HEIGHT = 460;
const NEW = PALETTE[3];

export const trendsCustomers: ChartBuilder = ({ report }) => {
  const trends = report.insight?.trends;
  if (trends === undefined) return null;
  const currency = currencyOf(report);
  const { unit, periods } = trends;
  const unfinished = periods.some(({ complete }) => !complete);
  return framed({
    id: 'trends-customers',
    title: title(trends),
    subtitle: `Customers who ordered in the ${unit}; average order value on the right.${unfinished ? ` Pale: the ${unit} is not complete.` : ''}`,
    altText: altText(trends, currency),
    height: HEIGHT,
    type: 'bar',
    data: {
      labels: periodLabels(
        unit,
        periods.map(({ start }) => start),
      ),
      datasets: datasets(trends),
    },
    options: {
      scales: {
        x: PERIOD_AXIS,
        y: {
          ...numberAxis({ precision: 0, format: { notation: 'compact', maximumSignificantDigits: 3 } }),
          stacked: true,
          grace: '8%',
        },
        value: {
          ...numberAxis({ format: moneyFormat(currency) }),
          position: 'right',
          grid: { display: false },
          grace: '25%',
        },
      },
    },
    attachments: { legendBar: fullBar(periods) },
  });
};

const datasets = ({ periods }: Trends): readonly ChartJson[] => {
  const bars = (label: string, colour: string, values: readonly number[]): ChartJson => ({
    ...periodBars(periods, { label, colour, values }),
    type: 'bar',
    yAxisID: 'y',
    order: 2,
  });
  return [
    bars(
      'Came back',
      ACCENT,
      periods.map(({ activeCustomers, newCustomers }) => activeCustomers - newCustomers),
    ),
    bars(
      'First order',
      NEW,
      periods.map(({ newCustomers }) => newCustomers),
    ),
    {
      type: 'line',
      label: 'Average order value (right axis)',
      data: periods.map(({ averageOrderValue }) => averageOrderValue),
      yAxisID: 'value',
      order: 1,
      spanGaps: true,
      borderColor: SECOND_ACCENT,
      backgroundColor: SECOND_ACCENT,
      borderWidth: 2.5,
      pointStyle: 'circle',
      pointRadius: periods.length > 24 ? 2 : 4,
    },
  ];
};

const title = (trends: Trends): string => {
  const [last] = lastWhole(trends).slice(-1);
  const shown = last ?? trends.periods.at(-1)!;
  const back = shown.activeCustomers - shown.newCustomers;
  const share = shown.activeCustomers === 0 ? 0 : back / shown.activeCustomers;
  return `${counted(shown.activeCustomers, 'customer')} ordered in ${periodInSentence(trends.unit, shown.start)}, ${percent(share)} had ordered before`;
};

const SPOKEN_PERIODS = 6;

const altText = ({ unit, periods }: Trends, currency: string | null): string => {
  const shown = periods
    .slice(-SPOKEN_PERIODS)
    .map(
      ({ start, activeCustomers, newCustomers, averageOrderValue: value }) =>
        `${periodWords(unit, start)} ${counted(activeCustomers, 'customer')}, ${count(newCustomers)} new${value === null ? '' : `, ${money(value, currency)} per order`}`,
    );
  return `Bars of customers who ordered in ${counted(periods.length, unit)}, and a line of the average order value. The last ones: ${shown.join('; ')}.`;
};
