import type { FileContents } from '../../core/batch.ts';
import { type OrderFile, OTHER_DATES, type OtherDate } from '../../core/order-file.ts';
import type { Scores } from '../../core/report.ts';
import type { PublishedScheme } from '../../core/schemes/all-schemes.ts';
import type { Currencies, DateEvidence, LoadOptions, LoadOutcome, LoadProgress, OrderStore } from '../order-store.ts';
import { cleanLines, isoInstant, type LinesShape } from './clean.ts';
import { assignClusters, farthestFrom, lloydStep, readMapSample, readSegmentSummaries } from './clusters.ts';
import { Database, type StoreLimits, type StorePlace } from './connection.ts';
import { findCustomer, similarCustomers } from './customers.ts';
import { hasRefunds } from './export-rows.ts';
import { exportCustomers, exportRejected } from './exports.ts';
import { readSample, scaleFeatures } from './features.ts';
import { readMonths, readRfmGroups, readTotals, scoreCustomers } from './figures.ts';
import { keepOrders } from './kept-orders.ts';
import { createTypes, isRefusal, loadLines, readFile } from './load.ts';
import { movementSince, movementsBack, saveSnapshot } from './movement.ts';
import { dateCode, isOpenDate } from './parse-date.ts';
import { detailsOf, itemsOf } from './parse-line.ts';
import { placeCustomers, placeOnMaps } from './placement.ts';
import {
  attachBatches,
  detailsOfAll,
  itemsOfAll,
  joinBatches,
  readMerged,
  type StoredBatch,
} from './stored-batches.ts';
import { exportStoredRejected } from './stored-exports.ts';

const PROGRESS_EVERY_MS = 200;

/** An order store in one DuckDB file. */
export const openDuckDbOrderStore = async (place: StorePlace, limits: StoreLimits): Promise<OrderStore> => {
  return emptyOrderStore(await Database.open(place, limits));
};

/** The store of an open database with nothing in it; closing one closes the other. */
export const emptyOrderStore = async (database: Database): Promise<OrderStore> => {
  await createTypes(database);
  return orderStore(database, null);
};

export interface StoredPlace extends Pick<StorePlace, 'folder' | 'allowedFolders'> {
  /** Folders of the batches, oldest first. */
  readonly batches: readonly string[];
}

/** The store of batches that were kept; it changes nothing of them, so that several may be open at the same time. */
export const reopenDuckDbOrderStore = async (
  { folder, allowedFolders, batches }: StoredPlace,
  limits: StoreLimits,
): Promise<OrderStore> => {
  const place = { folder, inMemory: true, allowedFolders: [...allowedFolders, ...batches] };
  const database = await Database.open(place, limits);
  try {
    await createTypes(database);
    const attached = await attachBatches(database, batches);
    const rowsByBatch = await joinBatches(database, attached);
    return orderStore(database, { file: attached.at(-1)!.file, shape: storedShape(attached), attached, rowsByBatch });
  } catch (error) {
    await database.close();
    throw error;
  }
};

interface LoadedOrders {
  readonly file: OrderFile;
  readonly shape: LinesShape;
  /** Empty for a file that was loaded. */
  readonly attached: readonly StoredBatch[];
  readonly rowsByBatch: readonly number[];
}

