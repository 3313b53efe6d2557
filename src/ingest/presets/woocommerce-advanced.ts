import type { Preset } from './preset.ts';
import { wooVerdicts } from './woocommerce-verdicts.ts';

/**
 * "Advanced Order Export For WooCommerce". A row per item. The plugin fills what belongs to the order on every row or, by a
 * setting, on its first row only, and then the other rows do not even say which order they are of.
 *
 * Money is `Order Line Total`: what an item cost after discounts, without tax and shipping (WooCommerce keeps line totals
 * without tax, so it equals "Order Line (w/o tax)"). What was given back of it stands in a column beside it.
 *
 * Guests have no account, and who has one orders as a guest, too: the address of the bill is the customer.
 */
export const WOOCOMMERCE_ADVANCED: Preset = {
  name: 'a WooCommerce export (Advanced Order Export)',
  rows: 'one row per item',
  counts: 'What counts is the total of every item after discounts, without shipping and taxes.',
  remarks: ['Customers are told apart by e-mail. Times are those of the shop.'],
  signature: ['Order Number', 'Order Status', 'Order Date', 'Email (Billing)', 'Quantity', 'Order Line Total'],
  columns: {
    customer: ['Email (Billing)', 'Phone (Billing)'],
    order: ['Order Number'],
    date: ['Order Date'],
    quantity: ['Quantity'],
    amount: ['Order Line Total', 'Order Line (w/o tax)'],
    product: ['SKU', 'Name'],
    title: ['Name'],
    category: ['Category'],
    country: ['Country Code (Billing)', 'Country Name (Billing)', 'Country Code (Shipping)'],
    status: ['Order Status'],
    currency: ['Order Currency', 'Currency'],
  },
  orderColumns: [
    ...['Order Status', 'Order Date', 'Email (Billing)', 'Phone (Billing)', 'Order Currency', 'Currency'],
    ...['Country Code (Billing)', 'Country Name (Billing)', 'Country Code (Shipping)'],
  ],
  idOnFirstRow: true,
  refunded: [{ column: 'Order Line Total Refunded' }],
  verdicts: wooVerdicts('Order Status'),
};
