/** What would move a customer to a better RFM group with the least. */
import type { FourCuts } from './report.ts';
import { RFM_GROUPS, type RfmGroupId, rfmGroup } from './rfm-groups.ts';
import { recencyScoreOf, scoreOf } from './scores.ts';

export interface CustomerStanding {
  readonly recencyDays: number;
  readonly orders: number;
  readonly spend: number;
}

export interface ScoreCuts {
  readonly recency: FourCuts;
  readonly frequency: FourCuts;
  readonly monetary: FourCuts;
}

export interface NextGroup {
  readonly group: RfmGroupId;
  /** Whole sentences: "One more order now (any amount) makes them Potential loyal." */
  readonly steps: readonly string[];
}

/** Orders placed now, and what they bring. */
export interface Purchase {
  /** At least 1: without an order nothing gets better. */
  readonly orders: number;
  /** At least this much in all of them together, to the cent; 0: any amount. */
  readonly spend: number;
}

export interface BetterGroup extends Purchase {
  readonly group: RfmGroupId;
}

/** `null` for the best group. `currency` is the code or sign that stands behind amounts. */
export const nextGroup = (
  customer: CustomerStanding,
  cuts: ScoreCuts,
  currency: string | null = null,
): NextGroup | null => {
  const better = easiestBetterGroup(customer, cuts);
  return better && { group: better.group, steps: [sentenceOf(better, currency)] };
};

/**
 * Of all purchases that lead to a better group the one that asks least of the customer: the larger of what its orders
 * would bring at the customer's usual order value, and the amount that it takes.
 */
export const easiestBetterGroup = (customer: CustomerStanding, cuts: ScoreCuts): BetterGroup | null => {
  const now = rankOf(groupAfter(customer, null, cuts));
  const usual = usualOrderValue(customer, cuts);
  const effort = ({ orders, spend }: Purchase): number => Math.max(orders * usual, spend);
  const better = purchasesWorthwhile(customer, cuts)
    .map(purchase => ({ ...purchase, group: groupAfter(customer, purchase, cuts) }))
    .filter(({ group }) => rankOf(group) < now)
    .toSorted(
      (one, other) =>
        effort(one) - effort(other) ||
        one.orders - other.orders ||
        one.spend - other.spend ||
        rankOf(one.group) - rankOf(other.group),
    );
  return better[0] ?? null;
};

/** Refunds can leave a customer without any spend: then what a customer below the middle has spent stands for it. */
const usualOrderValue = ({ orders, spend }: CustomerStanding, { monetary }: ScoreCuts): number =>
  spend > 0 && orders > 0 ? spend / orders : monetary[1];

/** The group by the same cuts after a purchase, which makes the last order one of today. */
export const groupAfter = (customer: CustomerStanding, purchase: Purchase | null, cuts: ScoreCuts): RfmGroupId =>
  rfmGroup(
    recencyScoreOf(purchase === null ? customer.recencyDays : 0, cuts.recency),
    scoreOf(customer.orders + (purchase?.orders ?? 0), cuts.frequency),
    scoreOf(customer.spend + (purchase === null ? 0 : Math.max(purchase.spend, CENT)), cuts.monetary),
  );

const CENT = 0.01;

/** One order, or as many as pass a cut; any amount, or as much as passes one. */
const purchasesWorthwhile = ({ orders, spend }: CustomerStanding, cuts: ScoreCuts): readonly Purchase[] => {
  const counts = [1, ...cuts.frequency.map(cut => Math.floor(cut) + 1 - orders).filter(count => count > 1)];
  const amounts = [0, ...cuts.monetary.filter(cut => cut >= spend + CENT).map(cut => amountAbove(cut, spend))];
  return counts.flatMap(count => amounts.map(amount => ({ orders: count, spend: amount })));
};

/** The smallest amount in whole cents with which the sum is above the cut, also as the computer adds. */
const amountAbove = (cut: number, spend: number): number => {
  let cents = Math.max(1, Math.floor((cut - spend) * 100));
  while (spend + cents / 100 <= cut) cents++;
  return cents / 100;
};

const rankOf = (group: RfmGroupId): number => RFM_GROUPS.findIndex(({ id }) => id === group);

const sentenceOf = ({ orders, spend, group }: BetterGroup, currency: string | null): string => {
  const name = RFM_GROUPS[rankOf(group)]!.name;
  const money = `${amount(spend)}${currency === null ? '' : ` ${currency}`}`;
  if (orders === 1) {
    const one = spend === 0 ? 'One more order now (any amount)' : `One more order of at least ${money} now`;
    return `${one} makes them ${name}.`;
  }
  const sum = spend === 0 ? ' (any amount)' : `, together at least ${money},`;
  return `${orders.toLocaleString('en-US')} more orders now${sum} make them ${name}.`;
};

const amount = (value: number): string =>
  value.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
