/** How near a message is to a limit, held against the checks that refuse what is over it. */
import type { AnyBlock } from '@slack/types';
import { describe, expect, it } from 'vitest';
import { problemsOf } from '../../../src/playground/blocks/problems.ts';
import { measured } from '../../../src/playground/serving/measures.ts';

const rules = { surface: 'message', olderBlocks: false, showsFile: () => true } as const;
const plain = (length: number) => ({ type: 'plain_text', text: 'x'.repeat(length) });
const markup = (length: number) => ({ type: 'mrkdwn', text: 'x'.repeat(length) });
const many = <T>(count: number, one: (index: number) => T): readonly T[] =>
  Array.from({ length: count }, (_, index) => one(index));
const button = (text: number, value = 1) => ({ type: 'button', text: plain(text), value: 'v'.repeat(value) });
const inActions = (element: object) => ({ type: 'actions', elements: [element] });
const section = { type: 'section', text: plain(1) };
const option = (index: number) => ({ text: plain(1), value: String(index) });
const cell = (length: number) => ({ type: 'raw_text', text: 'x'.repeat(length) });
const table = (rows: readonly (readonly object[])[]) => ({ type: 'data_table', caption: 'c', rows });
const card = (more: object) => ({ type: 'card', title: plain(1), ...more });

/** A message in which this is as large as is said. */
const WITH: Readonly<Record<string, (size: number) => readonly object[]>> = {
  Blocks: size => many(size, () => section),
  'Characters of a header': size => [{ type: 'header', text: plain(size) }],
  'Characters of a section': size => [{ type: 'section', text: plain(size) }],
  'Fields of a section': size => [{ type: 'section', fields: many(size, () => markup(1)) }],
  'Elements of a context': size => [{ type: 'context', elements: many(size, () => markup(1)) }],
  'Elements of an actions block': size => [{ type: 'actions', elements: many(size, () => button(1)) }],
  'Characters on a button': size => [inActions(button(size))],
  'Characters of a button’s value': size => [inActions(button(1, size))],
  'Cards of a carousel': size => [{ type: 'carousel', elements: many(size, () => card({})) }],
  'Characters of a card’s title': size => [card({ title: plain(size) })],
  'Characters of a card’s body': size => [card({ body: plain(size) })],
  'Buttons of a card': size => [card({ actions: many(size, () => button(1)) })],
  'Blocks of a container': size => [{ type: 'container', child_blocks: many(size, () => section) }],
  'Rows of a table, without its header': size => [table(many(size + 1, () => [cell(1)]))],
  'Columns of a table': size => [table(many(2, () => many(size, () => cell(1))))],
  'Characters of all tables': size => [
    table([[cell(1)], [cell(Math.ceil(size / 2))]]),
    table([[cell(1)], [cell(Math.floor(size / 2) - 2)]]),
  ],
  'Characters of a picture’s description': size => [
    { type: 'image', image_url: 'https://example.com/a.png', alt_text: 'x'.repeat(size) },
  ],
  'Options of a menu': size => [inActions({ type: 'static_select', options: many(size, option) })],
};

const measureOf = (what: string, blocks: readonly object[]) =>
  measured({ text: '', blocks: blocks as readonly AnyBlock[] }).find(measure => measure.what === what);

describe('The measures', () => {
  it.each(Object.entries(WITH))('%s: what is full is taken, one more is not', (what, message) => {
    const most = measureOf(what, message(10))?.most ?? 0;
    expect(measureOf(what, message(most))).toEqual({ what, most, used: most });
    expect(problemsOf(message(most), rules)).toEqual([]);
    expect(measureOf(what, message(most + 1))?.used).toBe(most + 1);
    expect(problemsOf(message(most + 1), rules)).not.toEqual([]);
  });

  it('are all tried above, but that of the text', () => {
    const everything = Object.values(WITH).flatMap(message => message(8));
    const whats = measured({ text: 'abc', blocks: everything as readonly AnyBlock[] }).map(({ what }) => what);
    expect(whats.filter(what => !(what in WITH))).toEqual(['Characters of the text']);
    expect(whats).toHaveLength(Object.keys(WITH).length + 1);
  });
});
