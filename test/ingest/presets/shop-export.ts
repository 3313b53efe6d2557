/** Runs the main job over an export of a shop in `test/fixtures/exports`: invented rows below the header of the shop. */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { ReadingHints } from '../../../src/core/order-file.ts';
import type { Receipt, SegmentReport } from '../../../src/core/report.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../../src/core/settings.ts';
import { runSegmentation } from '../../../src/pipeline/run-segmentation.ts';
import type { SegmentationDeps } from '../../../src/pipeline/segmentation.ts';

const FOLDER = resolve(import.meta.dirname, '../../fixtures/exports');
const NO_HINTS: ReadingHints = { map: {}, dates: 'auto', decimal: 'auto' };

export interface ReadExport {
  readonly report: SegmentReport;
  /** Orders and spend of every customer. */
  readonly customers: Readonly<Record<string, readonly [orders: number, spend: number]>>;
  /** Reason of every rejected row, by its number. */
  readonly rejected: Readonly<Record<string, string>>;
}

export interface Reading {
  readonly settings?: Partial<Settings>;
  readonly hints?: Partial<ReadingHints>;
  /** The file as somebody may have changed it. */
  readonly edited?: (content: string) => string | Buffer;
  /** Files that are given with it, by name. */
  readonly beside?: Readonly<Record<string, string>>;
}

export const exportText = (name: string): Promise<string> => readFile(join(FOLDER, name), 'utf8');

export const readExport = async (deps: SegmentationDeps, name: string, reading: Reading = {}): Promise<ReadExport> => {
  const root = await mkdtemp(join(tmpdir(), 'tranche-export-'));
  const [scratch, exportFolder] = [join(root, 'scratch'), join(root, 'out')];
  await Promise.all([mkdir(scratch), mkdir(exportFolder)]);
  const path = join(root, name);
  await writeFile(path, (reading.edited ?? (text => text))(await exportText(name)));
  const companions = Object.keys(reading.beside ?? {}).map(file => ({ path: join(root, file), name: file }));
  for (const { path: at, name: file } of companions) await writeFile(at, reading.beside![file]!);
  const segmentation = await runSegmentation(deps, {
    ...{ path, name: basename(name), companions, scratch, exportFolder },
    hints: { ...NO_HINTS, ...reading.hints },
    settings: { ...DEFAULT_SETTINGS, ...reading.settings },
  });
  try {
    await segmentation.exportCustomers(join(exportFolder, 'customers.csv'));
    await segmentation.exportRejected(join(exportFolder, 'rejected.csv'));
    const [customers, rejected] = await Promise.all(
      ['customers.csv', 'rejected.csv'].map(async file => rowsOf(await readFile(join(exportFolder, file), 'utf8'))),
    );
    return {
      report: segmentation.report,
      customers: Object.fromEntries(
        customers!.map(({ customer, orders, spend }) => [customer, [Number(orders), Number(spend)]]),
      ),
      rejected: Object.fromEntries(rejected!.map(({ row, reason }) => [row, reason!])),
    };
  } finally {
    await segmentation.close();
    await rm(root, { recursive: true });
  }
};

const rowsOf = (csv: string): readonly Readonly<Record<string, string>>[] =>
  parse(csv, { columns: true, bom: true }) as Record<string, string>[];

/** Rows by reason. */
export const rejectedRows = ({ rejected }: Receipt): Readonly<Record<string, number>> =>
  Object.fromEntries(Object.entries(rejected).map(([reason, { rows }]) => [reason, rows]));
