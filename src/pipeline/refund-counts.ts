import type { OrderFile } from '../core/order-file.ts';
import { counted, exactMoney } from '../core/words/numbers.ts';
import type { OrderStore } from '../orders/order-store.ts';

/** The file with what its receipt says about orders that were refunded in part, once all of them were read. */
export const withRefundCounts = async (store: OrderStore, file: OrderFile): Promise<OrderFile> => {
  if (file.export?.refunded == null) return file;
  const { orders, value } = await store.givenBack();
  if (orders === 0) return file;
  const note = `Refunded in part: ${counted(orders, 'order')}; ${exactMoney(value, null)} was given back in all.`;
  return { ...file, notes: [...file.notes, note] };
};
