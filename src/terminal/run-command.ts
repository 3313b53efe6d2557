/** One call of the command line, from arguments to exit code. */
import { createWriteStream } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ChartRenderer } from '../charts/chart.ts';
import type { SegmentReport } from '../core/report.ts';
import { runSegmentation } from '../pipeline/run-segmentation.ts';
import type { FileReading, Segmentation, SegmentationDeps } from '../pipeline/segmentation.ts';
import { DEFAULT_SAMPLE_ROWS } from '../sample/sample-size.ts';
import { parseCommand, type SampleCommand, type SegmentCommand } from './arguments.ts';
import { type Comparison, compareWith } from './comparison.ts';
import { comparisonText } from './comparison-text.ts';
import { orDiskFull } from './disk-errors.ts';
import { HELP } from './help.ts';
import { progressLine } from './progress-line.ts';
import { reportText } from './report-text.ts';
import { openResultFolders } from './result-folders.ts';
import { makeScratch } from './scratch.ts';
import { type Style, styleFor } from './style.ts';

export interface TerminalDeps {
  readonly segmentation: SegmentationDeps;
  readonly prepareCharts: () => void;
  readonly draw: ChartRenderer;
  /** The investor pack of a report that holds the topic: files by their names. */
  readonly investorFiles: (report: SegmentReport) => Promise<Readonly<Record<string, Uint8Array>>>;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  /** Milliseconds; only differences matter. */
  readonly now: () => number;
}

export const runCommand = async (args: readonly string[], deps: TerminalDeps): Promise<void> => {
  const command = parseCommand(args, DEFAULT_SAMPLE_ROWS);
  if (command.kind === 'help') deps.stdout.write(HELP);
  else if (command.kind === 'sample-csv') await printSample(command, deps.stdout);
  else await segment(command, deps);
};

// The sample store and the charts are loaded only where they are asked for: a start should take no time.

const printSample = async ({ rows, seed }: SampleCommand, stdout: NodeJS.WriteStream): Promise<void> => {
  const { sampleStoreCsv } = await import('../sample/sample-store.ts');
  await pipeline(Readable.from(sampleStoreCsv({ rows, seed })), stdout, { end: false });
};

const segment = async (command: SegmentCommand, deps: TerminalDeps): Promise<void> => {
  const scratch = makeScratch('tranche-');
  const folders = openResultFolders(command);
  const { out, bi } = folders;
  if (out) deps.prepareCharts();
  const progress = progressLine(deps.stderr, deps.now);
  try {
    const segmentation = await runSegmentation(
      deps.segmentation,
      {
        ...(await inputFiles(command, scratch)),
        hints: command.hints,
        settings: command.settings,
        details: command.show.length > 0 || bi !== null,
        scratch,
        exportFolder: out?.staging ?? null,
        ...(bi ? { starFolder: bi.staging } : {}),
      },
      progress.onProgress,
    );
    const report = await reportWith(segmentation, command);
    const comparison = command.compareDays === null ? null : await compareWith(segmentation, command.compareDays);
    if (out) {
      const { writeFiles } = await import('./write-files.ts');
      await writeFiles({ ...segmentation, report }, comparison, deps, out.staging);
    }
    if (bi) await writeStar(segmentation, bi.staging);
    await segmentation.close();
    const written = folders.publish();
    progress.end();
    deps.stdout.write(
      command.json ? jsonText(report, comparison) : plainText(report, comparison, styleFor(deps.stdout)),
    );
    deps.stderr.write(written);
  } finally {
    progress.end();
  }
};

const writeStar = async (segmentation: Segmentation, folder: string): Promise<void> => {
  try {
    await segmentation.exportStar(folder);
  } catch (error) {
    throw orDiskFull(error, folder);
  }
};

const reportWith = async (
  { report, insight }: Segmentation,
  { show, extras }: Pick<SegmentCommand, 'show' | 'extras'>,
): Promise<SegmentReport> => (show.length === 0 ? report : { ...report, insight: await insight(show, { extras }) });

/** Fields of the report stay as they are. */
const jsonText = (report: SegmentReport, comparison: Comparison | null): string =>
  `${JSON.stringify(comparison === null ? report : { ...report, comparison }, null, 2)}\n`;

const plainText = (report: SegmentReport, comparison: Comparison | null, style: Style): string =>
  reportText(report, style) + (comparison === null ? '' : `\n${comparisonText(comparison, report.totals, style)}`);

/** The sample store is written to a file first: it is read as a person's file is. */
const inputFiles = async (
  command: SegmentCommand,
  scratch: string,
): Promise<Pick<FileReading, 'path' | 'name' | 'companions'>> => {
  if ('paths' in command.input) {
    const [file, ...companions] = command.input.paths.map(path => ({ path: resolve(path), name: basename(path) }));
    return { ...file!, companions };
  }
  const { sampleStoreCsv } = await import('../sample/sample-store.ts');
  const path = join(scratch, 'sample-store.csv');
  const orders = sampleStoreCsv({ rows: command.input.sampleRows, seed: command.settings.seed });
  try {
    await pipeline(Readable.from(orders), createWriteStream(path));
  } catch (error) {
    throw orDiskFull(error, path);
  }
  return { path, name: 'sample-store.csv' };
};
