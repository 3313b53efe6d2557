import { REASON_WORDS } from '../core/cleaning.ts';
import type { OrderFile } from '../core/order-file.ts';
import type { Receipt, RejectionReason } from '../core/report.ts';
import type { Settings } from '../core/settings.ts';
import { ExpectedError } from '../errors.ts';
import type { CleanOrders } from '../orders/order-store.ts';

/**
 * The as-of instant of a file with kept orders.
 *
 * @throws {ExpectedError} `as_of_before_orders`, `nothing_kept`
 */
export const requireOrders = (
  file: OrderFile,
  settings: Settings,
  { receipt, asOf, earliestOrder }: CleanOrders,
): string => {
  if (receipt.kept > 0 && asOf !== null) return asOf;
  if (settings.asOf !== null && earliestOrder !== null) {
    throw new ExpectedError('as_of_before_orders', { asOf: settings.asOf, firstOrder: earliestOrder.slice(0, 10) });
  }
  throw new ExpectedError('nothing_kept', { name: file.name, rows: receipt.rows, reasons: listReasons(receipt) });
};

const listReasons = (receipt: Receipt): string =>
  Object.entries(receipt.rejected)
    .map(
      ([reason, { rows }]) =>
        `${REASON_WORDS[reason as RejectionReason]} (${rows.toLocaleString('en-US')} ${rows === 1 ? 'row' : 'rows'})`,
    )
    .join(', ');
