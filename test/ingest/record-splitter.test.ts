import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LONGEST_QUOTED_LINES, RecordSplitter, type SplitRecord } from '../../src/ingest/record-splitter.ts';

interface Options {
  readonly columns?: number;
  readonly delimiter?: string;
  readonly quote?: string | null;
  readonly chunk?: number;
}

const split = (
  text: string,
  { columns = 3, delimiter = ',', quote = '"', chunk = 1e9 }: Options = {},
): SplitRecord[] => {
  const splitter = new RecordSplitter({ columns, delimiter, quote });
  const records: SplitRecord[] = [];
  for (let at = 0; at < text.length; at += chunk) records.push(...splitter.feed(text.slice(at, at + chunk), false));
  return [...records, ...splitter.feed('', true)];
};

/** Rows as arrays; what cannot be read as its reason and text. */
const rows = (text: string, options: Options = {}): unknown[] =>
  split(text, options).map(record => {
    if (record.kind === 'row') return record.fields;
    return record.kind === 'plain' ? record.line.split(options.delimiter ?? ',') : { [record.why]: record.raw };
  });

const UNCLOSED = 'a quote is opened and not properly closed';

const CASES: readonly (readonly [string, string, readonly unknown[]])[] = [
  [
    'plain rows',
    '1,2,3\n4,5,6',
    [
      ['1', '2', '3'],
      ['4', '5', '6'],
    ],
  ],
  [
    'every line end',
    '1,2,3\r\n4,5,6\r7,8,9\n',
    [
      ['1', '2', '3'],
      ['4', '5', '6'],
      ['7', '8', '9'],
    ],
  ],
  [
    'blank lines',
    '\n1,2,3\n\n  \r\n4,5,6\n\n',
    [
      ['1', '2', '3'],
      ['4', '5', '6'],
    ],
  ],
  [
    'quotes',
    '1,"2,2","3""3"\n"",,""\n',
    [
      ['1', '2,2', '3"3'],
      ['', '', ''],
    ],
  ],
  [
    'line ends in quotes',
    '1,"2\n2\r\n",3\n4,5,6\n',
    [
      ['1', '2\n2\r\n', '3'],
      ['4', '5', '6'],
    ],
  ],
  [
    'a quote in plain text',
    '1,2" x,3\n4,24"",6\n',
    [
      ['1', '2" x', '3'],
      ['4', '24""', '6'],
    ],
  ],
  [
    'blanks around quotes',
    '1, "2,2" ,3\n4, "5" x,6\n',
    [
      ['1', '2,2', '3'],
      ['4', ' "5" x', '6'],
    ],
  ],
  [
    'a trailing delimiter',
    '1,2,3,\n"4",5,6,,\n',
    [
      ['1', '2', '3'],
      ['4', '5', '6'],
    ],
  ],
  [
    'short and long rows',
    '1,2\n1,2,3,4\n4,5,6\n',
    [{ '2 of 3 columns': '1,2' }, { '4 columns instead of 3': '1,2,3,4' }, ['4', '5', '6']],
  ],
  ['text behind a quote', '1,"2"x,3\n4,5,6\n', [{ [UNCLOSED]: '1,"2"x,3' }, ['4', '5', '6']]],
  ['a quote open to the end', '1,"2,3\n4,5,6\n7,8,9\n', [{ [UNCLOSED]: '1,"2,3' }, ['4', '5', '6'], ['7', '8', '9']]],
  [
    'an open quote before a quoted field',
    '1,"2,3\n4,"x",6\n7,8,9\n',
    [{ [UNCLOSED]: '1,"2,3' }, ['4', 'x', '6'], ['7', '8', '9']],
  ],
  [
    'an open quote before a quoted row end',
    '1,"2,3\n7,8,9\n4,5,"\n',
    [{ [UNCLOSED]: '1,"2,3' }, ['7', '8', '9'], { [UNCLOSED]: '4,5,"' }],
  ],
  [
    'a short row with a line end in quotes',
    '1,"a note\nof two lines"\n4,5,6\n',
    [{ '2 of 3 columns': '1,"a note\nof two lines"' }, ['4', '5', '6']],
  ],
  ['zero bytes', '1,2\0x,3\n', [['1', '2\0x', '3']]],
];

describe('RecordSplitter', () => {
  it.each(CASES)('splits %s', (_name, text, expected) => {
    expect(rows(text)).toEqual(expected);
  });

  it.each(CASES)('does so wherever chunks are cut: %s', (_name, text, expected) => {
    for (let chunk = 1; chunk < 9; chunk++) expect([chunk, rows(text, { chunk })]).toEqual([chunk, expected]);
  });

  it('splits by runs of blanks', () => {
    const text = '  1  "a b"   3\n\t4 5\t 6  \n7 8\n1 "2" 3\n';
    expect(rows(text, { delimiter: ' ' })).toEqual([
      ['1', 'a b', '3'],
      ['4', '5', '6'],
      { '2 of 3 columns': '7 8' },
      ['1', '2', '3'],
    ]);
  });

  it('takes quotes as text where the file has no quotes', () => {
    expect(rows('1,"2,3\n"4",5,6\n', { quote: null })).toEqual([
      ['1', '"2', '3'],
      ['"4"', '5', '6'],
    ]);
  });

  it('gives up a quoted field after a thousand lines, at the price of its first line', () => {
    const body = '4,5,6\n'.repeat(LONGEST_QUOTED_LINES);
    const records = split(`1,2,"3\n${body}7,8,9"\n`, { chunk: 1000 });
    expect(records[0]).toEqual({ kind: 'unreadable', why: UNCLOSED, raw: '1,2,"3' });
    expect(records).toHaveLength(LONGEST_QUOTED_LINES + 2);
    expect(records.filter(record => record.kind === 'unreadable')).toHaveLength(1);
  });

  it('gives up a line of more than 8 MB and goes on with the next', () => {
    const text = `1,2,3\n4,${'x'.repeat(9_000_000)},6\n7,8,9\n`;
    for (const chunk of [1e9, 1e6]) {
      const kinds = split(text, { chunk }).map(record => record.kind);
      expect(kinds).toEqual(['plain', 'unreadable', 'plain']);
    }
  });

  // Looking ahead from every open quote would take minutes.
  it('looks at no text many times in files full of open quotes', () => {
    const lines = 40_000;
    expect(split('1,"2,3\n'.repeat(lines), { chunk: 1e5 })).toHaveLength(lines);
    expect(split(`1,"2,3\n${'4,5,6\n'.repeat(500)}`.repeat(80), { chunk: 1e5 })).toHaveLength(80 * 501);
  });

  it('gives the same records for any chunks of any text', () => {
    const text = fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r', ' ', ';'), maxLength: 80 });
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 12 }), (dirty, chunk) => {
        expect(split(dirty, { chunk })).toEqual(split(dirty));
      }),
      { numRuns: 500 },
    );
  });
});
