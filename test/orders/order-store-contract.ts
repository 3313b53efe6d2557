/** What every order store must do; one call per implementation. */
import { cleaningContract } from './contract/cleaning.ts';
import { clustersContract } from './contract/clusters.ts';
import { exportsContract } from './contract/exports.ts';
import { featuresContract } from './contract/features.ts';
import { figuresContract } from './contract/figures.ts';
import { loadingContract } from './contract/loading.ts';
import { numbersContract } from './contract/numbers.ts';
import { refundsContract } from './contract/refunds.ts';
import { scoringContract } from './contract/scoring.ts';
import type { OpenStore } from './shop.ts';

export const orderStoreContract = (open: OpenStore): void => {
  loadingContract(open);
  cleaningContract(open);
  refundsContract(open);
  numbersContract(open);
  figuresContract(open);
  scoringContract(open);
  featuresContract(open);
  clustersContract(open);
  exportsContract(open);
};
