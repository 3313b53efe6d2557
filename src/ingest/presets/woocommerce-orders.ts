import type { Preset } from './preset.ts';
import { wooVerdicts } from './woocommerce-verdicts.ts';

/**
 * "WooCommerce Customer/Order CSV Export" in its default format: a row per order, its items in one cell. Other exporters
 * write the same columns.
 *
 * Money is the order's total less shipping and all taxes (`tax_total` has those of shipping in it): its products after
 * discounts. `refunded_total` stands only in exports of newer versions.
 *
 * Guests have the customer id 0, and who has an account orders as a guest, too: the address of the bill comes first.
 */
export const WOOCOMMERCE_ORDERS: Preset = {
  name: 'a WooCommerce orders export',
  rows: 'one row per order',
  counts: 'What counts is the total of an order less shipping and taxes: its products after discounts.',
  remarks: ['Customers are told apart by e-mail, or by id where an order has none. Times are those of the shop.'],
  signature: [
    'order_id',
    'date',
    'status',
    'order_total',
    'shipping_total',
    'tax_total',
    'billing_email',
    'line_items',
  ],
  columns: {
    customer: ['billing_email', 'customer_id'],
    order: ['order_id'],
    date: ['date'],
    amount: ['order_total'],
    country: ['billing_country', 'shipping_country'],
    status: ['status'],
    currency: ['order_currency'],
  },
  nobody: ['0'],
  less: ['shipping_total', 'tax_total'],
  refunded: [{ column: 'refunded_total', paid: 'order_total' }],
  verdicts: wooVerdicts('status'),
};
