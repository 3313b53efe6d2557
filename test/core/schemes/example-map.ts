/** Published maps with customers, made by the code that makes them for a report. */
import { agreementOfMaps, type Placement, publishedMap } from '../../../src/core/published-map.ts';
import type { MapAgreement, PublishedMap } from '../../../src/core/report.ts';
import { RFM_GROUPS, type RfmGroupId } from '../../../src/core/rfm-groups.ts';
import { type PublishedSchemeId, SCHEMES } from '../../../src/core/schemes/all-schemes.ts';

interface Cell {
  readonly place: number | null;
  readonly group: RfmGroupId;
  readonly customers: number;
}

/** One order each, so much per customer. */
export interface ExamplePlacement {
  readonly cells: readonly Cell[];
  readonly unplaced?: Placement['unplaced'];
  readonly spend?: number;
}

const schemeOf = (id: PublishedSchemeId) => SCHEMES.find(scheme => scheme.id === id)!;

const sum = (cells: readonly Cell[]): number => cells.reduce((total, { customers }) => total + customers, 0);

export const mapOf = (
  id: PublishedSchemeId,
  { cells, unplaced = [], spend = 10 }: ExamplePlacement,
  firstOrder = '2010-12-01T08:26:00',
): PublishedMap => {
  const places = [...new Set(cells.map(({ place }) => place))];
  const groups = places.map(place => {
    const customers = sum(cells.filter(cell => cell.place === place));
    return { place, customers, orders: customers, revenue: customers * spend };
  });
  const placement = { cuts: { recency: [], frequency: [], monetary: [] }, groups, unplaced, byRfmGroup: cells };
  const totals = { customers: sum(cells), revenue: sum(cells) * spend, firstOrder };
  return publishedMap(schemeOf(id), placement, totals, '2011-12-10T12:50:00');
};

/** Every segment of the map, and none, each with customers of every RFM group, about so many in all. */
export const fullMap = (id: PublishedSchemeId, all: { readonly customers: number; readonly revenue: number }) => {
  const places = [...schemeOf(id).groups.keys(), null];
  const customers = Math.max(1, Math.round(all.customers / (places.length * RFM_GROUPS.length)));
  const cells = places.flatMap(place => RFM_GROUPS.map(({ id: group }) => ({ place, group, customers })));
  const unplaced = [
    { scores: null, customers: customers * 10 },
    { scores: { R: 0, F: 3, M: 0 }, customers },
  ];
  return mapOf(id, { cells, unplaced, spend: all.revenue / sum(cells) });
};

/** How all maps agree, with figures of no shop. */
export const exampleAgreement: MapAgreement = agreementOfMaps(SCHEMES, [
  { group: 'champions', places: [0, 0, 0, 0], customers: 40 },
  { group: 'loyal', places: [0, 1, 1, 1], customers: 30 },
  { group: 'lost', places: [5, 9, 9, null], customers: 30 },
]);
