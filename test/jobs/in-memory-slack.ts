/** A Slack in memory behind the ports of the jobs: what was said where, and what of it still stands. */
import { readFile, writeFile } from 'node:fs/promises';
import { ExpectedError } from '../../src/errors.ts';
import type { Downloads, Messenger, Part, People, Person, Picture, ReplyTo } from '../../src/jobs/ports.ts';
import type { Saying, SayingKind, SayingOf } from '../../src/jobs/sayings.ts';
import { Outage, PlaceClosed } from '../../src/outages.ts';
import type { BotState } from '../../src/store/bot-state.ts';

export interface Message {
  readonly ts: string;
  readonly channel: string;
  readonly thread: string | null;
  saying: Saying;
}

export interface Whisper {
  readonly to: ReplyTo;
  readonly saying: Saying;
}

export interface DirectMessage {
  readonly user: string;
  readonly saying: Saying;
  /** Name and text of the file that came with it. */
  readonly file: { readonly name: string; readonly text: string } | null;
}

export interface StoredFile {
  readonly name: string;
  readonly content: string | Uint8Array;
  readonly uploader: string;
  readonly thread: string | null;
}

const kindOf = (name: string) =>
  /\.(csv|xlsx?)$/.test(name) ? 'table' : /\.(zip|txt)$/.test(name) ? 'perhaps' : 'other';

const FULL_MEMBER: Person = { standing: 'full', isAdmin: false, isBot: false, timeZone: 'Europe/Berlin' };

export class InMemorySlack {
  readonly messages: Message[] = [];
  /** Every saying in the order in which it was sent, also those that were edited away since. */
  readonly history: Saying[] = [];
  readonly whispers: Whisper[] = [];
  readonly directs: DirectMessage[] = [];
  readonly uploads: { readonly id: string; readonly part: string }[] = [];
  readonly homes: { readonly user: string; readonly saying: Saying }[] = [];
  readonly files = new Map<string, StoredFile>();
  readonly members = new Map<string, Partial<Person>>();
  /** Channels of a person; `null` hides who is where. Who is not listed is in all of them. */
  readonly memberships = new Map<string, readonly string[] | null>();
  /** Channel, or user for direct messages, to Slack's code. */
  readonly closed = new Map<string, string>();
  /** Calls that fail with an outage while their name is in here. */
  readonly down = new Set<keyof Messenger>();
  readonly #deliveries: BotState['deliveries'];
  #clock = 1_000;

  constructor(deliveries: BotState['deliveries']) {
    this.#deliveries = deliveries;
  }

  /** The same for another bot, which goes its own way from here on. */
  copyFor(deliveries: BotState['deliveries']): InMemorySlack {
    const copy = new InMemorySlack(deliveries);
    copy.messages.push(...this.messages.map(message => ({ ...message })));
    for (const list of ['history', 'whispers', 'directs', 'uploads', 'homes'] as const)
      (copy[list] as unknown[]).push(...this[list]);
    for (const map of ['files', 'members', 'memberships', 'closed'] as const)
      for (const [key, value] of this[map]) (copy[map] as Map<string, unknown>).set(key, value);
    copy.#clock = this.#clock;
    return copy;
  }

  /** What stands in a channel now. */
  standing<K extends SayingKind>(kind: K): readonly SayingOf<K>[] {
    return this.messages.map(({ saying }) => saying).filter((saying): saying is SayingOf<K> => saying.kind === kind);
  }

  readonly messenger: Messenger = {
    put: async (part, saying) => {
      this.#check('put', part.channel);
      this.history.push(saying);
      const known = await this.#deliveries.find(part.job, part.part);
      const message = this.messages.find(({ ts }) => ts === known?.ts);
      if (!message || !known) return this.#post(part, saying);
      message.saying = saying;
      await this.#deliveries.save({ ...known, done: true });
      return message.ts;
    },
    remove: async part => {
      this.#check('remove', part.channel);
      const known = await this.#deliveries.find(part.job, part.part);
      const at = this.messages.findIndex(({ ts }) => ts === known?.ts);
      if (at >= 0) this.messages.splice(at, 1);
      if (known) await this.#deliveries.save({ ...known, ts: null });
    },
    whisper: async (to, saying) => {
      if (to.responseUrl === null) this.#check('whisper', to.channel);
      this.whispers.push({ to, saying });
    },
    upload: async (part, picture) => {
      this.#check('upload', part.channel);
      return this.#upload(part, picture);
    },
    direct: async (part, saying, file) => {
      this.#check('direct', part.user);
      if ((await this.#deliveries.find(part.job, part.part))?.done) return;
      const bytes = file && ('bytes' in file ? file.bytes : await readFile(file.path));
      const sent = file ? { name: file.name, text: Buffer.from(bytes!).toString('utf8') } : null;
      this.directs.push({ user: part.user, saying, file: sent });
      await this.#note({ ...part, channel: part.user }, { ts: this.#next(), file: null });
    },
    directChannel: async user => `D${user}`,
    home: async (user, saying) => {
      this.homes.push({ user, saying });
    },
  };

  readonly people: People = {
    find: async user => ({ ...FULL_MEMBER, ...this.members.get(user) }),
    channelsOf: async user => {
      const listed = this.memberships.get(user);
      if (listed === null) return null;
      return new Set(listed ?? ['C1', 'C2', 'C3']);
    },
  };

  readonly downloads: Downloads = {
    describe: async id => {
      const { name, content, uploader, thread } = this.#file(id);
      return { id, name, bytes: Buffer.byteLength(content), uploader, thread, kind: kindOf(name) };
    },
    fetch: async (id, path, onBytes) => {
      const { content } = this.#file(id);
      await writeFile(path, content);
      onBytes(Buffer.byteLength(content));
    },
  };

  #file(id: string): StoredFile {
    const file = this.files.get(id);
    if (!file) throw new ExpectedError('file_not_in_slack', { name: id, why: 'deleted' });
    return file;
  }

  #check(call: keyof Messenger, place: string): void {
    if (this.down.has(call)) throw new Outage('Slack', 0);
    const code = this.closed.get(place);
    if (code !== undefined) throw new PlaceClosed(code);
  }

  #next(): string {
    this.#clock += 1;
    return `${this.#clock}.000`;
  }

  async #post(part: Part, saying: Saying): Promise<string> {
    const ts = this.#next();
    this.messages.push({ ts, channel: part.channel, thread: part.thread, saying });
    await this.#note(part, { ts, file: null });
    return ts;
  }

  async #upload(part: Part, { id }: Picture): Promise<string> {
    const known = await this.#deliveries.find(part.job, part.part);
    if (known?.file) return known.file;
    const file = `F-${id}-${this.uploads.length + 1}`;
    this.uploads.push({ id: file, part: part.part });
    await this.#note(part, { ts: null, file });
    return file;
  }

  #note(
    { job, part, channel }: Pick<Part, 'job' | 'part' | 'channel'>,
    sent: { readonly ts: string | null; readonly file: string | null },
  ): Promise<void> {
    return this.#deliveries.save({ job, part, channel, ...sent, done: true });
  }
}
