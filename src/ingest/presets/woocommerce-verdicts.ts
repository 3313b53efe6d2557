import type { PresetVerdict } from './preset.ts';

/**
 * Statuses of WooCommerce, as labels and as they are stored, in the column of that name. An order on hold waits for a
 * transfer and counts; one with payment pending was left at the checkout. https://woocommerce.com/document/managing-orders/
 */
export const wooVerdicts = (column: string): readonly PresetVerdict[] => [
  { column, words: ['wc-cancelled', 'wc-refunded', 'trash'], means: 'cancelled' },
  {
    column,
    words: [
      ...['pending payment', 'pending', 'wc-pending', 'failed', 'wc-failed'],
      ...['draft', 'checkout-draft', 'checkout draft', 'wc-checkout-draft', 'auto-draft'],
    ],
    means: 'unpaid',
  },
];
