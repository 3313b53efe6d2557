/** Files as people have them: what a small orders file turns into. */
import { ORDER_ROWS, ordersCsv } from './cli-run.ts';

const CSV = ordersCsv();
const [HEADER = '', ...ROWS] = CSV.trimEnd().split('\n');
const lines = (...rows: readonly string[]): string => `${rows.join('\n')}\n`;

const utf16 = (text: string, bigEndian: boolean): Buffer => {
  const bytes = Buffer.from(text, 'utf16le');
  return bigEndian ? bytes.swap16() : bytes;
};

type File = string | Uint8Array;

/** Nothing can be done with these: the problem that is named. */
export const USELESS: readonly (readonly [what: string, file: File, problem: RegExp])[] = [
  ['an empty file', '', /is empty/],
  ['blank lines only', '\n\n \n', /is empty/],
  ['a header only', lines(HEADER), /has column names \(customer, order, date, quantity, price\) but no rows/],
  ['a PDF', '%PDF-1.7\n%âãÏÓ\n1 0 obj', /it is a PDF document/],
  [
    'the beginning of an Excel workbook',
    Buffer.from('504b0304140006000800000021', 'hex'),
    /cannot be unpacked: it is damaged/,
  ],
  ['a web page', '<!DOCTYPE html><html><body>Sign in</body></html>', /a web page/],
  ['no customers', lines('order,date,amount', '1,2025-01-01,5.00', '2,2025-01-02,6.00'), /recognised for .*customer/],
  ['no usable rows', lines(HEADER, ...ROWS.map(row => row.replace(/^C\d+/, ''))), /None of the 120 rows/],
];

export interface OddFile {
  readonly what: string;
  readonly file: File;
  readonly rows: number;
  /** Rows that get lost, by reason. */
  readonly lost: Readonly<Record<string, number>>;
}

const whole = (what: string, file: File, rows = ORDER_ROWS): OddFile => ({ what, file, rows, lost: {} });

/** Read with all their faults. */
export const READABLE: readonly OddFile[] = [
  whole('semicolons', ordersCsv(';')),
  whole('UTF-16 with a byte order mark', utf16(`\ufeff${CSV}`, false)),
  whole('UTF-16, big end first', utf16(`\ufeff${CSV}`, true)),
  whole('UTF-16 without a byte order mark', utf16(CSV, false)),
  whole('Windows-1252', Buffer.from(CSV.replaceAll('C1,', 'Müller,'), 'latin1')),
  whole('carriage returns only', ordersCsv(',', '\r')),
  whole('mixed line ends', lines(HEADER, ...ROWS.map((row, index) => row + (index % 3 === 0 ? '\r' : '')))),
  whole('a header twice', lines(`${HEADER},price`, ...ROWS.map(row => `${row},9.99`))),
  whole('NUL bytes', lines(HEADER, ...ROWS, 'C1,9\0-9,2025-05-05,1,2.00'), ORDER_ROWS + 1),
  whole(
    'a field of 5 MB',
    lines(`${HEADER},note`, ...ROWS.map((row, index) => `${row},${index === 60 ? 'x'.repeat(5_000_000) : ''}`)),
  ),
  {
    what: 'short and long rows',
    file: lines(HEADER, 'C1,9-9', ...ROWS, 'C1,9-9,2025-05-05,1,2.00,x,y'),
    rows: ORDER_ROWS + 2,
    lost: { unreadable: 2 },
  },
  {
    what: 'an unclosed quote',
    file: lines(HEADER, ...ROWS.slice(0, -1), ROWS.at(-1)!.replace(/^C/, '"C')),
    rows: ORDER_ROWS,
    lost: { unreadable: 1 },
  },
];
