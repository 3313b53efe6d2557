/** "Segment this file" in the menu of a message. */
import type { MessageShortcut } from '@slack/bolt';
import { SHORTCUT_CALLBACK } from '../ids.ts';
import { filesJob } from './files.ts';
import type { Listener } from './listener.ts';
import { teamOf } from './team.ts';

export const onSegmentThisFile: Listener = {
  on: 'shortcut',
  name: SHORTCUT_CALLBACK,
  register: (app, deps) =>
    app.shortcut({ callback_id: SHORTCUT_CALLBACK, type: 'message_action' }, async ({ ack, shortcut, context }) => {
      const { message, channel, user, trigger_id: trigger, response_url: responseUrl } = shortcut as MessageShortcut;
      const team = teamOf(context);
      const place = { team, channel: channel.id, thread: (message.thread_ts as string | undefined) ?? message.ts };
      const files = (message.files ?? []) as readonly { id: string }[];
      const asked = { ...place, user: user.id, origin: 'asked', responseUrl } as const;
      const job = filesJob(
        asked,
        files.map(({ id }) => id),
        message.ts,
      );
      if (job) {
        // Asked for once more, it is done once more.
        await deps.once(`${job.key}:${user.id}`, () => deps.add({ ...job, key: `${job.key}:${trigger}` }));
      } else {
        const replyTo = { ...place, user: user.id, responseUrl, via: 'button' } as const;
        await deps.add({ kind: 'answer', key: `trigger:${trigger}`, team, payload: { request: NO_FILE, replyTo } });
      }
      await ack();
    }),
};

const NO_FILE = {
  kind: 'mistake',
  problem: 'There is no file in that message.',
  didYouMean: null,
  examples: ['upload'],
} as const;
