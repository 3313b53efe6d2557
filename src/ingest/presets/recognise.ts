/** Which shop's export a file is, by the names of its columns, and what is then known of its rows. */
import type { ExportRules } from '../../core/export-rules.ts';
import { FIELDS, type Field, type Mapping, type ReadingHints } from '../../core/order-file.ts';
import { ExpectedError } from '../../errors.ts';
import { squashedName } from '../column-names.ts';
import { type Columns, hintedColumns, mapColumns } from '../columns.ts';
import { PRESETS } from './all-presets.ts';
import type { Preset } from './preset.ts';

export interface KnownExport {
  readonly preset: Preset;
  readonly mapping: Mapping;
  readonly rules: ExportRules;
  /** What the person should know besides. */
  readonly remarks: readonly string[];
}

const MONEY: readonly Field[] = ['quantity', 'price', 'amount'];

/** What the person says of a column counts before what is known of it. Throws `unknown_column` for one that is not there. */
export const recogniseExport = (names: readonly string[], hints: ReadingHints['map']): KnownExport | null => {
  const find = finder(names);
  const preset = PRESETS.find(({ signature }) => signature.every(name => find(name) !== undefined));
  if (preset === undefined) return null;
  const known = knownColumns(preset, find);
  const said = hintedColumns(names, hints);
  const isSaid = (field: Field): boolean => hints[field] !== undefined && said[field] !== known[field]?.[0];
  const kept = FIELDS.filter(field => known[field] !== undefined && !isSaid(field));
  const own = Object.fromEntries(kept.map(field => [field, known[field]![0]!]));
  const rules = rulesOf(preset, find, Object.fromEntries(kept.map(field => [field, known[field]!.slice(1)])));
  const remarks = [
    ...(preset.remarks ?? []),
    ...(preset.missing ?? []).filter(({ column }) => find(column) === undefined).map(({ remark }) => remark),
  ];
  return {
    preset,
    remarks,
    ...withSaidMoney({ mapping: { ...own, ...said }, rules }, preset, find, MONEY.some(isSaid)),
  };
};

/** What the columns mean: of an export what is known of it, else what their names say. Throws `unknown_column`. */
export const mappingOf = (columns: Columns, hints: ReadingHints['map']): Mapping =>
  recogniseExport(columns.names, hints)?.mapping ?? mapColumns(columns, hints);

/** Throws for an export that names no customers where the person names none either. */
export const requireCustomers = (name: string, { preset, mapping }: KnownExport): void => {
  if (preset.withoutCustomers === undefined || mapping.customer !== undefined) return;
  throw new ExpectedError('export_without_customers', { name, export: preset.name, ...preset.withoutCustomers });
};

/** How it was read, for the receipt. */
export const exportNotes = ({ preset, rules, remarks }: KnownExport): readonly string[] => [
  `Read as ${preset.name}: ${preset.rows}.`,
  preset.counts,
  ...(rules.refunded === null ? [] : [REFUNDS]),
  ...remarks,
];

const REFUNDS =
  'Orders refunded in full are left out. Orders refunded in part count in full; with refunds net, what was given back comes off.';

type Find = (name: string) => number | undefined;

const finder = (names: readonly string[]): Find => {
  const squashed = names.map(squashedName);
  return name => {
    const column = squashed.indexOf(squashedName(name));
    return column < 0 ? undefined : column;
  };
};

const found = (find: Find, names: readonly string[] = []): readonly number[] =>
  names.map(find).filter(column => column !== undefined);

const knownColumns = ({ columns }: Preset, find: Find): Partial<Record<Field, readonly number[]>> =>
  Object.fromEntries(
    FIELDS.map(field => [field, found(find, columns[field])] as const).filter(([, there]) => there.length > 0),
  );

const rulesOf = (preset: Preset, find: Find, otherwise: ExportRules['otherwise']): ExportRules => {
  const one = (name: string | undefined): number | null => (name === undefined ? undefined : find(name)) ?? null;
  const back = preset.refunded?.find(({ column }) => find(column) !== undefined);
  return {
    orderColumns: found(find, preset.orderColumns),
    idOnFirstRow: preset.idOnFirstRow ?? false,
    otherwise,
    nobody: preset.nobody ?? [],
    timeOfDay: one(preset.timeOfDay),
    isAmountOfOrder: preset.orderAmounts !== undefined,
    less: found(find, preset.less),
    refunded: back === undefined ? null : { column: one(back.column)!, paid: one(back.paid) },
    verdicts: (preset.verdicts ?? []).flatMap(({ column, words = null, means }) =>
      found(find, [column]).map(at => ({ column: at, words, means })),
    ),
  };
};

/**
 * Another column for money, and what is known of the shop's own amount no longer holds, unless it is another amount of the
 * order. An amount counts before quantity and price: who names one wants it.
 */
const withSaidMoney = (
  known: Pick<KnownExport, 'mapping' | 'rules'>,
  preset: Preset,
  find: Find,
  isSaid: boolean,
): Pick<KnownExport, 'mapping' | 'rules'> => {
  if (!isSaid) return known;
  const { amount, price, ...mapping } = known.mapping;
  const { amount: _others, ...otherwise } = known.rules.otherwise;
  const rules = { ...known.rules, otherwise, less: [] };
  if (amount !== undefined && found(find, preset.orderAmounts).includes(amount))
    return { mapping: known.mapping, rules };
  const refunded = rules.isAmountOfOrder ? null : rules.refunded;
  return {
    mapping: { ...mapping, ...(amount === undefined ? (price === undefined ? {} : { price }) : { amount }) },
    rules: { ...rules, refunded, isAmountOfOrder: false },
  };
};
