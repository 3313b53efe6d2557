/** A local Slack workspace on a loopback port, put together from what people do, what the bot is told and what it asks. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { BotLink } from './bot-link.ts';
import { acknowledgement, Deliveries } from './deliveries.ts';
import { Events } from './events.ts';
import { PlannedFaults } from './faults.ts';
import { Interactions } from './interactions.ts';
import type { LocalSlack, LocalSlackOptions } from './local-slack.ts';
import { People } from './people.ts';
import { sendCommand } from './slash-commands.ts';
import { WorkspaceState } from './state.ts';
import { dismiss, submit } from './submissions.ts';
import { webApi } from './web-api.ts';
import type { SentRequest, SlackMessage } from './workspace.ts';

const HOST = '127.0.0.1';
const ACKNOWLEDGE_WITHIN_MS = 3000;

/** Resolves once it listens. */
export const createLocalSlack = async (options: LocalSlackOptions): Promise<LocalSlack> => {
  const parts = partsOf(options);
  const server = await listening(parts, options);
  parts.state.origin = `http://${HOST}:${(server.address() as AddressInfo).port}`;
  const close = async () => {
    await parts.link.close();
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  };
  return {
    apiUrl: `${parts.state.origin}/api/`,
    faults: parts.faults,
    connectBot: url => parts.link.connect(url),
    ...doings(parts, options),
    ...administration(parts),
    ...sights(parts.state),
    close,
  };
};

const partsOf = (options: LocalSlackOptions) => {
  const { now, signingSecret, acknowledgeWithinMs = ACKNOWLEDGE_WITHIN_MS, olderBlocks = false } = options;
  const state = new WorkspaceState(options);
  // Whatever time it is in the story: Bolt holds signatures against the clock of the machine.
  const note = (request: SentRequest) => {
    state.sent.push(request);
    state.changed();
  };
  const link = new BotLink({ signingSecret, acknowledgeWithinMs, clock: Date.now, note });
  const deliveries = new Deliveries(link, now);
  const events = new Events({ state, deliveries, subscribed: options.events });
  const surroundings = { state, link, olderBlocks };
  const interactions = new Interactions(surroundings);
  const people = new People(state, events);
  return { state, link, deliveries, events, surroundings, interactions, people, faults: new PlannedFaults() };
};

type Parts = ReturnType<typeof partsOf>;

const listening = async ({ state, faults }: Parts, options: LocalSlackOptions): Promise<Server> => {
  const handle = webApi(state, options, faults);
  const server = createServer((request, response) => {
    handle(request, response).then(
      handled => handled || response.writeHead(404).end(),
      error => response.writeHead(500).end(String(error)),
    );
  });
  server.listen(options.port ?? 0, HOST);
  await once(server, 'listening');
  return server;
};

type Doings = Pick<
  LocalSlack,
  | 'upload'
  | 'post'
  | 'command'
  | 'shortcut'
  | 'click'
  | 'submit'
  | 'dismiss'
  | 'openHome'
  | 'attach'
  | 'send'
  | 'deliver'
  | 'redeliver'
  | 'retryDue'
>;

const doings = (parts: Parts, { commands }: LocalSlackOptions): Doings => {
  const { state, link, deliveries, events, surroundings, interactions, people } = parts;
  return {
    upload: (user, channel, files, text = '', thread) => people.upload(user, channel, { files, text, thread }),
    post: (user, channel, text, thread) => people.post(user, channel, { text, thread }),
    command: (user, channel, command, text) => sendCommand(surroundings, commands, { user, channel, command, text }),
    shortcut: (user, message, callbackId) => interactions.shortcut(user, message, callbackId),
    click: (user, on, choice) => interactions.click(user, on, choice),
    submit: (user, view, values) => submit(parts, { user, view, values }),
    dismiss: (user, view) => dismiss(state, user, view),
    openHome: user => events.openHome(user, directChannel(state, user)),
    attach: (user, file) => people.attach(user, file),
    send: async (body, how) => acknowledgement(await link.send(body, how)),
    deliver: (event, how = {}) => events.deliver(event, how),
    redeliver: (eventId, attempt) => deliveries.redeliver(eventId, attempt),
    retryDue: () => deliveries.retryDue(),
  };
};

type Administration = Pick<LocalSlack, 'invite' | 'remove' | 'archive' | 'revokeToken' | 'uninstall' | 'setScopes'>;

const administration = ({ people, state, events }: Parts): Administration => ({
  invite: (channel, user) => people.invite(channel, user),
  remove: (channel, user) => people.remove(channel, user),
  archive: channel => people.archive(channel),
  revokeToken: () => {
    state.tokenRevoked = true;
    state.changed();
  },
  uninstall: async (first = 'app_uninstalled') => {
    state.tokenRevoked = true;
    state.changed();
    return events.uninstalled(first);
  },
  setScopes: scopes => {
    state.scopes = scopes;
    state.changed();
  },
});

type Sights = Pick<
  LocalSlack,
  | 'people'
  | 'channelsOf'
  | 'messages'
  | 'thread'
  | 'ephemerals'
  | 'directChannel'
  | 'directMessages'
  | 'modals'
  | 'modal'
  | 'home'
  | 'file'
  | 'files'
  | 'calls'
  | 'sent'
  | 'watch'
  | 'waitFor'
>;

const sights = (state: WorkspaceState): Sights => {
  const seenByAll = (channel: string) =>
    state.messages.filter(message => message.channel === channel && !message.deleted && message.ephemeralTo === null);
  return {
    people: () => [...state.users.values()],
    channelsOf: user =>
      [...state.channels.values()].filter(({ members }) => members.has(user)).toSorted((a, b) => +a.is_im - +b.is_im),
    messages: seenByAll,
    thread: (channel, ts) => seenByAll(channel).filter(({ thread_ts }) => thread_ts === ts),
    ephemerals: user =>
      state.messages.filter(
        message => message.ephemeralTo === user && !message.deleted && inActiveThread(state, message),
      ),
    directChannel: user => directChannel(state, user),
    directMessages: user => seenByAll(directChannel(state, user)),
    modals: user => state.views.get(user) ?? [],
    modal: user => state.views.get(user)?.at(-1) ?? null,
    home: user => state.homes.get(user) ?? null,
    file: id => state.files.get(id) ?? null,
    files: () => [...state.files.values()],
    calls: method => state.calls.filter(call => method === undefined || call.method === method),
    sent: () => state.sent,
    watch: look => state.watch(look),
    waitFor: (look, what, timeoutMs) => state.waitFor(look, what, timeoutMs),
  };
};

/** Ephemeral messages in a thread are shown only where the thread has replies already (docs: chat.postEphemeral). */
const inActiveThread = ({ messages }: WorkspaceState, { channel, thread_ts: thread }: SlackMessage): boolean =>
  thread === undefined ||
  messages.some(
    reply => reply.channel === channel && reply.thread_ts === thread && reply.ephemeralTo === null && !reply.deleted,
  );

const directChannel = (state: WorkspaceState, user: string): string => {
  const channel = state.directChannel(user);
  if (!channel) throw new Error(`${user} has no direct message with the bot`);
  return channel.id;
};
