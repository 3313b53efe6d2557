import type { Preset } from './preset.ts';

/**
 * Dashboard, Transactions, Export. A row per payment; a refund is a row of its own with negative amounts.
 *
 * Money is `Net Sales`: goods and services after discounts, without tax, tip and gift cards sold. An amount given back that
 * is not tied to goods stands in `Partial Refunds` of the refund's row, where `Net Sales` is 0.
 *
 * Only sales with somebody from the customer directory have a `Customer ID`. `Date` and `Time` are those of the shop, in the
 * zone of "Time Zone". There is no column for the currency: the sign beside the amounts says it.
 * https://squareup.com/help/us/en/article/5072-summaries-and-reports-from-the-online-square-dashboard
 */
export const SQUARE_TRANSACTIONS: Preset = {
  name: 'a Square transactions export',
  rows: 'one row per payment or refund',
  counts: 'What counts is net sales: after discounts, without taxes and tips.',
  remarks: [
    'Refunds are rows with negative amounts; with refunds net they come off.',
    'Only sales to people in the customer directory say who bought. Times are those of the shop.',
  ],
  signature: [
    'Date',
    'Time',
    'Time Zone',
    'Net Sales',
    'Total Collected',
    'Transaction ID',
    'Event Type',
    'Customer ID',
  ],
  columns: {
    customer: ['Customer ID'],
    order: ['Transaction ID'],
    date: ['Date'],
    amount: ['Net Sales'],
    channel: ['Source'],
  },
  timeOfDay: 'Time',
  less: ['Partial Refunds'],
};
