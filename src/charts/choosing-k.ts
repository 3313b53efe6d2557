/** Why this many segments: how tight they are (inertia) and how well apart (silhouette) for each number of them. */
import type { ClusterQuality, SegmentReport } from '../core/report.ts';
import { compact } from '../core/words/numbers.ts';
import type { ChartBuilder, ChartJson } from './chart.ts';
import { ACCENT, AXIS_LINE, axisTitle, font, framed, INK, LABEL_SIZE, numberAxis, SECOND_ACCENT } from './look.ts';

const HEIGHT = 540;

export const choosingK: ChartBuilder = ({ report }) => {
  const quality = [...report.quality].sort((a, b) => a.k - b.k);
  if (quality.length === 0) return null;
  const chosen = quality.findIndex(({ k }) => k === report.choice?.k);
  const inertia = quality.map(row => round(row.inertia));
  const silhouette = quality.map(row => round(row.silhouette));
  return framed({
    id: 'choosing-k',
    title: title(report),
    subtitle:
      'Upper curve: distance of customers to the middle of their segment; look for the bend. Lower curve: how clearly segments stand apart; higher is better.',
    altText: altText(report, quality),
    height: HEIGHT,
    type: 'line',
    data: {
      labels: quality.map(({ k }) => String(k)),
      datasets: [
        { label: 'Inertia (lower is tighter)', data: inertia, yAxisID: 'y', ...curve(ACCENT, chosen, quality.length) },
        {
          label: 'Silhouette (higher is better)',
          data: silhouette,
          yAxisID: 'y2',
          ...curve(SECOND_ACCENT, chosen, quality.length),
        },
      ],
    },
    options: { scales: scales(silhouette) },
    attachments: {
      hide: ['legend'],
      labels: [
        ...(chosen < 0 ? [] : [guide(report, chosen)]),
        { kind: 'points', dataset: 0, texts: inertia.map(compact), colour: ACCENT, strong: chosen },
        {
          kind: 'points',
          dataset: 1,
          texts: silhouette.map(value => value.toFixed(2)),
          colour: '#A84700',
          strong: chosen,
        },
      ],
    },
  });
};

const guide = (report: SegmentReport, at: number) =>
  ({ kind: 'guide', axis: 'x', at, text: `${report.choice!.k} segments`, dashed: true, colour: AXIS_LINE }) as const;

const curve = (colour: string, chosen: number, length: number): ChartJson => ({
  borderColor: colour,
  borderWidth: 2.5,
  backgroundColor: colour,
  pointBackgroundColor: Array.from({ length }, (_, index) => (index === chosen ? colour : '#FFFFFF')),
  pointBorderColor: colour,
  pointBorderWidth: 2,
  pointRadius: Array.from({ length }, (_, index) => (index === chosen ? 8 : 4)),
  clip: false,
});

/** Two panels, one above the other, over the same k: two scales in one panel would suggest that the curves cross. */
function scales(silhouette: readonly number[]): ChartJson {
  const panel = { stack: 'panels', offset: true };
  return {
    x: {
      offset: true,
      grid: { display: false },
      border: { color: AXIS_LINE },
      ticks: { color: INK, font: font(LABEL_SIZE) },
      title: axisTitle('Number of segments (k)'),
    },
    y2: {
      ...numberAxis({ maxTicksLimit: 4, format: { maximumFractionDigits: 2 } }),
      ...panel,
      stackWeight: 2,
      title: axisTitle('Silhouette'),
      suggestedMax: Math.max(0.1, ...silhouette) * 1.25,
    },
    y: {
      ...numberAxis({ format: { notation: 'compact', maximumSignificantDigits: 3 } }),
      ...panel,
      stackWeight: 3,
      grace: '12%',
      title: axisTitle('Inertia'),
    },
  };
}

const round = (value: number): number => Number(value.toPrecision(6));

function title({ choice, run }: SegmentReport): string {
  if (choice === null) return 'How many segments?';
  const asked = typeof run.settings.k === 'number';
  return asked ? `${choice.k} segments, as asked` : `${choice.k} segments: more would add little`;
}

function altText({ choice }: SegmentReport, quality: readonly ClusterQuality[]): string {
  const rows = quality.map(row => `k ${row.k}: ${compact(row.inertia)} and ${row.silhouette.toFixed(2)}`);
  const chosen = choice === null ? '' : ` Chosen: ${choice.k}. ${choice.why}`;
  return `Two curves over the number of segments, inertia and silhouette. ${rows.join('; ')}.${chosen}`;
}
