/** What tables are whose columns alone leave it open: by the keys that they have in common with the others. */
import type { KeyOverlap, SharedTable, TableRole } from './joined-files.ts';

/** So many keys of the other table, and at least these, make it no coincidence. */
const LEAST_SHARE = 0.5;
const LEAST_COMMON = 3;

/** Two of one kind may be orders and their items. */
const isOrderKind = ({ role }: SharedTable): boolean => role === 'orders' || role === 'items';

const twinsOf = (tables: readonly SharedTable[]): readonly SharedTable[] =>
  (['orders', 'items'] as const)
    .map(role => tables.filter(table => table.role === role))
    .filter(twins => twins.length === 2)
    .flat();

/** Keys decide only where there are orders or items, and something beside them that is not clear. */
export const areRolesOpen = (tables: readonly SharedTable[]): boolean =>
  tables.some(isOrderKind) && (tables.some(({ role }) => role === null) || twinsOf(tables).length > 0);

export const settleRoles = (
  tables: readonly SharedTable[],
  overlaps: readonly KeyOverlap[],
): readonly SharedTable[] => {
  const close = overlaps.filter(({ common, keys }) => common >= LEAST_COMMON && common >= keys * LEAST_SHARE);
  return withSettledTwins(
    tables.map((table, number) => (table.role === null ? withKey(table, close, number) : table)),
    close,
  );
};

const ROLE_OF: Readonly<Record<KeyOverlap['key'], (isUnique: boolean) => TableRole | null>> = {
  order: isUnique => (isUnique ? 'orders' : 'items'),
  customer: isUnique => (isUnique ? 'customers' : null),
  product: isUnique => (isUnique ? 'products' : null),
};

/** The column that has most of the keys is the key. */
const withKey = (table: SharedTable, overlaps: readonly KeyOverlap[], number: number): SharedTable => {
  const [best] = overlaps
    .filter(each => each.table === number && ROLE_OF[each.key](each.isUnique) !== null)
    .toSorted((one, other) => other.common / other.keys - one.common / one.keys);
  if (best === undefined) return table;
  const mapping = { ...table.mapping, [best.key]: best.column };
  return { ...table, mapping, role: ROLE_OF[best.key](best.isUnique) };
};

/** Of two that know the same orders, the one with a row for each is the orders, and the other one their items. */
const withSettledTwins = (tables: readonly SharedTable[], overlaps: readonly KeyOverlap[]): readonly SharedTable[] => {
  const twins = twinsOf(tables);
  const facts = overlaps.filter(
    ({ key, table, other }) => key === 'order' && twins.includes(tables[table]!) && twins.includes(tables[other]!),
  );
  const orders = facts.find(({ isUnique }) => isUnique);
  const items = facts.find(
    ({ isUnique, table, other }) => !isUnique && table === orders?.other && other === orders?.table,
  );
  if (!orders || !items) return tables;
  const settled = tables
    .with(orders.table, { ...tables[orders.table]!, role: 'orders' })
    .with(items.table, { ...tables[items.table]!, role: 'items' });
  return settled.filter(isOrderKind).length === 2 ? settled : tables;
};
