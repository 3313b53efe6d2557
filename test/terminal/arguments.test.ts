import { describe, expect, it } from 'vitest';
import { TOPICS } from '../../src/core/insight/insight.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../src/core/settings.ts';
import { wordsFor } from '../../src/error-messages.ts';
import { isExpected } from '../../src/errors.ts';
import { parseCommand, type SegmentCommand } from '../../src/terminal/arguments.ts';
import { failureOf } from '../../src/terminal/failure.ts';

const parse = (...args: string[]) => parseCommand(args, 50_000);
const segment = (...args: string[]): SegmentCommand => {
  const command = parse('orders.csv', ...args);
  if (command.kind !== 'segment') throw new Error(`Parsed as ${command.kind}`);
  return command;
};

/** Problem and fix of a wrong call, which has exit code 2. */
const mistake = (...args: string[]): readonly [string, string] => {
  try {
    parse(...args);
  } catch (error) {
    if (!isExpected(error)) throw error;
    expect(failureOf(error).exitCode).toBe(2);
    const { problem, fix } = wordsFor(error);
    return [problem, fix];
  }
  throw new Error(`No mistake: ${args.join(' ')}`);
};

describe('what is asked for', () => {
  it('is, with a file and nothing else, the default segmentation', () => {
    expect(parse('orders.csv')).toEqual({
      kind: 'segment',
      input: { paths: ['orders.csv'] },
      settings: DEFAULT_SETTINGS,
      hints: { map: {}, dates: 'auto', decimal: 'auto' },
      show: [],
      extras: [],
      out: null,
      bi: null,
      json: false,
      compareDays: null,
    });
  });

  it('topics stand in the order in which people read them, once each', () => {
    expect(segment('--show', 'trends, TRENDS', '--show=trends').show).toEqual(['trends']);
    expect(segment('--show', 'all').show).toEqual(TOPICS);
    expect(mistake('a.csv', '--show', 'cohort')[0]).toBe('"cohort" is not a value of --show.');
  });

  it('what else describes customers belongs to other clusterings', () => {
    expect(segment('--show', 'clusterings', '--with', 'age,tenure').extras).toEqual(['tenure', 'age']);
    expect(mistake('a.csv', '--with', 'age')[0]).toBe(
      '--with belongs to --show clusterings: add that, or leave --with out.',
    );
    expect(mistake('a.csv', '--show', 'clusterings', '--with', 'shoe-size')[0]).toContain('"shoe-size"');
  });

  it.each<[string, string, Partial<Settings>]>([
    ['--k', 'auto', { k: 'auto' }],
    ['--k', '2', { k: 2 }],
    ['--k', '12', { k: 12 }],
    ['--features', 'rfa', { features: 'rfa' }],
    ['--scaling', 'standard', { scaling: 'standard' }],
    ['--refunds', 'net', { refunds: 'net' }],
    ['--duplicates', 'drop', { duplicates: 'drop' }],
    ['--outliers', 'iqr', { outliers: 'iqr' }],
    ['--outliers', 'cap', { outliers: 'cap' }],
    ['--names', 'classic', { names: 'classic' }],
    ['--names', 'vip', { names: 'vip' }],
    ['--scheme', 'tranche', { scheme: 'tranche' }],
    ['--scheme', 'r-rfm', { scheme: 'r-rfm' }],
    ['--scheme', 'klaviyo', { scheme: 'klaviyo' }],
    ['--as-of', '2024-02-29', { asOf: '2024-02-29' }],
    ['--seed', '0', { seed: 0 }],
    ['--seed', '999999999999999', { seed: 999_999_999_999_999 }],
  ])('%s %s is one setting', (option, value, changed) => {
    const expected = { ...DEFAULT_SETTINGS, ...changed };
    expect(segment(option, value).settings).toEqual(expected);
    expect(segment(`${option}=${value}`).settings).toEqual(expected);
  });

  it('takes hints about the file', () => {
    expect(segment('--currency', ' € ').hints.currency).toBe('EUR');
    expect(segment('--dates', 'mdy', '--decimal', 'comma').hints).toEqual({ map: {}, dates: 'mdy', decimal: 'comma' });
  });

  it('takes --map again and again, by name or by number, also with "=" and blanks in the name', () => {
    const { hints } = segment('--map', 'customer=a=b', '--map', 'date=Sold at', '--map', 'amount=7');
    expect(hints.map).toEqual({ customer: 'a=b', date: 'Sold at', amount: '7' });
  });

  it('takes --out and --json', () => {
    expect(segment('--out', 'report', '--json')).toMatchObject({ out: 'report', json: true });
  });

  it('takes --bi', () => {
    expect(segment('--bi', 'tables')).toMatchObject({ out: null, bi: 'tables' });
  });

  it.each(['--out', '--bi'])('refuses %s without a name, which would be the current folder', option => {
    expect(() => segment(option, ' ')).toThrow(expect.objectContaining({ code: 'setting_invalid' }));
  });

  it('takes files that belong together', () => {
    expect(parse('orders.csv', 'items.csv')).toMatchObject({ input: { paths: ['orders.csv', 'items.csv'] } });
  });

  it('takes a file whose name begins with a dash after --', () => {
    expect(parse('--', '--odd.csv')).toMatchObject({ input: { paths: ['--odd.csv'] } });
  });

  it('takes the sample store in place of a file', () => {
    expect(parse('--sample')).toMatchObject({ kind: 'segment', input: { sampleRows: 50_000 } });
    expect(parse('--sample', '--rows', '1000')).toMatchObject({ input: { sampleRows: 1_000 } });
    expect(parse('--sample-csv')).toEqual({ kind: 'sample-csv', rows: 50_000, seed: 1 });
    expect(parse('--sample-csv', '--rows', '2000', '--seed', '7')).toEqual({
      kind: 'sample-csv',
      rows: 2_000,
      seed: 7,
    });
  });

  it('is help wherever --help or -h stands', () => {
    expect(parse('--help')).toEqual({ kind: 'help' });
    expect(parse('a.csv', 'b.csv', '-h')).toEqual({ kind: 'help' });
  });
});

