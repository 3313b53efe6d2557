/** Everything that a local workspace holds, and the few ways in which it grows. Who may do what is decided elsewhere. */
import type { AnyBlock } from '@slack/types';
import { Ids } from './ids.ts';
import type { LocalSlackOptions } from './local-slack.ts';
import { type ResponseTarget, ShortLived, type UsedTrigger } from './short-lived.ts';
import { Waiting } from './waiting.ts';
import type {
  ApiCall,
  OpenView,
  SentRequest,
  SlackChannel,
  SlackFile,
  SlackMessage,
  SlackUser,
  WorkspaceSettings,
} from './workspace.ts';

export interface NewMessage {
  readonly channel: string;
  readonly user: string;
  readonly text: string;
  readonly blocks?: readonly AnyBlock[];
  readonly files?: readonly string[];
  readonly thread_ts?: string | undefined;
  readonly subtype?: string;
  readonly ephemeralTo?: string;
  readonly metadata?: unknown;
}

/** What has just happened to a message. */
export interface MessageNews {
  readonly what: 'posted' | 'changed' | 'deleted';
  readonly message: SlackMessage;
  /** As it was; of one that was posted, itself. */
  readonly before: SlackMessage;
}

/** Between asking for an address and completing: nobody sees it yet. */
export interface PendingUpload {
  readonly id: string;
  readonly name: string;
  readonly length: number;
  readonly altText: string | null;
  /** `null` until they have arrived. */
  bytes: Uint8Array | null;
}

export interface NewFile {
  /** A new one where it is absent. */
  readonly id?: string;
  readonly name: string;
  readonly user: string;
  readonly bytes: Uint8Array;
  readonly filetype: string;
  readonly mimetype: string;
  readonly title?: string;
  readonly altText?: string | null;
  readonly mode?: SlackFile['mode'];
  readonly notReadyFor?: number;
  readonly unsharedFor?: number;
  readonly completed?: boolean;
}

export type StateOptions = Pick<LocalSlackOptions, 'workspace' | 'scopes' | 'now'>;

export class WorkspaceState {
  readonly team: WorkspaceSettings['team'];
  readonly botUser: string;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly users: Map<string, SlackUser>;
  readonly channels: Map<string, SlackChannel>;
  /** Deleted and ephemeral ones too, in the order in which they were posted. */
  readonly messages: SlackMessage[] = [];
  readonly files = new Map<string, SlackFile>();
  readonly uploads = new Map<string, PendingUpload>();
  /** Modals of a person, the one in front last; at most three. */
  readonly views = new Map<string, readonly OpenView[]>();
  readonly homes = new Map<string, OpenView>();
  readonly calls: ApiCall[] = [];
  /** In the order in which the bot took them. */
  readonly sent: SentRequest[] = [];
  /** Told of every message right after it is posted, edited or deleted. */
  readonly onMessage = new Set<(news: MessageNews) => void>();
  /** Of the bot's token. */
  scopes: readonly string[];
  tokenRevoked = false;
  /** Address of the server, `http://127.0.0.1:PORT`, known once it listens. */
  origin = '';
  readonly #ids: Ids;
  readonly #shortLived: ShortLived;
  readonly #waiting = new Waiting();

  constructor({ workspace, scopes, now }: StateOptions) {
    this.team = workspace.team;
    this.botUser = workspace.botUser;
    this.now = now;
    this.scopes = scopes;
    this.#ids = new Ids(now);
    this.#shortLived = new ShortLived(now);
    this.users = new Map(workspace.users.map(user => [user.id, user]));
    if (!this.users.has(this.botUser)) throw new Error(`The bot's user ${this.botUser} is not one of the users`);
    const channels = [...workspace.channels, ...this.#directChannels(workspace)];
    this.channels = new Map(
      channels.map(channel => [channel.id, { ...channel, is_archived: false, members: new Set(channel.members) }]),
    );
  }

  /** A direct message channel of everybody with the bot: `D` and the person's id without its first letter. */
  #directChannels({ users, botUser, channels }: WorkspaceSettings): WorkspaceSettings['channels'] {
    const has = (user: string) => channels.some(channel => channel.is_im && channel.members.includes(user));
    return users
      .filter(user => user.id !== botUser && !user.is_bot && !has(user.id))
      .map(({ id }) => ({
        id: `D${id.slice(1)}`,
        name: '',
        is_private: true,
        is_im: true,
        is_ext_shared: false,
        members: [id, botUser],
      }));
  }

