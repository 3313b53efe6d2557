import type { Preset } from './preset.ts';

/**
 * Payments, Export. A row per payment, and per attempt that came to nothing.
 *
 * Money is the converted amount: what a payment brought in the currency of the account. `Amount` is in the currency of the
 * customer, so a shop that sells abroad has several of those. Where the export says nothing of conversion, `Amount` counts.
 * What was given back is in `Amount Refunded`, or converted, in a column of its own; a dispute that was lost took all of it.
 *
 * The e-mail comes before `Customer ID`: who pays as a guest gets a new id with every payment, or none. Times are UTC.
 * Newer exports say "Created date (UTC)". https://docs.stripe.com/reports/
 */
export const STRIPE: Preset = {
  name: 'a Stripe payments export',
  rows: 'one row per payment',
  counts: 'What counts is what a payment brought in the currency of the account, with shipping and taxes.',
  remarks: ['Customers are told apart by e-mail, or by customer id where a payment has none. Times are UTC.'],
  signature: ['id', 'Amount', 'Amount Refunded', 'Currency', 'Status', 'Seller Message'],
  columns: {
    customer: ['Customer Email', 'Customer ID'],
    order: ['id'],
    date: ['Created (UTC)', 'Created date (UTC)'],
    amount: ['Converted Amount', 'Amount'],
    product: ['Description'],
    country: ['Card Address Country', 'Card Issue Country'],
    status: ['Status'],
    currency: ['Converted Currency', 'Currency'],
  },
  refunded: [
    { column: 'Converted Amount Refunded', paid: 'Converted Amount' },
    { column: 'Amount Refunded', paid: 'Amount' },
  ],
  verdicts: [
    { column: 'Mode', words: ['test'], means: 'test_order' },
    { column: 'Dispute Status', words: ['lost'], means: 'cancelled' },
    {
      column: 'Status',
      words: [
        ...['failed', 'pending', 'uncaptured', 'blocked', 'incomplete', 'expired', 'requires_payment_method'],
        ...['requires_action', 'requires_confirmation', 'requires_capture', 'requires_source', 'processing'],
      ],
      means: 'unpaid',
    },
    { column: 'Captured', words: ['false', 'no'], means: 'unpaid' },
  ],
};
