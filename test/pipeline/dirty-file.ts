/** Orders files as careless people and programs write them, with what every cell means. */
import fc from 'fast-check';

/** A text as it stands in a cell, and what it means; `null` where it means nothing. */
interface Cell<T> {
  readonly text: string;
  readonly meaning: T | null;
}

/** What one line of the file is worth when it is read rightly. */
export interface Meant {
  readonly customer: Cell<string>;
  readonly order: Cell<string>;
  /** As `2026-01-31`. */
  readonly date: Cell<string>;
  readonly cents: Cell<number>;
}

export interface DirtyRow extends Meant {
  /** The line as it stands in the file, without its end. */
  readonly line: string;
}

export interface DirtyFile {
  readonly content: string;
  readonly delimiter: string;
  readonly rows: readonly DirtyRow[];
}

type Style = 'point' | 'comma';

const day = fc.integer({ min: 0, max: 1_400 }).map(days => new Date(Date.UTC(2022, 0, 1 + days)));
const iso = (date: Date): string => date.toISOString().slice(0, 19);
const pad = (value: number): string => String(value).padStart(2, '0');

const GERMAN = 'Januar Februar März April Mai Juni Juli August September Oktober November Dezember'.split(' ');
const FRENCH = 'janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.'.split(' ');
const SPANISH = 'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre'.split(' ');
const ITALIAN = 'gen feb mar apr mag giu lug ago set ott nov dic'.split(' ');
const ENGLISH = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** Every way writes one day in a way that has one meaning. */
const WAYS: readonly ((date: Date) => string)[] = [
  date => iso(date).slice(0, 10),
  date => iso(date).replace('T', ' '),
  date => `${iso(date)}Z`,
  // Another day there than in UTC.
  date => `${iso(new Date(date.getTime() - 18_000_000))}-05:00`,
  date => `${date.getUTCFullYear()}/${date.getUTCMonth() + 1}/${date.getUTCDate()}`,
  date => `${date.getUTCFullYear()}${pad(date.getUTCMonth() + 1)}${pad(date.getUTCDate())}`,
  date => `${date.getUTCDate()}.${date.getUTCMonth() + 1}.${date.getUTCFullYear()}`,
  date => `${pad(date.getUTCDate())}.${pad(date.getUTCMonth() + 1)}.${pad(date.getUTCFullYear() % 100)} 0:00`,
  date => String(date.getTime() / 1_000),
  date => String(date.getTime()),
  date => String(date.getTime() / 86_400_000 + 25_569),
  date => `${date.getUTCDate()}. ${GERMAN[date.getUTCMonth()]} ${date.getUTCFullYear()}`,
  date => `${date.getUTCDate()} ${FRENCH[date.getUTCMonth()]} ${date.getUTCFullYear()} à 0h00`,
  date => `${date.getUTCDate()} de ${SPANISH[date.getUTCMonth()]} de ${date.getUTCFullYear()}`,
  date => `${date.getUTCDate()} ${ITALIAN[date.getUTCMonth()]} ${date.getUTCFullYear()}`,
  date => `${ENGLISH[date.getUTCMonth()]} ${date.getUTCDate()}, ${date.getUTCFullYear()} 12:00 AM`,
];

const MISSING = ['', ' ', 'NULL', 'n/a', '-'];
const NO_DATES = ['soon', '31.02.2024', '2024-13-45', '5 Smarch 2024', '0', '2024', '1e9', ...MISSING];
const NO_NUMBERS = ['free', '1.2.3', '1,2,3', '--5', '5-3', '$', '1 2', '12 %', 'NaN', '0x10', ...MISSING];

/** Most files write all dates in one way and leave some out; some mix everything. */
const dateCell = (way: number | null): fc.Arbitrary<Cell<string>> => (way === null ? anyDate : dateIn(WAYS[way]!));

const dateIn = (way: (date: Date) => string): fc.Arbitrary<Cell<string>> =>
  fc.oneof(
    { weight: 8, arbitrary: day.map(date => ({ text: way(date), meaning: iso(date).slice(0, 10) })) },
    { weight: 1, arbitrary: fc.constantFrom(...MISSING).map(text => ({ text, meaning: null })) },
  );

