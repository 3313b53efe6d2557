/**
 * Files that pass by. Slack tells of each by `file_shared`, and of all files of a message by `message`, in either order: a
 * file alone is one job whoever tells of it, and of several the message's job does the work of theirs.
 */
import type { ImportFile, NewJobOf } from '../../jobs/job.ts';
import type { Listener } from './listener.ts';
import { teamOf } from './team.ts';

/** So long the bot waits for the message that brought a file; without the permission to read the channel it never comes. */
const MESSAGE_FOLLOWS_MS = 3_000;

type SharedPlace = Omit<ImportFile, 'file' | 'others' | 'insteadOf'>;

type FilesJob = NewJobOf<'import-file'>;

const fileKey = ({ channel }: SharedPlace, file: string): string => `file:${channel}:${file}`;

/**
 * One job for what was shared at once: files that belong together are read as one. `null` where there is none. `occasion`:
 * names the sharing of several.
 */
export const filesJob = (place: SharedPlace, files: readonly string[], occasion: string): FilesJob | null => {
  const [file, ...others] = files;
  if (file === undefined) return null;
  const job = { kind: 'import-file', team: place.team } as const;
  if (others.length === 0) return { ...job, key: fileKey(place, file), payload: { ...place, file } };
  return { ...job, key: `files:${place.channel}:${occasion}`, payload: { ...place, file, others } };
};

/** The same for the files of a message, of each of which Slack tells by itself, too. */
export const messageJob = (place: SharedPlace, files: readonly string[], ts: string): FilesJob | null => {
  const job = filesJob(place, files, ts);
  if (files.length < 2) return job;
  const insteadOf = files.map(file => fileKey(place, file));
  return job && { ...job, insteadOf, payload: { ...job.payload, insteadOf } };
};

/** Carries ids only, but needs no permission to read the channel. */
export const onFileShared: Listener = {
  on: 'event',
  name: 'file_shared',
  register: (app, deps) =>
    app.event('file_shared', async ({ event, context }) => {
      if (event.user_id === deps.botUser) return;
      const place: SharedPlace = {
        team: teamOf(context),
        channel: event.channel_id,
        thread: null,
        user: event.user_id,
        origin: 'shared',
        responseUrl: null,
      };
      const job = filesJob(place, [event.file_id], event.event_ts);
      if (job) await deps.add({ ...job, afterMs: MESSAGE_FOLLOWS_MS });
    }),
};
