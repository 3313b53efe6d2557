/** Where labels go beside their points so that no two overlap, none covers a point and none leaves the plot. */
export interface Rect {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface Anchor {
  readonly x: number;
  readonly y: number;
  /** Half the side of the square that labels keep free around the point. */
  readonly radius: number;
  readonly width: number;
  readonly height: number;
}

export interface Placement {
  readonly rects: readonly Rect[];
  /** Every label found a free place. */
  readonly free: boolean;
}

/** Pixels between the places that are tried. */
const STEP = 6;
const MARGIN = 3;

/**
 * The nearest free place for each label, one after the other: above its point if possible, else below, beside, else
 * anywhere in the plot. A label that finds none takes the place where it covers the least.
 */
export function placeLabels(anchors: readonly Anchor[], area: Rect): Placement {
  const points = anchors.map(({ x, y, radius }) => ({
    left: x - radius,
    top: y - radius,
    width: 2 * radius,
    height: 2 * radius,
  }));
  const rects: Rect[] = [];
  let free = true;
  for (const anchor of anchors) {
    const best = bestPlace(anchor, area, [...points, ...rects.map(grown)]);
    rects.push(best.rect);
    free &&= best.covered === 0;
  }
  return { rects, free };
}

function bestPlace(anchor: Anchor, area: Rect, taken: readonly Rect[]): { rect: Rect; covered: number } {
  let best = { rect: candidate(anchor, area, 0, 0), covered: Number.POSITIVE_INFINITY, cost: Number.POSITIVE_INFINITY };
  for (const [left, top] of positions(anchor, area)) {
    const rect = candidate(anchor, area, left, top);
    const cost = distanceCost(anchor, rect);
    if (best.covered === 0 && cost >= best.cost) continue;
    const covered = taken.reduce((sum, other) => sum + overlap(rect, other), 0);
    if (covered < best.covered || (covered === best.covered && cost < best.cost)) best = { rect, covered, cost };
  }
  return best;
}

function* positions({ x, y, radius, width, height }: Anchor, area: Rect): Generator<[left: number, top: number]> {
  yield [x - width / 2, y - radius - height];
  yield [x - width / 2, y + radius];
  yield [x + radius + MARGIN, y - height / 2];
  yield [x - radius - MARGIN - width, y - height / 2];
  for (let top = area.top; top <= area.top + area.height - height; top += STEP) {
    for (let left = area.left; left <= area.left + area.width - width; left += STEP) yield [left, top];
  }
}

/** The label at this place, moved into the plot. */
function candidate({ width, height }: Anchor, area: Rect, left: number, top: number): Rect {
  const inside = (value: number, low: number, room: number) => Math.max(low, Math.min(value, low + room));
  return {
    left: inside(left, area.left, area.width - width),
    top: inside(top, area.top, area.height - height),
    width,
    height,
  };
}

/** Pixels from the point to the label, a little more for places beside and below than for those above. */
function distanceCost({ x, y }: Anchor, rect: Rect): number {
  const [dx, dy] = gap(x, y, rect);
  const offCentre = Math.abs(rect.left + rect.width / 2 - x) / 8;
  return Math.hypot(dx, dy) + offCentre + (rect.top >= y ? 2 : 0);
}

const gap = (x: number, y: number, { left, top, width, height }: Rect): [dx: number, dy: number] => [
  Math.max(left - x, 0, x - left - width),
  Math.max(top - y, 0, y - top - height),
];

/** The point of the label that is nearest to its anchor, for a line between both. */
export const nearestPoint = (x: number, y: number, { left, top, width, height }: Rect): { x: number; y: number } => ({
  x: Math.max(left, Math.min(x, left + width)),
  y: Math.max(top, Math.min(y, top + height)),
});

export function overlap(a: Rect, b: Rect): number {
  const width = Math.min(a.left + a.width, b.left + b.width) - Math.max(a.left, b.left);
  const height = Math.min(a.top + a.height, b.top + b.height) - Math.max(a.top, b.top);
  return width > 0 && height > 0 ? width * height : 0;
}

const grown = ({ left, top, width, height }: Rect): Rect => ({
  left: left - MARGIN,
  top: top - MARGIN,
  width: width + 2 * MARGIN,
  height: height + 2 * MARGIN,
});
