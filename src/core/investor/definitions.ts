/** What every figure of the investor pack means: whoever reads the pack has nobody to ask. */
import { TOP_PERCENTS } from '../insight/concentration.ts';
import { REORDER_DAYS, SMALLEST_COHORT } from '../insight/retention.ts';
import type { Settings } from '../settings.ts';

const REVENUE: Readonly<Record<Settings['refunds'], string>> = {
  drop: 'Sum of the line totals of the kept rows. Rows that were cancelled or give money back are left out, not subtracted: revenue is before refunds.',
  net: 'Sum of the line totals of the kept rows, less refunds to customers who also bought; over the whole period a customer counts with 0 at least, so that its total can be more than the sum of the quarters.',
};

/** `title`: as columns and rows are headed. */
const TABLE = {
  revenue: { title: 'Revenue', text: '' },
  orders: { title: 'Orders', text: 'Distinct orders with at least one kept row. Refunds are no orders.' },
  customers: { title: 'Customers', text: 'Distinct customer ids with at least one kept order.' },
  averageOrderValue: { title: 'Average order value', text: 'Revenue divided by orders.' },
  complete: {
    title: 'Complete',
    text: 'Whether the orders cover the whole quarter; up to two days without orders at either end are taken for chance. Figures of a quarter that is not complete look smaller than they will be.',
  },
  activeCustomers: { title: 'Active customers', text: 'Customers with at least one order in the period.' },
  newCustomers: {
    title: 'New customers',
    text: 'Customers whose first kept order is in the period. In the first period this includes customers from before the orders begin.',
  },
  changeOnYear: {
    title: 'On the year before',
    text: 'Revenue against the same calendar quarter of the year before; only where both are complete.',
  },
  segment: {
    title: 'Segment',
    text: 'Customers with similar recency, order count and spend on the as-of day, found by k-means. Earlier quarters show what the same customers spent then: a segment of good customers looks good in hindsight.',
  },
  revenueShare: { title: 'Share of revenue', text: 'Of the revenue of all customers in the same period.' },
  customerShare: { title: 'Share of customers', text: 'Of all customers.' },
  bestSegment: { title: 'Best segment', text: 'The segment with the largest revenue over the whole period.' },
  ordersPerCustomer: { title: 'Orders per customer', text: 'Mean number of orders over the whole period.' },
  spendPerCustomer: { title: 'Revenue per customer', text: 'Mean revenue over the whole period.' },
  repeatPurchaseRate: {
    title: 'Repeat-purchase rate',
    text: 'Customers with two or more orders, divided by all customers. It grows by itself the longer the orders go back.',
  },
  repeatCustomers: {
    title: 'With two or more orders',
    text: 'Customers with a second order until the end of the month.',
  },
  customersSoFar: { title: 'Customers so far', text: 'Customers with a first order until the end of the month.' },
  reorderRate: {
    title: `Second order within ${REORDER_DAYS} days`,
    text: `Share of new customers with a second order at most ${REORDER_DAYS} days after the first; only of months whose new customers have all had that time, so that months can be compared. The month with which the orders begin is left out of the total: it also holds customers from before.`,
  },
  cohort: {
    title: 'First order in',
    text: `A cohort: all customers whose first kept order is in that calendar month. Cohorts of fewer than ${SMALLEST_COHORT} customers have no shares.`,
  },
  cohortRetention: {
    title: 'Months after',
    text: 'Share of the cohort that ordered in the n-th calendar month after its own; not cumulative. The month of the last order may not be over.',
  },
  topShare: {
    title: 'Revenue of the largest customers',
    text: `Share of all revenue that the largest ${TOP_PERCENTS.join(' %, ')} % of customers bring (rounded up to whole customers), by their spend over the whole period.`,
  },
  gini: {
    title: 'Gini coefficient',
    text: 'Of revenue per customer, from the Lorenz curve: 0 where everybody spends the same, close to 1 where one customer spends everything.',
  },
  rejectedValue: {
    title: 'Value',
    text: 'Sum of the line totals of rows that were left out, with their sign; 0 where they cannot be read.',
  },
  half: {
    title: 'Customers with half of the revenue',
    text: 'The fewest customers who bring half of all revenue together.',
  },
} as const satisfies Readonly<Record<string, Definition>>;

export interface Definition {
  readonly title: string;
  readonly text: string;
}

export type Figure = keyof typeof TABLE;

export const titleOf = (figure: Figure): string => TABLE[figure].title;

export const definitionOf = (figure: Figure, { refunds }: Pick<Settings, 'refunds'>): Definition =>
  figure === 'revenue' ? { title: TABLE.revenue.title, text: REVENUE[refunds] } : TABLE[figure];
