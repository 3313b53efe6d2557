import { describe, expect, it } from 'vitest';
import { PALETTE, readableOn, relativeLuminance, segmentColours, tint } from '../../src/charts/palette.ts';

const segments = (...ids: string[]) => ids.map(id => ({ id }));

describe('colours of segments', () => {
  it('keep Champions in the same colour whatever the other segments and their order are', () => {
    const [alone] = segmentColours(segments('champions'));
    expect(segmentColours(segments('lost', 'champions', 'new'))[1]).toBe(alone);
    expect(segmentColours(segments('at-risk', 'loyal', 'champions'))[2]).toBe(alone);
  });

  it('depend on the set of segments, not on their order', () => {
    const ids = ['loyal-higher-spend', 'loyal', 'something-else', 'lost', 'loyal-longer-ago'];
    const colours = new Map(ids.map((id, i) => [id, segmentColours(segments(...ids))[i]]));
    const reversed = [...ids].reverse();
    expect(segmentColours(segments(...reversed))).toEqual(reversed.map(id => colours.get(id)));
  });

  it('give the plain name its colour and its qualified namesake another one', () => {
    const [qualified, plain] = segmentColours(segments('loyal-higher-spend', 'loyal'));
    expect(plain).toBe(segmentColours(segments('loyal'))[0]);
    expect(qualified).not.toBe(plain);
  });

  it('are unique for twelve segments, also for unknown ones', () => {
    const ids = Array.from({ length: 12 }, (_, index) => `name-${index}`);
    expect(new Set(segmentColours(segments(...ids))).size).toBe(12);
    const namesakes = Array.from({ length: 12 }, (_, index) => `loyal-${'x'.repeat(index + 1)}`);
    expect(new Set(segmentColours(segments(...namesakes))).size).toBe(12);
  });

  it('do not end in an error for a thirteenth segment', () => {
    const ids = Array.from({ length: 13 }, (_, index) => `name-${index}`);
    for (const colour of segmentColours(segments(...ids))) expect(PALETTE).toContain(colour);
  });
});

/** Machado, Oliveira & Fernandes 2009, severity 1.0, on linear RGB. */
const VISION = {
  normal: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  protanopia: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  deuteranopia: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  tritanopia: [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
} as const;

function lab(colour: string, matrix: readonly number[]): number[] {
  const rgb = [1, 3, 5].map(at => relativeLuminance(`#${colour.slice(at, at + 2).repeat(3)}`));
  const seen = [0, 3, 6].map(row => rgb.reduce((sum, value, i) => sum + matrix[row + i]! * value, 0));
  const [r, g, b] = seen.map(value => Math.min(1, Math.max(0, value))) as [number, number, number];
  const f = (t: number) => (t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116);
  const x = f((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047);
  const y = f(0.2126 * r + 0.7152 * g + 0.0722 * b);
  const z = f((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

describe('palette', () => {
  it.each(Object.entries(VISION))('has twelve colours that stay apart with %s vision', (_, matrix) => {
    for (const [index, one] of PALETTE.entries()) {
      for (const other of PALETTE.slice(index + 1)) {
        const [a, b] = [lab(one, matrix), lab(other, matrix)];
        expect(Math.hypot(a[0]! - b[0]!, a[1]! - b[1]!, a[2]! - b[2]!), `${one} and ${other}`).toBeGreaterThan(11);
      }
    }
  });

  it('has readable text on every colour and every tint', () => {
    for (const colour of [...PALETTE, ...PALETTE.map(each => tint(each, 0.38))]) {
      const [light, dark] = [relativeLuminance(colour), relativeLuminance(readableOn(colour))].sort((a, b) => b - a);
      expect((light! + 0.05) / (dark! + 0.05), colour).toBeGreaterThan(3.4);
    }
  });

  it('mixes with white', () => {
    expect(tint('#000000', 0.5)).toBe('#808080');
    expect(tint('#123456', 1)).toBe('#123456');
  });
});
