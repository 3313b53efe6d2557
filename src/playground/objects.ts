/** Slack's own objects, as its answers and events have them. */
import type { WorkspaceState } from './state.ts';
import type { OpenView, SlackChannel, SlackFile, SlackMessage, SlackUser } from './workspace.ts';

export type SlackObject = Readonly<Record<string, unknown>>;

export const appId = (state: WorkspaceState): string => `A${state.botUser.slice(1)}`;
export const botId = (state: WorkspaceState): string => `B${state.botUser.slice(1)}`;

export const userObject = (state: WorkspaceState, user: SlackUser): SlackObject => ({
  deleted: false,
  is_admin: false,
  is_owner: false,
  is_restricted: false,
  is_ultra_restricted: false,
  is_bot: false,
  ...user,
  is_stranger: user.is_stranger ?? false,
  is_app_user: user.id === state.botUser,
  profile: { real_name: user.real_name, display_name: user.name, team: user.team_id },
});

export const channelObject = (state: WorkspaceState, channel: SlackChannel): SlackObject => {
  const { id, name, is_private, is_im, is_ext_shared, is_archived, members } = channel;
  if (is_im) return { id, is_im, is_archived, user: [...members].find(user => user !== state.botUser) ?? '' };
  return {
    id,
    name,
    is_channel: !is_private,
    is_group: is_private,
    is_im,
    is_mpim: false,
    is_private,
    is_archived,
    is_ext_shared,
    is_shared: is_ext_shared,
    is_member: members.has(state.botUser),
  };
};

const fileAddress = (state: WorkspaceState, { id, name }: SlackFile): string =>
  `${state.origin}/files/${id}/download/${encodeURIComponent(name.toLowerCase())}`;

/** Whether Slack has looked at the file: before that, it tells neither type nor address. */
export const isProcessed = ({ notReadyFor }: SlackFile): boolean => notReadyFor <= 0;

export const fileObject = (state: WorkspaceState, file: SlackFile): SlackObject => {
  const { id, name, title, user, mode } = file;
  if (mode === 'tombstone' || mode === 'hidden_by_limit') return { id, mode };
  const processed = isProcessed(file);
  const address = fileAddress(state, file);
  return {
    id,
    name,
    title,
    user,
    mode,
    is_external: mode === 'external',
    file_access: 'visible',
    permalink: `https://${state.team.domain}.slack.com/files/${user}/${id}/${encodeURIComponent(name.toLowerCase())}`,
    size: file.bytes.length,
    mimetype: processed ? file.mimetype : '',
    filetype: processed ? file.filetype : '',
    ...(processed && mode === 'hosted' ? { url_private: address, url_private_download: address } : {}),
    ...(file.altText === null ? {} : { alt_txt: file.altText }),
    ...sharesObject(state, file),
  };
};

const sharesObject = (state: WorkspaceState, file: SlackFile): SlackObject => {
  const told = file.unsharedFor <= 0 ? [...file.shares.keys()] : [];
  const visible = told.flatMap(id => state.channels.get(id) ?? []);
  const of = (isPrivate: boolean) =>
    Object.fromEntries(
      visible
        .filter(channel => channel.is_private === isPrivate)
        .map(({ id }) => [id, (file.shares.get(id) ?? []).map(ts => shareObject(state, id, ts))]),
    );
  const ids = (kept: (channel: SlackChannel) => boolean) => visible.filter(kept).map(({ id }) => id);
  const shares = { public: of(false), private: of(true) };
  return {
    channels: ids(channel => !channel.is_private),
    groups: ids(channel => channel.is_private && !channel.is_im),
    ims: ids(channel => channel.is_im),
    shares: Object.fromEntries(Object.entries(shares).filter(([, channels]) => Object.keys(channels).length > 0)),
  };
};

const shareObject = (state: WorkspaceState, channel: string, ts: string): SlackObject => {
  const thread = state.message(channel, ts)?.thread_ts;
  return { ts, ...(thread === undefined ? {} : { thread_ts: thread }) };
};

/** As `conversations.history` and `.replies` tell it, with metadata where that was asked for. */
export const historyObject = (state: WorkspaceState, message: SlackMessage, withMetadata: boolean): SlackObject => ({
  ...messageObject(state, message),
  ...(withMetadata && message.metadata !== null ? { metadata: message.metadata } : {}),
});

export const messageObject = (state: WorkspaceState, message: SlackMessage): SlackObject => {
  const files = message.files.flatMap(id => state.files.get(id) ?? []);
  const byBot = message.user === state.botUser;
  return {
    type: 'message',
    user: message.user,
    ts: message.ts,
    text: message.text,
    team: state.team.id,
    ...(byBot ? { bot_id: botId(state), app_id: appId(state) } : {}),
    ...(message.subtype === undefined ? {} : { subtype: message.subtype }),
    ...(message.thread_ts === undefined ? {} : { thread_ts: message.thread_ts }),
    ...(message.blocks.length === 0 ? {} : { blocks: message.blocks }),
    ...(files.length === 0 ? {} : { files: files.map(file => fileObject(state, file)) }),
    ...(message.edited === null ? {} : { edited: { user: message.user, ts: message.edited } }),
  };
};

/** `state.values` is empty: what a person has filled in comes with an interaction. */
export const viewObject = (state: WorkspaceState, { id, hash, view, user }: OpenView): SlackObject => {
  const stack = state.views.get(user) ?? [];
  const position = stack.findIndex(open => open.id === id);
  return {
    private_metadata: '',
    callback_id: '',
    external_id: '',
    ...view,
    id,
    hash,
    team_id: state.team.id,
    app_id: appId(state),
    bot_id: botId(state),
    app_installed_team_id: state.team.id,
    state: { values: {} },
    root_view_id: stack[0]?.id ?? id,
    previous_view_id: position > 0 ? (stack[position - 1]?.id ?? null) : null,
  };
};
