import { describe, expect, it } from 'vitest';

import { wordsFor } from '../src/error-messages.ts';
import { type ErrorCode, type ErrorFacts, ExpectedError } from '../src/errors.ts';

/** A code without an example does not compile. */
const EXAMPLES: { readonly [C in ErrorCode]: ErrorFacts[C] } = {
  usage: { problem: 'No orders file was named.' },
  config_invalid: { problems: ['PORT is "x"', 'HOST is empty'] },
  slack_config_invalid: { problems: ['SLACK_BOT_TOKEN is missing', 'PORT must be a whole number'] },
  port_in_use: { port: '3000' },
  address_unusable: { host: '192.0.2.1', port: '80', cause: 'EACCES' },
  setting_invalid: { setting: '--k', value: '99', allowed: 'auto, or a number from 2 to 12' },
  file_not_found: { path: '/data/orders.csv' },
  file_unreadable: { path: '/data/orders.csv', cause: 'EACCES' },
  file_empty: { name: 'orders.csv' },
  not_a_table: { name: 'orders.csv', kind: 'a PDF document' },
  archive_damaged: { name: 'orders.csv.gz' },
  archive_method: { name: 'orders.zip' },
  archive_no_table: { name: 'orders.zip', found: ['map.png'] },
  archive_many_tables: { name: 'orders.zip', tables: ['orders.csv', 'items.csv'] },
  file_protected: { name: 'orders.xlsx', kind: 'workbook' },
  unpacks_too_large: { name: 'orders.zip', mostMegabytes: 4_295 },
  unpacks_suspiciously: { name: 'orders.zip', times: 250 },
  archive_too_many: { name: 'orders.zip', most: 10_000 },
  unpacks_too_long: { name: 'orders.zip', minutes: 10 },
  workbook_damaged: { name: 'orders.xlsx' },
  workbook_empty: { name: 'orders.xlsx' },
  sheet_unknown: { sheet: 'March', sheets: ['January', 'February'] },
  sheets_unsure: { name: 'orders.xlsx', sheets: ['January', 'February'], signature: 'customer|date' },
  sheet_too_wide: { name: 'orders.xlsx', columns: 2_001, most: 2_000 },
  workbook_format: { name: 'orders.xls', format: 'xls' },
  files_without_key: { names: ['weather.csv'] },
  files_of_one_kind: { names: ['orders.csv', 'more.csv'] },
  files_share_no_key: { names: ['orders.csv', 'items.csv'], key: 'order' },
  files_without_orders: { names: ['customers.csv', 'products.csv'] },
  header_only: { name: 'orders.csv', columns: ['A', 'B', 'C', 'D', 'E', 'F', 'G'] },
  missing_columns: { name: 'orders.csv', missing: ['customer', 'date'], found: ['X', 'Y'], suggestion: '' },
  export_without_customers: { name: 'orders.txt', export: 'a report of orders', instead: 'Download the other one.' },
  unknown_column: { field: 'customer', column: 'Buyer', found: ['X', 'Y'] },
  date_unreadable: { column: 'Sold', examples: ['soon', 'later'] },
  dates_ambiguous: { column: 'Sold', examples: ['3/4/2024', '5/6/2024'], assumed: 'mdy' },
  columns_unsure: { field: 'customer', candidates: ['Client Code', 'Buyer Ref'] },
  number_unreadable: { column: 'Price', examples: ['cheap'] },
  several_currencies: {
    name: 'orders.csv',
    currencies: [
      { currency: 'EUR', rows: 812 },
      { currency: '$', rows: 1 },
    ],
    unnamed: 4,
    asked: null,
  },
  nothing_kept: { name: 'orders.csv', rows: 12_345, reasons: '12,345 missing customer' },
  as_of_before_orders: { asOf: '2001-01-01', firstOrder: '2010-12-01' },
  disk_full: { path: '/tmp/x' },
  folder_unwritable: { path: '/data', cause: 'EROFS' },
  data_dir_in_use: { path: '/data' },
  state_corrupt: { path: '/data/state.sqlite', cause: 'file is not a database' },
  state_newer: { path: '/data/state.sqlite' },
  slack_token_refused: { setting: 'SLACK_BOT_TOKEN', code: 'invalid_auth' },
  slack_unreachable: { cause: 'ENOTFOUND' },
  slack_scope_missing: { needed: 'files:read' },
  slack_file_policy: { code: 'file_uploads_disabled' },
  file_not_in_slack: { name: 'orders.csv', why: 'external' },
  file_host_foreign: { name: 'orders.csv', host: 'files.example.com' },
  dataset_gone: { name: 'orders' },
  file_let_go: { name: 'orders.csv' },
  holds_no_orders: { name: 'orders.csv' },
  dataset_unfinished: { name: 'orders' },
  orders_damaged: { dataset: 'orders', cause: 'it is not a valid database file' },
  file_too_large: { name: 'orders.csv', megabytes: 2_048.5, mostMegabytes: 1_024 },
  out_replaces_input: { path: 'report/customers.csv' },
};

