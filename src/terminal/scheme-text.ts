/** A published segment map, and where its customers are among the RFM groups. */
import { rfmGroupsIn } from '../core/published-map.ts';
import type { MapAgreement, PublishedMap, SegmentReport } from '../core/report.ts';
import { agreementWords, indexWords, MAPS_NOTE } from '../core/words/published-map.ts';
import { fitting, hanging, table } from './layout.ts';
import { count, percent } from './numbers.ts';
import { heading, type Style } from './style.ts';

export const schemeSections = ({ scheme, maps, totals }: SegmentReport, style: Style): readonly string[][] => [
  ...(scheme === undefined ? [] : [mapTable(scheme, totals, style), agreementTable(scheme, style)]),
  ...(maps === undefined ? [] : [allMapsTable(maps, style)]),
];

const NOBODY = 'In no segment';

const mapTable = (scheme: PublishedMap, totals: SegmentReport['totals'], style: Style): string[] => {
  const { groups, unassigned } = scheme;
  const rows = [...groups, ...(unassigned.customers > 0 ? [{ name: NOBODY, ...unassigned }] : [])];
  return [
    heading(`The ${scheme.name} map`, style),
    ...hanging('  ', `${scheme.source}. ${scheme.scoring}`).map(style.dim),
    ...fitting(amount =>
      table(
        [
          { title: 'Segment', align: 'left' },
          { title: 'Customers', align: 'right' },
          { title: '', align: 'right' },
          { title: 'Revenue', align: 'right' },
          { title: '', align: 'right' },
        ],
        rows.map(({ name, customers, revenue }) => [
          name,
          count(customers),
          percent(customers / totals.customers),
          amount(revenue),
          percent(totals.revenue === 0 ? 0 : revenue / totals.revenue),
        ]),
      ),
    ),
    ...scheme.notes.flatMap(note => hanging('  · ', note)),
  ];
};

const agreementTable = (scheme: PublishedMap, style: Style): string[] => [
  heading(`The ${scheme.name} map beside the RFM groups`, style),
  ...table(
    [
      { title: 'Segment', align: 'left' },
      { title: 'Its customers are in the RFM groups', align: 'left', wrapped: { most: 60, least: 35 } },
    ],
    scheme.agreement
      .filter(row => rfmGroupsIn(row).length > 0)
      .map(row => [nameOf(scheme, row.group), groupsText(row)]),
  ),
  ...hanging('  ', agreementWords(scheme)),
];

const nameOf = ({ groups }: PublishedMap, id: string | null): string =>
  groups.find(group => group.id === id)?.name ?? NOBODY;

const NAMED_GROUPS = 3;

/** "Loyal 36 %, Need attention 24 %, Champions 19 %, 2 more". */
const groupsText = (row: PublishedMap['agreement'][number]): string => {
  const groups = rfmGroupsIn(row);
  const named = groups.slice(0, NAMED_GROUPS).map(({ name, share }) => `${name} ${Math.round(share * 100)} %`);
  return [...named, ...(groups.length > NAMED_GROUPS ? [`${groups.length - NAMED_GROUPS} more`] : [])].join(', ');
};

/** Below the diagonal only: the other half says the same. */
const allMapsTable = ({ maps, adjustedRand }: MapAgreement, style: Style): string[] => [
  heading('How the maps agree, each with each', style),
  ...table(
    [{ title: '', align: 'left' }, ...maps.slice(0, -1).map(({ name }) => ({ title: name, align: 'right' as const }))],
    maps
      .slice(1)
      .map(({ name }, index) => [
        name,
        ...maps.slice(0, -1).map((_, column) => (column <= index ? indexWords(adjustedRand[index + 1]![column]!) : '')),
      ]),
  ),
  ...hanging('  ', MAPS_NOTE).map(style.dim),
];
