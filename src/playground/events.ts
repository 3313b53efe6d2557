/** Events of the workspace, in the envelopes of Slack's Events API, to a bot that subscribes to them and may see them. */
import type { Deliveries } from './deliveries.ts';
import type { Delivered, Sending } from './local-slack.ts';
import { botIsIn } from './methods/places.ts';
import { appId, messageObject, type SlackObject, viewObject } from './objects.ts';
import { verificationToken } from './payloads.ts';
import type { MessageNews, WorkspaceState } from './state.ts';
import type { SlackChannel, SlackMessage } from './workspace.ts';

type SlackEvent = SlackObject & { readonly type: string };

/** Name of the subscription, as in a manifest, and the scope without which Slack does not send it. */
interface Subscription {
  readonly name: string;
  readonly scope: string | null;
}

type ChannelType = 'channel' | 'group' | 'im';

const MESSAGES: Readonly<Record<ChannelType, Subscription>> = {
  channel: { name: 'message.channels', scope: 'channels:history' },
  group: { name: 'message.groups', scope: 'groups:history' },
  im: { name: 'message.im', scope: 'im:history' },
};
const FILE_SHARED: Subscription = { name: 'file_shared', scope: 'files:read' };
const MENTION: Subscription = { name: 'app_mention', scope: 'app_mentions:read' };
const HOME: Subscription = { name: 'app_home_opened', scope: null };
/** Of the app from the workspace: Slack tells of it by both, in either order. */
const REMOVAL = ['app_uninstalled', 'tokens_revoked'] as const;
const JOINED: Readonly<Record<ChannelType, Subscription>> = {
  channel: { name: 'member_joined_channel', scope: 'channels:read' },
  group: { name: 'member_joined_channel', scope: 'groups:read' },
  im: { name: 'member_joined_channel', scope: 'im:read' },
};

const channelTypeOf = ({ is_im, is_private }: SlackChannel): ChannelType => {
  if (is_im) return 'im';
  return is_private ? 'group' : 'channel';
};

interface EventsOptions {
  readonly state: WorkspaceState;
  readonly deliveries: Deliveries;
  /** Names of subscriptions. */
  readonly subscribed: readonly string[];
}

export class Events {
  readonly #state: WorkspaceState;
  readonly #deliveries: Deliveries;
  readonly #subscribed: ReadonlySet<string>;
  readonly #ofMessages = new WeakMap<SlackMessage, Promise<readonly Delivered[]>>();

  /** From then on whatever happens to a message, through whomever, is told to the bot. */
  constructor({ state, deliveries, subscribed }: EventsOptions) {
    this.#state = state;
    this.#deliveries = deliveries;
    this.#subscribed = new Set(subscribed);
    state.onMessage.add(news => {
      if (news.what === 'posted') this.#ofMessages.set(news.message, this.#tellMessage(news.message));
      else void this.#tellChange(news);
    });
  }

  /** What the bot was told of a message, once it has acknowledged all of it. */
  ofMessage(message: SlackMessage): Promise<readonly Delivered[]> {
    return this.#ofMessages.get(message) ?? Promise.resolve([]);
  }

  /** Any event in an envelope, subscribed or not. `null` where no bot is connected. */
  deliver(event: SlackEvent, { eventId, ...how }: Sending & { readonly eventId?: string }): Promise<Delivered | null> {
    const id = eventId ?? this.#state.newId('Ev');
    return this.#deliveries.deliver(id, JSON.stringify(this.#envelope(id, event)), how);
  }

