/** The modal that asks what the columns of a file mean, and the answer as hints for the reader of files. */
import type { InputBlock, ModalView, PlainTextOption, SectionBlock } from '@slack/types';
import type { Field, ReadingHints } from '../../core/order-file.ts';
import type { MappingQuestion } from '../../jobs/sayings/questions.ts';
import { joined, type Mrkdwn, md, mrkdwn } from '../escape.ts';
import { DATES_ACTION, DATES_BLOCK, FIELD_ACTION, fieldBlock, MAPPING_CALLBACK } from '../ids.ts';
import { LIMITS } from '../limit-table.ts';
import { plainText, section } from './message.ts';
import type { FieldErrors, ViewValues } from './view-values.ts';

interface FieldRow {
  readonly field: Field;
  readonly label: string;
  readonly hint: string | null;
  readonly required: boolean;
}

/** What is asked, in this order. */
const ASKED: readonly FieldRow[] = [
  {
    field: 'customer',
    label: 'Customer',
    hint: 'An id or e-mail address that stays the same from order to order.',
    required: true,
  },
  { field: 'date', label: 'Date of the order', hint: null, required: true },
  { field: 'order', label: 'Order number', hint: 'Makes several rows one order.', required: false },
  { field: 'amount', label: 'Amount', hint: 'Money per row. Or choose quantity and price instead.', required: false },
  { field: 'quantity', label: 'Quantity', hint: null, required: false },
  { field: 'price', label: 'Price of one piece', hint: null, required: false },
  { field: 'product', label: 'Product', hint: null, required: false },
  { field: 'country', label: 'Country', hint: null, required: false },
  {
    field: 'status',
    label: 'Status of the order',
    hint: 'Cancelled and refunded orders are left out.',
    required: false,
  },
  { field: 'currency', label: 'Currency', hint: null, required: false },
];

/** The option that stands for "no column". */
const NONE = 'none';

export const mappingModal = (question: MappingQuestion): ModalView => {
  const columns = offeredColumns(question);
  return {
    type: 'modal',
    callback_id: MAPPING_CALLBACK,
    private_metadata: question.id,
    title: plainText('Columns of the file', LIMITS.viewTitle),
    submit: plainText('Go on', LIMITS.viewTitle),
    close: plainText('Cancel', LIMITS.viewTitle),
    blocks: [
      section(md`*${mrkdwn(question.fileName)}*\n${mrkdwn(question.problem, 600)}`),
      ...samples(question, columns),
      ...ASKED.map(row => fieldInput(row, question, columns)),
      ...(question.dates ? [datesInput(question.dates)] : []),
    ],
  };
};

/** 0-based columns that fit in a select beside "no column"; guessed ones always. */
const offeredColumns = ({ columns, guess }: MappingQuestion): readonly number[] => {
  const guessed = new Set(Object.values(guess));
  const room = LIMITS.selectOptions - 1;
  const others = columns.map((_, index) => index).filter(index => !guessed.has(index));
  return [...guessed, ...others].slice(0, room).toSorted((a, b) => a - b);
};

const SHOWN_COLUMNS = 40;

/** A line per column: its name, and what the first three rows say. */
const samples = ({ columns, rows }: MappingQuestion, offered: readonly number[]): readonly SectionBlock[] => {
  const lines = offered.slice(0, SHOWN_COLUMNS).map(index => {
    const cells = rows.map(row => mrkdwn(row[index] ?? '', 24));
    return md`*${mrkdwn(columns[index]!, 40)}:* ${joined(cells, ' · ')}`;
  });
  const missing = columns.length - lines.length;
  const rest = missing > 0 ? [md`${missing} more columns are not shown.`] : [];
  return inSections([md`*Columns and their first rows*`, ...lines, ...rest]);
};

const LINES_TO_A_SECTION = 6;

const inSections = (lines: readonly Mrkdwn[]): readonly SectionBlock[] =>
  Array.from({ length: Math.ceil(lines.length / LINES_TO_A_SECTION) }, (_, index) =>
    section(joined(lines.slice(index * LINES_TO_A_SECTION, (index + 1) * LINES_TO_A_SECTION), '\n')),
  );

