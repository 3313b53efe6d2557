import { describe } from 'vitest';
import { openDuckDbOrderStore, reopenDuckDbOrderStore } from '../../src/orders/duckdb/duckdb-order-store.ts';
import { orderStoreContract } from './order-store-contract.ts';
import type { OpenStore, ReopenStore } from './shop.ts';

const LIMITS = { threads: 4, memoryMegabytes: 300 };

const IMPLEMENTATIONS: readonly { name: string; open: OpenStore; reopen: ReopenStore }[] = [
  {
    name: 'DuckDB',
    open: (folder, others) => openDuckDbOrderStore({ folder, allowedFolders: [folder, ...others] }, LIMITS),
    reopen: (batches, folder, others) =>
      reopenDuckDbOrderStore({ folder, batches, allowedFolders: [folder, ...others] }, LIMITS),
  },
];

describe.each(IMPLEMENTATIONS)('order store in $name', ({ open, reopen }) => orderStoreContract(open, reopen));
