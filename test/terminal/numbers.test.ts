import { expect, it } from 'vitest';
import { count, exactMoney, median, money, percent, shortMoney } from '../../src/terminal/numbers.ts';

it.each([
  [0, '0'],
  [1_234_567, '1,234,567'],
  [-161, '-161'],
  [-0, '0'],
])('count(%d) is %s', (value, text) => expect(count(value)).toBe(text));

it.each([
  [0, '0.00'],
  [5, '5.00'],
  [697.454, '697.45'],
  [999.994, '999.99'],
  [999.996, '1,000'],
  [1_000, '1,000'],
  [8_911_407.904, '8,911,408'],
  [-1_234.5, '-1,235'],
  [-0.001, '0.00'],
])('money(%d) is %s', (value, text) => expect(money(value)).toBe(text));

it.each([
  [5, '5.00'],
  [999.996, '1.00K'],
  [1_000, '1.00K'],
  [12_345_678, '12.35M'],
  [1e12, '1.00T'],
  [-2_500_000_000, '-2.50B'],
])('shortMoney(%d) is %s', (value, text) => expect(shortMoney(value)).toBe(text));

it.each([
  [3_490.45, '3,490.45'],
  [-61.9, '-61.90'],
  [-0.001, '0.00'],
])('exactMoney(%d) is %s', (value, text) => expect(exactMoney(value)).toBe(text));

it.each([
  [0, '0.0 %'],
  [0.12345, '12.3 %'],
  [1, '100.0 %'],
])('percent(%d) is %s', (share, text) => expect(percent(share)).toBe(text));

it.each([
  [10, '10'],
  [31.5, '31.5'],
  [1_234, '1,234'],
])('median(%d) is %s', (value, text) => expect(median(value)).toBe(text));
