/** A published segment map in the report: who is where on it, and how that agrees with the RFM groups. */
import type { Button, DataTableBlock, KnownBlock } from '@slack/types';
import { type RfmGroupShare, rfmGroupsIn } from '../../core/published-map.ts';
import type { MapAgreement, PublishedMap, SegmentReport } from '../../core/report.ts';
import { RFM_GROUPS } from '../../core/rfm-groups.ts';
import { count, counted, money, percent } from '../../core/words/numbers.ts';
import { agreementWords, indexWords, MAPS_NOTE } from '../../core/words/published-map.ts';
import type { DatasetName } from '../../jobs/sayings/datasets.ts';
import { joined, type Mrkdwn, md, ours } from '../escape.ts';
import { dataTable, numberCell, textCell } from './data-table.ts';
import { actions, askButton, context, section } from './message.ts';
import { changedSettings } from './settings-words.ts';

interface Row {
  readonly name: string;
  readonly customers: number;
  readonly revenue: number;
  readonly byRfmGroup: PublishedMap['agreement'][number]['byRfmGroup'];
  readonly most: RfmGroupShare | undefined;
}

export const schemeBlocks = (report: SegmentReport, dataset: DatasetName): readonly (KnownBlock | null)[] => {
  const { scheme, maps, totals } = report;
  if (scheme === undefined) return [];
  const rows = rowsOf(scheme);
  return [
    section(joined([md`*The ${ours(scheme.name)} map*`, ...notes(scheme).map(note => md`• ${note}`)], '\n')),
    segmentsTable(scheme, rows, totals),
    agreementTable(scheme, rows),
    maps === undefined ? null : mapsTable(maps),
    context(md`${ours(scheme.source)}. ${ours(scheme.scoring)}`, maps === undefined ? null : ours(MAPS_NOTE)),
    actions(otherMaps(report, dataset)),
  ];
};

/** For the text of a message. */
export const schemeLines = ({ scheme, totals }: SegmentReport): readonly Mrkdwn[] => {
  if (scheme === undefined) return [];
  const segments = rowsOf(scheme).map(
    ({ name, customers }) =>
      md`${ours(name)} ${ours(count(customers))} (${ours(percent(customers / totals.customers))})`,
  );
  return [
    md`The ${ours(scheme.name)} map, ${ours(counted(totals.customers, 'customer'))}: ${joined(segments, ', ')}.`,
    ...notes(scheme),
  ];
};

const notes = (scheme: PublishedMap): readonly Mrkdwn[] => [...scheme.notes, agreementWords(scheme)].map(ours);

const rowsOf = ({ groups, unassigned, agreement }: PublishedMap): readonly Row[] =>
  agreement.map(row => {
    const figures = groups.find(({ id }) => id === row.group) ?? { name: 'In no segment', ...unassigned };
    const { name, customers, revenue } = figures;
    return { name, customers, revenue, byRfmGroup: row.byRfmGroup, most: rfmGroupsIn(row)[0] };
  });

const segmentsTable = (
  scheme: PublishedMap,
  rows: readonly Row[],
  { customers: all, revenue: allRevenue, currency }: SegmentReport['totals'],
): DataTableBlock | null =>
  dataTable({
    caption: `Segments of the ${scheme.name} map`,
    columns: [
      { title: 'Segment', cell: ({ name }) => textCell(name) },
      { title: 'Customers', cell: ({ customers }) => numberCell(customers, count(customers)) },
      { title: '% of customers', cell: ({ customers }) => shareCell(customers, all) },
      { title: 'Revenue', cell: ({ revenue }) => numberCell(revenue, money(revenue, currency)) },
      { title: '% of revenue', cell: ({ revenue }) => shareCell(revenue, allRevenue) },
      { title: 'Most are in the RFM group', cell: ({ most }) => textCell(mostWords(most)) },
    ],
    rows,
    pageSize: rows.length,
  });

const shareCell = (part: number, whole: number) => {
  const share = whole === 0 ? 0 : part / whole;
  return numberCell(share * 100, percent(share));
};

const mostWords = (most: RfmGroupShare | undefined): string =>
  most === undefined ? '–' : `${most.name} (${percent(most.share)})`;

const agreementTable = (scheme: PublishedMap, rows: readonly Row[]): DataTableBlock | null =>
  dataTable({
    caption: `Customers by segment of the ${scheme.name} map (rows) and RFM group (columns)`,
    columns: [
      { title: 'Segment', cell: ({ name }) => textCell(name) },
      ...RFM_GROUPS.map(({ id, name }) => ({
        title: name,
        cell: ({ byRfmGroup }: Row) => numberCell(byRfmGroup[id], byRfmGroup[id] === 0 ? '–' : count(byRfmGroup[id])),
      })),
    ],
    rows,
    pageSize: rows.length,
  });

const mapsTable = ({ maps, adjustedRand }: MapAgreement): DataTableBlock | null =>
  dataTable({
    caption: 'How the maps agree, each with each',
    columns: [
      { title: 'Map', cell: (row: number) => textCell(maps[row]!.name) },
      ...maps.map(({ name }, column) => ({
        title: name,
        cell: (row: number) => numberCell(adjustedRand[row]![column]!, indexWords(adjustedRand[row]![column]!)),
      })),
    ],
    rows: [...maps.keys()],
    pageSize: maps.length,
  });

/** The same run beside another map. */
const otherMaps = ({ run, maps }: SegmentReport, dataset: DatasetName): readonly (Button | null)[] =>
  (maps?.maps ?? [])
    .toSorted((a, b) => Number(a.id === 'tranche') - Number(b.id === 'tranche'))
    .filter(({ id }) => id !== run.settings.scheme)
    .map(({ id, name }) =>
      askButton({
        id: `run:scheme-${id}`,
        label: id === 'tranche' ? 'Without a published map' : `The ${name} map`,
        request: {
          kind: 'run',
          settings: { ...changedSettings(run.settings), scheme: id },
          dataset: { id: dataset.id },
        },
      }),
    );
