/** Logarithmic axes for days and money: limits, round ticks, and a floor for the values that have no logarithm. */

import { count, counted, moneyTick } from '../core/words/numbers.ts';
import type { AxisTick } from './attachments.ts';
import type { ChartJson } from './chart.ts';
import { numberAxis } from './look.ts';

export interface Scale {
  readonly min: number;
  readonly max: number;
  readonly ticks: readonly AxisTick[];
  /** The value moved into the limits, in three significant digits. */
  readonly clamped: (value: number) => number;
  /** How many values lie below the lowest one that is drawn true. */
  readonly atFloor: number;
}

/** Days of zero (an order in the last 24 hours) are drawn at half a day. */
export const ZERO_DAYS = 0.5;
const ROUND_DAYS = [1, 3, 7, 14, 30, 90, 180, 365, 730, 1825, 3650, 7300] as const;
const DAYS_PER_YEAR = 365;
/** Ticks closer than this factor would have touching texts. */
const DAYS_APART = 1.9;

export function recencyScale(days: readonly number[]): Scale {
  const finite = days.filter(Number.isFinite);
  const lowest = Math.min(...finite);
  const highest = Math.max(1, ...finite);
  const min = lowest < 1 ? ZERO_DAYS * 0.7 : lowest * 0.6;
  const max = Math.max(highest * 1.25, min * 10);
  const zero = lowest < 1 ? [{ value: ZERO_DAYS, label: '0' }] : [];
  const ticks = ROUND_DAYS.filter(value => value > min && value < max).map(value => ({
    value,
    label: daysLabel(value),
  }));
  return {
    min,
    max,
    ticks: spaced([...zero, ...ticks], max / min > 200 ? DAYS_APART * 1.2 : DAYS_APART),
    clamped: value => rounded(Math.min(max, Math.max(value, min))),
    atFloor: finite.filter(value => value < ZERO_DAYS).length,
  };
}

const daysLabel = (days: number): string =>
  days < DAYS_PER_YEAR ? String(days) : counted(days / DAYS_PER_YEAR, 'year');

/** Multiples of it, without their whole part, fill the interval 0 to 1 evenly. */
const GOLDEN_RATIO = 0.618_033_988_75;
/** The same, for a second direction that does not follow the first. */
const ROOT_OF_TWO = Math.SQRT2;

const offset = (index: number, step: number): number => ((index * step) % 1) - 0.5;

/** Whole days would draw stripes: dots of one day are spread evenly around it, the same way every time. */
export const spreadOverDay = (recencyDays: number, index: number): number =>
  recencyDays < 1
    ? ZERO_DAYS * (1 + 0.5 * offset(index, GOLDEN_RATIO))
    : recencyDays + 0.8 * offset(index, GOLDEN_RATIO);

/** The same for numbers of orders. */
export const spreadOverOrders = (orders: number, index: number): number => orders + 0.6 * offset(index, ROOT_OF_TWO);

/** Ticks closer than this factor would have touching texts. */
const ORDERS_APART = 1.4;

export function ordersScale(orders: readonly number[]): Scale {
  const highest = Math.max(1, ...orders.filter(Number.isFinite));
  const min = 0.6;
  const max = Math.max(highest * 1.4, min * 10);
  const ticks = roundAmounts(min, max)
    .filter(value => value >= 1)
    .map(value => ({ value, label: count(value) }));
  return {
    min,
    max,
    ticks: spaced(ticks, ORDERS_APART),
    clamped: value => rounded(Math.min(max, Math.max(value, min))),
    atFloor: 0,
  };
}

/** The axis of a scale, whose ticks are attached. */
export const logAxis = ({ min, max }: Scale): ChartJson => ({
  ...numberAxis(),
  beginAtZero: false,
  type: 'logarithmic',
  min,
  max,
});

/** More than six decades would press everything that matters into a corner. */
const WIDEST = 1e6;

/** Spend of zero or less (everything refunded) has no logarithm: it is drawn on the lower edge. */
export function spendScale(amounts: readonly number[], currency: string | null): Scale {
  const positive = amounts.filter(value => Number.isFinite(value) && value > 0);
  const highest = positive.length === 0 ? 10 : Math.max(...positive);
  const lowest = Math.max(positive.length === 0 ? 1 : Math.min(...positive), highest / WIDEST);
  const atFloor = amounts.filter(value => !(value >= lowest)).length;
  const min = lowest * (atFloor > 0 ? 0.5 : 0.75);
  const max = Math.max(highest * 1.4, min * 10);
  return {
    min,
    max,
    ticks: roundAmounts(min, max).map(value => ({ value, label: moneyTick(value, currency) })),
    clamped: value => rounded(Math.min(max, Math.max(Number.isFinite(value) ? value : min, min * 1.1))),
    atFloor,
  };
}

/** Powers of ten, with 2 and 5 between them where there are few. */
function roundAmounts(min: number, max: number): number[] {
  const decades = Math.log10(max / min);
  const steps = decades > 3.7 ? [1] : decades > 1.8 ? [1, 3] : [1, 2, 5];
  const values: number[] = [];
  for (let power = Math.floor(Math.log10(min)); power <= Math.log10(max); power++) {
    for (const step of steps) values.push(Number(`${step}e${power}`));
  }
  return values.filter(value => value >= min && value <= max);
}

function spaced(ticks: readonly AxisTick[], factor: number): AxisTick[] {
  const kept: AxisTick[] = [];
  for (const tick of ticks) {
    const last = kept.at(-1);
    if (last === undefined || tick.value >= last.value * factor) kept.push(tick);
  }
  return kept;
}

const rounded = (value: number): number => Number(value.toPrecision(3));
