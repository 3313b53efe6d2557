/** Entry file of the ingest worker: reading through whole files, off the thread that talks to people. */
import type { SharedTable } from '../core/joined-files.ts';
import type { OrderFile, TableFile } from '../core/order-file.ts';
import { cleanCopy as copyCleanly } from '../ingest/clean-copy.ts';
import { type InspectRequest, inspectOrderFile } from '../ingest/inspect.ts';
import { type PreviewRequest, previewTable, type TablePreview } from '../ingest/preview.ts';
import { type RelatedRequest, readRelated as readRelatedTables } from '../ingest/related.ts';
import { type Outcome, outcomeOf } from './outcome.ts';

export const inspect = (request: InspectRequest): Promise<Outcome<OrderFile>> => outcomeOf(inspectOrderFile(request));

export const cleanCopy = (task: { file: TableFile; scratch: string }): Promise<Outcome<TableFile>> =>
  outcomeOf(copyCleanly(task.file, task.scratch));

export const preview = (request: PreviewRequest): Promise<Outcome<TablePreview>> => outcomeOf(previewTable(request));

export const readRelated = (request: RelatedRequest): Promise<Outcome<readonly SharedTable[]>> =>
  outcomeOf(readRelatedTables(request));