describe('a wrong call', () => {
  const HELP =
    'Call it as "npm run segment -- orders.csv", with the two dashes; "npm run segment -- --help" tells the rest.';

  it.each<[string[], string]>([
    [[], 'No orders file was named.'],
    [['--sample', 'a.csv'], '--sample takes no file.'],
    [['--sample-csv', 'a.csv'], '--sample-csv takes no file.'],
    [['a.csv', '--rows', '5000'], '--rows belongs to --sample or --sample-csv.'],
    [['a.csv', '--colour'], "Unknown option '--colour'."],
    [['a.csv', '-x'], "Unknown option '-x'."],
    [['a.csv', '--k'], "Option '--k <value>' argument missing."],
    [['a.csv', '--k', '-3'], "Option '--k' argument is ambiguous."],
    [['a.csv', '--json=yes'], "Option '--json' does not take an argument."],
  ])('%j', (args, problem) => {
    expect(mistake(...args)).toEqual([problem, HELP]);
  });

  const K = 'Use auto, or a number from 2 to 12.';
  const DAY = 'Use a day such as 2026-01-31.';
  const WHOLE = 'Use a whole number, such as 1.';
  const MAP = 'Use field=column, such as customer=Buyer.';

  it.each<[string, string, string]>([
    ['--k', '1', K],
    ['--k', '13', K],
    ['--k', '2.5', K],
    ['--k', '', K],
    ['--features', 'rfx', 'Use rfm or rfa.'],
    ['--scaling', 'Log', 'Use log or standard.'],
    ['--refunds', 'keep', 'Use drop or net.'],
    ['--duplicates', 'yes', 'Use keep or drop.'],
    ['--outliers', 'drop', 'Use keep or iqr or cap.'],
    ['--names', 'toString', 'Use lifecycle or classic or vip.'],
    ['--scheme', 'shopify', 'Use tranche or klaviyo or r-rfm or putler or braze.'],
    ['--dates', 'dym', 'Use auto or dmy or mdy or ymd.'],
    ['--decimal', ',', 'Use auto or point or comma.'],
    ['--currency', ' ', 'Use a currency such as EUR.'],
    ['--as-of', '2026-02-30', DAY],
    ['--as-of', '2025-02-29', DAY],
    ['--as-of', '2026-04-31', DAY],
    ['--as-of', '2026-13-01', DAY],
    ['--as-of', '2026-00-10', DAY],
    ['--as-of', '2026-1-31', DAY],
    ['--as-of', '31.01.2026', DAY],
    ['--as-of', '2026-01-31T10:00', DAY],
    ['--seed', '1.5', WHOLE],
    ['--seed', '1e3', WHOLE],
    ['--seed', '1000000000000000', WHOLE],
    ['--seed', 'x', WHOLE],
    ['--map', 'customer', MAP],
    ['--map', 'customer=', MAP],
    ['--map', 'customer= ', MAP],
    ['--map', '=Buyer', MAP],
  ])('%s "%s"', (option, value, fix) => {
    expect(mistake('a.csv', `${option}=${value}`)).toEqual([`"${value}" is not a value of ${option}.`, fix]);
  });

  it('with --rows that is no number', () => {
    expect(mistake('--sample', '--rows', 'many')).toEqual(['"many" is not a value of --rows.', WHOLE]);
  });

  it.each(['buyer', 'Customer', '__proto__'])('with a field %s that --map does not know lists the fields', field => {
    const [problem, fix] = mistake('a.csv', '--map', `${field}=Buyer`);
    expect(problem).toBe(`"${field}" is not a value of the field in --map.`);
    expect(fix).toMatch(/^Use one of customer, order, date, quantity, price, amount, .*currency, age, signup\.$/);
  });
});
