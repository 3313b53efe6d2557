/** What every order store must do; one call per implementation. */
import { cleaningContract } from './contract/cleaning.ts';
import { clustersContract } from './contract/clusters.ts';
import { customersContract } from './contract/customers.ts';
import { datesContract } from './contract/dates.ts';
import { exportsContract } from './contract/exports.ts';
import { featuresContract } from './contract/features.ts';
import { figuresContract } from './contract/figures.ts';
import { identityContract } from './contract/identity.ts';
import { insightTrendsContract } from './contract/insight-trends.ts';
import { keepingContract } from './contract/keeping.ts';
import { loadingContract } from './contract/loading.ts';
import { mergingContract } from './contract/merging.ts';
import { movementContract } from './contract/movement.ts';
import { numbersContract } from './contract/numbers.ts';
import { pastDaysContract } from './contract/past-days.ts';
import { refundsContract } from './contract/refunds.ts';
import { scoringContract } from './contract/scoring.ts';
import type { OpenStore, ReopenStore } from './shop.ts';

export const orderStoreContract = (open: OpenStore, reopen: ReopenStore): void => {
  loadingContract(open);
  cleaningContract(open);
  refundsContract(open);
  numbersContract(open);
  identityContract(open);
  datesContract(open);
  figuresContract(open);
  scoringContract(open);
  featuresContract(open);
  clustersContract(open);
  exportsContract(open);
  customersContract(open);
  movementContract(open);
  pastDaysContract(open);
  insightTrendsContract({ open, reopen });
  keepingContract({ open, reopen });
  mergingContract({ open, reopen });
};
