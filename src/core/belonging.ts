/** Which of several tables belong together, by what each of them is. */
import { ExpectedError } from '../errors.ts';
import type { RelatedTable, SharedTable, TableRole } from './joined-files.ts';
import type { Mapping } from './order-file.ts';

/** Whoever names an order and a product writes down items; products and customers have one key and no order. */
export const roleOf = ({ order, product, customer }: Mapping): TableRole | null => {
  if (order !== undefined) return product === undefined ? 'orders' : 'items';
  if (product !== undefined) return customer === undefined ? 'products' : 'items';
  return customer === undefined ? null : 'customers';
};

/**
 * A column that is called "id" and no more is the key of its own table: of orders, unless nothing there speaks of an order.
 * Then the rest says whether it is of customers (who have an address, too) or of products.
 */
export const byOwnKey = (mapping: Mapping, columns: readonly string[]): Mapping => {
  const { order, date, ...rest } = mapping;
  if (order === undefined || columns[order]?.trim().toLowerCase() !== 'id') return mapping;
  const { customer, product, category, quantity, signup = date, title = product } = rest;
  const speaksOfProducts = product !== undefined || category !== undefined;
  if (speaksOfProducts && customer === undefined && date === undefined && quantity === undefined)
    return { ...rest, product: order, ...(title === undefined ? {} : { title }) };
  const hasAddress = customer !== undefined && /mail/i.test(columns[customer] ?? '');
  if (!hasAddress || OF_ORDERS.some(field => rest[field] !== undefined)) return mapping;
  return { ...rest, customer: order, ...(signup === undefined ? {} : { signup }) };
};

const OF_ORDERS = ['product', 'quantity', 'price', 'amount', 'status', 'channel', 'currency'] as const;

const hasRole = (table: SharedTable): table is RelatedTable => table.role !== null;
const bringsMoney = ({ role }: SharedTable): boolean => role === 'orders' || role === 'items';

/** All of them. Throws `files_without_key`, `files_of_one_kind` and `files_without_orders` where they do not belong together. */
export const allTogether = (tables: readonly SharedTable[]): readonly RelatedTable[] => {
  const strangers = tables.filter(table => !hasRole(table));
  if (strangers.length > 0) throw new ExpectedError('files_without_key', { names: namesOf(strangers) });
  const twins = twinsAmong(tables);
  if (twins.length > 0)
    throw new ExpectedError('files_of_one_kind', {
      names: namesOf(twins.filter(({ role }) => role === twins[0]!.role)),
    });
  if (!tables.some(bringsMoney)) throw new ExpectedError('files_without_orders', { names: namesOf(tables) });
  return tables.filter(hasRole);
};

/**
 * Those that can be joined; none or at least two. Of two tables of one kind nobody knows which one is meant: where they
 * are orders or items, each is read alone, and so are the others.
 */
export const thoseTogether = (tables: readonly SharedTable[]): readonly RelatedTable[] => {
  const twins = twinsAmong(tables);
  const single = tables.filter(hasRole).filter(table => !twins.includes(table));
  return single.length > 1 && single.some(bringsMoney) && !twins.some(bringsMoney) ? single : [];
};

const twinsAmong = (tables: readonly SharedTable[]): readonly SharedTable[] =>
  tables.filter(({ role }) => role !== null && tables.filter(other => other.role === role).length > 1);

const namesOf = (tables: readonly SharedTable[]): readonly string[] => tables.map(({ name }) => name);

/** The more a table says about orders, the later it is left out. */
const RANKS: readonly TableRole[] = ['orders', 'items', 'customers', 'products'];

/** Without the lesser of two that share no key. */
export const withoutStranger = (
  tables: readonly RelatedTable[],
  strangers: readonly string[],
): readonly RelatedTable[] => {
  const named = tables.filter(({ name }) => strangers.includes(name));
  const [lesser] = named.toSorted((one, other) => RANKS.indexOf(other.role) - RANKS.indexOf(one.role));
  return thoseTogether(tables.filter(table => table !== lesser));
};
