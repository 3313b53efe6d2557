/** Pictures and lists of jobs, each uploaded once: it is noted before it is shown. */
import type { Part, Picture } from '../jobs/ports.ts';
import type { BotState, Delivery } from '../store/bot-state.ts';
import { complete, isComplete, isShared, sendBytes, type UploadDeps, waitUntilProcessed } from './uploads.ts';

export interface FileDeps extends UploadDeps {
  readonly deliveries: BotState['deliveries'];
}

export const uploadPicture = async (deps: FileDeps, part: Part, picture: Picture): Promise<string> => {
  const known = await deps.deliveries.find(part.job, part.part);
  if (known?.file && (known.done || (await isComplete(deps, known.file)))) {
    if (!known.done) await note(deps, part, { file: known.file, done: true });
    return known.file;
  }
  const { id, title } = await sendOnce(deps, part, pictureUpload(picture));
  await complete(deps, { id, title }, null);
  await waitUntilProcessed(deps, id);
  await note(deps, part, { file: id, done: true });
  return id;
};

const pictureUpload = ({ id, title, altText, png }: Picture) => ({
  name: `${id}.png`,
  title,
  bytes: png,
  altText: altText.slice(0, 1_000),
});

/** The bytes are noted before they are shown, so that a job that is taken up again can ask whether they were. */
const sendOnce = async (
  deps: FileDeps,
  part: NotedPart,
  upload: Parameters<typeof sendBytes>[1],
): Promise<{ id: string; title: string }> => {
  const id = await sendBytes(deps, upload);
  await note(deps, part, { file: id, done: false });
  return { id, title: upload.title };
};

type NotedPart = Pick<Part, 'job' | 'part' | 'channel'>;

const note = (
  { deliveries }: FileDeps,
  { job, part, channel }: NotedPart,
  facts: Pick<Delivery, 'file' | 'done'>,
): Promise<void> => deliveries.save({ job, part, channel, ts: null, ...facts });

export const shareOnce = async (
  deps: FileDeps,
  part: NotedPart,
  upload: Parameters<typeof sendBytes>[1],
  share: Parameters<typeof complete>[2],
): Promise<void> => {
  const known = await deps.deliveries.find(part.job, part.part);
  if (known?.done) return;
  const before = known?.file ?? null;
  if (before !== null && (await isShared(deps, before))) {
    await note(deps, part, { file: before, done: true });
    return;
  }
  const sent = await sendOnce(deps, part, upload);
  await complete(deps, sent, share);
  await note(deps, part, { file: sent.id, done: true });
};
