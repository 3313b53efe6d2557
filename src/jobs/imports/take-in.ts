/** Files onto this disk, and the first look at what is to be read. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { headerSignature } from '../../core/header-signature.ts';
import { DETECT_ALL, type ReadingHints } from '../../core/order-file.ts';
import type { JoinedGroup } from '../../pipeline/segmentation.ts';
import type { JobDeps } from '../job-deps.ts';
import type { ProgressMessage } from '../progress-message.ts';
import type { Import } from './import.ts';
import { lookAt, type Sorted } from './sort-out.ts';

export interface TakenIn {
  readonly work: Import;
  readonly path: string;
  /** A private folder beside the file. */
  readonly scratch: string;
  readonly signature: string;
  readonly hints: ReadingHints;
  readonly group: JoinedGroup | null;
}

/** What was downloaded before is not downloaded again: a finished file has its name only when it is complete. */
export const fetchFiles = async (deps: JobDeps, work: Import, progress: ProgressMessage): Promise<void> => {
  const folder = deps.folders.uploadFolder(work.owner);
  let before = 0;
  for (const { id, part } of work.files) {
    const path = join(folder, part);
    if (existsSync(path)) continue;
    let fetched = 0;
    await deps.downloads.fetch(id, path, bytes => {
      fetched = bytes;
      progress.show({ step: 'downloading', bytes: before + bytes, ofBytes: work.bytes });
    });
    before += fetched;
    work.context.signal.throwIfAborted();
  }
  progress.show({ step: 'inspecting' });
};

export const takeIn = async (
  deps: JobDeps,
  sorted: Pick<Sorted, 'work' | 'group'>,
  progress: ProgressMessage,
): Promise<TakenIn> => {
  const { work, columns, group } = await lookAt(deps, sorted);
  const scratch = deps.folders.uploadFolder(work.owner);
  const path = join(scratch, work.files[0]!.part);
  if (!progress.isBegun) await progress.start({ step: 'inspecting' });
  const signature = headerSignature(columns);
  const { hints: said, currency, sheet } = work.said;
  const hints = {
    ...(said ?? (await rememberedHints(deps, work, signature))),
    ...(currency === undefined ? {} : { currency }),
    ...(sheet === undefined ? {} : { sheet }),
  };
  return { work, path, scratch, signature, hints, group };
};

/**
 * What a person said of files with these columns. How their dates were read is no order for this one, which may say it
 * itself: it counts where it does not.
 */
const rememberedHints = async (
  { state }: JobDeps,
  { team, channel }: Import,
  signature: string,
): Promise<ReadingHints> => {
  const { dates, sheet: _, ...said } = (await state.readings.find(team, channel, signature)) ?? DETECT_ALL;
  const likelyDates =
    dates === 'dmy' || dates === 'mdy' ? dates : await dateOrderBefore(state, { team, channel }, signature);
  return { ...said, dates: dates === 'ymd' ? dates : 'auto', ...(likelyDates ? { likelyDates } : {}) };
};

/** Of the newest upload that tells it, in the one dataset with these columns. */
const dateOrderBefore = async (
  { datasets, batches }: JobDeps['state'],
  { team, channel }: Pick<Import, 'team' | 'channel'>,
  signature: string,
): Promise<ReadingHints['likelyDates']> => {
  const [dataset, ...others] = await datasets.withSignature(team, channel, signature);
  if (!dataset || others.length > 0) return undefined;
  const uploads = await batches.ofDataset(dataset.id);
  return uploads.findLast(({ facts }) => facts?.dateOrder !== undefined)?.facts?.dateOrder;
};