const anyDate: fc.Arbitrary<Cell<string>> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc
      .tuple(day, fc.constantFrom(...WAYS))
      .map(([date, way]) => ({ text: way(date), meaning: iso(date).slice(0, 10) })),
  },
  { weight: 1, arbitrary: fc.constantFrom(...NO_DATES).map(text => ({ text, meaning: null })) },
);

const grouped = (whole: string, separator: string): string => whole.replace(/\B(?=(\d{3})+$)/g, separator);

const moneyText = (cents: number, style: Style, separator: string): string => {
  const point = style === 'point' ? '.' : ',';
  return `${grouped(String(Math.floor(cents / 100)), separator)}${point}${pad(cents % 100)}`;
};

const SEPARATORS: Readonly<Record<Style, readonly string[]>> = {
  point: ['', ',', ' ', '\u{a0}', '\u{202f}', '\u{2009}', "'", '’'],
  comma: ['', '.', ' ', '\u{a0}', '\u{202f}', '\u{2009}', "'", '’'],
};
const DRESSED: readonly ((text: string) => string)[] = [
  text => text,
  text => text,
  text => `€${text}`,
  text => `€ ${text}`,
  text => `${text} €`,
  text => `EUR ${text}`,
  text => `${text}\u{a0}EUR`,
  text => ` ${text} `,
];
const NEGATIVE: readonly ((text: string) => string)[] = [
  text => `-${text}`,
  text => `−${text}`,
  text => `(${text})`,
  text => `${text}-`,
];

const moneyCell = (style: Style): fc.Arbitrary<Cell<number>> =>
  fc.oneof(
    {
      weight: 8,
      arbitrary: fc
        .tuple(
          fc.integer({ min: 1, max: 99_999_999 }),
          fc.constantFrom(...SEPARATORS[style]),
          fc.constantFrom(...DRESSED),
        )
        .map(([cents, separator, dress]) => ({ text: dress(moneyText(cents, style, separator)), meaning: cents })),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.integer({ min: 0, max: 9_999 }), fc.constantFrom(...NEGATIVE))
        .map(([cents, sign]) => ({ text: sign(moneyText(cents, style, '')), meaning: -cents })),
    },
    { weight: 1, arbitrary: fc.constantFrom(...NO_NUMBERS).map(text => ({ text, meaning: null })) },
  );

const CUSTOMERS: readonly ((row: number) => Cell<string>)[] = [
  row => ({ text: `K-${row}`, meaning: `K-${row}` }),
  row => ({ text: `  K-${row} `, meaning: `K-${row}` }),
  row => ({ text: `1785${row}.0`, meaning: `1785${row}` }),
  row => ({ text: `00${row}7`, meaning: `00${row}7` }),
  row => ({ text: ` Anna${row}@Example.com`, meaning: `anna${row}@example.com` }),
];

const NOTES = [
  '',
  'plain',
  'ü, é; ñ',
  'a, b',
  'a; b',
  'a\tb',
  'a|b',
  '"quoted"',
  'two\nlines',
  'two\r\nlines',
  '=1+1',
  '🎁',
  "it's",
];

/** How a line is spoilt. */
type Harm = 'none' | 'short' | 'long' | 'open quote' | 'quote inside' | 'text behind a quote';

interface Drawn {
  readonly customer: number | null;
  readonly orderMissing: boolean;
  readonly date: Cell<string>;
  readonly cents: Cell<number>;
  readonly note: string;
  readonly quoted: readonly boolean[];
  readonly harm: Harm;
}

const drawn = ({ style, way }: Shape): fc.Arbitrary<Drawn> =>
  fc.record({
    customer: fc.option(fc.nat({ max: CUSTOMERS.length - 1 }), { freq: 12 }),
    orderMissing: fc.integer({ min: 0, max: 14 }).map(value => value === 0),
    date: dateCell(way),
    cents: moneyCell(style),
    note: fc.constantFrom(...NOTES),
    quoted: fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }),
    harm: fc.oneof(
      { weight: 20, arbitrary: fc.constant<Harm>('none') },
      {
        weight: 1,
        arbitrary: fc.constantFrom<Harm>('short', 'long', 'open quote', 'quote inside', 'text behind a quote'),
      },
    ),
  });

