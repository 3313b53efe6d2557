import type { Preset } from './preset.ts';

/**
 * Dashboard, Transactions, Export, Items detail. A row per item; of a refund each item that came back is a row of its own
 * with negative amounts.
 *
 * Money is `Net Sales` of the item, after discounts and without tax. What else holds is said of the transactions.
 */
export const SQUARE_ITEMS: Preset = {
  name: 'a Square items export',
  rows: 'one row per item that was sold or came back',
  counts: 'What counts is net sales: after discounts, without taxes and tips.',
  remarks: [
    'Refunds are rows with negative amounts; with refunds net they come off.',
    'Only sales to people in the customer directory say who bought. Times are those of the shop.',
  ],
  signature: ['Date', 'Time', 'Time Zone', 'Item', 'Qty', 'Net Sales', 'Transaction ID', 'Event Type', 'Customer ID'],
  columns: {
    customer: ['Customer ID'],
    order: ['Transaction ID'],
    date: ['Date'],
    quantity: ['Qty'],
    amount: ['Net Sales'],
    product: ['SKU', 'Item'],
    title: ['Item'],
    category: ['Category'],
  },
  timeOfDay: 'Time',
};
