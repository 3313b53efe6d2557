/** Orders are about to be deleted because nothing was uploaded for long. */
import { dayWords } from '../../core/words/dates.ts';
import { counted } from '../../core/words/numbers.ts';
import type { SayingOf } from '../../jobs/sayings.ts';
import { channelName, md, mrkdwn, ours } from '../escape.ts';
import { OPEN_UPLOAD } from '../ids.ts';
import { askButton, type Message, note, openButton } from './message.ts';

export const retentionWarning = (saying: SayingOf<'retention-warning'>): Message => {
  const { dataset, channel, uploadedAt, deletedAt, keptDays } = saying;
  return note(
    md`*${mrkdwn(dataset.name)}* in ${channelName(channel)} will be deleted on ${mrkdwn(dayWords(deletedAt))}, with its reports and digests: orders are kept for ${ours(counted(keptDays, 'day'))} after the last upload, and that was on ${mrkdwn(dayWords(uploadedAt))}. To keep them, upload newer orders to the channel.`,
    [
      openButton(OPEN_UPLOAD, 'Upload orders', channel, 'primary'),
      askButton({
        id: 'export',
        label: 'Export all customers',
        request: { kind: 'export', segment: 'all', dataset: { id: dataset.id } },
      }),
    ],
  );
};
