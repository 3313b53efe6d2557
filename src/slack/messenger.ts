/** Says things in Slack, each part of a job's answer once. */
import { readFile } from 'node:fs/promises';
import type { View } from '@slack/types';
import type { FileToSend, Messenger, Part } from '../jobs/ports.ts';
import type { Saying } from '../jobs/sayings.ts';
import { homeView } from './blocks/home.ts';
import { render } from './blocks/render.ts';
import { type FileDeps, shareOnce, uploadPicture } from './job-files.ts';
import { type MessageDeps, put, remove } from './job-messages.ts';
import { OneAtATime } from './one-at-a-time.ts';
import { calling } from './slack-failure.ts';
import { type WhisperDeps, whisper } from './whisper.ts';

export type MessengerDeps = MessageDeps & FileDeps & WhisperDeps;

export const slackMessenger = (deps: MessengerDeps): Messenger => {
  const turns = new OneAtATime();
  const inTurn = <T>({ job, part }: { job: string; part: string }, work: () => Promise<T>): Promise<T> =>
    turns.run(`${job}/${part}`, work);
  return {
    put: (part, saying) => inTurn(part, () => put(deps, part, saying)),
    remove: part => inTurn(part, () => remove(deps, part)),
    whisper: (to, saying) => whisper(deps, to, saying),
    upload: (part, picture) => inTurn(part, () => uploadPicture(deps, part, picture)),
    direct: (part, saying, file) => inTurn(part, () => direct(deps, part, saying, file)),
    directChannel: user => directChannel(deps, user),
    home: async (user, saying) => {
      if (saying.kind !== 'home') throw new Error(`${saying.kind} is no home tab`);
      await calling(() => deps.client.views.publish({ user_id: user, view: homeView(saying) as View }));
    },
  };
};

const directChannel = async ({ client }: MessengerDeps, user: string): Promise<string> =>
  (await calling(() => client.conversations.open({ users: user }))).channel?.id ?? user;

const direct = async (
  deps: MessengerDeps,
  part: { readonly job: string; readonly part: string; readonly team: string; readonly user: string },
  saying: Saying,
  file?: FileToSend,
): Promise<void> => {
  if ((await deps.deliveries.find(part.job, part.part))?.done) return;
  const place: Part = { ...part, channel: await directChannel(deps, part.user), thread: null };
  if (file === undefined) {
    await put(deps, place, saying);
    return;
  }
  const bytes = 'bytes' in file ? file.bytes : await readFile(file.path);
  const upload = { name: file.name, title: file.name, bytes, altText: null };
  await shareOnce(deps, place, upload, { channel: place.channel, thread: null, comment: render(saying).text });
};
