import type { Preset } from './preset.ts';

/**
 * Seller Central, Orders, Order Reports, New Orders. A row per item. Cancelled orders are not in it, refunds in reports of
 * their own.
 *
 * Money is `item-price`, which is the price of all pieces of the row, not of one: quantity × price would count several
 * pieces squared. Shipping and taxes stand in columns beside it, promotions in some versions of the report.
 * https://developer-docs.amazon.com/sp-api/docs/order-reports-attributes
 *
 * `buyer-email` is an address that Amazon made for this buyer and this shop.
 */
export const AMAZON_NEW_ORDERS: Preset = {
  name: 'an Amazon report of new orders',
  rows: 'one row per item',
  counts:
    'What counts is the price of every row, which is that of all its pieces, less promotions, without shipping and taxes.',
  remarks: ['Customers are told apart by the address that Amazon gives every buyer. Times are UTC.'],
  signature: ['order-id', 'order-item-id', 'purchase-date', 'buyer-email', 'quantity-purchased', 'item-price'],
  columns: {
    customer: ['buyer-email'],
    order: ['order-id'],
    date: ['purchase-date'],
    quantity: ['quantity-purchased'],
    amount: ['item-price'],
    product: ['sku', 'product-name'],
    title: ['product-name'],
    country: ['ship-country'],
    channel: ['sales-channel'],
    currency: ['currency'],
  },
  less: ['item-promotion-discount'],
};
