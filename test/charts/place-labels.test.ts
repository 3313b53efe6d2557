import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Anchor, overlap, placeLabels } from '../../src/charts/place-labels.ts';

const AREA = { left: 60, top: 80, width: 600, height: 400 };

const anchor = fc.record({
  x: fc.integer({ min: AREA.left, max: AREA.left + AREA.width }),
  y: fc.integer({ min: AREA.top, max: AREA.top + AREA.height }),
  radius: fc.constant(11),
  width: fc.integer({ min: 30, max: 180 }),
  height: fc.constantFrom(18, 36, 54),
});

function expectApart(anchors: readonly Anchor[]): void {
  const { rects, free } = placeLabels(anchors, AREA);
  expect(free).toBe(true);
  for (const [index, rect] of rects.entries()) {
    expect(rect.left).toBeGreaterThanOrEqual(AREA.left);
    expect(rect.top).toBeGreaterThanOrEqual(AREA.top);
    expect(rect.left + rect.width).toBeLessThanOrEqual(AREA.left + AREA.width);
    expect(rect.top + rect.height).toBeLessThanOrEqual(AREA.top + AREA.height);
    for (const other of rects.slice(index + 1)) expect(overlap(rect, other)).toBe(0);
    for (const { x, y } of anchors) expect(overlap(rect, { left: x - 8, top: y - 8, width: 16, height: 16 })).toBe(0);
  }
}

describe('labels of a map', () => {
  it('never overlap each other or a point, and stay in the plot', () => {
    fc.assert(fc.property(fc.array(anchor, { minLength: 1, maxLength: 7 }), expectApart), { numRuns: 60, seed: 1 });
  });

  it('stay apart where all points are the same', () => {
    expectApart(Array.from({ length: 7 }, () => ({ x: 300, y: 200, radius: 11, width: 170, height: 54 })));
  });

  it('stand above their point where there is room', () => {
    const { rects } = placeLabels([{ x: 300, y: 200, radius: 10, width: 100, height: 20 }], AREA);
    expect(rects).toEqual([{ left: 250, top: 170, width: 100, height: 20 }]);
  });

  it('say when there is no room, and still place every label', () => {
    const crowd = Array.from({ length: 40 }, () => ({ x: 300, y: 200, radius: 11, width: 180, height: 54 }));
    const { rects, free } = placeLabels(crowd, AREA);
    expect(free).toBe(false);
    expect(rects).toHaveLength(40);
  });
});
