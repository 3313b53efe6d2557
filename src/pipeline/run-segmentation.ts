import type { MapPoint } from '../charts/chart.ts';
import { chooseK } from '../core/choose-k.ts';
import type { OrderFile } from '../core/order-file.ts';
import { agreementOfMaps, publishedMap } from '../core/published-map.ts';
import type { Receipt, SegmentReport, Totals } from '../core/report.ts';
import { SCHEMES } from '../core/schemes/all-schemes.ts';
import { type ClusteredSegment, describeSegments } from '../core/segments.ts';
import type { Settings } from '../core/settings.ts';
import { FEWEST_CUSTOMERS_FOR_SEGMENTS, warningsFor } from '../core/warnings.ts';
import type { ClusterName, OrderStore, ScoredCustomer } from '../orders/order-store.ts';
import { type Clustering, clusterCustomers, settle } from './cluster-customers.ts';
import { type ImportedOrders, importOrders } from './import-orders.ts';
import type { InsightAsked } from './insight/read-insight.ts';
import type { OnProgress } from './progress.ts';
import { requireOrders } from './require-orders.ts';
import { runId } from './run-id.ts';
import type { CustomerFigures, Segmentation, SegmentationDeps, SegmentationRequest } from './segmentation.ts';

/** Customers drawn on the segment map. */
const MAP_SAMPLE = 2_000;

/** From an order file, or from stored orders, to their segmentation. The caller closes the result. */
export const runSegmentation = async (
  deps: SegmentationDeps,
  request: SegmentationRequest,
  onProgress: OnProgress = () => {},
): Promise<Segmentation> => {
  const { store, file } = await ordersOf(deps, request, onProgress);
  try {
    return await segmentOrders(deps, store, file, request.settings, onProgress);
  } catch (error) {
    await store.close();
    throw error;
  }
};

const ordersOf = async (
  deps: SegmentationDeps,
  request: SegmentationRequest,
  onProgress: OnProgress,
): Promise<ImportedOrders> => {
  const { settings, scratch, exportFolder, starFolder, snapshotFolder } = request;
  const results = [exportFolder, starFolder, snapshotFolder].filter(folder => folder != null);
  if (!('batches' in request)) {
    const wholeRows = settings.duplicates === 'drop';
    return importOrders(
      deps,
      { ...request, folder: scratch, others: results, wholeRows, details: request.details ?? false },
      onProgress,
    );
  }
  onProgress({ step: 'clean' });
  const store = await deps.openStored(request.batches, scratch, results);
  return { store, file: store.file() };
};

const segmentOrders = async (
  deps: SegmentationDeps,
  store: OrderStore,
  file: OrderFile,
  settings: Settings,
  onProgress: OnProgress,
): Promise<Segmentation> => {
  onProgress({ step: 'clean' });
  const clean = await store.clean(settings);
  const asOf = requireOrders(file, settings, clean);
  const totals = await store.totals();
  const months = await store.months();
  const scores = await store.scores();
  const rfmGroups = await store.rfmGroups();
  const published = await onPublishedMaps(store, settings, totals, asOf);
  onProgress({ step: 'cluster' });
  const { fitted } = await store.scaleFeatures(settings);
  const clusterings =
    fitted < FEWEST_CUSTOMERS_FOR_SEGMENTS
      ? []
      : await clusterCustomers(store, deps.clustering, settings, fitted, onProgress);
  onProgress({ step: 'describe' });
  const { choice, chosen, quality } = await choose(store, clusterings, settings.k);
  const clustered = chosen ? await describeChosen(store, chosen, totals, settings) : [];
  const segments = clustered.map(({ segment }) => segment);
  const report: SegmentReport = {
    schema: 1,
    run: {
      id: runId(await store.fingerprint(settings.duplicates === 'drop'), asOf, settings),
      seed: settings.seed,
      asOf,
      settings,
    },
    source: { name: file.name, notes: [...file.notes, file.dates.note] },
    receipt: withJoined(clean.receipt, file),
    totals,
    months,
    scores,
    quality,
    choice,
    segments,
    rfmGroups,
    ...published,
    warnings: warningsFor({
      settings,
      receipt: clean.receipt,
      totals,
      months,
      scores,
      segments,
      hasOrderIds: file.mapping.order !== undefined,
      currencies: clean.currencies,
      dateAssumption: file.dates.assumption?.note ?? file.dates.mixed ?? null,
      fitted,
      tooFewForSegments: clusterings.length === 0,
    }),
  };
  return {
    report,
    points: chosen ? await mapPoints(store, clustered, settings.seed) : [],
    file,
    ...questionsTo(store, {
      report,
      clustered,
      clustering: { pool: deps.clustering, centroids: chosen?.centroids ?? null },
    }),
  };
};

