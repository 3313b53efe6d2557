import { dirname } from 'node:path';
import type { OrderFile } from '../core/order-file.ts';
import { ExpectedError, isExpected } from '../errors.ts';
import type { DateEvidence, OrderStore } from '../orders/order-store.ts';
import { withDateCounts } from './date-counts.ts';
import type { OnProgress } from './progress.ts';
import { withRefundCounts } from './refund-counts.ts';
import type { FileReading, SegmentationDeps } from './segmentation.ts';

export interface ImportedOrders {
  readonly store: OrderStore;
  /** The file as it was loaded in the end. */
  readonly file: OrderFile;
}

export interface ImportRequest extends FileReading {
  /** For the store. */
  readonly folder: string;
  /** A private folder for everything temporary; the caller deletes it. */
  readonly scratch: string;
  /** Folders that the store may also use. */
  readonly others: readonly string[];
  /** Exact repeats of whole rows can be found later. */
  readonly wholeRows: boolean;
  /** Products, countries and the like are loaded, too. */
  readonly details?: boolean;
  /** Throws `columns_unsure` and `dates_ambiguous` where something would have to be assumed. */
  readonly askWhenUnsure?: boolean;
}

/**
 * Reads the file into a new store. A file that is not well-formed is loaded from a cleaned copy. Dates whose day and
 * month could not be told apart in the samples are looked at again when all of them are known. Throws `dates_ambiguous`
 * where neither that nor earlier files settle them and the person can be asked, and `several_currencies` where one has to be chosen.
 */
export const importOrders = async (
  deps: ReadingDeps & Pick<SegmentationDeps, 'openStore'>,
  request: ImportRequest,
  onProgress: OnProgress,
): Promise<ImportedOrders> => {
  onProgress({ step: 'inspect' });
  const others = [...new Set([dirname(request.path), request.scratch, ...request.others])];
  // The store opens while the file is looked at.
  const [inspection, opening] = await Promise.allSettled([read(deps, request), deps.openStore(request.folder, others)]);
  if (opening.status === 'rejected') throw inspection.status === 'rejected' ? inspection.reason : opening.reason;
  const store = opening.value;
  try {
    if (inspection.status === 'rejected') throw inspection.reason;
    const loaded = await loadOrClean(deps, store, inspection.value, request, onProgress);
    const settled = await settleDates(store, loaded, request, onProgress);
    const file = await withRefundCounts(store, await withDateCounts(store, settled));
    if (request.askWhenUnsure) requireDates(file);
    await requireOneCurrency(store, file);
    return { store, file };
  } catch (error) {
    await store.close();
    throw error;
  }
};

export type ReadingDeps = Pick<
  SegmentationDeps,
  'inspect' | 'cleanCopy' | 'readRelated' | 'keyOverlaps' | 'joinTables'
>;

/** Most files come alone and do not wait until it is loaded how several are joined. */
const read = async (deps: ReadingDeps, request: ImportRequest): Promise<OrderFile> => {
  const joining = () => import('./join-files.ts');
  if (request.group || request.companions?.length) return (await joining()).readJoinedFiles(deps, request);
  try {
    return await deps.inspect(inspectionOf(request));
  } catch (error) {
    if (!isExpected(error, 'archive_many_tables')) throw error;
    return (await joining()).readArchive(deps, request, error);
  }
};

/** Nothing but what inspection takes: it may have to cross to another thread. */
const inspectionOf = ({ path, name, hints, scratch, askWhenUnsure = false }: ImportRequest) => ({
  path,
  name,
  hints,
  scratch,
  askWhenUnsure,
});

const load = (
  store: OrderStore,
  file: OrderFile,
  { wholeRows, details = false }: ImportRequest,
  onProgress: OnProgress,
) => store.load(file, { wholeRows, details }, progress => onProgress({ step: 'load', ...progress }));

const requireDates = ({ columns, mapping, dates }: OrderFile): void => {
  if (dates.assumption === null || dates.assumption.isKnown) return;
  const { order, examples } = dates.assumption;
  throw new ExpectedError('dates_ambiguous', { column: columns[mapping.date ?? -1] ?? '', examples, assumed: order });
};

/** Amounts of several currencies are never added up: the person says which one to keep. */
const requireOneCurrency = async (store: OrderStore, { name, onlyCurrency }: OrderFile): Promise<void> => {
  const { named, unnamed } = await store.currencies();
  const isSettled =
    onlyCurrency === undefined
      ? named.length <= 1
      : named.length === 0 || named.some(({ currency }) => currency === onlyCurrency);
  if (isSettled) return;
  throw new ExpectedError('several_currencies', { name, currencies: named, unnamed, asked: onlyCurrency ?? null });
};

const loadOrClean = async (
  deps: Pick<SegmentationDeps, 'cleanCopy'>,
  store: OrderStore,
  file: OrderFile,
  request: ImportRequest,
  onProgress: OnProgress,
): Promise<OrderFile> => {
  const outcome = await load(store, file, request, onProgress);
  if (outcome.status === 'loaded') return file;
  onProgress({ step: 'copy' });
  const copy = await deps.cleanCopy(file, request.scratch);
  const again = await load(store, copy, request, onProgress);
  if (again.status === 'refused') throw new Error(`A cleaned copy was refused: ${again.because}`);
  return copy;
};

/** With every date at hand: told apart after all, the other way round, or still open (then a warning says so). */
const settleDates = async (
  store: OrderStore,
  file: OrderFile,
  request: ImportRequest,
  onProgress: OnProgress,
): Promise<OrderFile> => {
  if (file.dates.assumption === null) return file;
  const evidence = await store.dateEvidence();
  const settled: OrderFile = toldApart(file, evidence) ? { ...file, dates: { ...file.dates, assumption: null } } : file;
  if (evidence.unreadable === 0) return settled;
  // One odd day may fit the assumed order where many others only fit the other one.
  const turned: OrderFile = { ...file, dates: { ...file.dates.assumption.alternative, assumption: null } };
  await load(store, turned, request, onProgress);
  if ((await store.dateEvidence()).unreadable < evidence.unreadable) return turned;
  await load(store, file, request, onProgress);
  return settled;
};

/**
 * A day above 12 was read: the other way round, it would have been no date. Only where every format writes day and month
 * first: days of other dates, such as 2024-03-13, prove nothing.
 */
const toldApart = (file: OrderFile, evidence: DateEvidence): boolean =>
  evidence.largestDay > 12 && file.dates.formats.every(format => /^%[dm]/.test(format));
