import { describe, expect, it } from 'vitest';
import { compact, counted, decimal, money, moneyFormat, percent, signed } from '../../../src/core/words/numbers.ts';

describe('numbers in charts and messages', () => {
  it.each([
    [0, '0%'],
    [0.0001, '<0.1%'],
    [0.004, '0.4%'],
    [0.16, '16%'],
    [0.999, '>99%'],
    [1, '100%'],
    [Number.NaN, '–'],
  ])('share %d reads %s', (share, text) => expect(percent(share)).toBe(text));

  it.each([
    [0, '0'],
    [0.05, '0.05'],
    [5, '5'],
    [268.4, '268'],
    [3734.2, '3,734'],
    [56_789, '56.8K'],
    [8_911_407.9, '8.91M'],
    [1e9, '1B'],
  ])('%d reads %s', (value, text) => expect(compact(value)).toBe(text));

  it.each([
    [3, '3'],
    [31.5, '31.5'],
    [1_234, '1,234'],
  ])('the median %d reads %s', (value, text) => expect(decimal(value)).toBe(text));

  it('money has the sign of its currency, and none where the file names none that is known', () => {
    expect(money(3734.2, 'EUR')).toBe('€3,734');
    expect(money(8_911_407.9, 'GBP')).toBe('£8.91M');
    expect(money(4.656, 'EUR')).toBe('€4.66');
    expect(money(7.9, 'USD')).toBe('$7.90');
    expect(money(-85.8, null)).toBe('-85.80');
    expect(money(99.999, 'EUR')).toBe('€100');
    expect(money(1_200_000, null)).toBe('1.2M');
    expect(money(12, 'Euro')).toBe('12');
    expect(moneyFormat('kr')).not.toHaveProperty('currency');
  });

  it('counts agree with their noun', () => {
    expect(counted(1, 'day')).toBe('1 day');
    expect(counted(1178, 'customer')).toBe('1,178 customers');
  });

  it('z units have a sign', () => {
    expect(signed(1.24)).toBe('+1.2');
    expect(signed(-0.81)).toBe('−0.8');
    expect(signed(-0.01)).toBe('0.0');
  });
});
