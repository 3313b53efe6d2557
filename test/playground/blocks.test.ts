import { describe, expect, test } from 'vitest';
import type { Surface } from '../../src/playground/blocks/check.ts';
import { problemsOf } from '../../src/playground/blocks/problems.ts';
import { problemsOfView } from '../../src/playground/blocks/view.ts';

const PICTURE = 'F0READY0001';
const problems = (blocks: unknown, surface: Surface = 'message', olderBlocks = false) =>
  problemsOf(blocks, { surface, olderBlocks, showsFile: ({ id }) => id === PICTURE });

const x = (length: number) => 'x'.repeat(length);
const many = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));
const plain = (length: number) => ({ type: 'plain_text', text: x(length) });
const mrkdwn = (length: number) => ({ type: 'mrkdwn', text: x(length) });
const button = (more: object = {}) => ({ type: 'button', text: plain(5), ...more });
const section = (more: object) => ({ type: 'section', text: mrkdwn(5), ...more });
const option = (more: object = {}) => ({ text: plain(5), value: 'a', ...more });
const select = (more: object) => ({ type: 'static_select', options: [option()], ...more });
const image = (more: object = {}) => ({
  type: 'image',
  alt_text: 'A map',
  image_url: 'https://example.com/a.png',
  ...more,
});
const raw = (text: string) => ({ type: 'raw_text', text });
const dataTable = (columns: number, dataRows: number, more: object = {}) => ({
  type: 'data_table',
  caption: 'Segments',
  rows: many(dataRows + 1, () => many(columns, () => raw('-'))),
  ...more,
});
const card = (more: object = {}) => ({ type: 'card', title: mrkdwn(5), ...more });
const container = (more: object) => ({ type: 'container', child_blocks: [{ type: 'divider' }], ...more });
const input = (more: object = {}) => ({
  type: 'input',
  label: plain(5),
  element: { type: 'plain_text_input' },
  ...more,
});
const points = (categories: readonly string[]) => categories.map(label => ({ label, value: -1 }));
const chart = (series: number, categories: readonly string[], title = 'Revenue') => ({
  type: 'data_visualization',
  title,
  chart: {
    type: 'bar',
    series: many(series, index => ({ name: `s${index}`, data: points(categories) })),
    axis_config: { categories },
  },
});
const pie = (segments: number) => ({
  type: 'data_visualization',
  title: 'Share',
  chart: { type: 'pie', segments: many(segments, index => ({ label: `s${index}`, value: 1 })) },
});
const letters = (count: number) => many(count, index => `c${index}`);

