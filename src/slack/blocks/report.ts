/** The report of a run: what to do in one sentence, the figures, a card per segment, what would change the result. */
import type { ContainerBlock, KnownBlock, SectionBlock } from '@slack/types';
import type { Cadence } from '../../core/cadence.ts';
import { cadenceWords } from '../../core/cadence-words.ts';
import type { SegmentReport } from '../../core/report.ts';
import { asOfWords, dayWords } from '../../core/words/dates.ts';
import { count, counted } from '../../core/words/numbers.ts';
import type { DatasetName } from '../../jobs/sayings/datasets.ts';
import type { ReportSaying } from '../../jobs/sayings/reports.ts';
import { joined, type Mrkdwn, md, mrkdwn, ours, person } from '../escape.ts';
import { LIMITS } from '../limit-table.ts';
import { topicButtons } from './insight/topic-buttons.ts';
import { actions, askButton, context, figures, header, type Message, message, plainText, section } from './message.ts';
import { hasRejected, joinedLine, receiptLine } from './receipt.ts';
import { headline, segmentLines, totalFigures, totalsLine } from './report-headline.ts';
import { rerunButtons } from './reruns.ts';
import { schemeBlocks, schemeLines } from './scheme.ts';
import { segmentCards } from './segment-cards.ts';
import { segmentTable, TABLE_NOTE } from './segment-table.ts';
import { settingsWords } from './settings-words.ts';
import { changeLine, uploadBlocks, uploadLine } from './uploads.ts';

export const reportMessage = (saying: ReportSaying): Message => {
  const { report, dataset } = saying;
  const hello = saying.mention === null ? null : md`${person(saying.mention)} Your segments are ready.`;
  const changed = changeLine(saying);
  const joinedFiles = joinedLine(report);
  return message(
    [
      ...[hello, changed].filter(line => line !== null),
      md`${mrkdwn(dataset.name)}: ${headline(report)}`,
      totalsLine(report),
      ...segmentLines(report),
      ...schemeLines(report),
      ...(saying.upload ? [uploadLine(saying.upload, dataset)] : []),
      receiptLine(report),
      ...(joinedFiles ? [joinedFiles] : []),
      ...shownWarnings(report),
    ],
    [
      hello && section(hello),
      changed && section(changed),
      header(title(report, dataset)),
      section(headline(report)),
      figures(totalFigures(report)),
      receiptSection(report, dataset),
      joinedFiles && section(joinedFiles),
      ...uploadBlocks(saying),
      ...schemeBlocks(report, dataset),
      segmentTable(report, dataset),
      report.segments.length === 0 ? null : TABLE_NOTE,
      ...segmentCards(report, dataset),
      section(md`*More about these customers*`),
      topicButtons(dataset),
      warningSection(report),
      ...reruns(report, dataset),
      digestOffer(saying),
      background(report),
      runContext(report),
    ],
  );
};

const title = ({ segments, totals }: SegmentReport, { name }: DatasetName): string =>
  segments.length === 0
    ? `${name}: ${counted(totals.customers, 'customer')}`
    : `${name}: ${counted(totals.customers, 'customer')} in ${counted(segments.length, 'segment')}`;

const receiptSection = (report: SegmentReport, dataset: DatasetName): SectionBlock =>
  section(
    receiptLine(report),
    hasRejected(report)
      ? askButton({
          id: 'rejected',
          label: 'Send me the rows left out',
          request: { kind: 'rejected', dataset: { id: dataset.id } },
        })
      : null,
  );

const SHOWN_WARNINGS = 3;
const WARNING_LENGTH = 400;

/**
 * Warnings and notes speak of the command line's options where one helps; here a button does, or nothing: those sentences
 * are left out.
 */
const noteText = (text: string): Mrkdwn => {
  const sentences = text.split(/(?<=[.!?])\s+/).filter(sentence => !/(?<=^|[\s(])--[a-z]/.test(sentence));
  return mrkdwn(sentences.length === 0 ? text : sentences.join(' '), WARNING_LENGTH);
};

const shownWarnings = ({ warnings }: SegmentReport): readonly Mrkdwn[] =>
  warnings.slice(0, SHOWN_WARNINGS).map(text => md`Please note: ${noteText(text)}`);

const warningSection = ({ warnings }: SegmentReport): SectionBlock | null => {
  if (warnings.length === 0) return null;
  const lines = warnings.slice(0, SHOWN_WARNINGS).map(text => md`• ${noteText(text)}`);
  const more = warnings.length - SHOWN_WARNINGS;
  return section(
    joined(
      [md`*Please note*`, ...lines, ...(more > 0 ? [md`${more} more under “How this was worked out”.`] : [])],
      '\n',
    ),
  );
};

const reruns = (report: SegmentReport, dataset: DatasetName): readonly (KnownBlock | null)[] =>
  report.choice === null
    ? []
    : [
        section(md`*What would change the result*\n${mrkdwn(report.choice.why, 600)}`),
        actions(rerunButtons(report, dataset)),
      ];

const MONDAY_AT_NINE: Cadence = { every: 'week', weekday: 1, hour: 9, minute: 0 };

const digestOffer = ({ offerDigest, dataset }: ReportSaying): SectionBlock | null =>
  offerDigest
    ? section(
        md`*See what moves.* Every week: who is slipping away, who came back, three things worth doing.`,
        askButton({
          id: 'digest',
          label: `Post this ${cadenceWords(MONDAY_AT_NINE, null)}`,
          request: { kind: 'digest', action: 'schedule', cadence: MONDAY_AT_NINE, dataset: { id: dataset.id } },
          style: 'primary',
        }),
      )
    : null;

/** How the file was read, and the warnings that did not fit above; folded. */
const background = ({ warnings, source }: SegmentReport): ContainerBlock | null => {
  const lines = [...warnings.slice(SHOWN_WARNINGS), ...source.notes];
  if (lines.length === 0) return null;
  return {
    type: 'container',
    title: plainText('How this was worked out', LIMITS.containerTitle),
    is_collapsible: true,
    default_collapsed: true,
    child_blocks: [
      section(
        joined(
          lines.slice(0, BACKGROUND_LINES).map(text => md`• ${noteText(text)}`),
          '\n',
        ),
      ),
    ],
  };
};

const BACKGROUND_LINES = 15;

/** The run's id, the moment, the period, and what was asked for. */
export const runContext = ({ run, totals, source, receipt }: SegmentReport): KnownBlock | null => {
  const settings = settingsWords(run.settings);
  return context(
    joined(
      [
        md`${ours(count(receipt.rows))} rows, last file ${mrkdwn(source.name)}`,
        md`orders from ${mrkdwn(dayWords(totals.firstOrder))} to ${mrkdwn(dayWords(totals.lastOrder))}`,
        md`customers ${mrkdwn(asOfWords(run.asOf))}`,
        settings === '' ? md`default settings` : md`settings: ${mrkdwn(settings, 200)}`,
        md`run ${mrkdwn(run.id)}`,
      ],
      ' · ',
    ),
  );
};
