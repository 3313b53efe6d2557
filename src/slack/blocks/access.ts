/** Why something is not done for this person, in this place, or with this file. */
import type { Saying, SayingOf } from '../../jobs/sayings.ts';
import { channelName, clause, code, joined, type Mrkdwn, md, mrkdwn, person } from '../escape.ts';
import { OPEN_UPLOAD, UPLOAD_HERE } from '../ids.ts';
import { type Message, note, openButton } from './message.ts';

type Reason = Extract<Saying, { kind: 'refusal' }>['reason'];

const REASONS: Readonly<Record<Reason, Mrkdwn>> = {
  guest: md`Only full members of this workspace can; guests cannot. Ask a member of the channel.`,
  other_workspace: md`Only members of the workspace that uploaded the orders can. Ask somebody there.`,
  not_in_channel: md`Only members of the channel the orders were uploaded to can. Join that channel, then ask again.`,
  membership_unknown: md`Slack did not tell me whether you are in the channel the orders were uploaded to. Please try again in a minute.`,
  only_owner_or_admin: md`Only whoever uploaded the orders, or an admin of the workspace, can delete or change them. Where several people uploaded them, that is whoever uploaded all that would go.`,
};

export const refusal = ({ reason, what }: SayingOf<'refusal'>): Message =>
  note(md`I cannot do this for you (${clause(what, 150)}). ${REASONS[reason]}`);

export const inviteMe = ({ channel, botUser }: SayingOf<'invite-me'>): Message =>
  note(
    md`I am not in ${channelName(channel)}, so I cannot see files or post there. Type /invite ${person(botUser)} in that channel, then do it once more.`,
  );

export const noOrders = ({ fileName, because, fix }: SayingOf<'no-orders'>): Message =>
  note(md`I left *${mrkdwn(fileName)}* alone. ${mrkdwn(because, 300)} ${mrkdwn(fix, 300)}`);

export const noDataset = ({ asked, available }: SayingOf<'no-dataset'>): Message => {
  const upload = openButton(OPEN_UPLOAD, 'Upload orders', UPLOAD_HERE, 'primary');
  if (available.length === 0)
    return note(
      md`There are no orders in this channel yet. Drop an orders file (CSV or Excel) into the channel, or upload one here. I see files only where I am a member: ${code(md`/invite @Tranche`)}`,
      [upload],
    );
  const names = joined(
    available.slice(0, 20).map(name => md`*${mrkdwn(name)}*`),
    ', ',
  );
  return asked === null
    ? note(
        md`Which orders do you mean? This channel has ${names}. Name them at the end: ${code(md`in ${mrkdwn(available[0]!)}`)}`,
      )
    : note(md`There are no orders named *${mrkdwn(asked)}* in this channel. It has ${names}.`, [upload]);
};
