import type { Preset } from './preset.ts';

/**
 * Magento 2 and Adobe Commerce: Sales, Orders, Export, which writes the columns that the grid shows. A row per order.
 *
 * Money is "Grand Total (Base)", in the one currency of the shop; "(Purchased)" is in the customer's. With shipping and
 * taxes: the grid has nothing without them that discounts are taken off. An order is closed when all was given back;
 * "Total Refunded" and "Customer Email" are there only where somebody shows them in the grid.
 * https://experienceleague.adobe.com/en/docs/commerce-admin/stores-sales/order-management/orders/order-status
 */
export const MAGENTO: Preset = {
  name: 'a Magento 2 orders export',
  rows: 'one row per order',
  counts: 'What counts is the grand total of an order, with shipping and taxes.',
  remarks: ['Times are those of the shop.'],
  missing: [
    {
      column: 'Customer Email',
      remark:
        'Customers are told apart by their names, so two people of one name count as one: show the column Customer Email in the list of orders before you export it.',
    },
  ],
  signature: ['ID', 'Purchase Date', 'Bill-to Name', 'Grand Total (Base)', 'Status'],
  columns: {
    customer: ['Customer Email', 'Bill-to Name'],
    order: ['ID'],
    date: ['Purchase Date'],
    amount: ['Grand Total (Base)'],
    channel: ['Purchase Point'],
    status: ['Status'],
  },
  refunded: [{ column: 'Total Refunded' }],
  verdicts: [
    { column: 'Status', words: ['closed', 'suspected fraud', 'fraud'], means: 'cancelled' },
    {
      column: 'Status',
      words: ['pending payment', 'pending_payment', 'pending paypal', 'pending_paypal'],
      means: 'unpaid',
    },
  ],
};
