/** Presses of buttons and choices in menus, on messages, modals and the Home; and the menu of a message. */

import { acknowledgement } from './deliveries.ts';
import { type Element, elementsOf, fieldOf, listed, optionOf, valuesOf, withBlockIds } from './elements.ts';
import type { Acknowledgement, ActionChoice, Clickable, ViewValues } from './local-slack.ts';
import { messageObject, type SlackObject, viewObject } from './objects.ts';
import { channelOf, common, FORM, form, nameOf, person, responseUrl, type Surroundings } from './payloads.ts';
import type { WorkspaceState } from './state.ts';
import type { OpenView, SlackMessage } from './workspace.ts';

export class Interactions {
  readonly #surroundings: Surroundings;
  /** What a person has chosen on a message or view so far, by the person and its timestamp or id. */
  readonly #chosen = new Map<string, ViewValues>();

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings;
  }

  async shortcut(user: string, message: SlackMessage, callbackId: string): Promise<Acknowledgement> {
    const { state } = this.#surroundings;
    const current = shown(state, message);
    if (current.ephemeralTo !== null) throw new Error('A message that only one person sees has no shortcuts');
    return this.send({
      type: 'message_action',
      ...common(state, person(state, user)),
      ...placeOf(state, user, current),
      callback_id: callbackId,
      action_ts: state.timestamp(),
      message_ts: current.ts,
      message: shownMessage(state, current),
    });
  }

  click(user: string, on: Clickable, choice: ActionChoice): Promise<Acknowledgement> {
    return 'ts' in on ? this.#clickMessage(user, on, choice) : this.#clickView(user, on, choice);
  }

  /** What a person has chosen in a view so far. */
  chosenIn(view: OpenView): ViewValues {
    return this.#chosenOn(view.user, view.id);
  }

  async send(payload: SlackObject): Promise<Acknowledgement> {
    const { link } = this.#surroundings;
    return acknowledgement(await link.send(form({ payload: JSON.stringify(payload) }), { contentType: FORM }));
  }

  async #clickMessage(user: string, on: SlackMessage, choice: ActionChoice): Promise<Acknowledgement> {
    const { state } = this.#surroundings;
    const message = shown(state, on);
    const isEphemeral = message.ephemeralTo !== null;
    if (isEphemeral && message.ephemeralTo !== user) throw new Error(`${user} does not see this message`);
    const elements = elementsOf(message.blocks);
    const action = this.#act({ user, surface: message.ts, elements }, choice);
    return this.send({
      type: 'block_actions',
      ...common(state, person(state, user)),
      ...placeOf(state, user, message),
      container: containerOf(message),
      // Of an ephemeral message, Slack tells only where it is.
      ...(isEphemeral ? {} : { message: shownMessage(state, message) }),
      state: { values: valuesOf(elements, this.#chosenOn(user, message.ts)) },
      actions: [action],
    });
  }

  async #clickView(user: string, on: OpenView, choice: ActionChoice): Promise<Acknowledgement> {
    const { state } = this.#surroundings;
    const view = current(state, user, on);
    const elements = elementsOf(view.view.blocks);
    const action = this.#act({ user, surface: view.id, elements }, choice);
    const values = valuesOf(elements, this.chosenIn(view));
    return this.send({
      type: 'block_actions',
      ...common(state, person(state, user)),
      container: { type: 'view', view_id: view.id },
      view: shownView(state, view, values),
      actions: [action],
    });
  }

  /** Finds what is meant, and keeps what is chosen. */
  #act({ user, surface, elements }: Screen, choice: ActionChoice): SlackObject {
    const found = find(elements, choice);
    const effect = effectOf(found, choice);
    if (fieldOf(found)) this.#keep(keyOf(user, surface), found, effect);
    const { blockId, actionId, type, element } = found;
    const action = { type, block_id: blockId, action_id: actionId, ...effect };
    const { placeholder } = element;
    return { ...action, ...(placeholder ? { placeholder } : {}), action_ts: this.#surroundings.state.timestamp() };
  }

  #keep(key: string, { blockId, actionId }: Element, chosen: SlackObject): void {
    const before = this.#chosen.get(key) ?? {};
    this.#chosen.set(key, { ...before, [blockId]: { ...before[blockId], [actionId]: chosen } });
  }

  #chosenOn(user: string, surface: string): ViewValues {
    return this.#chosen.get(keyOf(user, surface)) ?? {};
  }
}

