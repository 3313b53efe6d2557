/** Every expected failure in plain words: what is wrong, and what the person can do about it. */
import type { ErrorCode, ErrorFacts, ExpectedError } from './errors.ts';

export interface ErrorWords {
  readonly problem: string;
  readonly fix: string;
}

/** Where the words are read: options can be typed in a terminal, in a chat there are buttons. */
export type Place = 'terminal' | 'chat';

interface PlacedWords extends ErrorWords {
  /** What a chat says instead, where the words speak of a terminal. */
  readonly inChat?: Partial<ErrorWords>;
}

type Words = { readonly [C in ErrorCode]: (facts: ErrorFacts[C]) => PlacedWords };

/** "the customer, the date or the amount" */
const alternatives = (items: readonly string[]): string =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} or ${items.at(-1)}`;

const LISTED_CURRENCIES = 8;

/** EUR (812 rows), USD (1 row) and 3 more; 4 rows name none */
const currencyRows = (currencies: ErrorFacts['several_currencies']['currencies'], unnamed: number): string => {
  const rows = (value: number): string => `${value.toLocaleString('en-US')} ${value === 1 ? 'row' : 'rows'}`;
  const listed = currencies
    .slice(0, LISTED_CURRENCIES)
    .map(each => `${each.currency.slice(0, 20)} (${rows(each.rows)})`)
    .join(', ');
  const more = currencies.length - LISTED_CURRENCIES;
  const none = unnamed === 0 ? '' : `; ${rows(unnamed)} ${unnamed === 1 ? 'names' : 'name'} none`;
  return `${listed}${more > 0 ? ` and ${more} more` : ''}${none}`;
};

const LISTED_NAMES = 20;

/** "customer", "date" and 980 more */
const list = (items: readonly string[]): string => {
  const named = items
    .slice(0, LISTED_NAMES)
    .map(item => `"${item}"`)
    .join(', ');
  const more = items.length - LISTED_NAMES;
  return more > 0 ? `${named} and ${more.toLocaleString('en-US')} more` : named;
};

const TABLE_FIXES: readonly { readonly of: RegExp; readonly fix: string }[] = [
  {
    of: /HTML|XML|OpenDocument/,
    fix: 'Open it in a spreadsheet program and save it as Excel Workbook (.xlsx) or as CSV (UTF-8), or export the orders as CSV.',
  },
  { of: /archive|compressed/, fix: 'Unpack it and use the table inside, or pack that as an ordinary ZIP archive.' },
];

/** A picture or a letter does not become a table by opening it in another program. */
const tableFix = (kind: string): string =>
  TABLE_FIXES.find(({ of }) => of.test(kind))?.fix ??
  'Export the orders from your shop or spreadsheet program as CSV (UTF-8) or as Excel Workbook (.xlsx).';

const isWorkbookName = (name: string): boolean => /\.xls[xm]$/i.test(name);

/** Where a token stands in api.slack.com/apps. */
const TOKEN_PLACES: Readonly<Record<ErrorFacts['slack_token_refused']['setting'], string>> = {
  SLACK_BOT_TOKEN: '"OAuth & Permissions" → Bot User OAuth Token',
  SLACK_APP_TOKEN: '"Basic Information" → App-Level Tokens (one with the scope connections:write)',
};

/** Why Slack has no bytes of a file. */
const ABSENT_WORDS: Readonly<Record<ErrorFacts['file_not_in_slack']['why'], ErrorWords>> = {
  external: {
    problem: 'is an external file: a link to another service.',
    fix: 'Download it there and drop the file itself into the channel.',
  },
  deleted: { problem: 'was deleted in Slack.', fix: 'Upload it once more.' },
  hidden: {
    problem: 'is hidden, because the workspace is over its storage limit.',
    fix: 'Upload it once more, or make room in the workspace.',
  },
};

const BELONG_TOGETHER =
  'Give one orders file, or files that belong together, one of each: orders, their items (order and product), customers (customer id), products (product id).';

const DATE_ORDERS = { dmy: 'day/month/year', mdy: 'month/day/year' } as const;
const OTHER_ORDER = { dmy: 'mdy', mdy: 'dmy' } as const;

const FIELD_WORDS: Readonly<Record<string, string>> = {
  customer: 'the customer',
  date: 'the date of the order',
  price: 'the price',
  amount: 'the amount of money',
};

const PROTECTED_FIXES: Readonly<Record<ErrorFacts['file_protected']['kind'], string>> = {
  'ZIP archive': 'Unpack it with the password and use the table inside.',
  workbook:
    'Open it in Excel, empty the password under File → Info → Protect Workbook → Encrypt with Password, and save it; or save the sheet as CSV (UTF-8).',
};

interface FormatWords {
  readonly what: string;
  readonly fix: string;
}

const WORKBOOK_FORMATS: Readonly<Record<ErrorFacts['workbook_format']['format'], FormatWords>> = {
  xls: {
    what: 'an old Excel workbook (.xls)',
    fix: 'Open it in a spreadsheet program and save it as Excel Workbook (.xlsx) or as CSV (UTF-8).',
  },
  xlsb: {
    what: 'a binary Excel workbook (.xlsb)',
    fix: 'Open it in Excel and save it as Excel Workbook (.xlsx) or as CSV (UTF-8).',
  },
  ods: {
    what: 'an OpenDocument spreadsheet (.ods)',
    fix: 'Open it in LibreOffice and save it as Excel 2007-365 (.xlsx) or as Text CSV.',
  },
  numbers: {
    what: 'a Numbers document (.numbers)',
    fix: 'Open it in Numbers and choose File → Export To → Excel (.xlsx) or CSV.',
  },
};

const WORDS: Words = {
  usage: ({ problem }) => ({
    problem,
    fix: 'Call it as "npm run segment -- orders.csv", with the two dashes; "npm run segment -- --help" tells the rest.',
  }),
  config_invalid: ({ problems }) => ({
    problem: `The environment is not set up: ${problems.join('; ')}.`,
    fix: 'Correct or remove these variables; the README lists them.',
  }),
  slack_config_invalid: ({ problems }) => ({
    problem: `The bot is not set up:\n${problems.map(problem => `- ${problem}`).join('.\n')}.`,
    fix: 'Correct these environment variables and start again. Tokens and secrets of your app are at https://api.slack.com/apps; the README tells how to make one.',
  }),
  port_in_use: ({ port }) => ({
    problem: `Port ${port} is in use by another program.`,
    fix: 'Stop that program (it may be a second Tranche), or choose another port with PORT.',
  }),
  address_unusable: ({ host, port, cause }) => ({
    problem: `Port ${port} of ${host} cannot be opened (${cause}).`,
    fix: 'Set HOST to an address of this machine (127.0.0.1, or 0.0.0.0 for all of them) and PORT to a number from 1024 on.',
  }),
  setting_invalid: ({ setting, value, allowed }) => ({
    problem: `"${value}" is not a value of ${setting}.`,
    fix: `Use ${allowed}.`,
  }),
  file_not_found: ({ path }) => ({
    problem: `There is no file ${path}.`,
    fix: 'Check the name and the folder; paths are relative to the folder you run the command in.',
    inChat: { problem: 'The file is no longer there.', fix: 'Share it again.' },
  }),
  file_unreadable: ({ path, cause }) => ({
    problem: `${path} cannot be read (${cause}).`,
    fix: 'Check that it is a file and that you may read it.',
    inChat: { problem: `The file cannot be read (${cause}).`, fix: 'Share it again.' },
  }),
  file_empty: ({ name }) => ({
    problem: `${name} is empty.`,
    fix: 'Export the orders again and check that the download finished.',
  }),
  not_a_table: ({ name, kind }) => ({
    problem: `${name} cannot be read as a table: it is ${kind}.`,
    fix: tableFix(kind),
  }),
  archive_damaged: ({ name }) =>
    isWorkbookName(name)
      ? WORDS.workbook_damaged({ name })
      : {
          problem: `${name} cannot be unpacked: it is damaged or incomplete.`,
          fix: 'Export or download it once more; if that does not help, unpack it and use the table inside.',
        },
  archive_method: ({ name }) => ({
    problem: `${name} is packed in a way that only a few programs can unpack.`,
    fix: 'Unpack it and use the table inside, or pack it again as an ordinary ZIP archive.',
  }),
  archive_no_table: ({ name, found }) => ({
    problem:
      found.length === 0
        ? `${name} is an empty archive.`
        : `There is no table in the archive ${name}, only ${list(found)}.`,
    fix: 'Pack the orders as a CSV or Excel file (.xlsx), or use that file without an archive.',
  }),
  archive_many_tables: ({ name, tables }) => ({
    problem: `There are several tables in the archive ${name}: ${list(tables)}.`,
    fix: 'Unpack it and use the one that holds the orders. Only tables that belong together are read as one: orders, their items, customers and products, one of each.',
  }),
  file_protected: ({ name, kind }) => ({
    problem: `${name} is a ${kind} that is protected with a password.`,
    fix: PROTECTED_FIXES[kind],
  }),
  unpacks_too_large: ({ name, mostMegabytes }) => ({
    problem: `${name} unpacks to more than ${mostMegabytes.toLocaleString('en-US')} MB.`,
    fix: 'Export a shorter period or fewer columns, as CSV if it is a workbook.',
  }),
  unpacks_suspiciously: ({ name, times }) => ({
    problem: `${name} unpacks to more than ${times} times its size, which orders do not. Unpacking was stopped.`,
    fix: 'Export the orders once more, as CSV.',
  }),
  archive_too_many: ({ name, most }) => ({
    problem: `${name} is an archive of more than ${most.toLocaleString('en-US')} files.`,
    fix: 'Unpack it and use the table that holds the orders.',
  }),
  unpacks_too_long: ({ name, minutes }) => ({
    problem: `${name} was not unpacked within ${minutes} minutes.`,
    fix: 'Export the orders as CSV, or a shorter period.',
  }),
  workbook_damaged: ({ name }) => ({
    problem: `${name} cannot be read as an Excel workbook: it is damaged or incomplete.`,
    fix: 'Open it in a spreadsheet program and save it once more as .xlsx, or save the sheet as CSV (UTF-8).',
  }),
  workbook_empty: ({ name }) => ({
    problem: `There is no table in ${name}: none of its sheets has rows with several columns.`,
    fix: 'Export the orders once more, or put them into the first sheet, with column names above.',
  }),
  sheet_unknown: ({ sheet, sheets }) => ({
    problem: `There is no sheet "${sheet}" in the workbook. The sheets are ${list(sheets)}.`,
    fix: 'Use one of these names, or its number, counted from 1.',
  }),
  sheets_unsure: ({ name, sheets }) => ({
    problem: `Several sheets of ${name} look like orders: ${list(sheets)}.`,
    fix: 'Say which one to read with --sheet.',
    inChat: { fix: 'Say which one to read.' },
  }),
  sheet_too_wide: ({ name, columns, most }) => ({
    problem: `The sheet in ${name} has ${columns.toLocaleString('en-US')} columns or more, and ${most.toLocaleString('en-US')} are read.`,
    fix: 'Keep the columns that say who bought what and when, and delete the others.',
  }),
  workbook_format: ({ name, format }) => ({
    problem: `${name} is ${WORKBOOK_FORMATS[format].what}, which Tranche does not read.`,
    fix: WORKBOOK_FORMATS[format].fix,
  }),
  header_only: ({ name, columns }) => ({
    problem: `${name} has column names (${columns.slice(0, 6).join(', ')}${columns.length > 6 ? ', …' : ''}) but no rows.`,
    fix: 'Export again with a date range that contains orders.',
  }),
  missing_columns: ({ name, missing, found, suggestion }) => ({
    problem: `${name}: no column was recognised for ${missing.join(', ')}. The columns are ${list(found)}.`,
    fix:
      suggestion === ''
        ? 'Name them with --map field=column, e.g. --map customer=Buyer.'
        : `Name ${missing.length === 1 ? 'it' : 'them'}: ${suggestion}${suggestion.includes('=COLUMN') ? ' (put the name of a column for COLUMN). If none holds it, export the orders again with that column.' : ''}`,
    inChat: {
      problem: `I found no column for ${alternatives(missing.map(field => FIELD_WORDS[field] ?? field))}. The columns are ${list(found)}. If none of them holds it, export the orders again with that column.`,
      fix: 'Say which column holds what.',
    },
  }),
  export_without_customers: ({ name, export: what, instead }) => ({
    problem: `${name} is ${what}, which does not say who bought: it has no column for customers.`,
    fix: `${instead} Or name a column that tells customers apart with --map customer=COLUMN.`,
    inChat: { fix: instead },
  }),
  unknown_column: ({ field, column, found }) => ({
    problem: `--map ${field}=${column}: there is no column "${column}". The columns are ${list(found)}.`,
    fix: 'Use one of these names, or its number, counted from 1.',
    inChat: {
      problem: `There is no column "${column}" for ${field} in this file. The columns are ${list(found)}.`,
      fix: 'Say which column holds what.',
    },
  }),
  date_unreadable: ({ column, examples }) => ({
    problem: `The dates in "${column}" are in no format that is known, e.g. ${list(examples)}.`,
    fix: 'Export them as 2026-01-31 or 31/01/2026, with or without time, or name another column with --map date=COLUMN.',
    inChat: {
      fix: 'Choose another column for the date, or export them as 2026-01-31 or 31/01/2026, with or without time.',
    },
  }),
  dates_ambiguous: ({ column, examples, assumed }) => ({
    problem: `The dates in "${column}", e.g. ${list(examples)}, could be ${DATE_ORDERS.dmy} or ${DATE_ORDERS.mdy}: no day above 12 occurs.`,
    fix: `Say --dates ${assumed} for ${DATE_ORDERS[assumed]}, which looks likelier, or --dates ${OTHER_ORDER[assumed]} for ${DATE_ORDERS[OTHER_ORDER[assumed]]}.`,
    inChat: { fix: `Say which it is; ${DATE_ORDERS[assumed]} looks likelier.` },
  }),
  columns_unsure: ({ field, candidates }) => ({
    problem: `Several columns may hold ${FIELD_WORDS[field] ?? field}: ${list(candidates)}.`,
    fix: `Name the right one with --map ${field}=COLUMN.`,
    inChat: { fix: 'Say which one it is.' },
  }),
  number_unreadable: ({ column, examples }) => ({
    problem: `"${column}" holds no numbers, e.g. ${list(examples)}.`,
    fix: 'Name the right column with --map price=COLUMN (or quantity, amount), or say --decimal comma or --decimal point.',
    inChat: { fix: 'Choose the columns that hold quantity, price or amount.' },
  }),
  several_currencies: ({ name, currencies, unnamed, asked }) => ({
    problem:
      asked === null
        ? `${name} has amounts in ${currencies.length} currencies, which cannot be added up: ${currencyRows(currencies, unnamed)}.`
        : `${name} has no rows in ${asked}; its amounts are in ${currencyRows(currencies, unnamed)}.`,
    fix:
      currencies.length === 1
        ? 'Leave --currency out: there is nothing to choose from.'
        : `Keep one with --currency ${currencies[0]?.currency.slice(0, 20) ?? 'CODE'}: rows in the others are then left out and counted. Or export a file for each.`,
    inChat: { fix: 'Say which one to keep: rows in the others are left out and counted. Or share a file for each.' },
  }),
  files_without_key: ({ names }) => ({
    problem: `${list(names)} names neither orders nor customers nor products, so it cannot be joined to the other files.`,
    fix: BELONG_TOGETHER,
  }),
  files_of_one_kind: ({ names }) => ({
    problem: `${list(names)} look like the same kind of table, so it is unclear how they belong together.`,
    fix: `${BELONG_TOGETHER} Rows of the same kind go into one file first.`,
  }),
  files_without_orders: ({ names }) => ({
    problem: `Neither orders nor items are among ${list(names)}.`,
    fix: BELONG_TOGETHER,
  }),
  files_share_no_key: ({ names, key }) => ({
    problem: `${list(names)} have no ${key} in common, so they cannot be of the same shop and time.`,
    fix: `Give files whose ${key} ids are the same, or one of the files alone.`,
  }),
  nothing_kept: ({ name, rows, reasons }) => ({
    problem:
      rows === 1
        ? `The only row of ${name} could not be used: ${reasons}.`
        : `None of the ${rows.toLocaleString('en-US')} rows of ${name} could be used: ${reasons}.`,
    fix: 'If a column was misread, name the right one with --map field=COLUMN (--help lists the fields); else export a period with paid orders.',
    inChat: {
      fix: 'If a column was misread, share the file again with "Segment this file" and say which column means what; else export a period with paid orders.',
    },
  }),
  as_of_before_orders: ({ asOf, firstOrder }) => ({
    problem: `There are no orders up to ${asOf}; the first one is of ${firstOrder}.`,
    fix: 'Use --as-of with a later day, or leave it out.',
    inChat: { fix: 'Choose a later day, or leave it out.' },
  }),
  disk_full: ({ path }) => ({
    problem: `The disk is full: ${path} cannot be written.`,
    fix: 'Make room (about the size of the orders file), or point TMPDIR or --out to a disk that has it. Nothing was kept.',
    inChat: {
      problem: 'The disk of the machine that Tranche runs on is full.',
      fix: 'Ask whoever runs Tranche to make room, then share the file again. Nothing was kept of it.',
    },
  }),
  out_replaces_input: ({ path }) => ({
    problem: `The orders file ${path} would be replaced by a list of that name.`,
    fix: 'Choose another folder with --out.',
  }),
  folder_unwritable: ({ path, cause }) => ({
    problem: `Nothing can be written to ${path} (${cause}).`,
    fix: 'Choose another folder (with --out or TMPDIR in the terminal, with DATA_DIR for the bot), or change its permissions.',
    inChat: {
      problem: `Tranche cannot write to a folder of the machine that it runs on (${cause}).`,
      fix: 'Ask whoever runs Tranche to change the permissions of its folders.',
    },
  }),
  slack_token_refused: ({ setting, code }) => ({
    problem: `Slack refuses ${setting} (${code}).`,
    fix: `Copy the token once more from ${TOKEN_PLACES[setting]}; if the app was removed from the workspace, install it again.`,
  }),
  slack_unreachable: ({ cause }) => ({
    problem: `Slack cannot be reached (${cause}).`,
    fix: 'Check the network; behind a proxy set HTTPS_PROXY and NODE_USE_ENV_PROXY=1. Then start the bot again.',
  }),
  slack_scope_missing: ({ needed }) => ({
    problem: `Slack does not let Tranche do this: the app lacks the permission ${needed}.`,
    fix: 'Ask whoever installed the app to add it under "OAuth & Permissions", Scopes, and to reinstall the app.',
  }),
  slack_file_policy: ({ code }) => ({
    problem: `This workspace does not let apps upload such files (${code}).`,
    fix: 'Ask a workspace admin to allow file uploads for the app.',
  }),
  file_not_in_slack: ({ name, why }) => ({
    problem: `${name} ${ABSENT_WORDS[why].problem}`,
    fix: ABSENT_WORDS[why].fix,
  }),
  file_host_foreign: ({ name, host }) => ({
    problem: `${name} is not kept by Slack itself, but at ${host}, where Tranche does not go.`,
    fix: 'Download the file and drop it into the channel as an upload.',
  }),
  dataset_gone: ({ name }) => ({
    problem: `The orders of ${name} were deleted in the meantime.`,
    fix: 'Upload the orders once more, or ask about others.',
  }),
  file_let_go: ({ name }) => ({
    problem: `${name} was let go before it was read: orders of this channel, or a customer of theirs, were to be forgotten.`,
    fix: 'If it is still wanted, drop it into the channel once more.',
  }),
  holds_no_orders: ({ name }) => ({
    problem: `${name} does not look like orders: there is no column of dates, or none of amounts.`,
    fix: 'Export the orders with customer, date and amount; to have this file read all the same, use "Segment this file".',
  }),
  dataset_unfinished: ({ name }) => ({
    problem: `There is no report of ${name} yet.`,
    fix: 'Wait until its import has ended, then ask once more.',
  }),
  orders_damaged: ({ dataset, cause }) => ({
    problem: `${dataset === null ? 'Stored orders are' : `The stored orders of ${dataset} are`} damaged (${cause}).`,
    fix: 'Restore DATA_DIR from a backup, or forget the dataset and share its files again.',
    inChat: {
      problem: `${dataset === null ? 'Stored orders are' : `The stored orders of ${dataset} are`} damaged and cannot be read. Other datasets are not affected.`,
      fix: `Ask whoever runs Tranche to restore them from a backup. Without one, \`/segment forget ${dataset ?? 'DATASET'}\` makes room, and its files can be shared again.`,
    },
  }),
  file_too_large: ({ name, megabytes, mostMegabytes }) => ({
    problem: `${name} is too large: ${megabytes.toLocaleString('en-US')} MB, and ${mostMegabytes.toLocaleString('en-US')} MB are allowed.`,
    fix: 'Export a shorter period or fewer columns, or have MAX_FILE_BYTES raised.',
    inChat: { fix: 'Export a shorter period or fewer columns, or ask whoever runs Tranche to allow larger files.' },
  }),
  data_dir_in_use: ({ path }) => ({
    problem: `${path} is in use: another Tranche is running on it.`,
    fix: 'Stop the other one first, or give this one a folder of its own with DATA_DIR.',
  }),
  state_corrupt: ({ path, cause }) => ({
    problem: `${path}, which holds the list of datasets, runs and digests, is damaged (${cause}).`,
    fix: 'Restore it from a backup. Without one, move it away together with the -wal and -shm files beside it and start again: the bot then knows no datasets and digests, and the orders have to be uploaded once more.',
  }),
  state_newer: ({ path }) => ({
    problem: `${path} was written by a newer version of Tranche.`,
    fix: 'Start that version or a later one, or point DATA_DIR to another folder.',
  }),
};

export const wordsFor = <C extends ErrorCode>(error: ExpectedError<C>, place: Place = 'terminal'): ErrorWords => {
  const { inChat, ...words } = WORDS[error.code](error.facts);
  return place === 'chat' ? { ...words, ...inChat } : words;
};
