/** Files onto this disk, and the first look at what is to be read. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { headerSignature } from '../../core/header-signature.ts';
import { DETECT_ALL, type ReadingHints } from '../../core/order-file.ts';
import { type ErrorCode, isExpected } from '../../errors.ts';
import type { JoinedGroup } from '../../pipeline/segmentation.ts';
import type { UploadedFile } from '../job.ts';
import type { JobDeps } from '../job-deps.ts';
import type { ProgressMessage } from '../progress-message.ts';
import type { Import } from './import.ts';
import { lookAt, readByItself, type Sorted } from './sort-out.ts';

export interface TakenIn {
  readonly work: Import;
  readonly path: string;
  /** A private folder beside the file. */
  readonly scratch: string;
  readonly signature: string;
  readonly hints: ReadingHints;
  readonly group: JoinedGroup | null;
}

/** What is wrong with one file only. */
const OF_ONE_FILE: ReadonlySet<ErrorCode> = new Set(['file_too_large', 'file_not_in_slack', 'file_host_foreign']);

/** Gives what is left to be read here: of several files, one that cannot be had is told in a job of its own. */
export const fetchFiles = async (deps: JobDeps, work: Import, progress: ProgressMessage): Promise<Import> => {
  const fetched: UploadedFile[] = [];
  let before = 0;
  for (const [index, file] of work.files.entries()) {
    try {
      before += await fetchFile(deps, { owner: work.owner, ...file }, bytes =>
        progress.show({ step: 'downloading', bytes: before + bytes, ofBytes: work.bytes }),
      );
      fetched.push(file);
    } catch (error) {
      const isLast = fetched.length === 0 && index === work.files.length - 1;
      if (isLast || !isExpected(error) || !OF_ONE_FILE.has(error.code)) throw error;
      await readByItself(work, file.id);
    }
    work.context.signal.throwIfAborted();
  }
  progress.show({ step: 'inspecting' });
  return { ...work, files: fetched, source: fetched.length === 1 ? fetched[0]!.name : work.source };
};

/** What was downloaded before is not downloaded again: a finished file has its name only when it is complete. Gives the bytes. */
const fetchFile = async (
  { folders, downloads }: JobDeps,
  { owner, id, part }: Pick<Import, 'owner'> & UploadedFile,
  onBytes: (bytes: number) => void,
): Promise<number> => {
  const path = join(folders.uploadFolder(owner), part);
  if (existsSync(path)) return 0;
  let fetched = 0;
  await downloads.fetch(id, path, bytes => {
    fetched = bytes;
    onBytes(bytes);
  });
  return fetched;
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