const orderStore = (database: Database, kept: LoadedOrders | null): OrderStore => {
  let loaded = kept;
  let scores: Scores | null = null;
  let assigned = false;
  let placed: PublishedScheme | null = null;
  const current = (): LoadedOrders => {
    if (!loaded) throw new Error('load() comes first');
    return loaded;
  };
  const scored = (): Scores => {
    if (!scores) throw new Error('scores() comes first');
    return scores;
  };
  return {
    load: async (file, options, onProgress) => {
      const outcome = await load(database, { file, options }, onProgress);
      const rowsByBatch = outcome.status === 'loaded' ? [outcome.rows] : [];
      loaded = { file, shape: fileShape(file, options), attached: [], rowsByBatch };
      return outcome;
    },
    dateEvidence: () => readDateEvidence(database),
    otherDates: () => readOtherDates(database),
    openDates: () => readOpenDates(database, current().file),
    currencies: () => readCurrencies(database),
    givenBack: () => readGivenBack(database, current().shape),
    keep: file => keepOrders(database, file ?? current().file, current().shape),
    file: () => current().file,
    contents: () => readContents(database, current().file),
    merged: () => readMerged(database, current().attached),
    rowsByBatch: () => current().rowsByBatch,
    fingerprint: wholeRows => readFingerprint(database, wholeRows, current().shape),
    clean: rules => {
      scores = null;
      assigned = false;
      placed = null;
      return cleanLines(database, current().shape, rules);
    },
    totals: () => readTotals(database),
    months: () => readMonths(database),
    scores: async () => {
      scores = await scoreCustomers(database);
      return scores;
    },
    rfmGroups: () => readRfmGroups(database),
    place: async scheme => {
      const placement = await placeCustomers(database, scheme);
      placed = scheme;
      return placement;
    },
    placeOnMaps: schemes => placeOnMaps(database, schemes),
    scaleFeatures: rules => scaleFeatures(database, rules),
    sample: (size, seed) => readSample(database, size, seed),
    lloydStep: centroids => lloydStep(database, centroids),
    farthestFrom: centroids => farthestFrom(database, centroids),
    assign: async centroids => {
      await assignClusters(database, centroids);
      assigned = true;
    },
    segmentSummaries: () => readSegmentSummaries(database),
    mapSample: (size, seed) => readMapSample(database, size, seed),
    customer: id => findCustomer(database, id, assigned),
    similarCustomers: typed => similarCustomers(database, typed),
    exportCustomers: (path, names, only) => exportCustomers(database, path, { clusters: names, scheme: placed }, only),
    exportRejected: path => {
      const { attached, file } = current();
      return attached.length > 0
        ? exportStoredRejected(database, path, attached)
        : exportRejected(database, path, file);
    },
    exportStar: async request => {
      const { exportStar } = await import('./star.ts');
      return exportStar(database, { shape: current().shape, hasClusters: assigned }, request);
    },
    insight: async () => {
      const { insightQueries } = await import('./insight/queries.ts');
      return insightQueries(database, { shape: current().shape, hasClusters: assigned });
    },
    saveSnapshot: path => saveSnapshot(database, path),
    movementSince: async path => movementSince(database, path, scored().cuts),
    movementsBack: async periods => movementsBack(database, scored().cuts, periods),
    close: () => database.close(),
  };
};

const fileShape = (file: OrderFile, options: LoadOptions): LinesShape => ({
  lines: `(SELECT *, rowid AS line, ${file.cleaned ? '' : 'rowid + 1 AS row_number, '}0 AS batch FROM lines)`,
  orderKey: file.mapping.order === undefined ? 'row_number::VARCHAR' : 'order_id',
  hasRowHashes: options.wholeRows,
  details: detailsOf(file, options),
  items: itemsOf(file, options),
  hasRefunds: hasRefunds(file),
});

/** Without order ids every line is an order of its own. */
const storedShape = (batches: readonly StoredBatch[]): LinesShape => ({
  lines: 'lines',
  orderKey: batches.every(({ hasOrderIds }) => hasOrderIds) ? 'order_id' : "coalesce(order_id, 'line ' || line)",
  hasRowHashes: batches.every(({ wholeRows }) => wholeRows),
  details: detailsOfAll(batches),
  items: itemsOfAll(batches),
  hasRefunds: batches.some(({ file }) => hasRefunds(file)),
});

const load = async (
  database: Database,
  { file, options }: { readonly file: OrderFile; readonly options: LoadOptions },
  onProgress: (progress: LoadProgress) => void,
): Promise<LoadOutcome> => {
  const timer = setInterval(() => {
    const fraction = database.fractionDone;
    onProgress({ fraction, rows: Math.round(fraction * file.records) });
  }, PROGRESS_EVERY_MS);
  try {
    await loadLines(database, file, options);
  } catch (error) {
    if (!file.cleaned && isRefusal(error)) return { status: 'refused', because: firstLine(error) };
    throw error;
  } finally {
    clearInterval(timer);
  }
  const { rows } = await database.row<{ rows: number }>('SELECT count(*)::DOUBLE AS rows FROM lines');
  if (rows !== file.records) {
    if (file.cleaned) throw new Error(`${rows} of ${file.records} rows were loaded from a cleaned copy`);
    return { status: 'refused', because: `${rows} rows were loaded, ${file.records} were counted` };
  }
  onProgress({ fraction: 1, rows });
  return { status: 'loaded', rows };
};

