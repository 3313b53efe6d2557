import { expect, test } from 'vitest';
import { describeProfile } from '../../src/core/profile.ts';

test('says recency, frequency and value in plain words', () => {
  expect(describeProfile({ recency: -0.8, frequency: 0.1, value: 0.9 }, 'value')).toBe(
    'Recent, average frequency, high value',
  );
  expect(describeProfile({ recency: 0.1, frequency: 0.33, value: 0.52 }, 'value')).toBe(
    'Average recency, average frequency, high value',
  );
});

test('calls the average order value by its name', () => {
  expect(describeProfile({ recency: 0.5, frequency: -0.6, value: 0 }, 'order value')).toBe(
    'Long ago, low frequency, average order value',
  );
});

test('has words for the extremes of both scalings', () => {
  expect(describeProfile({ recency: -2.5, frequency: 2.9, value: -3 }, 'value')).toBe(
    'Very recent, very high frequency, very low value',
  );
  expect(describeProfile({ recency: 20, frequency: 26, value: 30 }, 'value')).toBe(
    'Very long ago, very high frequency, very high value',
  );
});

test('a lapsed customer with one small order is low on both counts with standard scaling', () => {
  // Online Retail, standard scaling, k = 4: 1,067 customers, 248 days, 1.6 orders, 481 against a mean of 2,054.
  expect(describeProfile({ recency: 1.56, frequency: -0.35, value: -0.18 }, 'value')).toBe(
    'Very long ago, low frequency, low value',
  );
});
