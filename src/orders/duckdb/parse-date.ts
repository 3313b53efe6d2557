/**
 * SQL that reads dates: the formats of the file at once, and of what they do not read every other way of writing that has
 * one meaning only, by an explicit list. The list runs for those rows only.
 */
import { MONTH_NAMES } from '../../core/month-names.ts';
import { type DateFormat, OTHER_DATES, type OtherDates } from '../../core/order-file.ts';
import { sqlList, sqlText } from './sql.ts';

/** Ways of writing are stored as their places in the list, from 1: a column of texts, though all are NULL, takes a twentieth of the load. */
export const dateCode = (kind: string): string => `list_position(${sqlList(OTHER_DATES)}, ${kind})::UTINYINT`;

/** Instants in UTC: texts with a zone are converted, texts without one are taken as they are. */
export const instant = (column: string, dates: DateFormat): string => {
  const formats = dates.formats.filter(format => format !== 'iso');
  const strptime = byFormats(column, formats);
  const parsers = [
    ...(dates.formats.includes('iso') ? [`TRY_CAST(${column} AS TIMESTAMPTZ)::TIMESTAMP`] : []),
    ...(formats.length > 0 ? [strptime] : []),
  ];
  if (parsers.length === 0) return 'NULL::TIMESTAMP';
  return parsers.length === 1 ? parsers[0]! : `COALESCE(${parsers.join(', ')})`;
};

/**
 * The day of a text that need not be written as the dates of orders are, such as the one of signing up: in numbers with
 * the year first or last. Day and month stand in the order that they have in the dates of orders.
 */
export const dayOf = (text: string, { formats }: DateFormat): string => {
  const order = formats.some(format => format.startsWith('%m')) ? '%m-%d' : '%d-%m';
  const digits = `replace(replace(regexp_extract(${text}, '^\\d{1,4}[-/.]\\d{1,2}[-/.]\\d{1,4}'), '/', '-'), '.', '-')`;
  return `TRY_STRPTIME(${digits}, ${sqlList(['%Y-%m-%d', `${order}-%Y`, `${order}-%y`])})::DATE`;
};

/** Formats with a zone stand apart: DuckDB 1.5 reads rows without one with the zone of the row before. */
const byFormats = (text: string, formats: readonly string[]): string => {
  const plain = formats.filter(format => !format.includes('%z'));
  const zoned = formats.filter(format => format.includes('%z'));
  const attempts = [
    ...(plain.length > 0 ? [`TRY_STRPTIME(${text}, ${sqlList(plain)})::TIMESTAMP`] : []),
    ...(zoned.length > 0 ? [withZone(text, zoned)] : []),
  ];
  return attempts.length === 1 ? attempts[0]! : `COALESCE(${attempts.join(', ')})`;
};

/** With a zone DuckDB 1.5 takes 31 February for 2 March: the day has to be one without it, too. */
const withZone = (text: string, formats: readonly string[]): string => {
  const local = [...new Set(formats.map(format => format.replace(/ ?%z/, '')))];
  const withoutZone = `regexp_replace(${text}, ' ?[-+]\\d\\d(:?\\d\\d)?$', '')`;
  return `CASE WHEN TRY_STRPTIME(${withoutZone}, ${sqlList(local)}) IS NOT NULL
    THEN TRY_STRPTIME(${text}, ${sqlList(formats)})::TIMESTAMP END`;
};

/** SQL for which of the other ways of writing a text is; NULL where it is none. */
const otherDateOf = (text: string): string => `CASE
  WHEN regexp_full_match(${text}, '1\\d{9}(\\.\\d+)?') THEN 'epoch_seconds'
  WHEN regexp_full_match(${text}, '1\\d{12}') THEN 'epoch_milliseconds'
  WHEN regexp_full_match(${text}, '[2-7]\\d{4}([.,]\\d+)?') THEN 'serial'
  WHEN regexp_matches(${text}, '^(19|20)\\d{6}(\\D|$|\\d{4}(\\D|$)|\\d{6}(\\D|$))') THEN 'compact'
  WHEN regexp_matches(${text}, '^\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}(\\D|$)') THEN 'year_first'
  WHEN regexp_matches(${text}, '^\\d{1,2}[-/.]\\d{1,2}[-/.](\\d{4}|\\d{2})(\\D|$)') THEN 'numeric'
  WHEN length(${text}) <= 60 AND regexp_matches(${plainLetters(text)}, '[a-z]{3}') THEN 'named'
END`;

