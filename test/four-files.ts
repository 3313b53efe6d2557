/** Files of an invented shop that belong together: orders, their items, customers and products. */

export interface NamedText {
  readonly name: string;
  readonly bytes: string;
}

const SALES = Array.from({ length: 240 }, (_, id) => ({
  id: 1_000 + id,
  day: new Date(Date.UTC(2026, 0, 20) + ((id * 37) % 300) * 86_400_000).toISOString().slice(0, 10),
  customer: `C${String((id * id) % 61).padStart(3, '0')}`,
  items: Array.from({ length: 1 + (id % 3) }, (_, item) => ({
    product: `P${(id + item) % 9}`,
    price: 4.5 + ((id * 7 + item) % 40),
    quantity: 1 + ((id + item) % 2),
  })),
}));

type Sale = (typeof SALES)[number];

/** An order costs a shipment more than its items. */
const SHIPPING = 3.9;

const costOf = ({ items }: Sale): number =>
  items.reduce((sum, { price, quantity }) => sum + price * quantity, 0) + SHIPPING;

export const BUYERS: readonly string[] = [...new Set(SALES.map(({ customer }) => customer))];
export const ORDERS = SALES.length;
export const REVENUE = SALES.reduce((sum, sale) => sum + costOf(sale), 0);

const file = (name: string, ...rows: readonly string[]): NamedText => ({ name, bytes: `${rows.join('\n')}\n` });

/** The first so many orders; semicolons and decimal commas, unlike the other files. */
export const ordersFile = (sales = ORDERS, name = 'orders.csv'): NamedText =>
  file(
    name,
    'sale_id;sale_date;customer_id;order_amount;channel',
    ...SALES.slice(0, sales).map(
      sale => `${sale.id};${sale.day};${sale.customer};${costOf(sale).toFixed(2).replace('.', ',')};app`,
    ),
  );

/** `dated`: every item says when and by whom it was bought, so that it could be taken for an order. */
export const itemsFile = ({ dated = false, name = 'items.csv' } = {}): NamedText =>
  file(
    name,
    `sale_id,product_id,price,quantity${dated ? ',sale_date,customer_id' : ''}`,
    // One order has no items.
    ...SALES.slice(1).flatMap(({ id, day, customer, items }) =>
      items.map(({ product, price, quantity }) =>
        [id, product, price, quantity, ...(dated ? [day, customer] : [])].join(','),
      ),
    ),
  );

/** One of them has not bought anything yet. */
export const CUSTOMERS: NamedText = file(
  'customers.csv',
  'customer_id,age_range,country',
  ...[...BUYERS, 'C999'].map(id => `${id},25-34,AT`),
);

export const PRODUCTS: NamedText = file(
  'products.csv',
  'product_id,category',
  ...Array.from({ length: 9 }, (_, id) => `P${id},kind ${id % 3}`),
);

export const FOUR_FILES: readonly NamedText[] = [CUSTOMERS, itemsFile(), ordersFile(), PRODUCTS];
