import type { Preset } from './preset.ts';

/**
 * Shop Manager, Settings, Options, Download Data: "Orders" (`EtsySoldOrders2026.csv`), a row per order.
 *
 * Money is `Order Value`, all items of the order, less the `Discount Amount`; `Order Total` has shipping and the sales tax
 * that Etsy keeps. The adjusted totals are 0 in some files where nothing was adjusted, so they say nothing of refunds.
 *
 * `Buyer User ID` is the name of an account. Dates are month/day/year in shops of all countries, without a time.
 */
export const ETSY_ORDERS: Preset = {
  name: 'an Etsy export of sold orders',
  rows: 'one row per order',
  counts: 'What counts is the value of an order less its discount, without shipping and taxes.',
  remarks: ['The file does not say which orders were refunded: they count, too.'],
  signature: ['Sale Date', 'Order ID', 'Buyer User ID', 'Order Value', 'Order Total', 'Order Net'],
  columns: {
    customer: ['Buyer User ID', 'Buyer'],
    order: ['Order ID'],
    date: ['Sale Date'],
    amount: ['Order Value'],
    country: ['Ship Country'],
    channel: ['Order Type'],
    status: ['Status'],
    currency: ['Currency'],
  },
  less: ['Discount Amount'],
  dateOrder: { order: 'mdy', because: 'Etsy writes them so' },
};
