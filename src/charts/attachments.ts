/**
 * What a chart needs beyond plain Chart.js, as plain JSON in `options.plugins.tranche`. The local renderer turns it into
 * callbacks and a plugin; any other Chart.js ignores it, which is why each chart must also read without it (legend,
 * axis titles). A new kind of label is one row in `PAINTERS`.
 */
import { type ChartConfiguration, type Chart as ChartJs, defaults, type Plugin, type Scale } from 'chart.js';
import type { ChartJson } from './chart.ts';
import { type BarLabels, paintBarLabels } from './paint-bar-labels.ts';
import { type Flow, paintFlow } from './paint-flow.ts';
import { type Guide, paintGuide } from './paint-guide.ts';
import { type MapLabels, paintMapLabels } from './paint-map-labels.ts';
import { type PointLabels, paintPointLabels } from './paint-point-labels.ts';

export interface AxisTick {
  readonly value: number;
  readonly label: string;
}

type Labels = BarLabels | PointLabels | MapLabels | Guide | Flow;

export interface Attachments {
  /** What the labels say better: 'legend', or the id of an axis. */
  readonly hide?: readonly string[];
  /** Indexes of datasets that have no place in the legend. */
  readonly unlisted?: readonly number[];
  /** Place of the bar whose colours the legend shows; else it is the first one, which may be paler than the others. */
  readonly legendBar?: number;
  /** Ticks with their text by the id of the axis, in place of those that Chart.js would choose. */
  readonly ticks?: { readonly [axis: string]: readonly AxisTick[] };
  readonly labels?: readonly Labels[];
}

const PAINTERS = {
  bars: paintBarLabels,
  points: paintPointLabels,
  map: paintMapLabels,
  guide: paintGuide,
  flow: paintFlow,
} as const satisfies { [K in Labels['kind']]: (chart: ChartJs, labels: Extract<Labels, { kind: K }>) => void };

interface Options {
  readonly scales?: { readonly [axis: string]: ChartJson & { readonly ticks?: ChartJson } };
  readonly plugins?: { readonly legend?: ChartJson; readonly tranche?: Attachments } & ChartJson;
}

/** A Chart.js configuration with the functions that the attachments of `config` name; `config` stays as it is. */
export function withAttachments(config: ChartJson): ChartConfiguration {
  const { options, ...rest } = structuredClone(config) as { options?: Options } & ChartJson;
  const { hide = [], unlisted = [], legendBar = 0, ticks = {}, labels = [] } = options?.plugins?.tranche ?? {};
  const scales = Object.entries(options?.scales ?? {}).map(([axis, scale]) => {
    const shown = hide.includes(axis) ? { ...scale, display: false } : scale;
    const fixed = ticks[axis];
    return [axis, fixed === undefined ? shown : { ...shown, ...fixedTicks(fixed, scale.ticks) }];
  });
  const given = options?.plugins?.legend as { labels?: ChartJson } | undefined;
  const labelled = {
    ...given?.labels,
    filter: ({ datasetIndex }: { datasetIndex: number }) => !unlisted.includes(datasetIndex),
    generateLabels: legendItems(legendBar),
  };
  const legend = { ...given, labels: labelled, ...(hide.includes('legend') ? { display: false } : {}) };
  return {
    ...rest,
    options: { ...options, scales: Object.fromEntries(scales), plugins: { ...options?.plugins, legend } },
    plugins: [WHITE_GROUND, labelPlugin(labels)],
  } as unknown as ChartConfiguration;
}

const legendItems = (bar: number) => (chart: ChartJs) =>
  defaults.plugins.legend.labels.generateLabels(chart).map(item => {
    const colours = chart.data.datasets[item.datasetIndex!]!.backgroundColor;
    return Array.isArray(colours) ? { ...item, fillStyle: colours[bar] as string } : item;
  });

function fixedTicks(fixed: readonly AxisTick[], ticks: ChartJson | undefined) {
  const text = new Map(fixed.map(tick => [tick.value, tick.label]));
  return {
    afterBuildTicks: (scale: Scale) => {
      const inside = ({ value }: AxisTick) => value >= scale.min && value <= scale.max;
      scale.ticks = fixed.filter(inside).map(({ value }) => ({ value }));
    },
    ticks: {
      ...ticks,
      autoSkip: false,
      maxTicksLimit: fixed.length,
      callback: (value: number) => text.get(value) ?? '',
    },
  };
}

/** A PNG without ground would be unreadable in a dark chat window. */
const WHITE_GROUND: Plugin = {
  id: 'white-ground',
  beforeDraw: ({ ctx, width, height }) => {
    ctx.save();
    ctx.fillStyle = '#FFFFFF';
    ctx.fillRect(0, 0, width, height);
    ctx.restore();
  },
};

/** Guides lie under the data, everything else above it. */
const labelPlugin = (labels: readonly Labels[]): Plugin => ({
  id: 'tranche-labels',
  beforeDatasetsDraw: chart =>
    paint(
      chart,
      labels.filter(({ kind }) => kind === 'guide'),
    ),
  afterDatasetsDraw: chart =>
    paint(
      chart,
      labels.filter(({ kind }) => kind !== 'guide'),
    ),
});

function paint(chart: ChartJs, labels: readonly Labels[]): void {
  for (const each of labels) {
    chart.ctx.save();
    // The table's type ties each painter to its kind; TypeScript cannot follow that through the lookup.
    (PAINTERS[each.kind] as (chart: ChartJs, labels: Labels) => void)(chart, each);
    chart.ctx.restore();
  }
}
