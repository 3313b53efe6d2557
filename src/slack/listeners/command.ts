/** `/segment …` */
import { uploadModal } from '../blocks/upload-modal.ts';
import { parseCommand } from '../commands/parse-command.ts';
import type { Listener } from './listener.ts';
import { teamOf } from './team.ts';

export const onSegmentCommand: Listener = {
  on: 'command',
  name: '/segment',
  register: (app, deps) =>
    app.command('/segment', async ({ ack, command, context }) => {
      const { channel_id: channel, user_id: user, response_url: responseUrl, trigger_id: trigger } = command;
      const team = teamOf(context);
      const request = parseCommand(command.text);
      const replyTo = { team, channel, thread: null, user, responseUrl, via: 'command' } as const;
      if (request.kind === 'upload') {
        deps.openModal(uploadModal(JSON.stringify({ team, channel, responseUrl })), { trigger, replyTo });
      } else {
        const same = [channel, user, command.text.trim()].join(':');
        await deps.add({ kind: 'answer', key: `trigger:${trigger}`, same, team, payload: { request, replyTo } });
      }
      await ack();
    }),
};
