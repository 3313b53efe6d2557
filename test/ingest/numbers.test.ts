import { describe, expect, it } from 'vitest';
import { detectNumberFormat, digitsOf, unreadableNumbers } from '../../src/ingest/numbers.ts';

const detect = (cells: readonly string[], delimiter = ',') => detectNumberFormat(cells, 'auto', delimiter);

describe('digitsOf', () => {
  it.each([
    ['12.50', '12.50'],
    ['-12.50', '12.50'],
    ['$1,234.50', '1,234.50'],
    ['US$ 12', '12'],
    ['€ 12,50', '12,50'],
    ['12,50 €', '12,50'],
    ['EUR 12,50', '12,50'],
    ['12.50 USD', '12.50'],
    ['1 234,50 kr', '1234,50'],
    ["1'234.50", '1234.50'],
    ['(12.50)', '12.50'],
    ['−3', '3'],
    ['12.50-', '12.50'],
    ['.5', '.5'],
    ['1\u{2009}234.50', '1234.50'],
    ['1’234.–', '1234'],
    ['$5.00 USD', '5.00'],
    ['R$ 1.234,50', '1.234,50'],
    ['₹ 12,34,567', '12,34,567'],
    ['12.50 €-', '12.50'],
  ])('finds the digits of %s', (cell, digits) => {
    expect(digitsOf(cell)).toBe(digits);
  });

  it.each(['', 'N/A', '85123A', '2024-05-01', '12%', '1/2', 'C536379'])('takes %j for no number', cell => {
    expect(digitsOf(cell)).toBeNull();
  });
});

describe('detectNumberFormat', () => {
  it.each([
    ['1.234,56', ','],
    ['1,234.56', '.'],
    ['12,5', ','],
    ['12.5', '.'],
    ['1.234.567', ','],
    ['1,234,567', '.'],
    ['0,125', ','],
    ['12', '.'],
  ])('reads %s', (cell, decimal) => {
    expect(detect([cell, '1,234', '7']).numbers.decimal).toBe(cell === '12' ? '.' : decimal);
  });

  it('reads 1,234 alone as thousands, in files with semicolons as decimals, and says so', () => {
    expect(detect(['1,234', '2,500'])).toEqual({
      numbers: { decimal: '.' },
      note:
        'Numbers such as 1,234 are read as thousands (decimal point), which the file does not settle. ' +
        'If that is wrong, export all amounts with two decimals. In the terminal, --decimal comma reads them the other way.',
    });
    const semicolons = detect(['1,234'], ';');
    expect(semicolons.numbers.decimal).toBe(',');
    expect(semicolons.note).toContain('as decimals (decimal comma)');
    expect(detect(['1.234'], ';').note).toContain('as thousands (decimal comma)');
    expect(detect(['1.234']).note).toContain('as decimals (decimal point)');
  });

  it('says nothing about whole numbers and plain decimals', () => {
    expect(detect(['1', '2.50', 'n/a'])).toEqual({ numbers: { decimal: '.' }, note: null });
  });

  it('does as the person said', () => {
    expect(detectNumberFormat(['1.50'], 'comma', ',').numbers.decimal).toBe(',');
    expect(detectNumberFormat(['1,50'], 'point', ';').numbers.decimal).toBe('.');
  });
});

describe('unreadableNumbers', () => {
  it('shows three cells where most of a column is no number', () => {
    expect(unreadableNumbers(['free', 'free', 'gift', 'n/a', 'none', '1'])).toEqual(['free', 'gift', 'n/a']);
    expect(unreadableNumbers(['free', '1', '2', ''])).toEqual([]);
  });
});
