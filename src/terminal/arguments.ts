/** The command line, parsed once. */
import { parseArgs } from 'node:util';
import { MOST_DAYS_AGO } from '../core/changes.ts';
import { currencyCode } from '../core/currencies.ts';
import { EXTRA_FEATURES, type ExtraFeature } from '../core/insight/clusterings.ts';
import { TOPICS, type Topic } from '../core/insight/insight.ts';
import { FIELDS, type Field, type ReadingHints } from '../core/order-file.ts';
import { DEFAULT_SETTINGS, LARGEST_K, SETTING_CHOICES, type Settings, SMALLEST_K } from '../core/settings.ts';
import { ExpectedError } from '../errors.ts';

export interface SegmentCommand {
  readonly kind: 'segment';
  /** The file, or the sample store of so many rows. */
  readonly input: { readonly paths: readonly string[] } | { readonly sampleRows: number };
  readonly settings: Settings;
  readonly hints: ReadingHints;
  /** Topics beyond segments; empty for the report. */
  readonly show: readonly Topic[];
  /** For other clusterings. */
  readonly extras: readonly ExtraFeature[];
  readonly out: string | null;
  /** Folder for the tables for BI tools. */
  readonly bi: string | null;
  readonly json: boolean;
  /** What moved since so many days ago; `null` where nobody asked. */
  readonly compareDays: number | null;
}

export interface SampleCommand {
  readonly kind: 'sample-csv';
  readonly rows: number;
  readonly seed: number;
}

export type Command = SegmentCommand | SampleCommand | { readonly kind: 'help' };

const OPTIONS = {
  k: { type: 'string' },
  features: { type: 'string' },
  scaling: { type: 'string' },
  refunds: { type: 'string' },
  duplicates: { type: 'string' },
  outliers: { type: 'string' },
  names: { type: 'string' },
  scheme: { type: 'string' },
  'as-of': { type: 'string' },
  seed: { type: 'string' },
  map: { type: 'string', multiple: true },
  dates: { type: 'string' },
  decimal: { type: 'string' },
  currency: { type: 'string' },
  sheet: { type: 'string' },
  show: { type: 'string', multiple: true },
  with: { type: 'string', multiple: true },
  out: { type: 'string' },
  bi: { type: 'string' },
  json: { type: 'boolean' },
  compare: { type: 'string' },
  sample: { type: 'boolean' },
  'sample-csv': { type: 'boolean' },
  rows: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

type Values = Partial<
  Record<Exclude<keyof typeof OPTIONS, 'map' | 'show' | 'with' | 'json' | 'sample' | 'sample-csv' | 'help'>, string>
> & {
  map?: string[];
  show?: string[];
  with?: string[];
  json?: boolean;
  sample?: boolean;
  'sample-csv'?: boolean;
  help?: boolean;
};

/** @throws {ExpectedError} `usage` for a wrong call, `setting_invalid` for a value that an option does not take */
export const parseCommand = (args: readonly string[], defaultSampleRows: number): Command => {
  const { values, files } = parse(args);
  if (values.help) return { kind: 'help' };
  const rows = values.rows === undefined ? defaultSampleRows : wholeNumber('--rows', values.rows);
  if (values['sample-csv']) return sampleCommand(files, rows, seedOf(values));
  if (values.rows !== undefined && !values.sample)
    throw new ExpectedError('usage', { problem: '--rows belongs to --sample or --sample-csv.' });
  const [out, bi] = [folderOf('--out', values.out), folderOf('--bi', values.bi)];
  return {
    kind: 'segment',
    input: values.sample ? sampleInput(files, rows) : { paths: someFiles(files) },
    settings: settingsOf(values),
    hints: hintsOf(values),
    show: topicsOf(values.show ?? []),
    extras: extrasOf(values.with ?? [], topicsOf(values.show ?? [])),
    out,
    bi,
    json: values.json ?? false,
    compareDays: daysAgoOf(values.compare),
  };
};

const parse = (args: readonly string[]): { values: Values; files: readonly string[] } => {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
    return { values, files: positionals };
  } catch (error) {
    // Only the first sentence: what follows is advice for people who write such programs.
    const [problem = ''] = (error instanceof Error ? error.message : String(error)).split(/\.\s/);
    throw new ExpectedError('usage', { problem: `${problem.replace(/\.$/, '')}.` });
  }
};

const folderOf = (setting: string, value: string | undefined): string | null => {
  if (value?.trim() === '')
    throw new ExpectedError('setting_invalid', { setting, value, allowed: 'the name of a folder' });
  return value ?? null;
};

/** Several belong together; whether they do is seen when they are read. */
const someFiles = (files: readonly string[]): readonly string[] => {
  if (files.length === 0) throw new ExpectedError('usage', { problem: 'No orders file was named.' });
  return files;
};

/** One of the list, several with commas or as several options; in the order of the list. */
const listOf = <T extends string>(setting: string, known: readonly T[], values: readonly string[]): readonly T[] => {
  const names = values.flatMap(value => value.split(',')).map(name => name.trim().toLowerCase());
  const value = names.find(name => !known.some(each => each === name));
  if (value !== undefined) throw new ExpectedError('setting_invalid', { setting, value, allowed: known.join(', ') });
  return known.filter(each => names.includes(each));
};

const ALL = 'all';

