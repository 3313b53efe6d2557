import { describe, expect, it } from 'vitest';
import { cellText, ordered } from '../../../src/playground/page/blocks/cells.ts';
import { slackDate } from '../../../src/playground/page/dates.ts';
import { missingIn } from '../../../src/playground/page/elements/required.ts';

const number = (value: number, text: string) => ({ type: 'raw_number', value, text });
const words = (text: string) => ({ type: 'raw_text', text });

describe('Tables', () => {
  const firsts = (rows: readonly (readonly object[])[], isDescending: boolean) =>
    ordered(rows as never, { column: 0, isDescending }).map(([cell]) => cellText(cell!));

  it('are put in order by number only where the whole column is numbers', () => {
    const numbers = [[number(9, '9')], [number(10, '10')], [number(1_200, '1.2K')]];
    expect(firsts(numbers, false)).toEqual(['9', '10', '1.2K']);
    expect(firsts(numbers, true)).toEqual(['1.2K', '10', '9']);
    expect(firsts([[number(9, '9')], [words('10')]], false)).toEqual(['10', '9']);
  });

  it('show the text of rich cells', () => {
    const section = {
      type: 'rich_text_section',
      elements: [
        { type: 'text', text: 'a' },
        { type: 'text', text: 'b' },
      ],
    };
    expect(cellText({ type: 'rich_text', elements: [section] })).toBe('ab');
  });
});

describe('A modal that is sent off', () => {
  const input = (id: string, element: object, more: object = {}) => ({
    type: 'input',
    block_id: id,
    element: { type: 'static_select', action_id: 'a', ...element },
    ...more,
  });

  it('wants every field that is not optional', () => {
    const blocks = [input('one', {}), input('two', {}, { optional: true }), { type: 'divider', block_id: 'three' }];
    expect(Object.keys(missingIn(blocks, {}))).toEqual(['one']);
  });

  it('takes what was there at first, unless it was emptied', () => {
    const blocks = [input('one', { initial_option: { value: 'x' } })];
    expect(missingIn(blocks, {})).toEqual({});
    expect(Object.keys(missingIn(blocks, { one: { a: { selected_option: null } } }))).toEqual(['one']);
    expect(missingIn(blocks, { one: { a: { selected_option: { value: 'y' } } } })).toEqual({});
  });
});

it('Dates in texts are those of the reader', () => {
  const seconds = Date.UTC(2026, 10, 30, 23, 30) / 1000;
  expect(slackDate(seconds, '{date_short} at {time}', 'UTC')).toBe('30 Nov 2026 at 23:30');
  expect(slackDate(seconds, '{date_short} {time} {nothing}', 'Europe/Berlin')).toBe('1 Dec 2026 00:30 {nothing}');
});