/** Where somebody presses something: the timestamp of a message or the id of a view, and what is on it. */
interface Screen {
  readonly user: string;
  readonly surface: string;
  readonly elements: readonly Element[];
}

const keyOf = (user: string, surface: string): string => `${user} ${surface}`;

/** The first that fits. Among buttons of one name, the value tells which. */
const find = (elements: readonly Element[], { actionId, value }: ActionChoice): Element => {
  const fits = (element: Element) =>
    (typeof actionId === 'string' ? element.actionId === actionId : actionId.test(element.actionId)) &&
    (element.type !== 'button' || value === undefined || element.element.value === value);
  const found = elements.find(fits);
  if (!found)
    throw new Error(
      `There is no ${actionId}${value === undefined ? '' : ` (${value})`}; there is: ${listed(elements)}`,
    );
  return found;
};

/** What an action tells besides its ids. */
const effectOf = (element: Element, { value }: ActionChoice): SlackObject => {
  const { text, value: own } = element.element;
  if (element.type === 'button') return { text, ...(own === undefined ? {} : { value: own }) };
  if (element.type === 'overflow') return { selected_option: optionOf(element, value) };
  const kind = fieldOf(element);
  if (!kind || kind.holds === 'files') throw new Error(`${element.actionId} (${element.type}) cannot be clicked`);
  return { [kind.field]: CHOOSE[kind.holds](element, value) };
};

const parts = (value: string | undefined): readonly string[] => (value ? value.split(',') : []);

/** Several values are divided by commas. */
const CHOOSE: Readonly<Record<'option' | 'options' | 'text' | 'texts', (of: Element, value?: string) => unknown>> = {
  option: (of, value) => optionOf(of, value),
  options: (of, value) => parts(value).map(one => optionOf(of, one)),
  text: (_, value) => value ?? null,
  texts: (_, value) => parts(value),
};

/** As it is now. @throws Error where it was deleted */
const shown = ({ messages }: WorkspaceState, { channel, ts }: SlackMessage): SlackMessage => {
  const found = messages.find(message => message.channel === channel && message.ts === ts && !message.deleted);
  if (!found) throw new Error(`Message ${ts} is no longer in ${channel}`);
  return found;
};

/** As it is now: the modal in front, or the Home. @throws Error where it is not before this person */
export const current = ({ views, homes }: WorkspaceState, user: string, { id }: OpenView): OpenView => {
  const found = [views.get(user)?.at(-1), homes.get(user)].find(view => view?.id === id);
  if (!found) throw new Error(`${user} does not see view ${id}: it was closed, covered by another, or is not theirs`);
  return found;
};

const placeOf = (state: WorkspaceState, user: string, { channel, ts }: SlackMessage): SlackObject => {
  const where = channelOf(state, channel, user);
  const target = { user, channel, message: ts };
  return { channel: { id: channel, name: nameOf(where) }, response_url: responseUrl(state, target) };
};

const containerOf = ({ ts, channel, thread_ts, ephemeralTo }: SlackMessage): SlackObject => ({
  type: 'message',
  message_ts: ts,
  channel_id: channel,
  is_ephemeral: ephemeralTo !== null,
  ...(thread_ts === undefined ? {} : { thread_ts }),
});

const shownMessage = (state: WorkspaceState, message: SlackMessage): SlackObject => ({
  ...messageObject(state, message),
  ...(message.blocks.length === 0 ? {} : { blocks: withBlockIds(message.blocks) }),
});

export const shownView = (state: WorkspaceState, view: OpenView, values: ViewValues): SlackObject => ({
  ...viewObject(state, view),
  blocks: withBlockIds(view.view.blocks),
  state: { values },
});