const topicsOf = (values: readonly string[]): readonly Topic[] => {
  const found = listOf('--show', [...TOPICS, ALL], values);
  return TOPICS.filter(topic => found.includes(topic) || found.includes(ALL));
};

/** Beside other clusterings they say nothing. */
const extrasOf = (values: readonly string[], topics: readonly Topic[]): readonly ExtraFeature[] => {
  const extras = listOf('--with', EXTRA_FEATURES, values);
  if (extras.length > 0 && !topics.includes('clusterings'))
    throw new ExpectedError('usage', {
      problem: '--with belongs to --show clusterings: add that, or leave --with out.',
    });
  return extras;
};

const sampleCommand = (files: readonly string[], rows: number, seed: number): SampleCommand => {
  if (files.length > 0) throw new ExpectedError('usage', { problem: '--sample-csv takes no file.' });
  return { kind: 'sample-csv', rows, seed };
};

const sampleInput = (files: readonly string[], sampleRows: number): { sampleRows: number } => {
  if (files.length > 0) throw new ExpectedError('usage', { problem: '--sample takes no file.' });
  return { sampleRows };
};

const settingsOf = (values: Values): Settings => ({
  ...DEFAULT_SETTINGS,
  k: kOf(values.k),
  features: oneOf('--features', SETTING_CHOICES.features, values.features),
  scaling: oneOf('--scaling', SETTING_CHOICES.scaling, values.scaling),
  refunds: oneOf('--refunds', SETTING_CHOICES.refunds, values.refunds),
  duplicates: oneOf('--duplicates', SETTING_CHOICES.duplicates, values.duplicates),
  outliers: oneOf('--outliers', SETTING_CHOICES.outliers, values.outliers),
  names: oneOf('--names', SETTING_CHOICES.names, values.names),
  scheme: oneOf('--scheme', SETTING_CHOICES.scheme, values.scheme),
  asOf: dayOf(values['as-of']),
  seed: seedOf(values),
});

const oneOf = <T extends string>(setting: string, choices: readonly T[], value: string | undefined): T => {
  if (value === undefined) return choices[0]!;
  const found = choices.find(known => known === value);
  if (found === undefined)
    throw new ExpectedError('setting_invalid', { setting, value, allowed: choices.join(' or ') });
  return found;
};

const kOf = (value: string | undefined): Settings['k'] => {
  if (value === undefined || value === 'auto') return 'auto';
  const k = Number(value);
  if (Number.isInteger(k) && k >= SMALLEST_K && k <= LARGEST_K) return k;
  throw new ExpectedError('setting_invalid', {
    setting: '--k',
    value,
    allowed: `auto, or a number from ${SMALLEST_K} to ${LARGEST_K}`,
  });
};

const wholeNumber = (setting: string, value: string): number => {
  if (/^\d{1,15}$/.test(value)) return Number(value);
  throw new ExpectedError('setting_invalid', { setting, value, allowed: 'a whole number, such as 1' });
};

const daysAgoOf = (value: string | undefined): number | null => {
  if (value === undefined) return null;
  const days = /^\d{1,4}$/.test(value) ? Number(value) : 0;
  if (days >= 1 && days <= MOST_DAYS_AGO) return days;
  const allowed = `a number of days, 1 to ${MOST_DAYS_AGO}`;
  throw new ExpectedError('setting_invalid', { setting: '--compare', value, allowed });
};

const seedOf = (values: Values): number =>
  values.seed === undefined ? DEFAULT_SETTINGS.seed : wholeNumber('--seed', values.seed);

const dayOf = (value: string | undefined): string | null => {
  if (value === undefined) return null;
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(value) && new Date(`${value}T00:00:00Z`).toJSON()?.startsWith(value);
  if (!isDay)
    throw new ExpectedError('setting_invalid', { setting: '--as-of', value, allowed: 'a day such as 2026-01-31' });
  return value;
};

const hintsOf = (values: Values): ReadingHints => ({
  map: Object.fromEntries((values.map ?? []).map(mapEntry)),
  dates: oneOf('--dates', ['auto', 'dmy', 'mdy', 'ymd'], values.dates),
  decimal: oneOf('--decimal', ['auto', 'point', 'comma'], values.decimal),
  ...currencyOf(values.currency),
  ...(values.sheet === undefined ? {} : { sheet: values.sheet }),
});

const currencyOf = (value: string | undefined): Pick<ReadingHints, 'currency'> => {
  if (value === undefined) return {};
  if (value.trim() === '')
    throw new ExpectedError('setting_invalid', { setting: '--currency', value, allowed: 'a currency such as EUR' });
  return { currency: currencyCode(value) };
};

const mapEntry = (entry: string): [Field, string] => {
  const at = entry.indexOf('=');
  const field = FIELDS.find(known => known === entry.slice(0, at));
  if (at < 1 || entry.slice(at + 1).trim() === '') {
    throw new ExpectedError('setting_invalid', {
      setting: '--map',
      value: entry,
      allowed: 'field=column, such as customer=Buyer',
    });
  }
  if (field === undefined) {
    throw new ExpectedError('setting_invalid', {
      setting: 'the field in --map',
      value: entry.slice(0, at),
      allowed: `one of ${FIELDS.join(', ')}`,
    });
  }
  return [field, entry.slice(at + 1)];
};