type At = (size: number) => unknown;
type Limit = readonly [name: string, at: At, limit: number, surface?: Surface];
/** What is at its limit, by how much, and on which surface; one more is refused, and so is one less than the least. */
const LIMITS: readonly Limit[] = [
  ['blocks of a message', n => many(n, () => ({ type: 'divider' })), 50],
  ['blocks of a modal', n => many(n, () => ({ type: 'divider' })), 100, 'modal'],
  ['blocks of a Home', n => many(n, () => ({ type: 'divider' })), 100, 'home'],
  ['section text', n => [section({ text: mrkdwn(n) })], 3000],
  ['section fields', n => [section({ fields: many(n, () => mrkdwn(5)) })], 10],
  ['section field text', n => [section({ fields: [mrkdwn(n)] })], 2000],
  ['header', n => [{ type: 'header', text: plain(n) }], 150],
  ['context elements', n => [{ type: 'context', elements: many(n, () => mrkdwn(5)) }], 10],
  ['actions', n => [{ type: 'actions', elements: many(n, () => button()) }], 25],
  ['block_id', n => [{ type: 'divider', block_id: x(n) }], 255],
  ['action_id', n => [section({ accessory: button({ action_id: x(n) }) })], 255],
  ['button text', n => [section({ accessory: button({ text: plain(n) }) })], 75],
  ['button value', n => [section({ accessory: button({ value: x(n) }) })], 2000],
  ['button url', n => [section({ accessory: button({ url: `https://${x(n - 8)}` }) })], 3000],
  ['button accessibility label', n => [section({ accessory: button({ accessibility_label: x(n) }) })], 75],
  ['select options', n => [section({ accessory: select({ options: many(n, () => option()) }) })], 100],
  ['option text', n => [section({ accessory: select({ options: [option({ text: plain(n) })] }) })], 75],
  ['option value', n => [section({ accessory: select({ options: [option({ value: x(n) })] }) })], 75],
  ['option description', n => [section({ accessory: select({ options: [option({ description: plain(n) })] }) })], 75],
  ['placeholder', n => [section({ accessory: select({ placeholder: plain(n) }) })], 150],
  ['radio options', n => [section({ accessory: { type: 'radio_buttons', options: many(n, () => option()) } })], 10],
  ['checkbox options', n => [section({ accessory: { type: 'checkboxes', options: many(n, () => option()) } })], 10],
  ['image alt text', n => [image({ alt_text: x(n) })], 2000],
  ['image title', n => [image({ title: plain(n) })], 2000],
  ['image url', n => [image({ image_url: `https://${x(n - 8)}` })], 3000],
  ['data_table columns', n => [dataTable(n, 1)], 20],
  ['data_table rows', n => [dataTable(2, n)], 100],
  ['data_table page size', n => [dataTable(2, 2, { page_size: n })], 100],
  ['data_table characters', n => [dataTable(1, 1, { rows: [[raw(x(10))], [raw(x(n - 10))]] })], 10_000],
  [
    'characters of all tables',
    n => [
      dataTable(1, 1, { rows: [[raw('a')], [raw(x(5000))]] }),
      dataTable(1, 1, { rows: [[raw('a')], [raw(x(n))]] }),
    ],
    4998,
  ],
  ['table rows', n => [{ type: 'table', rows: many(n, () => [raw('-')]) }], 100],
  ['table columns', n => [{ type: 'table', rows: [many(n, () => raw('-'))] }], 20],
  ['table column settings', n => [{ type: 'table', rows: [[raw('-')]], column_settings: many(n, () => ({})) }], 20],
  ['card title', n => [card({ title: mrkdwn(n) })], 150],
  ['card subtitle', n => [card({ subtitle: mrkdwn(n) })], 150],
  ['card body', n => [card({ body: mrkdwn(n) })], 200],
  ['card subtext', n => [card({ subtext: mrkdwn(n) })], 200],
  ['card buttons', n => [card({ actions: many(n, () => button()) })], 3],
  ['cards of a carousel', n => [{ type: 'carousel', elements: many(n, () => card()) }], 10],
  ['container title', n => [container({ title: plain(n) })], 150],
  ['container subtitle', n => [container({ subtitle: plain(n) })], 150],
  ['container children', n => [container({ child_blocks: many(n, () => ({ type: 'divider' })) })], 10],
  ['alert', n => [{ type: 'alert', text: plain(n) }], 200, 'modal'],
  [
    'markdown',
    n => [
      { type: 'markdown', text: 'a' },
      { type: 'markdown', text: x(n) },
    ],
    11_999,
  ],
  [
    'context_actions',
    n => [
      { type: 'context_actions', elements: many(n, () => ({ type: 'icon_button', icon: 'trash', text: plain(5) })) },
    ],
    5,
  ],
  ['input label', n => [input({ label: plain(n) })], 2000, 'modal'],
  ['files of a file input', n => [input({ element: { type: 'file_input', max_files: n } })], 10, 'modal'],
  ['series', n => [chart(n, ['a'])], 6],
  ['points', n => [chart(1, letters(n))], 20],
  ['chart title', n => [chart(1, ['a'], x(n))], 50],
  ['category label', n => [chart(1, [x(n)])], 20],
  ['pie segments', n => [pie(n)], 6],
];

describe('every limit holds at its value and one beyond', () => {
  test.for(LIMITS)('%s', ([, at, limit, surface = 'message']) => {
    expect(problems(at(limit), surface)).toEqual([]);
    expect(problems(at(limit + 1), surface)).not.toEqual([]);
  });
});