const fieldInput = (row: FieldRow, { columns, guess }: MappingQuestion, offered: readonly number[]): InputBlock => {
  const options = [option('Not in this file', NONE), ...offered.map(index => option(columns[index]!, String(index)))];
  const guessed = guess[row.field];
  const initial = options.find(({ value }) => value === (guessed === undefined ? NONE : String(guessed)));
  return {
    type: 'input',
    block_id: fieldBlock(row.field),
    label: plainText(row.label, LIMITS.inputLabel),
    ...(row.hint === null ? {} : { hint: plainText(row.hint, LIMITS.inputLabel) }),
    optional: !row.required,
    element: {
      type: 'static_select',
      action_id: FIELD_ACTION,
      placeholder: plainText('Choose a column', LIMITS.placeholder),
      options: row.required ? options.slice(1) : options,
      ...(initial === undefined || (row.required && guessed === undefined) ? {} : { initial_option: initial }),
    },
  };
};

const option = (text: string, value: string): PlainTextOption => ({ text: plainText(text, LIMITS.optionText), value });

type DayMonthOrder = Exclude<ReadingHints['dates'], 'auto'>;

const ORDERS: Readonly<Record<DayMonthOrder, string>> = {
  dmy: 'day, month, year',
  mdy: 'month, day, year',
  ymd: 'year, month, day',
};

const datesInput = ({ examples, guess }: NonNullable<MappingQuestion['dates']>): InputBlock => {
  const options = Object.entries(ORDERS).map(([value, words]) => option(words, value));
  const initial = options.find(({ value }) => value === guess);
  return {
    type: 'input',
    block_id: DATES_BLOCK,
    label: plainText('How are the dates written?', LIMITS.inputLabel),
    ...(examples.length === 0 ? {} : { hint: plainText(`For example: ${examples.slice(0, 3).join(', ')}`, 300) }),
    element: {
      type: 'radio_buttons',
      action_id: DATES_ACTION,
      options,
      ...(initial === undefined ? {} : { initial_option: initial }),
    },
  };
};

/** The answer by column names, or what is missing at which field. */
export const readMappingAnswer = (values: ViewValues, question: MappingQuestion): ReadingHints | FieldErrors => {
  const chosen = new Map<Field, number>();
  for (const { field } of ASKED) {
    const column = chosenColumn(values, field, question);
    if (column !== null) chosen.set(field, column);
  }
  const errors = { ...usedTwice(chosen), ...missing(chosen) };
  if (Object.keys(errors).length > 0) return { errors };
  return {
    map: Object.fromEntries(ASKED.map(({ field }) => [field, columnName(question, chosen.get(field))])),
    dates: chosenDates(values),
    decimal: 'auto',
  };
};

/** Null keeps the reader of files from guessing what the person has said is not there. */
const columnName = ({ columns }: MappingQuestion, column: number | undefined): string | null =>
  column === undefined ? null : columns[column]!;

const chosenColumn = (values: ViewValues, field: Field, { columns }: MappingQuestion): number | null => {
  const value = values[fieldBlock(field)]?.[FIELD_ACTION]?.selected_option?.value ?? NONE;
  const column = /^\d{1,6}$/.test(value) ? Number(value) : -1;
  return column >= 0 && column < columns.length ? column : null;
};

const chosenDates = (values: ViewValues): ReadingHints['dates'] => {
  const value = values[DATES_BLOCK]?.[DATES_ACTION]?.selected_option?.value;
  return (Object.keys(ORDERS) as DayMonthOrder[]).find(order => order === value) ?? 'auto';
};

const missing = (chosen: ReadonlyMap<Field, number>): Record<string, string> => {
  const errors: Record<string, string> = {};
  for (const { field, required } of ASKED)
    if (required && !chosen.has(field)) errors[fieldBlock(field)] = 'Choose the column that holds it.';
  if (chosen.has('amount') || (chosen.has('quantity') && chosen.has('price'))) return errors;
  const half = (['quantity', 'price'] as const).find(field => chosen.has(field));
  const other = half === 'quantity' ? 'price' : 'quantity';
  return half
    ? { ...errors, [fieldBlock(other)]: `Choose this as well, or an amount: a ${half} alone is no money.` }
    : { ...errors, [fieldBlock('amount')]: 'Choose an amount, or both quantity and price.' };
};

const usedTwice = (chosen: ReadonlyMap<Field, number>): Record<string, string> => {
  const errors: Record<string, string> = {};
  const owners = new Map<number, string>();
  for (const { field, label } of ASKED) {
    const column = chosen.get(field);
    if (column === undefined) continue;
    const owner = owners.get(column);
    if (owner === undefined) owners.set(column, label);
    else errors[fieldBlock(field)] = `This column is chosen for "${owner}" already.`;
  }
  return errors;
};
