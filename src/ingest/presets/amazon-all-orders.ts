import type { Preset } from './preset.ts';

/**
 * Seller Central, Reports, Fulfilment by Amazon, All Orders. A row per item of every order, cancelled ones with quantity 0
 * and no price. It does not say who bought, so it is refused; who names a column for the customer gets it read.
 *
 * Money is `item-price` of all pieces, as in the report of new orders. What is pending has not been paid.
 * https://developer-docs.amazon.com/sp-api/docs/order-tracking-reports-attributes
 */
export const AMAZON_ALL_ORDERS: Preset = {
  name: 'an Amazon report of all orders',
  rows: 'one row per item',
  counts:
    'What counts is the price of every row, which is that of all its pieces, less promotions, without shipping and taxes.',
  remarks: ['Times are UTC.'],
  signature: ['amazon-order-id', 'purchase-date', 'order-status', 'quantity', 'item-price'],
  columns: {
    customer: ['buyer-email'],
    order: ['amazon-order-id'],
    date: ['purchase-date'],
    quantity: ['quantity'],
    amount: ['item-price'],
    product: ['sku', 'asin'],
    title: ['product-name'],
    country: ['ship-country'],
    channel: ['sales-channel'],
    status: ['order-status'],
    currency: ['currency'],
  },
  less: ['item-promotion-discount'],
  verdicts: [
    {
      column: 'order-status',
      words: [
        ...['shipped - returned to seller', 'shipped - returning to seller', 'shipped - rejected by buyer'],
        ...['shipped - undeliverable', 'shipped - lost in transit', 'shipped - damaged'],
      ],
      means: 'cancelled',
    },
    { column: 'item-status', words: ['cancelled', 'canceled'], means: 'cancelled' },
    { column: 'order-status', words: ['pending'], means: 'unpaid' },
  ],
  withoutCustomers: {
    instead:
      'Download the report "New Orders" instead (Seller Central, Orders, Order Reports): its column buyer-email tells customers apart.',
  },
};