const HARMED: Readonly<Record<Harm, (line: string, delimiter: string) => string>> = {
  none: line => line,
  short: (line, delimiter) => line.slice(0, line.lastIndexOf(delimiter)),
  long: (line, delimiter) => `${line}${delimiter}more`,
  'open quote': (line, delimiter) => `${line.slice(0, line.lastIndexOf(delimiter) + 1)}"open`,
  'quote inside': (line, delimiter) => `${line.slice(0, line.lastIndexOf(delimiter) + 1)}5" pipe`,
  'text behind a quote': (line, delimiter) => `${line.slice(0, line.lastIndexOf(delimiter) + 1)}"closed" text`,
};

interface Shape {
  readonly style: Style;
  /** How dates are written; `null` for every row in a way of its own. */
  readonly way: number | null;
  readonly delimiter: string;
  readonly lineEnd: string;
  readonly mark: boolean;
  readonly blankLines: boolean;
  readonly lastLineEnd: boolean;
}

const rowOf = (
  { customer, orderMissing, date, cents, note, quoted, harm }: Drawn,
  row: number,
  shape: Shape,
): DirtyRow => {
  const meant: Meant = {
    customer: customer === null ? { text: '', meaning: null } : CUSTOMERS[customer]!(row),
    order: orderMissing ? { text: '', meaning: null } : { text: `o${row}`, meaning: `o${row}` },
    date,
    cents,
  };
  const { delimiter } = shape;
  const texts = [meant.customer.text, meant.order.text, date.text, cents.text, note];
  const cells = texts.map((text, index) =>
    quoted[index] || text.includes(delimiter) || /["\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text,
  );
  return { ...meant, line: HARMED[harm](cells.join(delimiter), delimiter) };
};

/** Sound rows at the beginning: what is seldom has to stand beside something. */
const soundRows = ({ style, delimiter }: Shape): readonly DirtyRow[] =>
  Array.from({ length: 6 }, (_, row) => {
    const cents = 123_456 + row;
    const date = `2024-05-${20 + row}`;
    const texts = [`S-${row}`, `s${row}`, date, moneyText(cents, style, '')];
    return {
      customer: { text: texts[0]!, meaning: texts[0]! },
      order: { text: texts[1]!, meaning: texts[1]! },
      date: { text: date, meaning: date },
      cents: { text: texts[3]!, meaning: cents },
      line: [...texts.map(text => (text.includes(delimiter) ? `"${text}"` : text)), 'note'].join(delimiter),
    };
  });

const HEADER = ['customer', 'order', 'date', 'amount', 'note'];

export const dirtyFile: fc.Arbitrary<DirtyFile> = fc
  .record<Shape>({
    style: fc.constantFrom('point', 'comma'),
    way: fc.option(fc.nat({ max: WAYS.length - 1 }), { freq: 3 }),
    delimiter: fc.constantFrom(',', ';', '\t', '|'),
    lineEnd: fc.constantFrom('\n', '\r\n'),
    mark: fc.boolean(),
    blankLines: fc.boolean(),
    lastLineEnd: fc.boolean(),
  })
  .chain(shape =>
    fc.array(drawn(shape), { minLength: 1, maxLength: 14 }).map(rows => {
      const all = [...soundRows(shape), ...rows.map((each, row) => rowOf(each, row, shape))];
      const { delimiter, lineEnd, mark, blankLines, lastLineEnd } = shape;
      const lines = [HEADER.join(delimiter), ...all.map(({ line }) => line)];
      const between = blankLines ? lineEnd + lineEnd : lineEnd;
      return {
        content: `${mark ? '\u{feff}' : ''}${lines.join(between)}${lastLineEnd ? lineEnd : ''}`,
        delimiter,
        rows: all,
      };
    }),
  );
