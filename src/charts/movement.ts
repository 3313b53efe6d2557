/**
 * Where customers went between two days: a bar of RFM groups for each day and, where it is drawn here, the flow between
 * them. Any other Chart.js draws two stacked bars with a legend, which read without the flow.
 *
 * Tried instead: chartjs-chart-sankey 0.19.1 (MIT). It takes the colour of a flow from functions only, which plain JSON
 * has none of, and writes its labels over each other where groups are small.
 */
import { MOVEMENT_CHART, type Move, type Movement } from '../core/changes.ts';
import { sumOfMoves } from '../core/moved.ts';
import { isAlarming, type MovementMatrix, movementMatrix } from '../core/movement-matrix.ts';
import { RFM_GROUPS, type RfmGroupId } from '../core/rfm-groups.ts';
import { meaningOf } from '../core/standing.ts';
import { lastDayWords } from '../core/words/dates.ts';
import { fromName, groupName, toName } from '../core/words/movement.ts';
import { compact, count, counted, money } from '../core/words/numbers.ts';
import type { ChartBuilder } from './chart.ts';
import { currencyOf, font, framed, INK, LABEL_SIZE, LEGEND, numberAxis } from './look.ts';
import type { Flow, FlowBand } from './paint-flow.ts';
import { PALETTE, segmentColours } from './palette.ts';

const HEIGHT = 660;
/** For the key below the bars. */
const KEY_HEIGHT = 46;
const BAR_WIDTH = 18;

export const movementFlow: ChartBuilder = ({ report, movement }) => {
  if (!movement || movement.moves.length === 0) return null;
  const matrix = movementMatrix(movement);
  const nodes = nodesOf(matrix);
  const currency = currencyOf(report);
  return framed({
    id: MOVEMENT_CHART,
    title: title(movement, currency),
    subtitle: `Customers by RFM group, best at the top, from ${lastDayWords(movement.since)} to ${lastDayWords(movement.until)}.`,
    altText: altText(movement, matrix, currency),
    height: HEIGHT,
    type: 'bar',
    data: {
      labels: [lastDayWords(movement.since), lastDayWords(movement.until)],
      datasets: nodes.map(({ name, colour, before, now }) => ({
        label: name,
        data: [before, now],
        backgroundColor: colour,
        barThickness: BAR_WIDTH,
        pointStyle: 'rectRounded',
      })),
    },
    options: {
      // Datasets begin at the bottom, the legend reads from the best group on.
      plugins: { legend: { ...LEGEND, reverse: true } },
      layout: { padding: { top: 14, right: 20, bottom: KEY_HEIGHT, left: 20 } },
      scales: {
        x: {
          stacked: true,
          position: 'top',
          grid: { display: false },
          border: { display: false },
          ticks: { color: INK, font: font(LABEL_SIZE, 600) },
        },
        y: { ...numberAxis({ precision: 0 }), stacked: true, max: matrix.total.customers },
      },
    },
    attachments: { hide: ['legend', 'y'], labels: [flowOf(movement, nodes)] },
  });
};

interface Node {
  readonly place: RfmGroupId | 'joined' | 'gone';
  readonly name: string;
  readonly colour: string;
  readonly before: number;
  readonly now: number;
}

const COLOURS = segmentColours(RFM_GROUPS);
const OUTSIDE = '#9AA5B1';

/** Worst first: the first dataset lies at the bottom. */
const nodesOf = ({ rows, columns, totals }: MovementMatrix): readonly Node[] => {
  const before = (group: RfmGroupId | null): number => rows.find(({ from }) => from === group)?.total.customers ?? 0;
  const now = (group: RfmGroupId | null): number => totals[columns.indexOf(group)]?.customers ?? 0;
  const groups = RFM_GROUPS.map(({ id, name }, index) => ({
    place: id,
    name,
    colour: COLOURS[index]!,
    before: before(id),
    now: now(id),
  }));
  return [
    ...groups,
    { place: 'joined' as const, name: fromName(null), colour: OUTSIDE, before: before(null), now: 0 },
    { place: 'gone' as const, name: toName(null), colour: OUTSIDE, before: 0, now: now(null) },
  ]
    .filter(node => node.before + node.now > 0)
    .toReversed();
};

interface Look extends Omit<FlowBand, 'moves'> {
  readonly shows: (move: Move) => boolean;
}

/** The first that shows a move paints it; painted from the last to the first: whoever stayed is not the story. */
const LOOKS: readonly Look[] = [
  { colour: PALETTE[4], strength: 0.75, key: "Into At risk, Can't lose, Lost", shows: isAlarming },
  {
    colour: PALETTE[3],
    strength: 0.6,
    key: 'Slipping or quiet',
    shows: move => ['slipped', 'went-quiet'].includes(meaningOf(move)),
  },
  { colour: PALETTE[0], strength: 0.65, key: 'Came back', shows: move => meaningOf(move) === 'came-back' },
  { colour: PALETTE[1], strength: 0.4, key: 'New since', shows: move => meaningOf(move) === 'joined' },
  { colour: '#9AA5B1', strength: 0.5, key: null, shows: ({ from, to }) => from !== to },
  { colour: '#CBD2D9', strength: 0.4, key: null, shows: () => true },
];

const flowOf = ({ moves }: Movement, nodes: readonly Node[]): Flow => {
  const indexOf = (place: Node['place']): number => nodes.findIndex(node => node.place === place);
  const bands = LOOKS.map(look => ({
    colour: look.colour,
    strength: look.strength,
    key: look.key,
    moves: moves
      .filter(move => LOOKS.find(({ shows }) => shows(move)) === look)
      .map(({ from, to, customers }) => ({ from: indexOf(from ?? 'joined'), to: indexOf(to ?? 'gone'), customers })),
  }));
  const labels = nodes.map(({ name, before, now }) => ({ before: labelOf(name, before), now: labelOf(name, now) }));
  return { kind: 'flow', bands: bands.filter(band => band.moves.length > 0).toReversed(), labels };
};

const labelOf = (name: string, customers: number): string => (customers === 0 ? '' : `${name} · ${compact(customers)}`);

const title = ({ moves }: Movement, currency: string | null): string => {
  const { customers, revenue } = sumOfMoves(moves.filter(isAlarming));
  if (customers === 0) return 'Nobody is newly at risk or lost';
  return `${counted(customers, 'customer')} newly at risk or lost: ${money(revenue, currency)} spent so far`;
};

const NAMED_MOVES = 6;

const altText = (movement: Movement, matrix: MovementMatrix, currency: string | null): string => {
  const period = `${lastDayWords(movement.since)} to ${lastDayWords(movement.until)}`;
  const moved = movement.moves.filter(({ from, to }) => from !== to).toSorted((a, b) => b.customers - a.customers);
  const largest = moved.slice(0, NAMED_MOVES).map(moveWords);
  const groups = matrix.columns.flatMap((to, index) =>
    to === null ? [] : [`${groupName(to)} ${count(matrix.totals[index]!.customers)}`],
  );
  return (
    `Flow of ${counted(matrix.total.customers, 'customer')} between RFM groups, ${period}. ${title(movement, currency)}. ` +
    `Largest moves: ${largest.length === 0 ? 'none' : largest.join('; ')}. Now: ${groups.join(', ')}.`
  );
};

const moveWords = ({ from, to, customers }: Move): string => `${fromName(from)} to ${toName(to)} ${count(customers)}`;
