/** Cells in shades of one colour: bars of height 1 that stand on each other, which any renderer draws without a plugin. */
import type { ChartJson } from './chart.ts';
import { ACCENT, axisTitle, font, INK, LABEL_SIZE } from './look.ts';
import { tint } from './palette.ts';

/** From few to many. */
const SHADES = [0.06, 0.22, 0.42, 0.66, 1].map(amount => tint(ACCENT, amount));
const EMPTY_CELL = '#F3F4F6';

/** Datasets before those of the cells. */
export const LEGEND_ENTRIES = SHADES.length;

/**
 * Each shade covers a fifth of this root of the largest value: 1 where values are compared as they are, 2 where most are
 * small, less than 1 where all are large.
 */
export const shadeOf = (count: number, largest: number, root = 2): string => {
  if (count === 0) return EMPTY_CELL;
  const step = Math.ceil((count / largest) ** (1 / root) * SHADES.length) - 1;
  return SHADES[Math.max(0, step)]!;
};

/** Datasets without data, for the legend of renderers that cannot write into the cells; `from` and `to` are whole numbers. */
export const shadeLegend = (
  labelOf: (from: number, to: number) => string,
  largest: number,
  root = 2,
): readonly ChartJson[] => {
  const upTo = (step: number) => Math.floor(largest * ((step + 1) / SHADES.length) ** root);
  return SHADES.map((backgroundColor, step) => ({
    label: labelOf(step === 0 ? 1 : upTo(step - 1) + 1, upTo(step)),
    data: [],
    stack: 'cells',
    backgroundColor,
  }));
};

/** A row of cells; the rows stand in the order of their datasets, from below. */
export const cellRow = (colours: readonly string[], gap = 2): ChartJson => ({
  // The legend explains the shades: a row has neither a symbol nor a word there.
  label: '',
  pointStyle: false,
  data: colours.map(() => 1),
  stack: 'cells',
  backgroundColor: colours,
  borderColor: '#FFFFFF',
  borderWidth: gap,
  borderSkipped: false,
  barPercentage: 1,
  categoryPercentage: 1,
});

interface Axes {
  /** From above. */
  readonly rows: readonly (string | readonly string[])[];
  readonly rowsTitle?: string;
  readonly columnsTitle?: string;
  readonly columns?: ChartJson;
}

const PLAIN = { grid: { display: false }, border: { display: false } } as const;

/** The rows are named by an axis of their own: the one that the bars stand on counts them. */
export const heatScales = ({ rows, rowsTitle, columnsTitle, columns = {} }: Axes): ChartJson => ({
  x: {
    ...PLAIN,
    stacked: true,
    ticks: { color: INK, font: font(LABEL_SIZE), ...columns },
    ...(columnsTitle === undefined ? {} : { title: axisTitle(columnsTitle) }),
  },
  y: { ...PLAIN, stacked: true, display: false, min: 0, max: rows.length },
  rows: {
    ...PLAIN,
    type: 'category',
    axis: 'y',
    position: 'left',
    offset: true,
    labels: rows,
    ticks: { color: INK, font: font(LABEL_SIZE), autoSkip: false },
    ...(rowsTitle === undefined ? {} : { title: axisTitle(rowsTitle) }),
  },
});
