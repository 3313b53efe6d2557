/** What the jobs need of the outside world; `slack/` implements it. Every `Outage` is worth another try. */
import type { Saying } from './sayings.ts';

/** Where a message goes: a channel, or a thread of it. */
export interface Place {
  readonly team: string;
  readonly channel: string;
  readonly thread: string | null;
}

/** Who asked, where, and how they can be answered. */
export interface ReplyTo extends Place {
  readonly user: string;
  /** Answers a slash command or a button, also where the bot is not in the channel. */
  readonly responseUrl: string | null;
  /** The thread begins with the answer: nobody would see in it what only one person is to see. */
  readonly startsThread?: boolean;
  /** `mention`: asked before everybody, and answered so. `home`: in the home tab, which is no channel. */
  readonly via: 'command' | 'mention' | 'direct' | 'button' | 'home';
}

/** A part of what a job says: posted once, edited from then on, also by a job that is taken up again. */
export interface Part extends Place {
  readonly job: string;
  readonly part: string;
}

export interface SharedFile {
  readonly id: string;
  readonly name: string;
  /** As the service says; `null` where it does not know yet. */
  readonly bytes: number | null;
  readonly uploader: string;
  /** Timestamp of the message that shared it in this channel, or of that message's thread. */
  readonly thread: string | null;
  /** By its name or its type: a table; a text or an archive that may be one; or something that nobody means as orders. */
  readonly kind: 'table' | 'perhaps' | 'other';
}

export interface Picture {
  readonly id: string;
  readonly title: string;
  readonly altText: string;
  readonly png: Uint8Array;
}

export interface Messenger {
  /** Posts the part, or edits it. Gives the timestamp of the message. */
  put(part: Part, saying: Saying): Promise<string>;
  /** Takes back what was put, if anything was. */
  remove(part: Part): Promise<void>;
  /** Only the person who asked sees it. */
  whisper(to: ReplyTo, saying: Saying): Promise<void>;
  /** Uploads a picture for use in messages; once per part. Gives its file id. */
  upload(part: Part, picture: Picture): Promise<string>;
  /** A direct message, once per part, with a file if there is one. */
  direct(
    part: Omit<Part, 'channel' | 'thread'> & { readonly user: string },
    saying: Saying,
    file?: FileToSend,
  ): Promise<void>;
  /** The channel of the direct messages with a person. */
  directChannel(user: string): Promise<string>;
  /** Shows the person's home tab. */
  home(user: string, saying: Saying): Promise<void>;
}

export type FileToSend = { readonly name: string } & ({ readonly path: string } | { readonly bytes: Uint8Array });

export interface Downloads {
  /**
   * What the service knows of the file, waiting a little where it is not ready. `whenShared`: or where it does not know
   * yet with which message of the channel it was shared.
   */
  describe(file: string, channel: string, whenShared: boolean): Promise<SharedFile>;
  /** Streams the file to `path`. */
  fetch(file: string, path: string, onBytes: (bytes: number) => void): Promise<void>;
}

export interface Person {
  /** `guest`: may see some channels only. `other-workspace`: in a shared channel. */
  readonly standing: 'full' | 'guest' | 'other-workspace';
  readonly isAdmin: boolean;
  readonly isBot: boolean;
  /** IANA name; `null` where it is not known. */
  readonly timeZone: string | null;
}

export interface People {
  find(user: string): Promise<Person>;
  /** Channels that both the person and the bot are in; `null`: cannot be told, because a permission is missing. */
  channelsOf(user: string): Promise<ReadonlySet<string> | null>;
}
