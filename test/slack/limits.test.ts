import type { KnownBlock } from '@slack/types';
import { describe, expect, it } from 'vitest';
import { dataTable, numberCell, textCell } from '../../src/slack/blocks/data-table.ts';
import { LIMITS } from '../../src/slack/limit-table.ts';
import { problemsOf } from '../../src/slack/limits.ts';

const mrkdwn = (text: string) => ({ type: 'mrkdwn', text }) as const;
const words = (text: string) => ({ type: 'plain_text', text }) as const;
const button = (id: string, text = 'Go') => ({ type: 'button', action_id: id, text: words(text), value: 'v' }) as const;
const section = (text: string): KnownBlock => ({ type: 'section', text: mrkdwn(text) });
const sent = (...blocks: readonly KnownBlock[]) => problemsOf({ text: 'Hello', blocks });
const x = (length: number) => 'x'.repeat(length);
const times = <T>(count: number, each: (index: number) => T): T[] => Array.from({ length: count }, (_, i) => each(i));

const table = (rows: number, cell = 'x'): KnownBlock => ({
  type: 'data_table',
  caption: 'c',
  rows: [[textCell('Name')], ...times(rows, () => [{ type: 'raw_text' as const, text: cell }])],
});

/** At the limit, and one beyond it with what is said about it. */
const EDGES: readonly (readonly [
  name: string,
  at: readonly KnownBlock[],
  beyond: readonly KnownBlock[],
  said: string,
])[] = [
  ['blocks', times(50, () => section('x')), times(51, () => section('x')), '51 blocks, at most 50'],
  ['section', [section(x(3_000))], [section(x(3_001))], 'blocks[0].text has 3001 characters, at most 3000'],
  ['empty section', [section('x')], [section('')], 'blocks[0].text is empty'],
  [
    'header',
    [{ type: 'header', text: words(x(150)) }],
    [{ type: 'header', text: words(x(151)) }],
    'blocks[0].text has 151 characters, at most 150',
  ],
  [
    'fields',
    [{ type: 'section', fields: times(10, () => mrkdwn('x')) }],
    [{ type: 'section', fields: times(11, () => mrkdwn('x')) }],
    'blocks[0].fields: 11, at most 10',
  ],
  [
    'context',
    [{ type: 'context', elements: times(10, () => mrkdwn('x')) }],
    [{ type: 'context', elements: times(11, () => mrkdwn('x')) }],
    'blocks[0].elements: 11, at most 10',
  ],
  [
    'actions',
    [{ type: 'actions', elements: times(25, i => button(`a${i}`)) }],
    [{ type: 'actions', elements: times(26, i => button(`a${i}`)) }],
    'blocks[0].elements: 26, at most 25',
  ],
  [
    'button text',
    [{ type: 'actions', elements: [button('a', x(75))] }],
    [{ type: 'actions', elements: [button('a', x(76))] }],
    'blocks[0].elements[0].text has 76 characters, at most 75',
  ],
  [
    'button value',
    [{ type: 'actions', elements: [{ ...button('a'), value: x(2_000) }] }],
    [{ type: 'actions', elements: [{ ...button('a'), value: x(2_001) }] }],
    'blocks[0].elements[0].value has 2001 characters, at most 2000',
  ],
  [
    'twins',
    [{ type: 'actions', elements: [button('a'), button('b')] }],
    [{ type: 'actions', elements: [button('a'), button('a')] }],
    'an action_id occurs twice in a actions',
  ],
  [
    'card body',
    [{ type: 'card', body: mrkdwn(x(200)) }],
    [{ type: 'card', body: mrkdwn(x(201)) }],
    'blocks[0].body has 201 characters, at most 200',
  ],
  [
    'card buttons',
    [{ type: 'card', title: mrkdwn('x'), actions: times(3, i => button(`a${i}`)) }],
    [{ type: 'card', title: mrkdwn('x'), actions: times(4, i => button(`a${i}`)) }],
    'blocks[0].actions: 4, at most 3',
  ],
  [
    'carousel',
    [{ type: 'carousel', elements: times(10, () => ({ type: 'card', title: mrkdwn('x') })) }],
    [{ type: 'carousel', elements: times(11, () => ({ type: 'card', title: mrkdwn('x') })) }],
    'blocks[0] cards: 11, at most 10',
  ],
  ['table rows', [table(100)], [table(101)], 'blocks[0] rows: 101, at most 100'],
  ['table characters', [table(84, x(119))], [table(84, x(120))], 'tables have 10084 characters'],
  ['table cells', [table(1, '-')], [table(1, '')], 'blocks[0] has empty cells'],
  [
    'container',
    [{ type: 'container', title: words('x'), child_blocks: times(10, () => ({ type: 'divider' })) }],
    [{ type: 'container', title: words('x'), child_blocks: times(11, () => ({ type: 'divider' })) }],
    'blocks[0] children: 11, at most 10',
  ],
  [
    'alt text',
    [{ type: 'image', slack_file: { id: 'F012345678' }, alt_text: x(2_000) }],
    [{ type: 'image', slack_file: { id: 'F012345678' }, alt_text: x(2_001) }],
    'blocks[0].alt_text has 2001 characters, at most 2000',
  ],
];

describe('limits of Block Kit', () => {
  it.each(EDGES)('%s: at the limit, and one beyond', (_, at, beyond, said) => {
    expect(sent(...at)).toEqual([]);
    expect(sent(...beyond)).toEqual([said]);
  });

  it('the tables of a message count together', () => {
    expect(sent(table(49, x(101)), table(49, x(101)))).toEqual([]);
    expect(sent(table(50, x(101)), table(50, x(101)))).toEqual(['tables have 10108 characters']);
  });

  it('rows of different length, bad numbers and types that are not sent are found', () => {
    const rows = [[textCell('a'), textCell('b')], [numberCell(Number.NaN, '?')]];
    expect(sent({ type: 'data_table', caption: 'c', rows })).toEqual([
      'blocks[0] rows differ in length',
      'blocks[0] has cells that are no numbers',
    ]);
    expect(sent({ type: 'markdown', text: 'x' })).toEqual([
      'blocks[0]: blocks of type markdown are not among those that are sent',
    ]);
  });

  it('a message needs a text', () => {
    expect(problemsOf({ text: ' ', blocks: [] })).toEqual(['text is empty']);
    expect(problemsOf({ text: x(LIMITS.messageText + 1), blocks: [] })).toEqual(['text has 4001 characters']);
  });

  it('a modal shows no tables, has short titles, and a button where something is entered', () => {
    const input: KnownBlock = {
      type: 'input',
      label: words('File'),
      element: { type: 'file_input', action_id: 'a', max_files: 11 },
    };
    const blocks = [table(1), input];
    expect(problemsOf({ type: 'modal', title: words(x(25)), blocks, private_metadata: x(3_001) })).toEqual([
      'private_metadata has 3001 characters',
      `"${x(25)}" is no title`,
      'inputs without a submit button',
      'blocks[1].max_files: 11, at most 10',
      'a data_table is not shown here',
    ]);
    expect(problemsOf({ type: 'home', blocks: times(101, () => section('x')) })).toEqual(['101 blocks, at most 100']);
  });

  it('tables keep to 100 rows and are none without a row', () => {
    const columns = [{ title: 'Row', cell: (row: number) => numberCell(row, String(row)) }];
    expect(dataTable({ caption: 'c', columns, rows: [], pageSize: 5 })).toBeNull();
    expect(dataTable({ caption: 'c', columns, rows: times(150, i => i), pageSize: 500 })).toMatchObject({
      page_size: 100,
      rows: { length: 101 },
    });
  });
});
