/** Files that pass by, as one of two events or both: the same file in the same channel is one job. */
import type { ImportFile, NewJobOf } from '../../jobs/job.ts';
import type { Listener } from './listener.ts';
import { teamOf } from './team.ts';

export const fileJob = (file: ImportFile): NewJobOf<'import-file'> => ({
  kind: 'import-file',
  key: `file:${file.channel}:${file.file}`,
  team: file.team,
  payload: file,
});

/** Carries ids only, but needs no permission to read the channel. */
export const onFileShared: Listener = {
  on: 'event',
  name: 'file_shared',
  register: (app, deps) =>
    app.event('file_shared', async ({ event, context }) => {
      if (event.user_id === deps.botUser) return;
      await deps.add(
        fileJob({
          team: teamOf(context),
          channel: event.channel_id,
          thread: null,
          file: event.file_id,
          user: event.user_id,
          origin: 'shared',
          responseUrl: null,
        }),
      );
    }),
};
