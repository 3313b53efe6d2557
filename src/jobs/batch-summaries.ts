/** Uploads that a dataset is made of, as people hear of them. */
import type { FileContents } from '../core/batch.ts';
import { daysSince } from '../digests/freshness.ts';
import type { Batch, Dataset } from '../store/bot-state.ts';
import type { JobDeps } from './job-deps.ts';
import type { DatasetSummary } from './sayings/datasets.ts';
import type { BatchSummary, UploadSummary } from './sayings/uploads.ts';

export const batchSummary = ({ id, sourceName, rows, uploadedAt, uploader }: Batch): BatchSummary => ({
  id,
  fileName: sourceName,
  rows,
  uploadedAt: new Date(uploadedAt).toISOString(),
  uploadedBy: uploader,
});

/** What an upload did to the orders that were there; `null` for the only one, and for one that is gone again. */
export const uploadSummary = async (
  { state }: Pick<JobDeps, 'state'>,
  { id }: Dataset,
  upload: string,
): Promise<UploadSummary | null> => {
  const batches = await state.batches.ofDataset(id);
  const batch = batches.find(each => each.id === upload);
  if (!batch?.facts || batches.length < 2) return null;
  const { facts } = batch;
  const { merged, replacedRows } = facts;
  return { ...batchSummary(batch), merged, replacedRows, period: replacedPeriod(facts), uploads: batches.length };
};

/** From the first to the last order of a file without order ids: it replaces what was there. */
export const replacedPeriod = ({
  hasOrderIds,
  firstOrder,
  lastOrder,
}: FileContents): { readonly from: string; readonly to: string } | null =>
  hasOrderIds || firstOrder === null || lastOrder === null ? null : { from: firstOrder, to: lastOrder };

/** Of datasets, last uploaded first: the first of a channel is the one that is meant where none is named. */
export const datasetSummaries = (
  { state, folders, now }: Pick<JobDeps, 'state' | 'folders' | 'now'>,
  datasets: readonly Dataset[],
): Promise<readonly DatasetSummary[]> =>
  Promise.all(
    datasets.map(async dataset => {
      const batches = await state.batches.ofDataset(dataset.id);
      const { id, name, channel, sourceName, rows, customers, firstOrder, lastOrder } = dataset;
      return {
        ...{ id, name, channel, sourceName, rows, customers, firstOrder, lastOrder },
        uploadedAt: new Date(batches.at(-1)?.uploadedAt ?? dataset.uploadedAt).toISOString(),
        uploadedBy: dataset.owner,
        uploads: batches.length,
        bytes: await folders.bytesOf(
          dataset.id,
          batches.map(({ folder }) => folder),
        ),
        daysAgo: daysSince(lastOrder, now()),
        isLatest: datasets.find(each => each.channel === channel) === dataset,
      };
    }),
  );
