/** "k=5 names=classic as-of=2026-06-30": the settings of a run, each checked. */
import { LARGEST_K, SETTING_CHOICES, type Settings, SMALLEST_K } from '../../core/settings.ts';
import { closest, quote } from './mistake.ts';

export interface SettingMistake {
  readonly problem: string;
  /** All settings as typed, with the wrong one replaced. */
  readonly didYouMean: string | null;
}

export const isSettings = (parsed: Partial<Settings> | SettingMistake): parsed is Partial<Settings> =>
  !('problem' in parsed);

interface Reader {
  readonly name: string;
  readonly aliases: readonly string[];
  /** Values it takes, in words. */
  readonly allowed: string;
  readonly choices: readonly string[];
  readonly read: (value: string) => Partial<Settings> | null;
}

const choice = <N extends keyof typeof SETTING_CHOICES>(name: N): Reader => ({
  name,
  aliases: [],
  allowed: listed(SETTING_CHOICES[name]),
  choices: SETTING_CHOICES[name],
  read: value => (SETTING_CHOICES[name].some(known => known === value) ? { [name]: value } : null),
});

const listed = (values: readonly string[]): string => `${values.slice(0, -1).join(', ')} or ${values.at(-1)}`;

const READERS: readonly Reader[] = [
  {
    name: 'k',
    aliases: ['segments', 'clusters'],
    allowed: `auto, or a number from ${SMALLEST_K} to ${LARGEST_K}`,
    choices: ['auto'],
    read: value => {
      if (value === 'auto') return { k: 'auto' };
      const k = /^\d{1,3}$/.test(value) ? Number(value) : 0;
      return k >= SMALLEST_K && k <= LARGEST_K ? { k } : null;
    },
  },
  choice('features'),
  choice('scaling'),
  choice('refunds'),
  choice('duplicates'),
  choice('outliers'),
  choice('names'),
  choice('scheme'),
  {
    name: 'as-of',
    aliases: ['asof', 'as_of', 'date'],
    allowed: 'a day such as 2026-06-30',
    choices: [],
    read: value => (isDay(value) ? { asOf: value } : null),
  },
  {
    name: 'seed',
    aliases: [],
    allowed: 'a whole number such as 1',
    choices: [],
    read: value => (/^\d{1,15}$/.test(value) ? { seed: Number(value) } : null),
  },
];

const isDay = (value: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(value) && (new Date(`${value}T00:00:00Z`).toJSON()?.startsWith(value) ?? false);

export const parseSettings = (text: string): Partial<Settings> | SettingMistake => {
  const typed = assignments(text);
  let settings: Partial<Settings> = {};
  for (const [index, { name, value }] of typed.entries()) {
    const replaced = (by: string): string =>
      typed.map((each, at) => (at === index ? by : `${each.name}=${each.value}`)).join(' ');
    const read = readOne(name, value, replaced);
    if (!isSettings(read)) return read;
    settings = { ...settings, ...read };
  }
  return settings;
};

interface Assignment {
  readonly name: string;
  /** Empty where no value was typed. */
  readonly value: string;
}

/** "k=5", "k = 5", "k 5", "--k 5", separated by blanks or commas. */
const assignments = (text: string): readonly Assignment[] => {
  const words = text
    .toLowerCase()
    .replaceAll(/\s*[=:]\s*/g, '=')
    .split(/[\s,;]+/)
    .filter(word => word !== '' && word !== 'with' && word !== 'and')
    .map(word => word.replace(/^--?/, '').replaceAll(/["']/g, ''));
  const found: Assignment[] = [];
  for (let at = 0; at < words.length; at++) {
    const [name = '', value] = words[at]!.split('=', 2);
    const next = words[at + 1];
    const takesNext = value === undefined && readerOf(name) !== undefined && next !== undefined && !next.includes('=');
    found.push({ name, value: value ?? (takesNext ? next : '') });
    if (takesNext) at++;
  }
  return found;
};

const readerOf = (name: string): Reader | undefined =>
  READERS.find(reader => reader.name === name || reader.aliases.includes(name));

const readOne = (name: string, value: string, replaced: (by: string) => string): Partial<Settings> | SettingMistake => {
  const reader = readerOf(name);
  if (!reader) return unknownSetting(name, value, replaced);
  const read = reader.read(value);
  if (read) return read;
  const meant = closest(value, reader.choices);
  return {
    problem:
      value === ''
        ? `${reader.name} needs a value: ${reader.allowed}.`
        : `${quote(value)} is not a value of ${reader.name}. Use ${reader.allowed}.`,
    didYouMean: meant === null ? null : replaced(`${reader.name}=${meant}`),
  };
};

/** A value that stands alone, or a name that is none. */
const unknownSetting = (name: string, value: string, replaced: (by: string) => string): SettingMistake => {
  const spelled = closest(
    name,
    READERS.flatMap(reader => reader.choices),
  );
  const alone =
    value === '' ? READERS.find(reader => reader.read(name) ?? reader.choices.includes(spelled ?? '')) : null;
  if (alone)
    return {
      problem: `${quote(name)} needs the name of its setting before it.`,
      didYouMean: replaced(`${alone.name}=${alone.read(name) ? name : spelled}`),
    };
  const meant = closest(
    name,
    READERS.map(reader => reader.name),
  );
  return {
    problem: `There is no setting ${quote(name)}. There are ${listed(READERS.map(reader => reader.name)).replace(/ or (?=[^ ]*$)/, ' and ')}.`,
    didYouMean: meant === null ? null : replaced(value === '' ? meant : `${meant}=${value}`),
  };
};
