/** What became of files that were joined, as whoever gave them reads it. */
import { type JoinedFile, type JoinedFiles, MOST_ITEMS, type RelatedTable } from '../joined-files.ts';
import { count, counted, exactMoney } from './numbers.ts';

/** The first sentence says which files there are; then whatever did not match, or that everything did. */
export const joinNotes = (
  { name, records }: Pick<RelatedTable, 'name' | 'records'>,
  facts: JoinedFiles,
): readonly string[] => {
  return [
    `The money comes from ${name} (${counted(records, 'row')}); joined to it: ${joinedNames(facts)}.`,
    ...matchNotes(name, facts),
  ];
};

/** "items.csv (479 rows), products.csv (9 rows)" */
export const joinedNames = ({ files }: JoinedFiles): string =>
  files.map(({ name, rows }) => `${name} (${counted(rows, 'row')})`).join(', ');

/** `money`: the file that the money comes from. */
export const matchNotes = (money: string, facts: JoinedFiles): readonly string[] => {
  const odd = [...mismatches(money, facts), ...facts.files.flatMap(oddRows)];
  return [...(odd.length > 0 ? odd : ['Everything in these files matched.']), ...facts.files.flatMap(unreadProducts)];
};

/** The items stand beside orders, or they would carry the money. */
const unreadProducts = ({ name, role, rows }: JoinedFile): readonly string[] =>
  role === 'items' && rows > MOST_ITEMS
    ? [`${name} has more than ${counted(MOST_ITEMS, 'row')}: nothing is said of its products.`]
    : [];

const mismatches = (money: string, { files, unmatched, amounts: check }: JoinedFiles): readonly string[] => {
  const nameOf = (role: JoinedFile['role']): string => files.find(file => file.role === role)?.name ?? money;
  const [orders, items] = [nameOf('orders'), nameOf('items')];
  const several = (value: number | null, sentence: (many: string) => string, one: string, many: string): string[] =>
    value ? [sentence(counted(value, one, many))] : [];
  return [
    ...several(unmatched.ordersWithoutItems, many => `No items in ${items}: ${many} of ${orders}.`, 'order', 'orders'),
    ...several(unmatched.itemsWithoutOrders, many => `Only in ${items}, not in ${orders}: ${many}.`, 'order', 'orders'),
    ...several(
      unmatched.customersWithoutOrders,
      many => `Without an order: ${many} of ${nameOf('customers')}.`,
      'customer',
      'customers',
    ),
    ...several(
      unmatched.unknownCustomers,
      many => `Not in ${nameOf('customers')}, but with orders: ${many}.`,
      'customer',
      'customers',
    ),
    ...several(
      unmatched.unknownProducts,
      many => `Sold, but not in ${nameOf('products')}: ${many}.`,
      'product',
      'products',
    ),
    ...(check && check.different > 0
      ? [
          `Of ${counted(check.compared, 'order')} ${count(check.different)} ${check.different === 1 ? 'has' : 'have'} another amount than the sum of ${check.different === 1 ? 'its' : 'their'} items: ${exactMoney(check.ordersSay, null)} in ${orders}, ${exactMoney(check.itemsSay, null)} in ${items}. The order's amount counts.`,
        ]
      : []),
  ];
};

const oddRows = ({ name, role, unreadable, repeated }: JoinedFile): readonly string[] => [
  ...(unreadable > 0 ? [`${name}: ${counted(unreadable, 'row')} could not be read.`] : []),
  ...(repeated > 0
    ? [`${name}: ${counted(repeated, 'row')} with ${KEY[role]} that had been there before; the first one counts.`]
    : []),
];

const KEY: Readonly<Record<JoinedFile['role'], string>> = {
  orders: 'an order',
  items: 'an item',
  customers: 'a customer',
  products: 'a product',
};