  /** `null` for somebody unknown, and for bots. */
  directChannel(user: string): SlackChannel | null {
    return (
      [...this.channels.values()].find(({ is_im, members }) => is_im && members.has(user) && user !== this.botUser) ??
      null
    );
  }

  newId(prefix: string): string {
    return this.#ids.next(prefix);
  }

  timestamp(): string {
    return this.#ids.timestamp();
  }

  addMessage({
    blocks = [],
    files = [],
    thread_ts,
    subtype,
    ephemeralTo,
    metadata,
    ...rest
  }: NewMessage): SlackMessage {
    const message: SlackMessage = {
      ...rest,
      ts: this.timestamp(),
      ...(thread_ts === undefined ? {} : { thread_ts }),
      ...(subtype === undefined ? {} : { subtype }),
      blocks,
      files,
      edited: null,
      deleted: false,
      ephemeralTo: ephemeralTo ?? null,
      metadata: metadata ?? null,
    };
    this.messages.push(message);
    for (const id of files) this.#share(id, message);
    this.#tell({ what: 'posted', message, before: message });
    return message;
  }

  editMessage(message: SlackMessage, content: Pick<SlackMessage, 'text' | 'blocks'>): void {
    const before = { ...message };
    Object.assign(message, content, { edited: this.timestamp() });
    this.#tell({ what: 'changed', message, before });
  }

  /** Its files stay, no longer shared by it. */
  deleteMessage(message: SlackMessage): void {
    const before = { ...message };
    message.deleted = true;
    for (const id of message.files) this.#unshare(id, message);
    this.#tell({ what: 'deleted', message, before });
  }

  #tell(news: MessageNews): void {
    for (const listener of this.onMessage) listener(news);
    this.changed();
  }

  #share(id: string, { channel, ts }: SlackMessage): void {
    const file = this.files.get(id);
    if (file) file.shares.set(channel, [...(file.shares.get(channel) ?? []), ts]);
  }

  #unshare(id: string, { channel, ts }: SlackMessage): void {
    const shares = this.files.get(id)?.shares;
    const left = (shares?.get(channel) ?? []).filter(shared => shared !== ts);
    if (left.length > 0) shares?.set(channel, left);
    else shares?.delete(channel);
  }

  /** One that is still there and not ephemeral. */
  message(channel: string, ts: string): SlackMessage | null {
    const sought = (message: SlackMessage) =>
      message.channel === channel && message.ts === ts && !message.deleted && message.ephemeralTo === null;
    return this.messages.find(sought) ?? null;
  }

  addFile({ id, title, altText, mode, notReadyFor, unsharedFor, completed, ...rest }: NewFile): SlackFile {
    const file: SlackFile = {
      ...rest,
      id: id ?? this.newId('F'),
      title: title ?? rest.name,
      altText: altText ?? null,
      mode: mode ?? 'hosted',
      notReadyFor: notReadyFor ?? 1,
      unsharedFor: unsharedFor ?? 0,
      shares: new Map(),
      completed: completed ?? true,
    };
    this.files.set(file.id, file);
    this.changed();
    return file;
  }

  /** For one `views.open` or `views.push` of this person, within three seconds. */
  newTrigger(user: string): string {
    const id = this.newId('T');
    this.#shortLived.addTrigger(id, user);
    return id;
  }

  useTrigger(id: string): UsedTrigger {
    return this.#shortLived.useTrigger(id);
  }

  /** Path on this server: `/response/…`. */
  newResponseUrl(target: ResponseTarget): string {
    const path = `/response/${this.newId('R')}`;
    this.#shortLived.addResponse(path, target);
    return path;
  }

  responseTarget(path: string): ResponseTarget | null {
    return this.#shortLived.responseTarget(path);
  }

  countResponse(path: string): void {
    this.#shortLived.countResponse(path);
  }

  /** To be called after every change that is not made by a method of this class. */
  changed(): void {
    this.#waiting.changed();
  }

  watch(look: () => void): () => void {
    return this.#waiting.watch(look);
  }

  waitFor<T>(look: () => T | null | undefined | false, what: string, timeoutMs?: number): Promise<T> {
    return this.#waiting.waitFor(look, what, timeoutMs);
  }
}
