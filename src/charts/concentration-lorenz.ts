/** Lorenz curve: the share of the revenue that the smallest customers bring together, against everybody spending the same. */
import type { Concentration } from '../core/insight/concentration.ts';
import { concentrationSentences, giniText } from '../core/words/concentration.ts';
import { percent } from '../core/words/numbers.ts';
import type { ChartBuilder, ChartJson } from './chart.ts';
import { ACCENT, AXIS_LINE, axisTitle, framed, INK, percentAxis, SECOND_ACCENT } from './look.ts';

const HEIGHT = 560;
const POINT_RADIUS = 6;

export const concentrationLorenz: ChartBuilder = ({ report }) => {
  const concentration = report.insight?.concentration;
  if (concentration === undefined || concentration.gini === null) return null;
  const { top } = concentration;
  return framed({
    id: 'concentration-lorenz',
    title: title(concentration),
    subtitle: 'The further the curve sags below the dashed line, the more hangs on few customers.',
    altText: altText(concentration),
    height: HEIGHT,
    type: 'scatter',
    data: { datasets: datasets(concentration) },
    options: {
      scales: {
        x: { ...shareAxis(), title: axisTitle('Share of customers, smallest spenders first') },
        y: { ...shareAxis(), title: axisTitle('Their share of the revenue') },
      },
    },
    attachments: {
      labels: [
        {
          kind: 'points',
          dataset: 0,
          texts: top.map(share => `Best ${share.percent}% bring ${percent(share.revenueShare)}`),
          colour: INK,
          strong: null,
          isBefore: true,
        },
      ],
    },
  });
};

const shareAxis = (): ChartJson => ({
  ...percentAxis(),
  min: 0,
  max: 1,
});

const rounded = (share: number): number => Math.round(share * 1e5) / 1e5;

/** The first dataset is drawn last, on top. */
const datasets = ({ customers, top, curve }: Concentration): readonly ChartJson[] => [
  {
    label: `Without the best ${top.map(share => `${share.percent}%`).join(', ')} of customers`,
    data: top.map(share => ({ x: rounded(1 - share.customers / customers), y: rounded(1 - share.revenueShare) })),
    pointRadius: POINT_RADIUS,
    backgroundColor: SECOND_ACCENT,
    borderColor: '#FFFFFF',
    borderWidth: 2,
    clip: false,
  },
  {
    ...LINE,
    label: 'Revenue of these customers',
    data: curve.map(({ customerShare, revenueShare }) => ({ x: rounded(customerShare), y: rounded(revenueShare) })),
    borderColor: ACCENT,
    backgroundColor: ACCENT,
    borderWidth: 3,
  },
  {
    ...LINE,
    label: 'If everybody spent the same',
    data: [
      { x: 0, y: 0 },
      { x: 1, y: 1 },
    ],
    borderColor: AXIS_LINE,
    backgroundColor: AXIS_LINE,
    borderWidth: 2,
    borderDash: [6, 5],
  },
];

const LINE = { showLine: true, pointRadius: 0, pointStyle: 'line', clip: false } as const;

const title = ({ gini, half }: Concentration): string =>
  `Half of the revenue comes from ${percent(half!.customerShare)} of customers; Gini ${giniText(gini!)}`;

const altText = (concentration: Concentration): string => {
  const shares = concentration.top.map(share => `best ${share.percent}% ${percent(share.revenueShare)}`);
  return `Lorenz curve of revenue over customers. ${concentrationSentences(concentration, percent).join(' ')} Shares of revenue: ${shares.join(', ')}.`;
};