/** As months are looked up. The class of all letters, \pL, takes RE2 longer to make ready than a small file to load. */
const plainLetters = (text: string): string => `strip_accents(lower(${text}))`;

/**
 * SQL: the rows of a relation with `raw_date` and `instant`, whose missing instants were read in another way where there is
 * one; `date_kind` says in which. Step by step, each expression once: DuckDB takes long to plan them repeated.
 */
export const withOtherDates = (rows: string, { order, turn }: OtherDates): string => {
  const turned = turn && order !== 'ymd' ? numeric(order === 'dmy' ? 'mdy' : 'dmy') : 'NULL::VARCHAR';
  const kinds = `SELECT *, CASE WHEN instant IS NULL THEN ${otherDateOf('raw_date')} END AS kind FROM (${rows})`;
  const parts = `SELECT *, CASE WHEN kind = 'named' THEN ${plainLetters('raw_date')} END AS plain FROM (${kinds})`;
  const shapes = `SELECT *, ${foundParts('plain')} FROM (${parts})`;
  const texts = `SELECT *, ${dayFirst(order)} AS written, CASE WHEN kind = 'numeric' THEN ${turned} END AS flipped FROM (${shapes})`;
  const clean = `SELECT *, ${canonical('written')} AS day_text, ${canonical('flipped')} AS turned_text FROM (${texts})`;
  const read = `SELECT *, CASE
      WHEN kind = 'epoch_seconds' THEN make_timestamp(TRY_CAST(TRY_CAST(raw_date AS DOUBLE) * 1000000 AS BIGINT))
      WHEN kind = 'epoch_milliseconds' THEN make_timestamp(TRY_CAST(TRY_CAST(raw_date AS DOUBLE) * 1000 AS BIGINT))
      WHEN kind = 'serial' THEN TIMESTAMP '1899-12-30 00:00:00'
        + to_seconds(TRY_CAST(round(TRY_CAST(replace(raw_date, ',', '.') AS DOUBLE) * 86400) AS BIGINT))
      WHEN kind IS NOT NULL THEN ${byFormats('day_text', FORMATS)}
    END AS other, CASE WHEN turned_text IS NOT NULL THEN ${byFormats('turned_text', FORMATS)} END AS turned
    FROM (${clean})`;
  return `SELECT * EXCLUDE (kind, plain, ${SHAPES.join(', ')}, written, flipped, day_text, turned_text, other, turned)
      REPLACE (CASE WHEN instant IS NOT NULL THEN instant WHEN other IS NOT NULL THEN other ELSE turned END AS instant),
      CASE WHEN other IS NULL AND turned IS NOT NULL THEN 'turned' ELSE kind END AS date_kind
    FROM (${read})`;
};

/** The day as year-month-day, and behind it the rest as it is. */
const dayFirst = (order: OtherDates['order']): string => `CASE
  WHEN kind = 'compact' THEN regexp_replace(raw_date, '^(\\d{4})(\\d\\d)(\\d\\d)', '\\1-\\2-\\3 ')
  WHEN kind = 'year_first' THEN regexp_replace(raw_date, '^(\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2})', '\\1-\\2-\\3 ')
  WHEN kind = 'numeric' THEN ${numeric(order)}
  WHEN kind = 'named' THEN ${NAMED_DAY}
END`;

const PLACES = { dmy: '\\3-\\2-\\1 ', mdy: '\\3-\\1-\\2 ', ymd: '\\1-\\2-\\3 ' } as const;

const numeric = (order: OtherDates['order']): string =>
  `regexp_replace(raw_date, '^(\\d{1,2})[-/.](\\d{1,2})[-/.](\\d{4}|\\d{2})', '${PLACES[order]}')`;

