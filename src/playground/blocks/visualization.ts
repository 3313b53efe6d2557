/** Charts that Slack draws: `data_visualization`. */
import { add, all, byType, type Check, isRecord, list, number, object, oneOf, problem, string } from './check.ts';

const PER_MESSAGE = 2;
const SERIES = 6;
const POINTS = 20;
const label = string(20);
const axis = string(50);

const positive: Check = (value, at, found) => {
  number(value, at, found);
  if (typeof value === 'number' && value <= 0) problem(found, at, 'must be more than 0');
};

const pie = object({
  type: oneOf('pie'),
  segments: list(object({ label, value: positive }), 1, SERIES),
});

const series = object({ name: label, data: list(object({ label, value: number }), 1, POINTS) });

const ofSeries = (type: string): Check =>
  all(
    object({
      type: oneOf(type),
      series: list(series, 1, SERIES),
      axis_config: object({ categories: list(label, 1, POINTS) }, { x_label: axis, y_label: axis }),
    }),
    uniqueNames,
    onePointPerCategory,
  );

const records = (value: unknown): readonly Readonly<Record<string, unknown>>[] =>
  Array.isArray(value) ? value.filter(isRecord) : [];

const uniqueNames: Check = (value, at, found) => {
  const names = isRecord(value) ? records(value.series).map(({ name }) => name) : [];
  if (new Set(names).size < names.length) problem(found, `${at}/series`, 'names must be unique');
};

const onePointPerCategory: Check = (value, at, found) => {
  if (!isRecord(value) || !isRecord(value.axis_config) || !Array.isArray(value.axis_config.categories)) return;
  const categories = [...value.axis_config.categories].sort().join('\n');
  for (const [index, { data }] of records(value.series).entries()) {
    const labels = records(data).map(point => String(point.label));
    if (labels.sort().join('\n') !== categories)
      problem(found, `${at}/series/${index}/data`, 'must have exactly one point for each category');
  }
};

const fewCharts: Check = (_value, at, found) => {
  if (add(found.counts, 'data_visualization', 1) > PER_MESSAGE)
    problem(found, at, `no more than ${PER_MESSAGE} data_visualization blocks allowed`);
};

export const dataVisualization = (block: Readonly<Record<string, Check>>): Check =>
  all(
    object(
      {
        type: oneOf('data_visualization'),
        title: string(50),
        chart: byType({ pie, bar: ofSeries('bar'), line: ofSeries('line'), area: ofSeries('area') }),
      },
      block,
    ),
    fewCharts,
  );