type Case = readonly [string, unknown, string, Surface?];
const REFUSED: readonly Case[] = [
  ['an unknown type', [{ type: 'pie_chart' }], 'unsupported type: pie_chart [json-pointer:/blocks/0/type]'],
  [
    'an unknown property',
    [{ type: 'divider', colour: 'red' }],
    'invalid additional property: colour [json-pointer:/blocks/0]',
  ],
  ['a missing field', [{ type: 'header' }], 'missing required field: text [json-pointer:/blocks/0]'],
  [
    'mrkdwn in a header',
    [{ type: 'header', text: mrkdwn(5) }],
    'must be one of plain_text [json-pointer:/blocks/0/text/type]',
  ],
  [
    'an empty text',
    [section({ text: mrkdwn(0) })],
    'must be more than 0 characters [json-pointer:/blocks/0/text/text]',
  ],
  ['an empty section', [{ type: 'section' }], 'must define either `text` or `fields` [json-pointer:/blocks/0]'],
  [
    'a block id twice',
    [
      { type: 'divider', block_id: 'a' },
      { type: 'divider', block_id: 'a' },
    ],
    'block_id "a" already exists [json-pointer:/blocks/1/block_id]',
  ],
  [
    'an action id twice in a block',
    [{ type: 'actions', elements: [button({ action_id: 'a' }), button({ action_id: 'a' })] }],
    'action_id "a" already exists [json-pointer:/blocks/0/elements/1/action_id]',
  ],
  [
    'an image without alt text',
    [{ type: 'image', image_url: 'https://example.com/a.png' }],
    'missing required field: alt_text [json-pointer:/blocks/0]',
  ],
  [
    'an image from two places',
    [image({ slack_file: { id: PICTURE } })],
    'must define either `image_url` or `slack_file` [json-pointer:/blocks/0]',
  ],
  [
    'an unknown Slack file',
    [image({ image_url: undefined, slack_file: { id: 'F0OTHER0001' } })],
    'invalid slack file [json-pointer:/blocks/0/slack_file]',
  ],
  ['a bare string in a card', [card({ body: 'text' })], 'unsupported type:  [json-pointer:/blocks/0/body/type]'],
  [
    'a data table without caption',
    [dataTable(2, 2, { caption: undefined })],
    'missing required field: caption [json-pointer:/blocks/0]',
  ],
  [
    'rows of different width',
    [dataTable(2, 1, { rows: [[raw('a'), raw('b')], [raw('c')]] })],
    'must have 2 cells as the first row [json-pointer:/blocks/0/rows/1]',
  ],
  [
    'an empty cell',
    [dataTable(1, 1, { rows: [[raw('a')], [raw('')]] })],
    'must be more than 0 characters [json-pointer:/blocks/0/rows/1/0/text]',
  ],
  ['a header alone', [dataTable(2, 0)], 'no less than 2 items allowed [json-pointer:/blocks/0/rows]'],
  [
    'a row header beyond the columns',
    [dataTable(2, 1, { row_header_column_index: 2 })],
    'must be a column of the table [json-pointer:/blocks/0/row_header_column_index]',
  ],
  [
    'a data table in a container',
    [container({ child_blocks: [dataTable(2, 2)] })],
    'unsupported type in container: data_table [json-pointer:/blocks/0/child_blocks/0/type]',
  ],
  [
    'a card in a container',
    [container({ child_blocks: [card()] })],
    'unsupported type in container: card [json-pointer:/blocks/0/child_blocks/0/type]',
  ],
  [
    'a section in a carousel',
    [{ type: 'carousel', elements: [section({})] }],
    'unsupported type in carousel: section [json-pointer:/blocks/0/elements/0/type]',
  ],
  [
    'a data table in a modal',
    [dataTable(2, 2)],
    'unsupported type: data_table on surface modal [json-pointer:/blocks/0/type]',
    'modal',
  ],
  [
    'a carousel in a modal',
    [{ type: 'carousel', elements: [card()] }],
    'unsupported type: carousel on surface modal [json-pointer:/blocks/0/type]',
    'modal',
  ],
  [
    'an alert in a message',
    [{ type: 'alert', text: plain(5) }],
    'unsupported type: alert on surface message [json-pointer:/blocks/0/type]',
  ],
  [
    'markdown in a Home',
    [{ type: 'markdown', text: 'a' }],
    'unsupported type: markdown on surface home [json-pointer:/blocks/0/type]',
    'home',
  ],
  ['an input in a message', [input()], 'unsupported type: input on surface message [json-pointer:/blocks/0/type]'],
  [
    'an input in a container of a message',
    [container({ child_blocks: [input()] })],
    'unsupported type: input on surface message [json-pointer:/blocks/0/child_blocks/0/type]',
  ],
  [
    'a file input among actions',
    [{ type: 'actions', elements: [{ type: 'file_input' }] }],
    'unsupported type: file_input [json-pointer:/blocks/0/elements/0/type]',
  ],
  [
    'a file input that reports at once',
    [input({ element: { type: 'file_input' }, dispatch_action: true })],
    'file_input cannot be used with dispatch_action [json-pointer:/blocks/0]',
    'modal',
  ],
  [
    'a third chart',
    [pie(2), pie(2), pie(2)],
    'no more than 2 data_visualization blocks allowed [json-pointer:/blocks/2]',
  ],
  [
    'a task that has not begun',
    [{ type: 'task_card', task_id: 'a', title: 'Read', status: 'pending' }],
    'must be one of in_progress, complete, error [json-pointer:/blocks/0/status]',
  ],
  [
    'a first choice that is worded otherwise than its option',
    [{ type: 'actions', elements: [select({ initial_option: option({ text: plain(6) }) })] }],
    'initial options must be among the options [json-pointer:/blocks/0/elements/0]',
  ],
  [
    'a first choice that is not there',
    [
      input({
        element: {
          type: 'checkboxes',
          options: [option()],
          initial_options: [option(), option({ value: 'b' })],
        },
      }),
    ],
    'initial options must be among the options [json-pointer:/blocks/0/element]',
    'home',
  ],
  ['no list', { type: 'divider' }, 'must be an array [json-pointer:/blocks]'],
];

