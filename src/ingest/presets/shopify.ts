import type { Preset } from './preset.ts';

/**
 * Admin, Orders, Export. A row per item; what belongs to the order stands on its first row only (`Name` and mostly `Email`
 * on each).
 *
 * Money is the order's `Subtotal`, its products after all discounts, without shipping and taxes, spread over its items.
 * Quantity × price less `Lineitem discount` would be too much: discount codes are in `Discount Amount` alone. `Total` is
 * the subtotal with shipping and taxes, so `Refunded Amount` is held against it. Of `Subtotal` and `Total` a person may
 * ask for the other one.
 *
 * `Id` is the order's, too; the export has no id of customers. Orders at the till may have no e-mail, but a phone number.
 * Test orders were paid through the "Bogus Gateway". https://help.shopify.com/en/manual/orders/export-orders
 */
export const SHOPIFY: Preset = {
  name: 'a Shopify orders export',
  rows: 'one row per item, order columns filled on the first row only',
  counts: 'What counts is the subtotal of an order: its products after discounts, without shipping and taxes.',
  remarks: ['Customers are told apart by e-mail, or by phone number where an order has none. Times are UTC.'],
  signature: ['Name', 'Email', 'Financial Status', 'Created at', 'Subtotal', 'Lineitem quantity', 'Lineitem price'],
  columns: {
    customer: ['Email', 'Phone', 'Billing Phone'],
    order: ['Name'],
    date: ['Created at'],
    quantity: ['Lineitem quantity'],
    price: ['Lineitem price'],
    amount: ['Subtotal'],
    product: ['Lineitem sku', 'Lineitem name'],
    title: ['Lineitem name'],
    country: ['Shipping Country', 'Billing Country'],
    channel: ['Source'],
    status: ['Financial Status'],
    currency: ['Currency'],
  },
  orderColumns: [
    ...[
      'Email',
      'Phone',
      'Billing Phone',
      'Created at',
      'Financial Status',
      'Cancelled at',
      'Payment Method',
      'Currency',
    ],
    ...['Subtotal', 'Total', 'Refunded Amount', 'Shipping Country', 'Billing Country', 'Source'],
  ],
  orderAmounts: ['Subtotal', 'Total'],
  refunded: [{ column: 'Refunded Amount', paid: 'Total' }],
  verdicts: [
    { column: 'Payment Method', words: ['bogus', 'bogus gateway', '(for testing) bogus gateway'], means: 'test_order' },
    { column: 'Cancelled at', means: 'cancelled' },
    { column: 'Financial Status', words: ['expired'], means: 'unpaid' },
  ],
};
