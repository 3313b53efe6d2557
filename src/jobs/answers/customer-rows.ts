/** Answers that name customers: only to full members of the dataset's channel, and only to whoever asked. */
import { dirname, join } from 'node:path';
import { nextGroup } from '../../core/next-group.ts';
import type { SegmentReport } from '../../core/report.ts';
import { RFM_GROUPS } from '../../core/rfm-groups.ts';
import { STAR_FILES } from '../../core/star/tables.ts';
import type { ListOf, Segmentation } from '../../pipeline/segmentation.ts';
import type { Dataset } from '../../store/bot-state.ts';
import { customerRowsRefusal } from '../access.ts';
import type { DatasetChoice } from '../chat-request.ts';
import type { JobDeps } from '../job-deps.ts';
import type { Saying } from '../sayings.ts';
import { latestRun, type StoredOrders, withStoredOrders } from '../stored-orders.ts';
import { findSegment } from './aggregates.ts';
import { type Answer, type Asking, datasetFor, isSameName, refused, tellPerson } from './ask.ts';

export const why: Answer<'why'> = async (deps, ask) => {
  const dataset = await openDataset(deps, ask, ask.request.dataset, 'the figures of single customers');
  if (!dataset) return;
  const saying = await withLatest(deps, ask, dataset, ({ segmentation }) =>
    whySaying(segmentation, dataset, ask.request.customer),
  );
  await tellPerson(deps, ask, saying);
};

const whySaying = async (segmentation: Segmentation, dataset: Dataset, typed: string): Promise<Saying> => {
  const found = await segmentation.customer(typed);
  if (!found) {
    return { kind: 'no-customer', customer: typed, dataset, similar: await segmentation.similarCustomers(typed) };
  }
  const { report } = segmentation;
  const { segment, ...figures } = found;
  return {
    kind: 'why',
    dataset,
    asOf: report.run.asOf,
    currency: report.totals.currency,
    ...figures,
    cuts: report.scores.cuts,
    segment: segment?.name ?? null,
    next: nextGroup(figures, report.scores.cuts, report.totals.currency),
  };
};

export const exportCustomers: Answer<'export'> = async (deps, ask) => {
  const dataset = await openDataset(deps, ask, ask.request.dataset, 'lists of customers');
  if (!dataset) return;
  if (isSameName(ask.request.segment, 'bi')) return sendList(deps, ask, dataset, starTables(deps, dataset));
  const { report } = await latestRun(deps, dataset);
  const wanted = listOf(report, ask.request.segment);
  if (!wanted) {
    const available = report.segments.map(({ name }) => name);
    return tellPerson(deps, ask, { kind: 'no-segment', asked: ask.request.segment, available });
  }
  const list: List = {
    what: wanted.what,
    file: `${fileName(dataset.name)}-${wanted.id}.csv`,
    write: (segmentation, path) => segmentation.exportCustomers(path, wanted.only),
  };
  await sendList(deps, ask, dataset, list);
};

/** Customers, orders and segments by month, and what their columns mean, in one archive. */
const starTables = ({ folders }: JobDeps, dataset: Dataset): List => ({
  what: 'tables for BI tools',
  file: `${fileName(dataset.name)}-bi.zip`,
  write: async (segmentation, path) => {
    const folder = dirname(path);
    const rows = await segmentation.exportStar(folder);
    await folders.pack({ folder, names: STAR_FILES, path });
    return Object.values(rows).reduce((all, some) => all + some, 0);
  },
});

interface WantedList {
  readonly what: string;
  readonly id: string;
  readonly only?: ListOf;
}

/** Everybody; else a segment; else the customers of an RFM group, which a digest names: "At risk" or "group At risk". */
const listOf = (report: SegmentReport, typed: string): WantedList | null => {
  if (isSameName(typed, 'all')) return { what: 'all customers', id: 'customers' };
  const segment = findSegment(report, typed);
  if (segment) return { what: segment.name, id: segment.id, only: { segment: segment.id } };
  const name = typed.trim().replace(/^group\s+/i, '');
  const group = RFM_GROUPS.find(known => isSameName(known.id, name) || isSameName(known.name, name));
  return group ? { what: `RFM group ${group.name}`, id: `group-${group.id}`, only: { group: group.id } } : null;
};

export const rejectedRows: Answer<'rejected'> = async (deps, ask) => {
  const dataset = await openDataset(deps, ask, ask.request.dataset, 'rows of the file');
  if (!dataset) return;
  await sendList(deps, ask, dataset, {
    what: 'rejected rows',
    file: `${fileName(dataset.name)}-rejected.csv`,
    write: (segmentation, path) => segmentation.exportRejected(path),
  });
};

interface List {
  readonly what: string;
  readonly file: string;
  /** Gives the number of rows. */
  readonly write: (segmentation: Segmentation, path: string) => Promise<number>;
}

const sendList = async (deps: JobDeps, ask: Asking, dataset: Dataset, list: List): Promise<void> => {
  const { what } = list;
  const rows = await withLatest(deps, ask, dataset, async ({ segmentation, exportFolder }) => {
    const path = join(exportFolder, list.file);
    const written = await list.write(segmentation, path);
    const part = { job: ask.context.job, part: 'list', team: ask.replyTo.team, user: ask.replyTo.user };
    const saying = { kind: 'export-file', dataset, what, rows: written } as const;
    if (written > 0) await deps.messenger.direct(part, saying, { path, name: list.file });
    return written;
  });
  await tellPerson(deps, ask, rows === 0 ? { kind: 'nothing-to-export', what } : { kind: 'export-sent', what, rows });
};

/** Of a list, as it is saved on somebody's disk: not hidden, and no path. */
export const fileName = (name: string): string =>
  name
    .replaceAll(/[^\p{L}\p{N}_.-]+/gu, '-')
    .replace(/^[.-]+/, '')
    .slice(0, 60) || 'orders';

export const openDataset = async (
  deps: JobDeps,
  ask: Asking,
  choice: DatasetChoice,
  what: string,
): Promise<Dataset | null> => {
  const dataset = await datasetFor(deps, ask, choice);
  if (!dataset) return null;
  return (await refused(deps, ask, await customerRowsRefusal(deps.people, ask.replyTo, dataset), what))
    ? null
    : dataset;
};

const withLatest = async <T>(
  deps: JobDeps,
  ask: Asking,
  dataset: Dataset,
  use: (orders: StoredOrders) => Promise<T>,
): Promise<T> => {
  const { report } = await latestRun(deps, dataset);
  return withStoredOrders(deps, { job: ask.context.job, dataset, settings: report.run.settings }, () => {}, use);
};
