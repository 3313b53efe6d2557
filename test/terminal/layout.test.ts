import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hanging, table, visibleLength, wrap } from '../../src/terminal/layout.ts';

describe('wrap', () => {
  it('breaks between words', () => {
    expect(wrap('one two three four', 9)).toEqual(['one two', 'three', 'four']);
    expect(wrap('one two three four', 13)).toEqual(['one two three', 'four']);
  });

  it('gives no lines for no text', () => {
    expect(wrap('')).toEqual([]);
  });

  it('keeps a number and its percent sign together', () => {
    expect(wrap('it is 51 % of all', 8)).toEqual(['it is', '51 % of', 'all']);
    expect(wrap('over 12.7 %, 3 4', 8)).toEqual(['over', '12.7 %,', '3 4']);
  });

  it('breaks a word that is longer than the line', () => {
    expect(wrap('ab abcdefgh', 3)).toEqual(['ab', 'abc', 'def', 'gh']);
  });

  it('counts no colour codes', () => {
    expect(wrap('\x1b[1mone\x1b[22m two', 7)).toEqual(['\x1b[1mone\x1b[22m two']);
  });

  it('never cuts a character in half, and counts wide ones as two columns', () => {
    expect(wrap('顧客番号', 4)).toEqual(['顧客', '番号']);
    expect(wrap('🎁🎁🎁', 5)).toEqual(['🎁🎁', '🎁']);
  });

  it('loses no character and fits, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.integer({ min: 4, max: 30 }), (text, width) => {
        const lines = wrap(text, width);
        expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
        for (const line of lines) expect(visibleLength(line)).toBeLessThanOrEqual(width);
      }),
    );
  });
});

describe('hanging', () => {
  it('puts following lines below the first one', () => {
    const lines = hanging('  Fix: ', 'word '.repeat(20).trim());
    expect(lines[0]).toMatch(/^ {2}Fix: word/);
    expect(lines[1]).toMatch(/^ {7}word/);
    expect(lines.every(line => visibleLength(line) <= 80)).toBe(true);
  });

  it('measures a coloured beginning by what is seen of it', () => {
    expect(hanging('\x1b[33m!\x1b[39m ', `${'a'.repeat(78)} b`)).toEqual([
      `\x1b[33m!\x1b[39m ${'a'.repeat(78)}`,
      '  b',
    ]);
  });
});

describe('table', () => {
  it('makes columns as wide as their longest cell, and ends no line with blanks', () => {
    const columns = [
      { title: 'Name', align: 'left' },
      { title: 'N', align: 'right' },
      { title: 'Note', align: 'left' },
    ] as const;
    expect(
      table(columns, [
        ['A', '1,000', 'x'],
        ['Longer', '2', ''],
      ]),
    ).toEqual(['  Name        N  Note', '  A       1,000  x', '  Longer      2']);
  });

  it('continues a long name on the next line', () => {
    const columns = [
      { title: 'Name', align: 'left', wrapped: { most: 8, least: 8 } },
      { title: 'N', align: 'right' },
    ] as const;
    expect(
      table(columns, [
        ['Loyal · longer ago', '12'],
        ['New', '3'],
      ]),
    ).toEqual(['  Name       N', '  Loyal ·   12', '  longer', '  ago', '  New        3']);
  });

  it('narrows a wrapped column where the others need the room, down to its least width', () => {
    const columns = [
      { title: 'Name', align: 'left', wrapped: { most: 22, least: 10 } },
      { title: 'N', align: 'right' },
    ] as const;
    const name = 'aaaa bbbb cccc dddd eeee';
    const [, line] = table(columns, [[name, '1'.repeat(60)]]);
    expect(line).toBe(`  aaaa bbbb cccc    ${'1'.repeat(60)}`);
    expect(table(columns, [[name, '1'.repeat(70)]])[1]).toBe(`  aaaa bbbb   ${'1'.repeat(70)}`);
  });
});
