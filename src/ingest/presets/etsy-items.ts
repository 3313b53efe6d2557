import type { Preset } from './preset.ts';

/**
 * Shop Manager, Settings, Options, Download Data: "Order Items" (`EtsySoldOrderItems2026.csv`), a row per item.
 *
 * Money is `Item Total`, quantity × price, less the `Discount Amount` of the item; shipping and sales tax are the order's
 * and repeated on each of its rows. The file does not say what was cancelled or given back.
 *
 * `Buyer` is the name of an account. Dates are month/day/year in shops of all countries, without a time.
 */
export const ETSY_ITEMS: Preset = {
  name: 'an Etsy export of sold order items',
  rows: 'one row per item',
  counts: 'What counts is the total of every item less its discount, without shipping and taxes.',
  remarks: ['The file does not say which orders were cancelled or refunded: they count, too.'],
  signature: ['Sale Date', 'Item Name', 'Buyer', 'Quantity', 'Price', 'Item Total', 'Transaction ID', 'Order ID'],
  columns: {
    customer: ['Buyer'],
    order: ['Order ID'],
    date: ['Sale Date'],
    quantity: ['Quantity'],
    amount: ['Item Total'],
    product: ['SKU', 'Listing ID'],
    title: ['Item Name'],
    country: ['Ship Country'],
    channel: ['Order Type'],
    currency: ['Currency'],
  },
  less: ['Discount Amount'],
  dateOrder: { order: 'mdy', because: 'Etsy writes them so' },
};
