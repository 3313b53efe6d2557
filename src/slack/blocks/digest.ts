/** The scheduled message: what moved, what to do this week, one picture; or that no new orders came. */
import type { Button, KnownBlock } from '@slack/types';
import { cadenceWords } from '../../core/cadence-words.ts';
import { asOfWords, dayWords, lastDayWords } from '../../core/words/dates.ts';
import { counted } from '../../core/words/numbers.ts';
import type { DatasetName } from '../../jobs/sayings/datasets.ts';
import type { DigestAdvice, DigestSaying } from '../../jobs/sayings/digests.ts';
import type { SayingOf } from '../../jobs/sayings.ts';
import { channelName, joined, type Mrkdwn, md, moment, mrkdwn, ours } from '../escape.ts';
import { OPEN_UPLOAD, UPLOAD_HERE } from '../ids.ts';
import { chartImage } from './charts.ts';
import { zonedTime } from './digest-schedule.ts';
import { actions, askButton, context, header, type Message, message, note, openButton, section } from './message.ts';
import { groupTable, movementHeadline, movementLines, movementWords } from './movement.ts';
import { runContext } from './report.ts';
import { headline, totalsLine } from './report-headline.ts';
import { segmentTable } from './segment-table.ts';

export const digestMessage = (saying: DigestSaying): Message => {
  const { report, dataset, movement, advice } = saying;
  const { currency } = report.totals;
  const todo = adviceTexts(advice);
  const opening = openingText(saying);
  return message(
    [
      md`${mrkdwn(dataset.name)}: ${opening}`,
      movement ? movementWords(movement, currency) : headline(report),
      totalsLine(report),
      ...todo,
      ...(saying.chart ? [mrkdwn(saying.chart.altText, 500)] : []),
    ],
    [
      previewNote(saying),
      header(`${dataset.name}: ${movement ? 'what moved' : 'where you stand'}`),
      section(
        movement
          ? joined([opening, movementHeadline(movement), ...movementLines(movement, currency)], '\n')
          : joined([opening, headline(report)], '\n'),
      ),
      ...todoBlocks(saying, todo),
      movement ? groupTable(movement, currency) : null,
      segmentTable(report, dataset),
      segmentNote(saying),
      saying.chart && chartImage(saying.chart),
      digestButtons(saying),
      comesWhen(saying),
      runContext(report),
    ],
  );
};

/** Both days by the same cuts: a digest of before, with its own, may have said something else of the earlier day. */
const SAME_CUTS = md` Both days are scored with the limits of today, so what is said of then can differ from the last digest.`;

const comesWhen = ({ cadence, timeZone, ...saying }: DigestSaying | SayingOf<'digest-stale'>): KnownBlock | null => {
  const cuts = 'movement' in saying && saying.movement ? SAME_CUTS : md``;
  if (cadence === null) return cuts === SAME_CUTS ? context(SAME_CUTS) : null;
  return context(md`Comes ${mrkdwn(cadenceWords(cadence, timeZone), 120)}.${cuts}`);
};

const previewNote = ({ preview, cadence }: Pick<DigestSaying, 'preview' | 'cadence'>): KnownBlock | null => {
  if (!preview) return null;
  return cadence === null
    ? context(
        md`A preview: nothing was posted, and no digest is set up. \`/segment digest weekly mon 09:00\` does that.`,
      )
    : context(md`A preview: nothing was posted, and the next digest is not affected.`);
};

const openingText = ({ movement, report }: DigestSaying): Mrkdwn =>
  movement
    ? md`From ${mrkdwn(lastDayWords(movement.since))} to ${mrkdwn(lastDayWords(movement.until))}:`
    : md`The first digest, ${mrkdwn(asOfWords(report.run.asOf))}. From the next one on it says what moved.`;

const ADVICE_SHOWN = 3;

const adviceTexts = (advice: readonly DigestAdvice[]): readonly Mrkdwn[] =>
  advice
    .slice(0, ADVICE_SHOWN)
    .map(
      ({ title, why, how }, index) =>
        md`*${index + 1}. ${mrkdwn(title, 150)}*\n${mrkdwn(why, 400)}\n*How:* ${mrkdwn(how, 400)}`,
    );