/** SQL for whether the two first numbers of a date may both be a day or a month, and it matters which. */
export const isOpenDate = (text: string): string => {
  const number = '(0?[1-9]|1[0-2])';
  const parts = `regexp_extract(${text}, '^${number}[-/.]${number}[-/.](?:\\d{4}|\\d{2})(?:\\D|$)', ['one', 'other'])`;
  return `coalesce(TRY_CAST(${parts}['one'] AS INTEGER) <> TRY_CAST(${parts}['other'] AS INTEGER), false)`;
};

const WEEKDAY = '(?:[a-z]{2,12}\\.?,? +)?';

/** Day, name and year in any order, each shape with the order in which it has them. */
const NAMED: readonly { readonly shape: string; readonly parts: string }[] = [
  {
    shape: `^${WEEKDAY}(?:le |el |il |den )?(\\d{1,2})(?:st|nd|rd|th|er|º|°|\\.)?[ /.-]*(?:de |of )?([a-z]{3,12})\\.?,?[ /.-]*(?:de |del )?(\\d{4}|\\d{2})(\\D.*)?$`,
    parts: "['d', 'n', 'y', 'rest']",
  },
  {
    shape: `^${WEEKDAY}([a-z]{3,12})\\.?[ -](\\d{1,2})(?:st|nd|rd|th)?,?[ -]+(\\d{4})(\\D.*)?$`,
    parts: "['n', 'd', 'y', 'rest']",
  },
  { shape: '^(\\d{4})[ /-]([a-z]{3,12})\\.?[ /-](\\d{1,2})(\\D.*)?$', parts: "['y', 'n', 'd', 'rest']" },
];

const MONTH_NUMBERS = `MAP {${[...MONTH_NAMES].map(([name, month]) => `${sqlText(name)}: ${month}`).join(', ')}}`;

/** What each shape finds, as a column of its own. */
const foundParts = (plain: string): string =>
  NAMED.map(
    ({ shape, parts }, index) =>
      `CASE WHEN ${plain} IS NOT NULL THEN regexp_extract(${plain}, ${sqlText(shape)}, ${parts}) END AS shape_${index}`,
  ).join(', ');

const SHAPES = NAMED.map((_, index) => `shape_${index}`);

/** NULL where a name is no month's. */
const NAMED_DAY = `COALESCE(${SHAPES.map(
  found => `${found}.y || '-' || (${MONTH_NUMBERS})[${found}.n] || '-' || ${found}.d || ' ' || ${found}.rest`,
).join(', ')})`;

const CLOCKS = ['', ' %H:%M', ' %H:%M:%S', ' %H:%M:%S.%f', ' %I:%M %p', ' %I:%M:%S %p', ' %H%M', ' %H%M%S'];
/** `%Y` also takes two digits, `%y` never takes four: so two-digit years are tried first. */
const FORMATS = ['%y', '%Y'].flatMap(year =>
  CLOCKS.flatMap(clock => ['', '%z'].map(zone => `${year}-%m-%d${clock}${zone}`)),
);

/** A day as year-month-day, and behind it the time as people write it, now as strptime reads it. */
const canonical = (text: string): string => {
  const steps: readonly (readonly [pattern: string, by: string])[] = [
    ['^(\\S+)[\\s,t]*(?:um|at|a|a las|alle|alle ore|ore)?[\\s,]*', '\\1 '],
    ['\\s*uhr$', ''],
    ['(\\d) ?h ?(\\d\\d)?$', '\\1:\\2'],
    [':$', ':00'],
    ['\\s*\\b([ap])\\.?m\\.?', ' \\1m'],
    ['(\\d)([ap]m)', '\\1 \\2'],
    ['\\s*(?:z|utc|gmt)$', '+00'],
    ['\\s+([+-]\\d\\d)', '\\1'],
  ];
  const replaced = steps.reduce(
    (sql, [pattern, by]) => `regexp_replace(${sql}, ${sqlText(pattern)}, ${sqlText(by)})`,
    `lower(strip_accents(${text}))`,
  );
  return `CASE WHEN ${text} IS NOT NULL THEN trim(${replaced}) END`;
};