const onPublishedMaps = async (
  store: OrderStore,
  settings: Settings,
  totals: Totals,
  asOf: string,
): Promise<Pick<SegmentReport, 'scheme' | 'maps'>> => {
  const scheme = SCHEMES.find(({ id }) => id === settings.scheme);
  if (!scheme) return {};
  return {
    scheme: publishedMap(scheme, await store.place(scheme), totals, asOf),
    maps: agreementOfMaps(SCHEMES, await store.placeOnMaps(SCHEMES)),
  };
};

/** What can be asked once customers have their segments. */
const questionsTo = (
  store: OrderStore,
  found: Pick<InsightAsked, 'report' | 'clustered' | 'clustering'>,
): Omit<Segmentation, 'report' | 'points' | 'file'> => ({
  insight: async (topics, { extras = [] } = {}) => {
    const { readInsight } = await import('./insight/read-insight.ts');
    return readInsight(await store.insight(), { ...found, extras }, topics);
  },
  customer: async id => {
    const customer = await store.customer(id);
    return customer && withSegment(customer, found.clustered);
  },
  similarCustomers: typed => store.similarCustomers(typed),
  exportCustomers: async (path, only) =>
    store.exportCustomers(
      path,
      clusterNames(found.clustered),
      only && 'segment' in only ? { cluster: clusterOf(only.segment, found.clustered) } : only,
    ),
  exportRejected: path => store.exportRejected(path),
  exportStar: async folder => {
    const { exportStar } = await import('./export-star.ts');
    return exportStar(store, found.report, { folder, names: clusterNames(found.clustered) });
  },
  saveSnapshot: path => store.saveSnapshot(path),
  movementSince: path => store.movementSince(path),
  movementsBack: periods => store.movementsBack(periods),
  merged: () => store.merged(),
  rowsByBatch: () => store.rowsByBatch(),
  close: () => store.close(),
});

const clusterNames = (clustered: readonly ClusteredSegment[]): readonly ClusterName[] =>
  clustered.map(({ cluster, segment }) => ({ cluster, name: segment.name }));

const withSegment = (
  { cluster, ...figures }: ScoredCustomer,
  clustered: readonly ClusteredSegment[],
): CustomerFigures => {
  const segment = clustered.find(candidate => candidate.cluster === cluster)?.segment;
  return { ...figures, segment: segment === undefined ? null : { id: segment.id, name: segment.name } };
};

const clusterOf = (segmentId: string, clustered: readonly ClusteredSegment[]): number => {
  const found = clustered.find(({ segment }) => segment.id === segmentId);
  if (!found) throw new Error(`There is no segment ${segmentId}`);
  return found.cluster;
};

interface Chosen {
  readonly choice: SegmentReport['choice'];
  readonly chosen: Clustering | null;
  /** One row per compared k, the chosen one's as it was settled. */
  readonly quality: SegmentReport['quality'];
}

const choose = async (
  store: OrderStore,
  clusterings: readonly Clustering[],
  requested: Settings['k'],
): Promise<Chosen> => {
  if (clusterings.length === 0) return { choice: null, chosen: null, quality: [] };
  const compared = clusterings.map(clustering => clustering.quality);
  const choice = chooseK(compared, requested);
  const chosen = await settle(store, clusterings.find(({ quality }) => quality.k === choice.k)!);
  return { choice, chosen, quality: compared.map(row => (row.k === choice.k ? chosen.quality : row)) };
};

const withJoined = (receipt: Receipt, { joined }: OrderFile): Receipt => (joined ? { ...receipt, ...joined } : receipt);

const describeChosen = async (
  store: OrderStore,
  chosen: Clustering,
  totals: Totals,
  settings: Settings,
): Promise<readonly ClusteredSegment[]> => {
  await store.assign(chosen.centroids);
  return describeSegments(await store.segmentSummaries(), chosen.centroids, totals, settings);
};

const mapPoints = async (
  store: OrderStore,
  clustered: readonly ClusteredSegment[],
  seed: number,
): Promise<readonly MapPoint[]> => {
  const segmentOf = new Map(clustered.map(({ cluster }, index) => [cluster, index]));
  const sample = await store.mapSample(MAP_SAMPLE, seed);
  return sample.map(({ cluster, ...figures }) => ({ ...figures, segment: segmentOf.get(cluster)! }));
};
