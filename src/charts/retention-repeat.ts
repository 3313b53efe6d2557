/** Repeat purchases over time: of all customers so far, and of the new ones of each month within the same time. */
import { REORDER_DAYS, type Retention, SMALLEST_COHORT } from '../core/insight/retention.ts';
import { monthAndYear } from '../core/words/dates.ts';
import { count, counted, percent } from '../core/words/numbers.ts';
import type { ChartBuilder, ChartJson } from './chart.ts';
import { ACCENT, font, framed, INK, LABEL_SIZE, percentAxis, SECOND_ACCENT } from './look.ts';
import { periodLabels } from './period-labels.ts';

const HEIGHT = 440;
/** More points than this are drawn small. */
const MANY = 24;

export const retentionRepeat: ChartBuilder = ({ report }) => {
  const retention = report.insight?.retention;
  if (retention === undefined) return null;
  const { repeat, cohorts } = retention;
  const overall = repeat.map(({ repeatPurchaseRate }) => repeatPurchaseRate);
  if (overall.filter(rate => rate !== null).length < 2) return null;
  const rates = new Map(cohorts.map(({ start, reorderRate }) => [start, reorderRate]));
  const soon = repeat.map(({ start }) => rates.get(start) ?? null);
  return framed({
    id: 'retention-repeat',
    title: title(retention),
    subtitle: subtitle(retention),
    altText: altText(retention, soon),
    height: HEIGHT,
    type: 'line',
    data: {
      labels: periodLabels(
        'month',
        repeat.map(({ start }) => start),
      ),
      datasets: [
        line('All customers until the end of the month', ACCENT, overall),
        ...(soon.some(rate => rate !== null)
          ? [line(`New customers of the month, within ${REORDER_DAYS} days`, SECOND_ACCENT, soon)]
          : []),
      ],
    },
    options: {
      scales: {
        x: {
          offset: true,
          grid: { display: false },
          ticks: { color: INK, font: font(LABEL_SIZE), autoSkip: false, maxRotation: 0 },
        },
        y: { ...percentAxis(), min: 0, suggestedMax: 0.5 },
      },
    },
    attachments: {},
  });
};

const line = (label: string, colour: string, rates: readonly (number | null)[]): ChartJson => ({
  label,
  data: rates.map(rate => rate && Math.round(rate * 1e4) / 1e4),
  spanGaps: true,
  borderColor: colour,
  backgroundColor: colour,
  borderWidth: 2.5,
  pointStyle: 'circle',
  pointRadius: rates.length > MANY ? 2 : 4,
});

const title = ({ repeat }: Retention): string => {
  const last = repeat.at(-1)!;
  return `${percent(last.repeatPurchaseRate!)} of ${counted(last.customers, 'customer')} so far ordered more than once`;
};

const subtitle = ({ lastMonth, cohorts }: Retention): string =>
  `The share of all customers grows by itself with time; what new ones do within ${REORDER_DAYS} days can be compared.` +
  (cohorts.some(({ retention }) => retention === null) ? ` Fewer than ${SMALLEST_COHORT} new ones have no dot.` : '') +
  (lastMonth.complete ? '' : ` ${monthAndYear(lastMonth.start)} is not over.`);

const SPOKEN_MONTHS = 6;

const altText = (retention: Retention, soon: readonly (number | null)[]): string => {
  const spoken = retention.repeat
    .map(({ start, customers, repeatPurchaseRate: rate }, place) => ({ start, customers, rate, soon: soon[place] }))
    .slice(-SPOKEN_MONTHS)
    .map(({ start, customers, rate, soon: within }) => {
      const again = within == null ? '' : `, ${percent(within)} of the new ones within ${REORDER_DAYS} days`;
      return `${monthAndYear(start)} ${rate === null ? '–' : percent(rate)} of ${count(customers)}${again}`;
    });
  return `Line of the share of customers who ordered more than once, by month. ${title(retention)}. The last ones: ${spoken.join('; ')}.`;
};
