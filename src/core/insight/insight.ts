/** What a report can hold beyond segments: a topic each, worked out when somebody asks for it. */
import type { Behaviour } from './behaviour.ts';
import type { BudgetView } from './budget.ts';
import type { Clusterings } from './clusterings.ts';
import type { Concentration } from './concentration.ts';
import type { Investor } from './investor.ts';
import type { Retention } from './retention.ts';
import type { Trends } from './trends.ts';

export interface Insight {
  readonly trends?: Trends;
  readonly behaviour?: Behaviour;
  readonly retention?: Retention;
  readonly concentration?: Concentration;
  readonly budget?: BudgetView;
  readonly clusterings?: Clusterings;
  readonly investor?: Investor;
}

export type Topic = keyof Insight;

/** In the order in which people read them. */
export const TOPICS: readonly Topic[] = [
  'trends',
  'behaviour',
  'retention',
  'concentration',
  'budget',
  'clusterings',
  'investor',
];
