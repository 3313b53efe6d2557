/**
 * Contract: what an order store says about the kept orders beyond segments, in aggregates. Everything comes after `scores`;
 * figures by cluster come after `assign`, before that there are those of all customers only.
 */
import type {
  FavouriteRow,
  OneChannelRow,
  OrderTimeRow,
  RhythmRow,
  ShareRow,
  SignupRow,
} from '../core/insight/behaviour.ts';
import type { DescribedPoints, ExtraFeature } from '../core/insight/clusterings.ts';
import type { ConcentrationRow } from '../core/insight/concentration.ts';
import type { CohortActivity, SecondOrders } from '../core/insight/retention.ts';
import type { PeriodRow, SellerRow } from '../core/insight/trends.ts';
import type { Detail } from '../core/order-file.ts';
import type { CalendarUnit, PeriodUnit } from '../core/periods.ts';

export interface ConcentrationAsked {
  /** Whole ones, of all customers. */
  readonly percents: readonly number[];
  /** At most, of the curve. */
  readonly points: number;
}

export interface Rhythms {
  readonly rhythms: readonly RhythmRow[];
  readonly times: readonly OrderTimeRow[];
}

export interface ChannelUse {
  /** Of orders. */
  readonly shares: readonly ShareRow[];
  readonly oneChannel: readonly OneChannelRow[];
}

export interface InsightQueries {
  /** Up to `size` fitted customers, as `scaleFeatures` described them last. */
  clusterSample(asked: {
    readonly size: number;
    readonly seed: number;
    readonly extras: readonly ExtraFeature[];
  }): Promise<DescribedPoints>;
  /** Columns that were loaded. */
  readonly details: readonly Detail[];
  /** Periods with orders, of all customers and of each cluster. */
  periods(unit: CalendarUnit): Promise<readonly PeriodRow[]>;
  /** What sold best, largest revenue first; products by what they are called where the file says it. */
  bestSellers(detail: 'product' | 'category', unit: PeriodUnit, most: number): Promise<readonly SellerRow[]>;
  /** Every cohort with every month in which somebody of it ordered. */
  cohortActivity(): Promise<readonly CohortActivity[]>;
  /** Every cohort by the month of the second order; `soon`: at most so many times 24 hours after the first. */
  secondOrders(soonDays: number): Promise<readonly SecondOrders[]>;
  /** How revenue is spread over all customers: the best `percents` of them, and a Lorenz curve of at most so many points. */
  concentration(asked: ConcentrationAsked): Promise<ConcentrationRow>;
  /** Days between the orders of a customer, and when orders start. */
  rhythms(): Promise<Rhythms>;
  /** Nothing where no column was loaded, here and below; `most`: the names with the largest counts over all. */
  channels(most: number): Promise<ChannelUse>;
  /** Customers by the country of their newest order. */
  countries(most: number): Promise<readonly ShareRow[]>;
  /** Customers by age range. */
  ages(most: number): Promise<readonly ShareRow[]>;
  signups(): Promise<readonly SignupRow[]>;
  /** Of each cluster, surest first. */
  favourites(detail: 'product' | 'category', most: number): Promise<readonly FavouriteRow[]>;
}
