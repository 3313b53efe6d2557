import { expect, it } from 'vitest';
import { ExpectedError } from '../../src/errors.ts';
import { failureOf } from '../../src/terminal/failure.ts';
import { visibleLength } from '../../src/terminal/layout.ts';

it('tells the problem and the fix of what can be fixed', () => {
  expect(failureOf(new ExpectedError('file_empty', { name: 'orders.csv' }))).toEqual({
    text: [
      'Problem: orders.csv is empty.\n',
      'Fix:     Export the orders again and check that the download finished.\n',
    ].join(''),
    exitCode: 1,
  });
});

it.each([
  [new ExpectedError('usage', { problem: 'No orders file was named.' }), 2],
  [new ExpectedError('setting_invalid', { setting: '--k', value: '1', allowed: 'auto' }), 2],
  [new ExpectedError('config_invalid', { problems: ['X is wrong'] }), 1],
  [new ExpectedError('disk_full', { path: '/tmp' }), 1],
])('%s has its exit code', (error, exitCode) => {
  expect(failureOf(error).exitCode).toBe(exitCode);
});

it('shows where a bug happened', () => {
  const error = new TypeError('x is not a function');
  const { text, exitCode } = failureOf(error);
  expect(exitCode).toBe(3);
  expect(text).toMatch(/^This is a bug in Tranche, sorry\. Please report it with these lines:\nTypeError: x is not a/);
  expect(text).toContain(import.meta.filename);
});

it('shows whatever else was thrown', () => {
  expect(failureOf('just text')).toEqual({
    text: 'This is a bug in Tranche, sorry. Please report it with these lines:\njust text\n',
    exitCode: 3,
  });
});

it.each([
  ['expected', new ExpectedError('file_empty', { name: 'a\x1b[2J\x9b31m\u202e\x07b.csv' })],
  ['unexpected', new Error('a\x1b[2J\x9b31m\u202e\x07b.csv')],
])('a hostile name in an %s failure steers no terminal', (_, error) => {
  const { text } = failureOf(error);
  expect(text).toContain('a[2J31mb.csv');
  expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
});

it('puts a blank where a name has a line break, and keeps to 80 columns', () => {
  const column = `Customer\r\nnumber ${'x'.repeat(300)}`;
  const { text } = failureOf(new ExpectedError('unknown_column', { field: 'date', column, found: [column] }));
  expect(text).toContain('"Customer number');
  for (const line of text.split('\n')) expect(visibleLength(line)).toBeLessThanOrEqual(80);
});
