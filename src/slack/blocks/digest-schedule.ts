/** Digests as appointments: saved, listed, paused, stopped. */
import type { KnownBlock } from '@slack/types';
import { cadenceWords } from '../../core/cadence-words.ts';
import { rhythmOf } from '../../core/churn-watch.ts';
import { tooLittleHistory } from '../../core/words/churn.ts';
import type { DigestSummary } from '../../jobs/sayings/digests.ts';
import type { SayingOf } from '../../jobs/sayings.ts';
import { channelName, clause, code, type Mrkdwn, md, moment, mrkdwn, ours, person, plain } from '../escape.ts';
import { actions, askButton, type Confirm, context, type Message, message, note, section } from './message.ts';

export const digestSaved = ({ digest, replaced }: SayingOf<'digest-saved'>): Message => {
  const done = digest.alerts
    ? md`Done: I look at *${mrkdwn(digest.dataset.name)}* ${when(digest)}, and post to ${channelName(digest.channel)} only when more customers than usual slip into At risk or Lost.`
    : md`Done: the digest of *${mrkdwn(digest.dataset.name)}* comes ${when(digest)} to ${channelName(digest.channel)}.`;
  const before = replaced === null ? md`` : md` Until now ${formerly(replaced)}.`;
  return note(md`${done}${before}${next(digest)}${historyText(digest)}`, [
    askDigest('preview', 'Preview', digest),
    askDigest('pause', 'Pause', digest),
    askDigest('off', 'Stop', digest),
  ]);
};

export const digestTakenOver = ({ digest, by, before }: SayingOf<'digest-taken-over'>): Message =>
  note(
    md`${person(by)} has changed the digest of *${mrkdwn(digest.dataset.name)}* in ${channelName(digest.channel)} that you had set up. Until now ${formerly(before)}; from now on ${digest.alerts ? md`I look for alerts only,` : md`it comes`} ${when(digest)}.${next(digest)}`,
    [askDigest('pause', 'Pause', digest), askDigest('off', 'Stop', digest)],
  );

const formerly = ({ cadence, alerts }: Pick<DigestSummary, 'cadence' | 'alerts'>): Mrkdwn =>
  md`${alerts ? md`I looked for alerts only,` : md`it came`} ${mrkdwn(cadenceWords(cadence, null), 120)}`;

/** Said where alerts cannot speak up yet. */
const historyText = ({ history, cadence }: DigestSummary): Mrkdwn =>
  history === null || history.periods >= history.fewest
    ? md``
    : md` ${ours(tooLittleHistory(rhythmOf(cadence).days, history))}`;

const when = ({ cadence, timeZone }: DigestSummary): Mrkdwn => mrkdwn(cadenceWords(cadence, timeZone), 120);

const next = ({ nextDueAt, timeZone, alerts }: DigestSummary): Mrkdwn =>
  nextDueAt === null
    ? md``
    : md` The next ${alerts ? md`look` : md`one`}: ${moment(nextDueAt, zonedTime(nextDueAt, timeZone))}.`;

/** "Mon 14 Dec 2026, 09:00", on the clocks of the digest's zone. */
export const zonedTime = (instant: number, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  }).format(instant * 1000);

type Change = 'preview' | 'pause' | 'resume' | 'off';

const askDigest = (action: Change, label: string, { id, dataset }: DigestSummary, confirm?: Confirm) =>
  askButton({
    id: `${action}:${id}`,
    label,
    aloud: `${label} the digest of ${dataset.name}`,
    request: { kind: 'digest', action, dataset: { id: dataset.id }, digest: id },
    ...(confirm === undefined ? {} : { confirm }),
  });

const stopButton = (digest: DigestSummary) =>
  askDigest('off', 'Delete', digest, {
    title: 'Delete this digest?',
    text: `The digest of ${plain(digest.dataset.name)} comes no more. Its orders stay.`,
    yes: 'Delete',
  });

const nameOf = ({ alerts }: DigestSummary): Mrkdwn => (alerts ? md`churn alerts` : md`digest`);

const SHOWN = 20;

export const digestList = ({ digests }: SayingOf<'digest-list'>): Message =>
  digests.length === 0
    ? note(md`No digests are scheduled here. Schedule one with ${code(md`/segment digest weekly mon 09:00`)}`)
    : message(digests.slice(0, SHOWN).map(digestText), digestBlocks(digests, SHOWN));

export const digestBlocks = (digests: readonly DigestSummary[], most: number): readonly (KnownBlock | null)[] => [
  ...digests
    .slice(0, most)
    .flatMap(digest => [
      section(digestText(digest)),
      actions([
        digest.pausedBecause === null ? askDigest('pause', 'Pause', digest) : askDigest('resume', 'Resume', digest),
        askDigest('preview', 'Preview', digest),
        stopButton(digest),
      ]),
    ]),
  digests.length > most ? context(md`And ${digests.length - most} more.`) : null,
];

const digestText = (digest: DigestSummary): Mrkdwn => {
  const paused = digest.pausedBecause === null ? md`` : md` *Paused:* ${clause(digest.pausedBecause, 200)}.`;
  const comes = digest.alerts ? md`is looked at ${when(digest)}, with alerts only,` : md`comes ${when(digest)}`;
  const where = digest.alerts ? md`for` : md`to`;
  return md`*${mrkdwn(digest.dataset.name)}* ${comes} ${where} ${channelName(digest.channel)}, set up by ${person(digest.owner)}.${paused}${next(digest)}${historyText(digest)}`;
};

export const digestChanged = ({ digest, change }: SayingOf<'digest-changed'>): Message => {
  const name = md`The ${nameOf(digest)} of *${mrkdwn(digest.dataset.name)}*`;
  if (change === 'paused')
    return note(md`${name} ${digest.alerts ? md`are` : md`is`} paused.`, [askDigest('resume', 'Resume', digest)]);
  if (change === 'resumed')
    return note(md`${name} ${digest.alerts ? md`are on` : md`comes`} again, ${when(digest)}.${next(digest)}`);
  return note(md`${name} ${digest.alerts ? md`are` : md`is`} stopped and will not come any more. The orders stay.`);
};

export const noDigest = (): Message =>
  note(md`No digest is scheduled for these orders. Schedule one with ${code(md`/segment digest weekly mon 09:00`)}`);

export const digestStopped = ({ digest, because }: SayingOf<'digest-stopped'>): Message =>
  note(
    md`I have paused the ${nameOf(digest)} of *${mrkdwn(digest.dataset.name)}* in ${channelName(digest.channel)}: ${clause(because, 300)}. ${digest.alerts ? md`I looked` : md`It came`} ${when(digest)}. Once that is mended, resume it.`,
    [askDigest('resume', 'Resume', digest)],
  );
