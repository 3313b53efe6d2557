/** A week as shades of hours: seven lines under a line of hours. */
import { WEEKDAYS } from '../../core/words/behaviour.ts';

const SHADES = [' ', '·', '░', '▒', '▓', '█'] as const;
const MARGIN = '  ';
const NAME_WIDTH = 5;
const HOUR_WIDTH = 2;
const HOURS_BETWEEN_LABELS = 3;

export const shadedWeek = (hours: readonly (readonly number[])[]): string[] => {
  const most = Math.max(...hours.flat());
  const labels = Array.from({ length: 24 / HOURS_BETWEEN_LABELS }, (_, place) =>
    `${place * HOURS_BETWEEN_LABELS}`.padEnd(HOUR_WIDTH * HOURS_BETWEEN_LABELS),
  );
  return [
    `${MARGIN}${' '.repeat(NAME_WIDTH)}${labels.join('')}`.trimEnd(),
    ...hours.map((orders, day) =>
      `${MARGIN}${WEEKDAYS[day]!.slice(0, 3).padEnd(NAME_WIDTH)}${orders.map(each => shade(each, most)).join('')}`.trimEnd(),
    ),
  ];
};

/** By the square root, as in the charts: few orders are told from none. */
const shade = (orders: number, most: number): string =>
  SHADES[most === 0 ? 0 : Math.ceil(Math.sqrt(orders / most) * (SHADES.length - 1))]!.repeat(HOUR_WIDTH);
