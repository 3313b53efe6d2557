/**
 * RFM groups: eleven groups by scores. Unlike segments they mean the same every week, so movement and alerts speak of
 * them. All 125 combinations of scores fall in exactly one group.
 */

interface RfmGroup {
  readonly id: string;
  readonly name: string;
  /** Customers who are slipping away but can still be kept: their revenue is "at stake". */
  readonly atStake: boolean;
}

/** Best first; reports list them in this order. */
export const RFM_GROUPS = [
  { id: 'champions', name: 'Champions', atStake: false },
  { id: 'loyal', name: 'Loyal', atStake: false },
  { id: 'potential-loyal', name: 'Potential loyal', atStake: false },
  { id: 'new', name: 'New', atStake: false },
  { id: 'promising', name: 'Promising', atStake: false },
  { id: 'need-attention', name: 'Need attention', atStake: true },
  { id: 'about-to-sleep', name: 'About to sleep', atStake: true },
  { id: 'at-risk', name: 'At risk', atStake: true },
  { id: 'cant-lose', name: "Can't lose", atStake: true },
  { id: 'hibernating', name: 'Hibernating', atStake: false },
  { id: 'lost', name: 'Lost', atStake: false },
] as const satisfies readonly RfmGroup[];

export type RfmGroupId = (typeof RFM_GROUPS)[number]['id'];

/** Row = R score 1 to 5, column = FM score 1 to 5. */
export const RFM_GRID: readonly (readonly RfmGroupId[])[] = [
  ['lost', 'lost', 'at-risk', 'at-risk', 'cant-lose'],
  ['hibernating', 'hibernating', 'at-risk', 'at-risk', 'cant-lose'],
  ['about-to-sleep', 'about-to-sleep', 'need-attention', 'need-attention', 'loyal'],
  ['promising', 'promising', 'potential-loyal', 'loyal', 'champions'],
  ['new', 'promising', 'potential-loyal', 'loyal', 'champions'],
];

/** A first order that is this recent makes a customer New, whatever was spent. */
export const NEW_CUSTOMER = { smallestR: 4, F: 1 } as const;

/** Group of a customer with scores 1 to 5, 5 is best. FM = ceil((F + M) / 2). */
export const rfmGroup = (r: number, f: number, m: number): RfmGroupId => {
  if (r >= NEW_CUSTOMER.smallestR && f === NEW_CUSTOMER.F) return 'new';
  return RFM_GRID[r - 1]![Math.ceil((f + m) / 2) - 1]!;
};

export const GROUPS_AT_STAKE: readonly RfmGroupId[] = RFM_GROUPS.filter(group => group.atStake).map(group => group.id);
