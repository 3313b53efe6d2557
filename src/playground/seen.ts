/** What the page shows one person: everything they see of the workspace, as plain JSON. */

export interface Seen {
  /** Id of the person at the screen. */
  readonly me: string;
  /** Epoch milliseconds of the workspace's clock when this was written. */
  readonly now: number;
  readonly team: string;
  /** Id of the bot's user. */
  readonly bot: string;
  readonly people: readonly SeenPerson[];
  /** Channels, then the direct message with the bot. */
  readonly places: readonly SeenPlace[];
  /** In all places, oldest first; those that only this person sees, too. */
  readonly messages: readonly SeenMessage[];
  /** The one in front. */
  readonly modal: SeenView | null;
  readonly home: SeenView | null;
  /** Calls of the bot that were refused: the last few. */
  readonly refusals: readonly SeenRefusal[];
  readonly app: SeenApp;
  readonly tour: SeenTour;
}

export interface SeenPerson {
  readonly id: string;
  readonly name: string;
  readonly isBot: boolean;
  /** `Admin`, `Guest`, `Another workspace`; empty for an ordinary member. */
  readonly role: string;
  /** IANA name of the time zone. */
  readonly zone: string;
}

export interface SeenPlace {
  readonly id: string;
  readonly name: string;
  readonly kind: 'channel' | 'private' | 'direct';
  readonly isShared: boolean;
  readonly isArchived: boolean;
  readonly hasBot: boolean;
}

/** A block as it was sent, with an id. */
export interface SeenBlock {
  readonly type: string;
  readonly block_id: string;
  readonly [property: string]: unknown;
}

export interface SeenMessage {
  readonly channel: string;
  readonly ts: string;
  readonly user: string;
  readonly thread: string | null;
  readonly subtype: string | null;
  readonly text: string;
  readonly blocks: readonly SeenBlock[];
  readonly files: readonly SeenFile[];
  readonly isEdited: boolean;
  /** Nobody else sees it. */
  readonly isEphemeral: boolean;
}

export interface SeenFile {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly bytes: number;
  readonly altText: string | null;
  readonly isPicture: boolean;
}

export interface SeenView {
  readonly id: string;
  readonly hash: string;
  readonly title: string;
  /** `null`: it cannot be sent off. */
  readonly submit: string | null;
  readonly close: string;
  readonly blocks: readonly SeenBlock[];
}

export interface SeenRefusal {
  /** Counts all calls, so that each is told once. */
  readonly number: number;
  readonly method: string;
  readonly error: string;
  readonly details: readonly string[];
}

/** What the app brings with it, for completion and menus. */
export interface SeenApp {
  readonly commands: readonly SeenCommand[];
  readonly shortcuts: readonly { readonly id: string; readonly name: string }[];
}

export interface SeenCommand {
  /** With its slash. */
  readonly command: string;
  readonly hint: string;
  readonly examples: readonly { readonly text: string; readonly does: string }[];
}

/** What a first visit offers. */
export interface SeenTour {
  /** Where the sample store's orders go. */
  readonly channel: string;
  readonly sample: 'not yet' | 'on its way' | 'there';
  readonly suggestions: readonly SeenSuggestion[];
  /** Weeks of new orders that are left for time travel. */
  readonly weeksLeft: number;
}

export interface SeenSuggestion {
  readonly label: string;
  /** To be typed in the channel. */
  readonly text: string;
}

/** A message seen from inside. */
export interface Inspection {
  readonly text: string;
  readonly blocks: readonly Readonly<Record<string, unknown>>[];
  readonly metadata: unknown;
  readonly calls: readonly InspectedCall[];
  readonly limits: readonly Measure[];
}

export interface InspectedCall {
  readonly method: string;
  /** HTTP status. */
  readonly status: number;
  readonly isRefused: boolean;
  readonly args: unknown;
  readonly answer: unknown;
}

/** How the fullest part of a message stands against a limit. */
export interface Measure {
  readonly what: string;
  readonly used: number;
  readonly most: number;
}