const firstLine = (error: unknown): string => (error instanceof Error ? error.message.split('\n')[0]! : String(error));

const readDateEvidence = async (database: Database): Promise<DateEvidence> =>
  database.row(`
    SELECT coalesce(max(day(ordered_at)) FILTER (date_kind IS NULL OR date_kind = ${dateCode("'numeric'")}), 0)::DOUBLE AS "largestDay", count(date_text)::DOUBLE AS unreadable,
      coalesce(min(date_text, 3), []) AS examples
    FROM lines`);

const readOtherDates = async (database: Database): Promise<ReadonlyMap<OtherDate, number>> => {
  const counts = await database.rows<{ kind: number; rows: number }>(`
    SELECT date_kind AS kind, count(*)::DOUBLE AS rows FROM lines
    WHERE date_kind IS NOT NULL AND ordered_at IS NOT NULL GROUP BY ALL ORDER BY rows DESC, kind`);
  return new Map(counts.map(({ kind, rows }) => [OTHER_DATES[kind - 1]!, rows]));
};

/** Reads the file once more: how a date was written is not kept. */
const readOpenDates = async (database: Database, file: OrderFile): Promise<number> => {
  const { rows } = await database.row<{ rows: number }>(
    `SELECT count(*)::DOUBLE AS rows FROM ${readFile(file)} WHERE ${isOpenDate(`trim(c${file.mapping.date})`)}`,
  );
  return rows;
};

const NO_CURRENCIES: Currencies = { named: [], unnamed: 0 };

/** Rows in a currency that is not kept are counted, too: they are what could be kept instead. */
const readCurrencies = async (database: Database): Promise<Currencies> => {
  // Most files name none, and then there is nothing to count.
  const { some } = await database.row<{ some: boolean }>('SELECT count(currency) > 0 AS some FROM lines');
  if (!some) return NO_CURRENCIES;
  const counts = await database.rows<{ currency: string | null; rows: number }>(`
    SELECT currency, count(*)::DOUBLE AS rows FROM lines
    WHERE fault IS NULL OR fault IN ('other_currency', 'cancelled', 'nonpositive_quantity', 'nonpositive_price')
    GROUP BY currency ORDER BY rows DESC, currency`);
  const named = counts.flatMap(({ currency, rows }) => (currency === null ? [] : [{ currency, rows }]));
  return { named, unnamed: counts.find(({ currency }) => currency === null)?.rows ?? 0 };
};

const readGivenBack = async (
  database: Database,
  { hasRefunds, orderKey, lines }: LinesShape,
): Promise<{ readonly orders: number; readonly value: number }> =>
  hasRefunds
    ? database.row(`
        SELECT count(DISTINCT ${orderKey})::DOUBLE AS orders, coalesce(sum(given_back), 0)::DOUBLE AS value
        FROM ${lines} WHERE fault IS NULL AND given_back > 0`)
    : { orders: 0, value: 0 };

const readContents = async (database: Database, file: OrderFile): Promise<FileContents> => {
  const contents = await database.row<Omit<FileContents, 'hasOrderIds'>>(`
    SELECT count(*)::DOUBLE AS rows, ${isoInstant('min(ordered_at) FILTER (fault IS NULL)')} AS "firstOrder",
      ${isoInstant('max(ordered_at) FILTER (fault IS NULL)')} AS "lastOrder",
      coalesce(list(DISTINCT currency ORDER BY currency) FILTER (fault IS NULL AND currency IS NOT NULL), []) AS currencies
    FROM lines`);
  return { ...contents, hasOrderIds: file.mapping.order !== undefined };
};

/** Of everything that a report can depend on; of the other columns only where repeats of whole rows are looked for. */
const readFingerprint = async (database: Database, wholeRows: boolean, shape: LinesShape): Promise<string> => {
  const more = [...(wholeRows ? ['row_hash'] : []), ...(shape.hasRefunds ? ['given_back'] : [])];
  const columns = ['customer', 'order_id', 'ordered_at', 'line_total', 'currency', 'fault', ...more].join(', ');
  const { print } = await database.row<{ print: string }>(
    `SELECT count(*) || ':' || coalesce(sum(hash(${columns})), 0) AS print FROM lines`,
  );
  return print;
};
