/**
 * What a local Slack workspace holds, as plain data. It is shaped as Slack's own objects are, so that what the Web API
 * answers can be taken from it as it stands.
 */
import type { AnyBlock, View } from '@slack/types';

export interface SlackUser {
  readonly id: string;
  readonly name: string;
  readonly real_name: string;
  readonly team_id: string;
  /** IANA name. */
  readonly tz?: string;
  readonly is_bot?: boolean;
  readonly is_admin?: boolean;
  readonly is_owner?: boolean;
  /** Guests: several channels; one channel. */
  readonly is_restricted?: boolean;
  readonly is_ultra_restricted?: boolean;
  /** Of another workspace, met in a shared channel. */
  readonly is_stranger?: boolean;
  readonly deleted?: boolean;
}

export interface SlackChannel {
  /** `C…`, or `D…` for a direct message between the bot and one person. */
  readonly id: string;
  readonly name: string;
  readonly is_private: boolean;
  readonly is_im: boolean;
  readonly is_ext_shared: boolean;
  is_archived: boolean;
  readonly members: Set<string>;
}

export interface SlackMessage {
  readonly channel: string;
  readonly ts: string;
  readonly user: string;
  readonly thread_ts?: string;
  readonly subtype?: string;
  text: string;
  blocks: readonly AnyBlock[];
  /** As the bot gave it; an edit without any leaves it. */
  readonly metadata: unknown;
  files: readonly string[];
  /** Timestamp of the last edit. */
  edited: string | null;
  deleted: boolean;
  /** Only this person sees it; `null` for everybody in the channel. */
  readonly ephemeralTo: string | null;
}

export interface SlackFile {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly user: string;
  readonly bytes: Uint8Array;
  /** As Slack says before it has looked: by the name. */
  readonly filetype: string;
  readonly mimetype: string;
  readonly altText: string | null;
  readonly mode: 'hosted' | 'external' | 'tombstone' | 'hidden_by_limit';
  /** Times that `files.info` answers before the address and the type are filled in. */
  notReadyFor: number;
  /** Lookups that are left until it tells where it was shared. */
  unsharedFor: number;
  /** Completed and visible: channels with the timestamps of the messages that share it. */
  readonly shares: Map<string, string[]>;
  completed: boolean;
}

export interface OpenView {
  readonly id: string;
  readonly user: string;
  readonly hash: string;
  readonly view: View;
}

export interface ApiCall {
  readonly method: string;
  /** Arguments as they came, blocks and views parsed; without the token. */
  readonly args: Readonly<Record<string, unknown>>;
  readonly answer: Readonly<Record<string, unknown>>;
  /** HTTP status of the answer. */
  readonly status: number;
}

/** A request to the bot, and how it took it. */
export interface SentRequest {
  /** As the bot reads it: the envelope of an event, the fields of a command, the payload of an interaction. */
  readonly payload: Readonly<Record<string, unknown>>;
  /** `X-Slack-Retry-Num`; 0 for the first time. */
  readonly retry: number;
  /** HTTP status, 0 where nothing answered in time. */
  readonly status: number;
  readonly milliseconds: number;
}

export interface WorkspaceSettings {
  readonly team: { readonly id: string; readonly name: string; readonly domain: string };
  readonly users: readonly SlackUser[];
  readonly channels: readonly (Omit<SlackChannel, 'members' | 'is_archived'> & {
    readonly members: readonly string[];
  })[];
  /** The app's own user; it must be one of `users`. */
  readonly botUser: string;
}
