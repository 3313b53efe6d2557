import type { Preset } from './preset.ts';

/**
 * Orders, Export all orders, with the template "Default". A row per order, its products in one cell.
 *
 * Money is the order's total without tax less shipping and handling without tax: its products after coupons and discounts.
 * `Subtotal` would be before them. `Refund Amount` is what was given back of the total with tax.
 *
 * Guests have the customer id 0. "Pending" and "Incomplete" are checkouts that came to nothing; what awaits payment was
 * ordered and counts. How dates are written is a setting of the shop.
 * https://support.bigcommerce.com/s/article/Order-Statuses
 */
export const BIGCOMMERCE: Preset = {
  name: 'a BigCommerce orders export',
  rows: 'one row per order',
  counts:
    'What counts is the total of an order less shipping and handling, without taxes: its products after discounts.',
  remarks: ['Customers are told apart by e-mail, or by id where an order has none. Times are those of the shop.'],
  signature: ['Order ID', 'Customer ID', 'Customer Email', 'Order Date', 'Order Status', 'Order Total (ex tax)'],
  columns: {
    customer: ['Customer Email', 'Billing Email', 'Customer ID'],
    order: ['Order ID'],
    date: ['Order Date'],
    amount: ['Order Total (ex tax)'],
    country: ['Billing Country', 'Shipping Country'],
    channel: ['Order Source'],
    status: ['Order Status'],
    currency: ['Order Currency Code'],
  },
  nobody: ['0'],
  less: ['Shipping Cost (ex tax)', 'Handling Cost (ex tax)'],
  refunded: [{ column: 'Refund Amount', paid: 'Order Total (inc tax)' }],
  verdicts: [
    { column: 'Order Status', words: ['declined'], means: 'cancelled' },
    { column: 'Order Status', words: ['incomplete', 'pending'], means: 'unpaid' },
  ],
};
