import { describe, expect, it } from 'vitest';
import { createCanvas } from '../../src/charts/fonts.ts';
import { balanced, estimatedWidth, printable, wrapped } from '../../src/charts/text.ts';

const LONG = 'Loyal customers: big spenders now inactive · higher spend';

describe('printable text', () => {
  it.each([
    ['Champions', 'Champions'],
    ['Łódź şehir', 'Łódź şehir'],
    ['  two \n\t words ', 'two words'],
    ['VIP 🎉👩‍👩‍👧 club', 'VIP club'],
    ['a\u202Eb\u200Fc\u0000d\u200B', 'abcd'],
    ['Tokyo 東京 shop', 'Tokyo … shop'],
    ['ﬁne Ｆｕｌｌ', 'fine Full'],
    ['Việt Ậ', 'Viet A'],
    ['€5 – “q”', '€5 – “q”'],
  ])('of %j is %j', (given, drawn) => {
    expect(printable(given)).toBe(drawn);
  });

  it('falls back where nothing readable is left', () => {
    expect(printable('東京', 'Segment 2')).toBe('Segment 2');
    expect(printable('🎉', 'Segment 1')).toBe('Segment 1');
    expect(printable('')).toBe('');
  });
});

describe('lines', () => {
  it.each(['regular', 'bold'] as const)('%s text is never wider than estimated, nor much narrower', weight => {
    const context = createCanvas(1, 1).getContext('2d');
    context.font = `${weight === 'bold' ? 600 : 400} 15px Inter`;
    for (const text of ['Champions', LONG, '65% of revenue · €5.79M', 'WWW MMM', 'illicit till', '1,178 (27%)']) {
      const width = context.measureText(text).width;
      expect(estimatedWidth(text, 15, weight), text).toBeGreaterThanOrEqual(width);
      expect(estimatedWidth(text, 15, weight), text).toBeLessThan(width * 1.25);
    }
  });

  it('break between words, never before the separator', () => {
    const lines = wrapped(LONG, { width: 190, fontSize: 15, maxLines: 3 });
    expect(lines).toEqual(['Loyal customers: big', 'spenders now inactive\u00a0·', 'higher spend']);
  });

  it('end in an ellipsis where there is too little room', () => {
    const wrap = { width: 120, fontSize: 15, maxLines: 2 };
    const lines = wrapped(LONG, wrap);
    expect(lines).toHaveLength(2);
    expect(lines[1]).toMatch(/…$/);
    for (const line of lines) expect(estimatedWidth(line, 15)).toBeLessThanOrEqual(120);
    expect(wrapped('x'.repeat(4000), wrap)).toHaveLength(1);
  });

  it('balance without losing a word', () => {
    const text = 'one two three four five six seven eight nine ten eleven twelve';
    const wrap = { width: 400, fontSize: 15, maxLines: 3 };
    expect(wrapped(text, wrap)).toHaveLength(2);
    const lines = balanced(text, wrap);
    expect(lines.join(' ')).toBe(text);
    expect(Math.abs(lines[0]!.length - lines[1]!.length)).toBeLessThan(12);
  });
});
