/**
 * Everything that can go wrong and that the person can fix: each code with the facts it carries. The words stand in
 * `error-messages.ts`; a code without words does not compile.
 */
export interface ErrorFacts {
  usage: { problem: string };
  config_invalid: { problems: readonly string[] };
  /** Each problem says where the setting is found in Slack; none repeats a token or a secret. */
  slack_config_invalid: { problems: readonly string[] };
  port_in_use: { port: string };
  /** `cause`: the code of the system, such as EACCES. */
  address_unusable: { host: string; port: string; cause: string };
  setting_invalid: { setting: string; value: string; allowed: string };
  file_not_found: { path: string };
  file_unreadable: { path: string; cause: string };
  file_empty: { name: string };
  /** `kind` in words: "a PDF document". */
  not_a_table: { name: string; kind: string };
  /** Cut off, or not what it claims to be. */
  archive_damaged: { name: string };
  /** Packed by a method that few programs know. */
  archive_method: { name: string };
  /** `found`: names of what is in it. */
  archive_no_table: { name: string; found: readonly string[] };
  archive_many_tables: { name: string; tables: readonly string[] };
  /** Opens with a password only. */
  file_protected: { name: string; kind: 'ZIP archive' | 'workbook' };
  unpacks_too_large: { name: string; mostMegabytes: number };
  /** `times`: so much larger than it is packed that it is hardly orders. */
  unpacks_suspiciously: { name: string; times: number };
  archive_too_many: { name: string; most: number };
  unpacks_too_long: { name: string; minutes: number };
  workbook_damaged: { name: string };
  /** None of its sheets has rows. */
  workbook_empty: { name: string };
  sheet_unknown: { sheet: string; sheets: readonly string[] };
  /** Several may be meant, and the person can be asked. `signature`: of what the workbook looks like at first sight. */
  sheets_unsure: { name: string; sheets: readonly string[]; signature: string };
  sheet_too_wide: { name: string; columns: number; most: number };
  /** Of a spreadsheet program, but not .xlsx. */
  workbook_format: { name: string; format: 'xls' | 'xlsb' | 'ods' | 'numbers' };
  header_only: { name: string; columns: readonly string[] };
  missing_columns: { name: string; missing: readonly string[]; found: readonly string[]; suggestion: string };
  /** `export` with its article; `instead`: which one to take, as a sentence. */
  export_without_customers: { name: string; export: string; instead: string };
  unknown_column: { field: string; column: string; found: readonly string[] };
  date_unreadable: { column: string; examples: readonly string[] };
  /** Day and month cannot be told apart, and the person can be asked. */
  dates_ambiguous: { column: string; examples: readonly string[]; assumed: 'dmy' | 'mdy' };
  /** Several columns may mean the same field, and the person can be asked. */
  columns_unsure: { field: string; candidates: readonly string[] };
  number_unreadable: { column: string; examples: readonly string[] };
  /** Rows by currency, most first. `asked`: the one that the person wants to keep, which is not among them. */
  several_currencies: {
    name: string;
    currencies: readonly { readonly currency: string; readonly rows: number }[];
    /** Rows that name none. */
    unnamed: number;
    asked: string | null;
  };
  /** Of several files that were given together. */
  files_without_key: { names: readonly string[] };
  files_of_one_kind: { names: readonly string[] };
  files_without_orders: { names: readonly string[] };
  files_share_no_key: { names: readonly string[]; key: 'order' | 'customer' | 'product' };
  nothing_kept: { name: string; rows: number; reasons: string };
  as_of_before_orders: { asOf: string; firstOrder: string };
  disk_full: { path: string };
  out_replaces_input: { path: string };
  folder_unwritable: { path: string; cause: string };
  /** `code`: Slack's own word. */
  slack_token_refused: { setting: 'SLACK_BOT_TOKEN' | 'SLACK_APP_TOKEN'; code: string };
  slack_unreachable: { cause: string };
  /** `needed`: scopes as Slack names them. */
  slack_scope_missing: { needed: string };
  /** `code`: Slack's own word for the policy. */
  slack_file_policy: { code: string };
  file_not_in_slack: { name: string; why: 'external' | 'deleted' | 'hidden' };
  file_host_foreign: { name: string; host: string };
  /** A table, but nothing in it looks like dates, or nothing like money. */
  holds_no_orders: { name: string };
  /** Deleted while somebody's question about it waited for its turn. */
  dataset_gone: { name: string };
  /** A file that waited for an answer, when orders of its channel, or a customer of theirs, were forgotten. */
  file_let_go: { name: string };
  /** The first import of a dataset has not ended yet. */
  dataset_unfinished: { name: string };
  /** `dataset`: `null` where nobody knows whose they are. `cause` is for whoever runs the program. */
  orders_damaged: { dataset: string | null; cause: string };
  file_too_large: { name: string; megabytes: number; mostMegabytes: number };
  data_dir_in_use: { path: string };
  state_corrupt: { path: string; cause: string };
  /** Written by a later version of the program. */
  state_newer: { path: string };
}

export type ErrorCode = keyof ErrorFacts;

/** A problem the person can fix; never retried. */
export class ExpectedError<C extends ErrorCode = ErrorCode> extends Error {
  readonly code: C;
  readonly facts: ErrorFacts[C];

  constructor(code: C, facts: ErrorFacts[C], options?: ErrorOptions) {
    super(code, options);
    this.name = 'ExpectedError';
    this.code = code;
    this.facts = facts;
  }
}

export const isExpected = <C extends ErrorCode>(error: unknown, code?: C): error is ExpectedError<C> =>
  error instanceof ExpectedError && (code === undefined || error.code === code);