const words = <C extends ErrorCode>(code: C, facts: Partial<ErrorFacts[C]> = {}) =>
  wordsFor(new ExpectedError(code, { ...EXAMPLES[code], ...facts }));

/** The last of a list that is cut, and the shape of a workbook, by which an answer is remembered. */
const UNSAID: ReadonlySet<unknown> = new Set(['G', 'customer|date']);

/** An absent fact is not mentioned. */
const partsOf = (fact: unknown): readonly unknown[] => (typeof fact === 'object' ? Object.values(fact ?? {}) : [fact]);

describe.each(Object.keys(EXAMPLES) as ErrorCode[])('%s', code => {
  it.each(['problem', 'fix'] as const)('has a whole sentence as %s', part => {
    const text = words(code)[part];
    expect(text).toMatch(/^["A-Z/-]|^orders\./);
    expect(text).toMatch(/[^.]\.$/);
    expect(text).not.toMatch(/undefined|null|\[object|NaN| {2}/);
  });

  it('mentions its facts in the problem', () => {
    const { problem, fix } = words(code);
    for (const fact of Object.values(EXAMPLES[code]).flat().flatMap(partsOf)) {
      const shown = typeof fact === 'number' ? fact.toLocaleString('en-US') : fact;
      if (!UNSAID.has(shown)) expect(`${problem} ${fix}`).toContain(shown);
    }
  });
});

it('cuts a long list of column names', () => {
  expect(words('header_only').problem).toBe('orders.csv has column names (A, B, C, D, E, F, …) but no rows.');
  expect(words('header_only', { columns: ['A', 'B'] }).problem).toBe('orders.csv has column names (A, B) but no rows.');
});

it('repeats a suggestion that can be typed', () => {
  expect(words('missing_columns').fix).toContain('--map customer=Buyer');
  expect(words('missing_columns', { suggestion: '--map customer=X' }).fix).toBe('Name them: --map customer=X');
});

it('names twenty columns of a wide table and counts the others', () => {
  const found = Array.from({ length: 1_025 }, (_, column) => `c${column}`);
  for (const place of ['terminal', 'chat'] as const) {
    const { problem } = wordsFor(new ExpectedError('missing_columns', { ...EXAMPLES.missing_columns, found }), place);
    expect(problem).toContain('"c18", "c19" and 1,005 more.');
    expect(problem).not.toContain('"c20"');
  }
});

it.each([
  ['a PDF document', /^Export the orders from your shop/],
  ['a Word document', /^Export the orders from your shop/],
  ['a web page (HTML)', /^Open it in a spreadsheet program/],
  ['a compressed file (7-Zip)', /^Unpack it/],
  ['a TAR archive', /^Unpack it/],
])('%s: the fix is one that works for it', (kind, fix) => {
  expect(words('not_a_table', { kind }).fix).toMatch(fix);
});

it('a cut workbook is a damaged workbook, and nothing that people unpack', () => {
  expect(words('archive_damaged', { name: 'orders.xlsx' }).fix).toMatch(/^Open it in a spreadsheet program/);
  expect(words('archive_damaged').fix).toContain('unpack it');
});

it('a currency that nobody used: with one other there is nothing to choose', () => {
  const one = { asked: 'CHF', currencies: [{ currency: 'EUR', rows: 30 }], unnamed: 0 };
  expect(words('several_currencies', one)).toEqual({
    problem: 'orders.csv has no rows in CHF; its amounts are in EUR (30 rows).',
    fix: 'Leave --currency out: there is nothing to choose from.',
  });
});

it('one row is not "1 rows"', () => {
  expect(words('nothing_kept', { rows: 1 }).problem).toMatch(/^The only row of orders\.csv could not be used/);
});

it('both readings of a date can be typed', () => {
  expect(words('dates_ambiguous').fix).toBe(
    'Say --dates mdy for month/day/year, which looks likelier, or --dates dmy for day/month/year.',
  );
});

/** Codes of the terminal and of the start of the program, which no chat sees. */
const NEVER_IN_CHAT: readonly string[] = [
  'usage',
  'setting_invalid',
  'config_invalid',
  'slack_config_invalid',
  'port_in_use',
  'address_unusable',
  'out_replaces_input',
  'data_dir_in_use',
  'state_corrupt',
  'state_newer',
];

describe.each(Object.keys(EXAMPLES).filter(code => !NEVER_IN_CHAT.includes(code)) as ErrorCode[])(
  '%s in a chat',
  code => {
    it('has whole sentences without options of the terminal and folders of the machine', () => {
      const { problem, fix } = wordsFor(new ExpectedError(code, EXAMPLES[code]), 'chat');
      for (const text of [problem, fix]) {
        expect(text).toMatch(/^["A-Z].*[^.]\.$|^orders\..*[^.]\.$/);
        expect(text).not.toMatch(/--|TMPDIR|MAX_FILE_BYTES|\/tmp|\/data\/orders|inChat/);
      }
    });
  },
);
