/** The file onto this disk, and the first look at it. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { headerSignature } from '../../core/header-signature.ts';
import type { ReadingHints } from '../../core/order-file.ts';
import { ExpectedError } from '../../errors.ts';
import type { JobDeps } from '../job-deps.ts';
import type { ProgressMessage } from '../progress-message.ts';
import type { Import } from './import.ts';

export interface TakenIn {
  readonly path: string;
  /** A private folder beside the file. */
  readonly scratch: string;
  readonly signature: string;
  readonly hints: ReadingHints;
}

const DETECT_ALL: ReadingHints = { map: {}, dates: 'auto', decimal: 'auto' };

/** What was downloaded before is not downloaded again: a finished file has its name only when it is complete. */
export const takeIn = async (deps: JobDeps, work: Import, progress: ProgressMessage): Promise<TakenIn> => {
  const folder = deps.folders.uploadFolder(work.owner);
  const path = join(folder, 'orders');
  if (!existsSync(path)) {
    await deps.downloads.fetch(work.file, path, bytes =>
      progress.show({ step: 'downloading', bytes, ofBytes: work.bytes }),
    );
  }
  work.context.signal.throwIfAborted();
  progress.show({ step: 'inspecting' });
  const said = work.said.hints;
  const table = await deps.preview({ path, name: work.source, scratch: folder, hints: said ?? DETECT_ALL });
  if (!table.looksLikeOrders && said === null && work.origin === 'shared')
    throw new ExpectedError('holds_no_orders', { name: work.source });
  const signature = headerSignature(table.columns);
  const remembered = said ?? (await deps.state.readings.find(work.team, work.channel, signature));
  const { currency } = work.said;
  const hints = { ...(remembered ?? DETECT_ALL), ...(currency === undefined ? {} : { currency }) };
  return { path, scratch: folder, signature, hints };
};
