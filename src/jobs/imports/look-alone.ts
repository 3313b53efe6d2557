/** The first look at a table that is read alone: which sheet it is, and whether anybody meant it as orders. */
import { join } from 'node:path';
import { headerSignature } from '../../core/header-signature.ts';
import { DETECT_ALL } from '../../core/order-file.ts';
import { ExpectedError } from '../../errors.ts';
import type { TablePreview } from '../../ingest/preview.ts';
import type { Said } from '../job.ts';
import type { JobDeps } from '../job-deps.ts';
import type { Import } from './import.ts';

export interface LookedAt {
  /** With the sheet that is to be read. */
  readonly work: Import;
  readonly columns: readonly string[];
}

/** @throws {ExpectedError} `holds_no_orders`, `sheets_unsure` and what a preview throws */
export const lookAlone = async (deps: JobDeps, work: Import): Promise<LookedAt> => {
  const { said, origin, source: name } = work;
  const first = await look(deps, work, said);
  const workbook = headerSignature(first.columns);
  const isOpen = first.sheets.length > 1 && said.sheet === undefined && said.hints === null;
  const sheet = isOpen ? await rememberedSheet(deps, work, { workbook, sheets: first.sheets }) : undefined;
  if (isOpen && sheet === undefined)
    throw new ExpectedError('sheets_unsure', { name, sheets: first.sheets, signature: workbook });
  const chosen: Said = sheet === undefined ? said : { ...said, sheet, workbook };
  const { columns, looksLikeOrders } = sheet === undefined ? first : await look(deps, work, chosen);
  if (!looksLikeOrders && said.hints === null && origin === 'shared')
    throw new ExpectedError('holds_no_orders', { name });
  return { work: { ...work, said: chosen }, columns };
};

const rememberedSheet = async (
  { state }: JobDeps,
  { team, channel }: Import,
  { workbook, sheets }: { readonly workbook: string; readonly sheets: readonly string[] },
): Promise<string | undefined> => {
  const sheet = (await state.readings.find(team, channel, workbook))?.sheet;
  return sheets.find(name => name === sheet);
};

const look = (deps: JobDeps, { owner, files, source: name }: Import, said: Said): Promise<TablePreview> => {
  const scratch = deps.folders.uploadFolder(owner);
  const hints = { ...(said.hints ?? DETECT_ALL), ...(said.sheet === undefined ? {} : { sheet: said.sheet }) };
  return deps.preview({ path: join(scratch, files[0]!.part), name, scratch, hints });
};

export const looksLikeOrders = async (deps: JobDeps, { owner, source: name }: Import, path: string): Promise<boolean> =>
  (await deps.preview({ path, name, scratch: deps.folders.uploadFolder(owner), hints: DETECT_ALL })).looksLikeOrders;