describe('refuses, in words with a pointer', () => {
  test.for(REFUSED)('%s', ([, blocks, expected, surface = 'message']) => {
    expect(problems(blocks, surface)).toEqual([expected]);
  });
});

describe('takes', () => {
  test('the same action id in different blocks, cards of a carousel among them', () => {
    const one = card({ actions: [button({ action_id: 'details' })] });
    expect(problems([{ type: 'carousel', elements: [one, one] }, one])).toEqual([]);
  });

  test('a picture from Slack that is ready, in a block and as an accessory', () => {
    const ready = image({ image_url: undefined, slack_file: { id: PICTURE } });
    expect(problems([ready, section({ accessory: ready })])).toEqual([]);
  });

  test('first choices that are options, in groups too', () => {
    const groups = [{ label: plain(5), options: [option(), option({ value: 'b' })] }];
    const grouped = { options: undefined, option_groups: groups, initial_option: option({ value: 'b' }) };
    const several = { type: 'multi_static_select', initial_options: [option()] };
    const chosen = [select(grouped), select(several), select({ initial_option: option() })];
    expect(problems([{ type: 'actions', elements: chosen }])).toEqual([]);
  });

  test('numbers and rich text in cells', () => {
    const rich = {
      type: 'rich_text',
      elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'Champions', style: { bold: true } }] }],
    };
    const rows = [
      [raw('Segment'), raw('Customers')],
      [rich, { type: 'raw_number', value: 12, text: '12' }],
    ];
    expect(problems([dataTable(2, 1, { rows })])).toEqual([]);
    expect(problems([{ type: 'table', rows }])).toEqual([]);
  });
});

const NEWER = ['data_table', 'table', 'card', 'carousel', 'container', 'data_visualization', 'markdown'];

test('an older workspace refuses what came later, and that alone', () => {
  const later = [
    dataTable(2, 2),
    { type: 'table', rows: [[raw('-')]] },
    card(),
    { type: 'carousel', elements: [card()] },
    container({}),
    pie(2),
    { type: 'markdown', text: 'a' },
  ];
  expect(problems(later)).toEqual([]);
  expect(problems(later, 'message', true)).toEqual(
    NEWER.map((type, index) => `unsupported type: ${type} [json-pointer:/blocks/${index}/type]`),
  );
  expect(problems([section({}), image(), { type: 'divider' }], 'message', true)).toEqual([]);
});

describe('views', () => {
  const modal = (more: object = {}) => ({ type: 'modal', title: plain(5), blocks: [{ type: 'divider' }], ...more });
  const ofView = (view: unknown, surface: 'modal' | 'home' = 'modal') =>
    problemsOfView(view, { surface, olderBlocks: false, showsFile: () => false });

  test.each<readonly [string, (size: number) => object, number]>([
    ['title', n => ({ title: plain(n) }), 24],
    ['submit', n => ({ submit: plain(n) }), 24],
    ['close', n => ({ close: plain(n) }), 24],
    ['private_metadata', n => ({ private_metadata: x(n) }), 3000],
    ['callback_id', n => ({ callback_id: x(n) }), 255],
    ['blocks', n => ({ blocks: many(n, () => ({ type: 'divider' })) }), 100],
  ])('%s at its limit and one beyond', (_name, at, limit) => {
    expect(ofView(modal(at(limit)))).toEqual([]);
    expect(ofView(modal(at(limit + 1)))).not.toEqual([]);
  });

  test('an input needs a submit button', () => {
    expect(ofView(modal({ blocks: [input()] }))).toEqual(['missing required field: submit [json-pointer:/view]']);
    expect(ofView(modal({ blocks: [input()], submit: plain(4) }))).toEqual([]);
  });

  test('a Home has no title, and is no modal', () => {
    expect(ofView({ type: 'home', blocks: [dataTable(2, 2)] }, 'home')).toEqual([]);
    expect(ofView({ type: 'home', title: plain(4), blocks: [] }, 'home')).toEqual([
      'invalid additional property: title [json-pointer:/view]',
    ]);
    expect(ofView(modal(), 'home')).toContain('must be one of home [json-pointer:/view/type]');
  });
});