  /** With the Home that was published before, if any. `null` where the bot does not subscribe. */
  openHome(user: string, channel: string): Promise<Delivered | null> {
    const event = { type: 'app_home_opened', user, channel, tab: 'home', event_ts: this.#state.timestamp() };
    const home = this.#state.homes.get(user);
    return this.#tell(HOME, { ...event, ...(home ? { view: viewObject(this.#state, home) } : {}) });
  }

  /** Both, to a bot whose token is worth nothing by then, one after the other. */
  async uninstalled(first: (typeof REMOVAL)[number]): Promise<readonly Delivered[]> {
    const told: Delivered[] = [];
    const inOrder = first === REMOVAL[0] ? REMOVAL : REMOVAL.toReversed();
    for (const type of inOrder.filter(name => this.#subscribed.has(name))) {
      const tokens = type === 'tokens_revoked' ? { tokens: { oauth: [], bot: [this.#state.botUser] } } : {};
      const delivered = await this.deliver({ type, ...tokens, event_ts: this.#state.timestamp() }, {});
      if (delivered) told.push(delivered);
    }
    return told;
  }

  joined(user: string, channel: SlackChannel): Promise<Delivered | null> {
    if (!botIsIn(this.#state, channel)) return Promise.resolve(null);
    const type = channelTypeOf(channel);
    const event = {
      type: 'member_joined_channel',
      user,
      channel: channel.id,
      channel_type: type === 'group' ? 'G' : 'C',
    };
    return this.#tell(JOINED[type], { ...event, team: this.#state.team.id, event_ts: this.#state.timestamp() });
  }

  async #tellMessage(message: SlackMessage): Promise<readonly Delivered[]> {
    const channel = this.#state.channels.get(message.channel);
    if (!channel || message.ephemeralTo !== null || !botIsIn(this.#state, channel)) return [];
    const told = await Promise.all([
      this.#tell(MESSAGES[channelTypeOf(channel)], this.#messageEvent(message, channel)),
      ...message.files.map(id => this.#tell(FILE_SHARED, this.#fileShared(id, message))),
      ...(this.#isMention(message, channel) ? [this.#tell(MENTION, this.#mention(message))] : []),
    ]);
    return told.filter(delivered => delivered !== null);
  }

  /** Edits and deletions come as hidden messages about another one (Slack docs: message_changed, message_deleted). */
  async #tellChange({ what, message, before }: MessageNews): Promise<void> {
    const channel = this.#state.channels.get(message.channel);
    if (!channel || message.ephemeralTo !== null || !botIsIn(this.#state, channel)) return;
    const ts = message.edited ?? this.#state.timestamp();
    const news = what === 'changed' ? { message: this.#messageOf(message) } : { deleted_ts: message.ts };
    await this.#tell(MESSAGES[channelTypeOf(channel)], {
      type: 'message',
      subtype: `message_${what}`,
      hidden: true,
      channel: channel.id,
      channel_type: channelTypeOf(channel),
      ts,
      event_ts: ts,
      ...news,
      previous_message: this.#messageOf(before),
    });
  }

  /** Not in direct messages, where the message itself is enough. */
  #isMention({ text, user }: SlackMessage, { is_im }: SlackChannel): boolean {
    return !is_im && user !== this.#state.botUser && text.includes(`<@${this.#state.botUser}>`);
  }

  #messageEvent(message: SlackMessage, channel: SlackChannel): SlackEvent {
    return {
      ...this.#messageOf(message),
      type: 'message',
      channel: message.channel,
      channel_type: channelTypeOf(channel),
      event_ts: message.ts,
    };
  }

  #mention(message: SlackMessage): SlackEvent {
    const { subtype: _, ...said } = this.#messageOf(message);
    return { ...said, type: 'app_mention', channel: message.channel, event_ts: message.ts };
  }

  #messageOf(message: SlackMessage): SlackObject {
    const { users, messages } = this.#state;
    const from = users.get(message.user);
    const parent = messages.find(({ ts, channel }) => ts === message.thread_ts && channel === message.channel);
    return {
      ...messageObject(this.#state, message),
      ...(parent ? { parent_user_id: parent.user } : {}),
      ...(from?.is_stranger ? fromElsewhere(from.team_id) : {}),
      ...(from?.is_stranger && message.files.length > 0 ? { files: message.files.map(stub) } : {}),
      ...(from?.is_bot && from.id !== this.#state.botUser ? byOtherBot(message) : {}),
    };
  }

  #fileShared(file: string, { user, channel, ts }: SlackMessage): SlackEvent {
    return { type: 'file_shared', file_id: file, user_id: user, file: { id: file }, channel_id: channel, event_ts: ts };
  }

  async #tell({ name, scope }: Subscription, event: SlackEvent): Promise<Delivered | null> {
    const { scopes, tokenRevoked } = this.#state;
    const granted = scope === null || scopes.includes(scope);
    if (!this.#subscribed.has(name) || !granted || tokenRevoked) return null;
    return this.deliver(event, {});
  }

  #envelope(eventId: string, event: SlackEvent): SlackObject {
    const { team, botUser, now } = this.#state;
    const channel = event.channel ?? event.channel_id;
    const authorization = { enterprise_id: null, team_id: team.id, user_id: botUser };
    return {
      token: verificationToken,
      team_id: team.id,
      context_team_id: team.id,
      context_enterprise_id: null,
      api_app_id: appId(this.#state),
      event,
      type: 'event_callback',
      event_id: eventId,
      event_time: Math.floor(now() / 1000),
      authorizations: [{ ...authorization, is_bot: true, is_enterprise_install: false }],
      is_ext_shared_channel: this.#state.channels.get(String(channel))?.is_ext_shared ?? false,
      event_context: this.#eventContext(event.type, channel),
    };
  }

  /** `4-` and where the event comes from, in base 64. */
  #eventContext(type: string, channel: unknown): string {
    const context = { et: type, tid: this.#state.team.id, aid: appId(this.#state), cid: channel };
    return `4-${Buffer.from(JSON.stringify(context)).toString('base64')}`;
  }
}

const fromElsewhere = (team: string): SlackObject => ({ team, user_team: team, source_team: team });

/** All that is told of a file from another workspace before one asks `files.info`. */
const stub = (id: string): SlackObject => ({ id, mode: 'file_access', file_access: 'check_file_info' });

const byOtherBot = ({ user, files }: SlackMessage): SlackObject => ({
  bot_id: `B${user.slice(1)}`,
  subtype: files.length > 0 ? 'file_share' : 'bot_message',
});
