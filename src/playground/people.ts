/** What people and admins do in the workspace without talking to the app. */
import type { Events } from './events.ts';
import { fileKind } from './file-kinds.ts';
import type { Delivered, FileToUpload } from './local-slack.ts';
import { channelOf, person } from './payloads.ts';
import type { NewMessage, WorkspaceState } from './state.ts';
import type { SlackChannel, SlackFile, SlackMessage } from './workspace.ts';

interface Posted {
  readonly message: SlackMessage;
  readonly delivered: readonly Delivered[];
}

export class People {
  readonly #state: WorkspaceState;
  readonly #events: Events;

  constructor(state: WorkspaceState, events: Events) {
    this.#state = state;
    this.#events = events;
  }

  async upload(
    user: string,
    channel: string,
    { files, text, thread }: { files: readonly FileToUpload[]; text: string; thread?: string | undefined },
  ): Promise<Posted & { readonly files: readonly SlackFile[] }> {
    this.#checkWritable(user, channel);
    this.#checkThread(channel, thread);
    const added = files.map(file => this.attach(user, file));
    const ids = added.map(({ id }) => id);
    const message = { channel, user, text, thread_ts: thread, files: ids, subtype: 'file_share' };
    return { ...(await this.#say(message)), files: added };
  }

  async post(
    user: string,
    channel: string,
    { text, thread }: { text: string; thread?: string | undefined },
  ): Promise<Posted> {
    this.#checkWritable(user, channel);
    this.#checkThread(channel, thread);
    return this.#say({ channel, user, text, thread_ts: thread });
  }

  /** A file that is in no channel. */
  attach(user: string, { name, bytes, mode, notReadyFor = 0, unsharedFor = 0 }: FileToUpload): SlackFile {
    const { id } = person(this.#state, user);
    const content = typeof bytes === 'string' ? Buffer.from(bytes) : bytes;
    const file = { name, user: id, bytes: content, notReadyFor, unsharedFor, ...fileKind(name) };
    return this.#state.addFile(mode === undefined ? file : { ...file, mode });
  }

  invite(channel: string, user: string): void {
    const { members, ...rest } = this.#named(channel);
    const { id } = person(this.#state, user);
    if (members.has(id)) return;
    members.add(id);
    void this.#events.joined(id, { members, ...rest });
    const text = `<@${id}> has joined the channel`;
    this.#state.addMessage({ channel, user: id, text, subtype: 'channel_join' });
  }

  remove(channel: string, user: string): void {
    if (!this.#named(channel).members.delete(user)) return;
    const text = `<@${user}> has left the channel`;
    this.#state.addMessage({ channel, user, text, subtype: 'channel_leave' });
  }

  archive(channel: string): void {
    this.#named(channel).is_archived = true;
    this.#state.changed();
  }

  async #say(message: NewMessage): Promise<Posted> {
    const posted = this.#state.addMessage(message);
    return { message: posted, delivered: await this.#events.ofMessage(posted) };
  }

  #named(id: string): SlackChannel {
    const channel = this.#state.channels.get(id);
    if (!channel) throw new Error(`There is no channel ${id}`);
    return channel;
  }

  #checkThread(channel: string, thread: string | undefined): void {
    if (thread !== undefined && !this.#state.message(channel, thread))
      throw new Error(`There is no message ${thread} in ${channel} to answer to`);
  }

  #checkWritable(user: string, channel: string): void {
    if (channelOf(this.#state, channel, person(this.#state, user).id).is_archived)
      throw new Error(`${channel} is archived: nobody can write there`);
  }
}