const todoBlocks = ({ advice, dataset }: DigestSaying, todo: readonly Mrkdwn[]): readonly KnownBlock[] =>
  todo.length === 0
    ? []
    : [
        header('Worth doing now'),
        ...todo.map((text, index) => section(text, listButton(advice[index]!, dataset, index))),
      ];

/** The customers of the group, for whoever does it. */
const listButton = ({ group }: DigestAdvice, { id }: DatasetName, index: number): Button | null =>
  group === null
    ? null
    : askButton({
        id: `list:${index}`,
        label: 'Send me the list',
        request: { kind: 'export', segment: `group ${group}`, dataset: { id } },
      });

/** Segments are found anew each time: last time's are listed, never compared by name. */
const segmentNote = ({ previousSegments, report }: DigestSaying): KnownBlock | null => {
  if (previousSegments === null || previousSegments.length === 0 || report.segments.length === 0) return null;
  const before = previousSegments
    .slice(0, 12)
    .map(({ name, customers }) => md`${mrkdwn(name, 60)} (${ours(counted(customers, 'customer'))})`);
  return context(
    md`Last time: ${joined(before, ', ')}. Segments are found anew each time; to see who moved, look at the RFM groups.`,
  );
};

/** Of a preview of one that nobody has set up there is nothing to pause. */
const pauseButton = (id: string, cadence: DigestSaying['cadence']): Button | null =>
  cadence &&
  askButton({
    id: 'pause',
    label: 'Pause',
    aloud: 'Pause this digest',
    request: { kind: 'digest', action: 'pause', dataset: { id } },
  });

const digestButtons = ({ dataset, movement, previousRun, cadence }: DigestSaying): KnownBlock | null => {
  const { id } = dataset;
  const since = previousRun === null ? {} : { since: previousRun };
  return actions([
    askButton({ id: 'show', label: 'Segments and actions', request: { kind: 'show', segment: null, dataset: { id } } }),
    movement
      ? askButton({ id: 'compare', label: 'All moves', request: { kind: 'compare', dataset: { id }, ...since } })
      : null,
    askButton({ id: 'trends', label: 'Trends', request: { kind: 'insight', topic: 'trends', dataset: { id } } }),
    pauseButton(id, cadence),
  ]);
};

export const digestStale = (saying: SayingOf<'digest-stale'>): Message => {
  const { dataset, lastOrder, daysAgo } = saying;
  const text = md`*No new orders in ${mrkdwn(dataset.name)} since ${mrkdwn(dayWords(lastOrder))}* (${ours(counted(daysAgo, 'day'))}). Old figures would only repeat themselves, so here are none. Drop a newer export into this channel, and the next digest says what moved.`;
  return message(text, [
    previewNote(saying),
    section(text),
    actions([
      openButton(OPEN_UPLOAD, 'Upload orders', UPLOAD_HERE, 'primary'),
      pauseButton(dataset.id, saying.cadence),
    ]),
    comesWhen(saying),
  ]);
};

export const digestReminder = ({ digest, dueAt, lastOrder }: SayingOf<'digest-reminder'>): Message => {
  const due = moment(dueAt / 1_000, zonedTime(dueAt / 1_000, digest.timeZone));
  const name = md`*${mrkdwn(digest.dataset.name)}*`;
  const comes = digest.alerts
    ? md`For churn alerts I look at ${name} next ${due}`
    : md`The next digest of ${name} comes ${due}`;
  const or = digest.alerts ? md`I can see nothing` : md`the digest can only say that none came`;
  return note(
    md`${comes}, and the last order I have is of ${mrkdwn(dayWords(lastOrder))}. Upload newer orders to ${channelName(digest.channel)} before, or ${or}.`,
    // The reminder is a direct message, and the orders belong into the digest's channel.
    [openButton(OPEN_UPLOAD, 'Upload orders', digest.channel, 'primary')],
  );
};
