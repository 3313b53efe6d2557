import { AMAZON_ALL_ORDERS } from './amazon-all-orders.ts';
import { AMAZON_NEW_ORDERS } from './amazon-new-orders.ts';
import { BIGCOMMERCE } from './bigcommerce.ts';
import { ETSY_ITEMS } from './etsy-items.ts';
import { ETSY_ORDERS } from './etsy-orders.ts';
import { MAGENTO } from './magento.ts';
import type { Preset } from './preset.ts';
import { SHOPIFY } from './shopify.ts';
import { SQUARE_ITEMS } from './square-items.ts';
import { SQUARE_TRANSACTIONS } from './square-transactions.ts';
import { STRIPE } from './stripe.ts';
import { WOOCOMMERCE_ADVANCED } from './woocommerce-advanced.ts';
import { WOOCOMMERCE_ORDERS } from './woocommerce-orders.ts';

/** The first whose signature a file has. */
export const PRESETS: readonly Preset[] = [
  SHOPIFY,
  WOOCOMMERCE_ADVANCED,
  WOOCOMMERCE_ORDERS,
  STRIPE,
  SQUARE_TRANSACTIONS,
  SQUARE_ITEMS,
  ETSY_ITEMS,
  ETSY_ORDERS,
  AMAZON_NEW_ORDERS,
  AMAZON_ALL_ORDERS,
  BIGCOMMERCE,
  MAGENTO,
];
