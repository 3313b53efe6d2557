/** Rules of cleaning that are data: one place for the store's SQL, the receipt and the documentation. */
import type { RejectionReason } from './report.ts';

/** What the reasons mean to the person whose rows they are. */
export const REASON_WORDS: Readonly<Record<RejectionReason, string>> = {
  unreadable: 'not readable as a row',
  missing_customer: 'no customer id',
  missing_order: 'no order id',
  bad_date: 'date not readable',
  bad_number: 'quantity, price or amount not readable',
  cancelled: 'cancelled or refunded',
  nonpositive_quantity: 'quantity zero or negative',
  nonpositive_price: 'price or amount zero or negative',
  after_as_of: 'after the day of the report',
  duplicate: 'exact repeat of another row',
  other_currency: 'in another currency than the one to keep',
  test_order: 'test order',
  unpaid: 'not paid',
};

/** Statuses that mean the whole order brought no money, lower case. A partial refund is not among them. */
export const CANCELLED_STATUSES: readonly string[] = [
  'cancelled',
  'canceled',
  'voided',
  'void',
  'refunded',
  'fully refunded',
  'storniert',
  'annulé',
  'annulée',
  'cancelado',
  'annullato',
];

/** Order ids of cancellations in the Online Retail schema: a C, then the invoice number. */
export const CANCELLED_ORDER_ID = '^[Cc]\\d+$';

/** Cell texts that exports write where there is no value, lower case. */
export const MISSING_TEXTS: readonly string[] = ['', 'null', 'nan', 'none', 'n/a', '#n/a', 'nil', '-'];
