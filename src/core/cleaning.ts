/** Rules of cleaning that are data: one place for the store's SQL, the receipt and the documentation. */

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
