import { describe, expect, it } from 'vitest';
import { RecordCount } from '../../src/ingest/record-count.ts';

const count = (
  text: string,
  chunkBytes = 1_000_000,
  quote: string | null = '"',
  lineEnd: '\n' | '\r' = '\n',
): number => {
  const counter = new RecordCount({ delimiter: ',', quote, lineEnd });
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += chunkBytes) counter.add(bytes.subarray(at, at + chunkBytes));
  return counter.end();
};

const CASES: readonly (readonly [string, string, number])[] = [
  ['plain lines', 'a,b\n1,2\n3,4\n', 3],
  ['no final line end', 'a,b\n1,2', 2],
  ['CRLF', 'a,b\r\n1,2\r\n', 2],
  ['blank lines', '\n\r\na,b\n\n  \n1,2\n\n\n', 2],
  ['line ends in quotes', 'a,"b\nb\n"\n"\n",2\n', 2],
  ['doubled quotes', 'a,"b""\nb"\n"""",2\n', 2],
  ['a quote inside plain text', 'a,24" TV\n1,2\n3,5" x\n', 3],
  ['a quoted field after a blank', 'a, "x\ny"\n1,2\n', 2],
  ['only delimiters', ',\n,\n', 2],
  ['an open quote swallows the rest', 'a,b\n1,"2\n3,4\n', 2],
  ['empty text', '', 0],
];

describe('RecordCount', () => {
  it.each(CASES)('counts %s', (_name, text, records) => {
    expect(count(text)).toBe(records);
  });

  it.each(CASES)('does so wherever chunks are cut: %s', (_name, text, records) => {
    for (let chunkBytes = 1; chunkBytes < 7; chunkBytes++)
      expect([chunkBytes, count(text, chunkBytes)]).toEqual([chunkBytes, records]);
  });

  it('counts lines that end with CR, and quotes of the dialect only', () => {
    expect(count('a,b\r1,2\r\r3,4', 3, '"', '\r')).toBe(3);
    expect(count('a,"b\n1,"2\n', 3, null)).toBe(2);
    expect(count("a,'b\nb'\n1,2\n", 3, "'")).toBe(2);
  });
});
