/** Contract of the local Slack: what a test, or a page in the browser, can do with it and see of it. */
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

export interface LocalSlackOptions {
  readonly workspace: WorkspaceSettings;
  readonly botToken: string;
  /** Scopes of the token; a method that needs another one answers `missing_scope`. */
  readonly scopes: readonly string[];
  /** Events that the app subscribes to, as in its manifest: `message.channels`, `file_shared`, … */
  readonly events: readonly string[];
  readonly signingSecret: string;
  readonly commands: readonly string[];
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** A workspace of the time before tables, cards and carousels: it refuses them as `invalid_blocks`. */
  readonly olderBlocks?: boolean;
  /** Loopback port; 0 takes any. */
  readonly port?: number;
  /** What the bot has to acknowledge, before it counts as lost; 3,000 where absent. */
  readonly acknowledgeWithinMs?: number;
}

/** How the bot took something that was sent to it. */
export interface Acknowledgement {
  /** HTTP status, 0 where nothing answered. */
  readonly status: number;
  readonly milliseconds: number;
  /** Parsed body: errors of a modal, a text for the person. */
  readonly body: unknown;
}

export interface Delivered extends Acknowledgement {
  /** For `redeliver`. */
  readonly eventId: string;
}

/** How a request to the bot differs from an honest one. */
export interface Sending {
  readonly contentType?: string;
  readonly secret?: string;
  /** Epoch seconds. */
  readonly timestamp?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface FileToUpload {
  readonly name: string;
  readonly bytes: Uint8Array | string;
  readonly mode?: SlackFile['mode'];
  readonly notReadyFor?: number;
  /** Times that `files.info` does not tell yet where the file was shared. */
  readonly unsharedFor?: number;
}

/** What goes wrong on purpose; each holds for the next so many calls. */
export interface Faults {
  /** 429 with `Retry-After`. */
  rateLimit(method: string, retryAfterSeconds: number, times?: number): void;
  /** `{ ok: false, error }`. */
  refuse(method: string, error: string, times?: number): void;
  /** HTTP 500. */
  breakDown(method: string, times?: number): void;
  /** The connection is cut without an answer, before (`lost: 'request'`) or after (`'answer'`) the call took effect. */
  cut(method: string, lost: 'request' | 'answer', times?: number): void;
  /** From the next call of this method on, or a later one, nothing answers any more, whatever is called, until it comes back. */
  goDown(from: string, nth?: number): void;
  comeBack(): void;
  /** Downloads: the body ends early, stalls, is longer than said, or leads to another host. */
  download(how: 'ends-early' | 'stalls' | 'longer' | 'redirect', times?: number): void;
}

/** A thing on the screen that has buttons. */
export type Clickable = SlackMessage | OpenView;

export interface ActionChoice {
  readonly actionId: string | RegExp;
  /** For selects: the value of the option. */
  readonly value?: string;
}

/** Field values of a modal by block id, then action id, as `view.state.values` has them (`selected_option`, `files`, …). */
export type ViewValues = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;

export interface LocalSlack {
  /** Ends with `/api/`: for `SLACK_API_URL`. */
  readonly apiUrl: string;
  readonly faults: Faults;
  /** Where the bot listens: `http://127.0.0.1:PORT`. Nothing is delivered before. */
  connectBot(url: string): void;

  // What people do. Each resolves when the bot has acknowledged, or has not.
  /** Files with a message; delivers `message` (subtype `file_share`) and `file_shared` to subscribers. */
  upload(
    user: string,
    channel: string,
    files: readonly FileToUpload[],
    text?: string,
    thread?: string,
  ): Promise<{ message: SlackMessage; files: readonly SlackFile[]; delivered: readonly Delivered[] }>;
  post(
    user: string,
    channel: string,
    text: string,
    thread?: string,
  ): Promise<{ message: SlackMessage; delivered: readonly Delivered[] }>;
  /** `text` as it is typed. Whatever the acknowledgement says, or why there was none, is among the person's ephemerals. */
  command(user: string, channel: string, command: string, text: string): Promise<Acknowledgement>;
  /** In the menu of a message. */
  shortcut(user: string, message: SlackMessage, callbackId: string): Promise<Acknowledgement>;
  click(user: string, on: Clickable, choice: ActionChoice): Promise<Acknowledgement>;
  /** Applies `response_action`: errors stay in the answer, `update` replaces the view, none closes it. */
  submit(user: string, view: OpenView, values: ViewValues): Promise<Acknowledgement>;
  /** Closes the modal in front without sending it off. */
  dismiss(user: string, view: OpenView): void;
  openHome(user: string): Promise<Delivered | null>;
  /** A file chosen in a modal's file input: nobody sees it in a channel. */
  attach(user: string, file: FileToUpload): SlackFile;
  /** Any request to the bot, as it is: forged, stale, repeated. */
  send(body: string, how?: Sending): Promise<Acknowledgement>;
  /** Any event in Slack's envelope, whatever the app subscribes to; with an `eventId` of before it is a repetition. */
  deliver(
    event: Readonly<Record<string, unknown>> & { readonly type: string },
    how?: Sending & { readonly eventId?: string },
  ): Promise<Delivered | null>;
  /** The same event once more, with `X-Slack-Retry-Num` and a reason. */
  redeliver(eventId: string, attempt?: number): Promise<Acknowledgement>;
  /** Repeats every event that was not acknowledged and whose next retry is due by `now`: at once, after 1 and 5 minutes. */
  retryDue(): Promise<readonly Delivered[]>;

  // What admins do.
  /** Says so in the channel, as Slack does (`channel_join`, `channel_leave`). */
  invite(channel: string, user: string): void;
  remove(channel: string, user: string): void;
  archive(channel: string): void;
  revokeToken(): void;
  /** The token is revoked; delivers `app_uninstalled` and `tokens_revoked`, in either order, to subscribers. */
  uninstall(first?: 'app_uninstalled' | 'tokens_revoked'): Promise<readonly Delivered[]>;
  setScopes(scopes: readonly string[]): void;

  // What people see.
  people(): readonly SlackUser[];
  /** Channels that the person is in, and the direct message with the bot, last. */
  channelsOf(user: string): readonly SlackChannel[];
  /** Of a channel, deleted and ephemeral ones left out, oldest first. */
  messages(channel: string): readonly SlackMessage[];
  /** The answers to a message, without itself. */
  thread(channel: string, ts: string): readonly SlackMessage[];
  /** Messages that only this person sees, oldest first; answers to `response_url` and of commands among them. */
  ephemerals(user: string): readonly SlackMessage[];
  /** The person's direct message with the bot; its channel is there from the start. */
  directChannel(user: string): string;
  directMessages(user: string): readonly SlackMessage[];
  /** Open ones, the one in front last. */
  modals(user: string): readonly OpenView[];
  /** The one in front. */
  modal(user: string): OpenView | null;
  home(user: string): OpenView | null;
  file(id: string): SlackFile | null;
  files(): readonly SlackFile[];
  /** Also `upload`, `download`, `response_url`, and `elsewhere` where a download was led to. */
  calls(method?: string): readonly ApiCall[];
  /** Every request to the bot that it took, or did not take in time. */
  sent(): readonly SentRequest[];
  /** Calls `look` after every change, until the function that is given back is called. */
  watch(look: () => void): () => void;
  /** Resolves as soon as `look` finds something (not null, undefined or false), looked at after every change. */
  waitFor<T>(look: () => T | null | undefined | false, what: string, timeoutMs?: number): Promise<T>;
  close(): Promise<void>;
}
