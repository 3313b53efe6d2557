/** A published segment map beside Tranche's RFM groups: who is where on it, who is nowhere, how far the two agree. */
import { adjustedRandIndex } from './rand-index.ts';
import type { MapAgreement, PublishedMap, Totals } from './report.ts';
import { RFM_GROUPS, type RfmGroupId } from './rfm-groups.ts';
import type { PublishedScheme } from './schemes/all-schemes.ts';
import { groupId, type MapScores } from './schemes/scheme.ts';
import { needsWords, neverReachedWords, unassignedWords } from './words/published-map.ts';

/** The customers as a map places them, by the index of the group; `null`: in none. */
export interface Placement {
  readonly cuts: PublishedMap['cuts'];
  /** Only those with customers. */
  readonly groups: readonly {
    readonly place: number | null;
    readonly customers: number;
    readonly orders: number;
    readonly revenue: number;
  }[];
  /** Customers without a group by their scores; `null`: without an order in the time that the map looks at. */
  readonly unplaced: readonly { readonly scores: MapScores | null; readonly customers: number }[];
  readonly byRfmGroup: readonly {
    readonly place: number | null;
    readonly group: RfmGroupId;
    readonly customers: number;
  }[];
}

/** Customers who are in the same RFM group and in the same places on all maps. */
export interface JointPlacement {
  readonly group: RfmGroupId;
  /** On every map, in their order. */
  readonly places: readonly (number | null)[];
  readonly customers: number;
}

export const publishedMap = (
  scheme: PublishedScheme,
  placement: Placement,
  totals: Pick<Totals, 'customers' | 'revenue' | 'firstOrder'>,
  asOf: string,
): PublishedMap => {
  const summary = (place: number | null) => {
    const found = placement.groups.find(group => group.place === place);
    return { customers: found?.customers ?? 0, orders: found?.orders ?? 0, revenue: found?.revenue ?? 0 };
  };
  const groups = scheme.groups.map((group, place) => ({ id: groupId(group), name: group.name, ...summary(place) }));
  const unassigned = { ...summary(null), ...unplacedBy(placement) };
  const agreement = [...groups.keys(), ...(unassigned.customers > 0 ? [null] : [])].map(place => ({
    group: place === null ? null : groups[place]!.id,
    byRfmGroup: byRfmGroup(placement, place),
  }));
  const { id, name, source, scoring } = scheme;
  return {
    id,
    name,
    source,
    scoring,
    cuts: placement.cuts,
    groups,
    unassigned,
    agreement,
    adjustedRand: adjustedRandIndex(agreement.map(row => Object.values(row.byRfmGroup))),
    notes: [
      unassignedWords(scheme, unassigned, totals),
      ...[scheme.assumption, neverReachedWords(scheme), needsWords(scheme, totals, asOf)].filter(note => note !== null),
    ],
  };
};

const unplacedBy = ({ unplaced }: Placement): Pick<PublishedMap['unassigned'], 'outsideWindow' | 'scores'> => ({
  outsideWindow: unplaced.find(({ scores }) => scores === null)?.customers ?? 0,
  scores: unplaced.flatMap(({ scores, customers }) =>
    scores === null ? [] : [{ code: `${scores.R}${scores.F}${scores.M}`, customers }],
  ),
});

const byRfmGroup = (placement: Placement, place: number | null): Readonly<Record<RfmGroupId, number>> =>
  Object.fromEntries(
    RFM_GROUPS.map(({ id }) => [
      id,
      placement.byRfmGroup.find(cell => cell.place === place && cell.group === id)?.customers ?? 0,
    ]),
  ) as Record<RfmGroupId, number>;

/** How far the RFM groups and the maps agree, each with each. */
export const agreementOfMaps = (
  schemes: readonly Pick<PublishedScheme, 'id' | 'name'>[],
  joint: readonly JointPlacement[],
): MapAgreement => {
  const labels = [
    (cell: JointPlacement) => cell.group,
    ...schemes.map((_, index) => (cell: JointPlacement) => cell.places[index]),
  ];
  return {
    maps: [{ id: 'tranche', name: 'Tranche' }, ...schemes.map(({ id, name }) => ({ id, name }))],
    adjustedRand: labels.map(one => labels.map(other => adjustedRandIndex(crossTable(joint, one, other)))),
  };
};

const crossTable = (
  joint: readonly JointPlacement[],
  one: (cell: JointPlacement) => unknown,
  other: (cell: JointPlacement) => unknown,
): readonly (readonly number[])[] => {
  const columns = [...new Set(joint.map(other))];
  return [...Map.groupBy(joint, one).values()].map(cells =>
    columns.map(column => cells.reduce((sum, cell) => (other(cell) === column ? sum + cell.customers : sum), 0)),
  );
};

export interface RfmGroupShare {
  readonly group: RfmGroupId;
  readonly name: string;
  /** Of the customers of the segment. */
  readonly share: number;
}

/** The RFM groups that a segment's customers are in, most customers first. */
export const rfmGroupsIn = ({ byRfmGroup: counts }: PublishedMap['agreement'][number]): readonly RfmGroupShare[] => {
  const customers = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return RFM_GROUPS.filter(({ id }) => counts[id] > 0)
    .map(({ id, name }) => ({ group: id, name, share: counts[id] / customers }))
    .toSorted((a, b) => b.share - a.share);
};
