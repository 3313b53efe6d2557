/** Who moved between RFM groups, in sentences and tables. */
import type { DataTableBlock } from '@slack/types';
import type { Move, Movement } from '../../core/changes.ts';
import { sumOfMoves } from '../../core/moved.ts';
import { RFM_GROUPS, type RfmGroupId } from '../../core/rfm-groups.ts';
import { type MoveMeaning, meaningOf } from '../../core/standing.ts';
import { fromName, groupName, toName } from '../../core/words/movement.ts';
import { count, counted, money } from '../../core/words/numbers.ts';
import { joined, type Mrkdwn, md, ours } from '../escape.ts';
import { dataTable, numberCell, textCell } from './data-table.ts';

interface Story {
  readonly meaning: MoveMeaning;
  /** Follows "12 customers (€3,400)". */
  readonly words: (customers: number) => string;
}

/** All meanings of a move, so that the lines add up. */
const STORIES: readonly Story[] = [
  { meaning: 'slipped', words: are('slipping away') },
  { meaning: 'came-back', words: () => 'came back' },
  { meaning: 'went-quiet', words: () => 'went quiet' },
  { meaning: 'joined', words: are('new') },
  { meaning: 'gone', words: are('no longer in the orders') },
  { meaning: 'same', words: () => 'moved between other groups' },
];

function are(what: string): (customers: number) => string {
  return customers => `${customers === 1 ? 'is' : 'are'} ${what}`;
}

const changed = ({ moves }: Movement): readonly Move[] => moves.filter(({ from, to }) => from !== to);

const customersOf = (moves: readonly Move[]): number => sumOfMoves(moves).customers;

/** "312 of 4,338 customers changed their RFM group." */
export const movementHeadline = (movement: Movement): Mrkdwn => {
  const moved = customersOf(changed(movement));
  const all = customersOf(movement.moves);
  return moved === 0
    ? md`Nobody changed their RFM group.`
    : md`*${ours(count(moved))} of ${ours(counted(all, 'customer'))} changed their RFM group.*`;
};

/** One line per story that happened: how many, their money, the largest moves. */
export const movementLines = (movement: Movement, currency: string | null): readonly Mrkdwn[] =>
  STORIES.flatMap(({ meaning, words }) => {
    const told = changed(movement).filter(move => meaningOf(move) === meaning);
    const { customers, revenue } = sumOfMoves(told);
    if (customers === 0) return [];
    const amount = ours(money(revenue, currency));
    return [
      md`• *${ours(counted(customers, 'customer'))}* (${amount} revenue) ${ours(words(customers))}: ${largestMoves(told)}.`,
    ];
  });

const NAMED_MOVES = 3;

const largestMoves = (moves: readonly Move[]): Mrkdwn => {
  const largest = moves.toSorted((a, b) => b.customers - a.customers);
  const named = largest.slice(0, NAMED_MOVES).map(move => {
    const many = largest.length > 1 ? `${count(move.customers)} ` : '';
    return many + moveWords(move);
  });
  return ours(named.join(', ') + (largest.length > NAMED_MOVES ? ' and others' : ''));
};

const moveWords = ({ from, to }: Move): string => {
  if (from === null) return `now ${toName(to)}`;
  return to === null ? `before ${fromName(from)}` : `from ${fromName(from)} to ${toName(to)}`;
};

interface GroupChange {
  readonly group: RfmGroupId;
  readonly before: number;
  readonly now: number;
  readonly entered: number;
  readonly left: number;
  readonly revenue: number;
}

const groupChange = ({ moves }: Movement, group: RfmGroupId): GroupChange => {
  const from = moves.filter(move => move.from === group);
  const to = moves.filter(move => move.to === group);
  const stayed = customersOf(from.filter(move => move.to === group));
  return {
    group,
    before: customersOf(from),
    now: customersOf(to),
    entered: customersOf(to) - stayed,
    left: customersOf(from) - stayed,
    revenue: sumOfMoves(to).revenue,
  };
};

/** Every group that has or had customers, best first. */
export const groupTable = (movement: Movement, currency: string | null): DataTableBlock | null => {
  const rows = RFM_GROUPS.map(({ id }) => groupChange(movement, id)).filter(({ before, now }) => before + now > 0);
  return dataTable({
    caption: 'RFM groups, best first: then and now',
    columns: [
      { title: 'RFM group', cell: ({ group }) => textCell(groupName(group)) },
      { title: 'Customers then', cell: ({ before }) => numberCell(before, count(before)) },
      { title: 'Now', cell: ({ now }) => numberCell(now, count(now)) },
      { title: 'Change', cell: ({ before, now }) => numberCell(now - before, withSign(now - before)) },
      { title: 'Entered', cell: ({ entered }) => numberCell(entered, count(entered)) },
      { title: 'Left', cell: ({ left }) => numberCell(left, count(left)) },
      { title: 'Revenue now', cell: ({ revenue }) => numberCell(revenue, money(revenue, currency)) },
    ],
    rows,
    pageSize: rows.length,
  });
};

const SHOWN_MOVES = 40;

/** From → to, the largest moves first. */
export const moveTable = (movement: Movement, currency: string | null): DataTableBlock | null =>
  dataTable({
    caption: 'From → to, customers who changed their RFM group, largest move first',
    columns: [
      { title: 'From → to', cell: ({ from, to }) => textCell(`${fromName(from)} → ${toName(to)}`) },
      { title: 'Customers', cell: ({ customers }) => numberCell(customers, count(customers)) },
      { title: 'Revenue', cell: ({ revenue }) => numberCell(revenue, money(revenue, currency)) },
    ],
    rows: changed(movement)
      .toSorted((a, b) => b.customers - a.customers || b.revenue - a.revenue)
      .slice(0, SHOWN_MOVES),
    pageSize: 10,
  });

const withSign = (change: number): string => {
  if (change === 0) return '0';
  return `${change > 0 ? '+' : '−'}${count(Math.abs(change))}`;
};

/** For the text of a message: lines without the table. */
export const movementWords = (movement: Movement, currency: string | null): Mrkdwn =>
  joined([movementHeadline(movement), ...movementLines(movement, currency)], '\n');
