import { describe } from 'vitest';
import { openDuckDbOrderStore } from '../../src/orders/duckdb/duckdb-order-store.ts';
import { orderStoreContract } from './order-store-contract.ts';
import type { OpenStore } from './shop.ts';

const IMPLEMENTATIONS: readonly { name: string; open: OpenStore }[] = [
  {
    name: 'DuckDB',
    open: (folder, others) =>
      openDuckDbOrderStore({ folder, allowedFolders: [folder, ...others] }, { threads: 4, memoryMegabytes: 300 }),
  },
];

describe.each(IMPLEMENTATIONS)('order store in $name', ({ open }) => orderStoreContract(open));
