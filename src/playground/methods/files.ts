/** Files: what is known of them, and the documented upload in three steps (Slack docs: Working with files). */
import { fileKind, isPicture } from '../file-kinds.ts';
import { fileObject, isProcessed } from '../objects.ts';
import type { PendingUpload, WorkspaceState } from '../state.ts';
import type { SlackChannel, SlackFile } from '../workspace.ts';
import { given, list, needed, record } from './arguments.ts';
import { checkedThread } from './chat.ts';
import { checkedBlocks } from './content.ts';
import { type Answer, type Call, type Methods, Refusal, refusalWith } from './method.ts';
import { botSees, writableChannel } from './places.ts';

const LONGEST_ALT_TEXT = 1000;

const seenFile = ({ state, args }: Call): SlackFile => {
  const file = state.files.get(needed(args, 'file'));
  if (!file || !botSees(state, file)) throw new Refusal('file_not_found');
  return file;
};

/** Slack looks at a file some time after it was shared; here, some questions after. */
const info = (call: Call): Answer => {
  const file = seenFile(call);
  if (file.mode === 'tombstone') throw new Refusal('file_deleted');
  const answer = { file: fileObject(call.state, file) };
  if (!isProcessed(file)) file.notReadyFor -= 1;
  file.unsharedFor -= 1;
  return { ...answer, comments: [], response_metadata: { next_cursor: '' } };
};

const remove = (call: Call): Answer => {
  const { state } = call;
  const file = seenFile(call);
  if (file.user !== state.botUser) throw new Refusal('cant_delete_file');
  state.files.delete(file.id);
  for (const message of state.messages) message.files = message.files.filter(id => id !== file.id);
  state.changed();
  return {};
};

const getUploadUrl = ({ state, args }: Call): Answer => {
  const name = needed(args, 'filename');
  const length = Number(given(args, 'length'));
  if (!Number.isInteger(length) || length < 1) throw new Refusal('missing_argument');
  const altText = given(args, 'alt_txt');
  if ((altText ?? '').length > LONGEST_ALT_TEXT) throw new Refusal('alt_txt_too_large');
  const id = state.newId('F');
  state.uploads.set(id, { id, name, length, altText, bytes: null });
  return { file_id: id, upload_url: `${state.origin}/upload/v1/${id}` };
};

const complete = (call: Call): Answer => {
  const uploads = uploadsOf(call);
  const channel = channelOf(call);
  const post = channel === null ? () => {} : sharing(call, channel);
  const files = uploads.map(upload => finish(call.state, upload));
  // On anything but a picture, an alt text makes the share fail without a word (slackapi/python-slack-sdk#1818).
  const shared = files.filter(file => file.altText === null || isPicture(file));
  if (shared.length === files.length) post(files);
  return { files: files.map(({ id, title }) => ({ id, title })) };
};

interface Arrived extends PendingUpload {
  readonly title: string;
  readonly bytes: Uint8Array;
}

/** @throws {Refusal} `file_not_found` for what was not uploaded, or is completed already */
const uploadsOf = ({ state, args }: Call): readonly Arrived[] => {
  const named = (list(args, 'files') ?? []).map(record);
  if (named.length === 0) throw refusalWith('invalid_arguments', ['missing required field: files']);
  const uploads = named.map(file => {
    const upload = state.uploads.get(given(file, 'id') ?? '');
    if (!upload || upload.bytes === null) throw new Refusal('file_not_found');
    return { ...upload, bytes: upload.bytes, title: given(file, 'title') ?? upload.name };
  });
  if (new Set(uploads.map(({ id }) => id)).size < uploads.length) throw new Refusal('invalid_arguments');
  return uploads;
};

/** Of several in `channels`, the first; `null`: the files stay the bot's own. */
const channelOf = (call: Call): SlackChannel | null => {
  const id = given(call.args, 'channel_id') ?? given(call.args, 'channels')?.split(',')[0] ?? null;
  return id === null ? null : writableChannel(call, id);
};

/** Checked now, posted later. Blocks next to a comment are ignored. */
const sharing = (call: Call, channel: SlackChannel): ((files: readonly SlackFile[]) => void) => {
  const { state, args } = call;
  const thread_ts = checkedThread(call, channel.id);
  const text = given(args, 'initial_comment');
  const blocks = text === null ? (checkedBlocks(call) ?? []) : [];
  return files => {
    const message = { channel: channel.id, user: state.botUser, thread_ts, subtype: 'file_share', text: text ?? '' };
    state.addMessage({ ...message, blocks, files: files.map(({ id }) => id) });
  };
};

const finish = (state: WorkspaceState, { id, name, title, bytes, altText }: Arrived): SlackFile => {
  state.uploads.delete(id);
  return state.addFile({ id, name, title, bytes, altText, user: state.botUser, ...fileKind(name) });
};

export const filesMethods: Methods = {
  'files.info': { scopes: ['files:read'], run: info },
  'files.delete': { scopes: ['files:write'], run: remove },
  'files.getUploadURLExternal': { scopes: ['files:write'], run: getUploadUrl },
  'files.completeUploadExternal': { scopes: ['files:write'], run: complete },
};
