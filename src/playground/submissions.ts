/** A modal that is sent off, and what the app answers to it: errors at the fields, another view, or none. */
import type { View } from '@slack/types';
import { problemsOfView } from './blocks/view.ts';
import { type Element, elementsOf, fieldOf, isEmpty, listed, optionOf, valuesOf } from './elements.ts';
import { current, type Interactions, shownView } from './interactions.ts';
import type { Acknowledgement, ViewValues } from './local-slack.ts';
import { record } from './methods/arguments.ts';
import { showsPicture } from './methods/content.ts';
import { fileObject, type SlackObject } from './objects.ts';
import { common, person, type Surroundings } from './payloads.ts';
import type { WorkspaceState } from './state.ts';
import type { OpenView } from './workspace.ts';

const DEEPEST_STACK = 3;

interface Submission {
  readonly user: string;
  readonly view: OpenView;
  /** What was filled in last; the rest is as it was chosen before, or as it is at first. */
  readonly values: ViewValues;
}

/** @throws Error where Slack would not let the person submit, or would refuse what the app answers */
export const submit = async (
  { surroundings, interactions }: { surroundings: Surroundings; interactions: Interactions },
  { user, view, values }: Submission,
): Promise<Acknowledgement> => {
  const { state } = surroundings;
  const open = current(state, user, view);
  if (open.view.type !== 'modal') throw new Error('Only a modal can be submitted');
  const elements = elementsOf(open.view.blocks);
  const filled = merged(interactions.chosenIn(open), filledIn(state, elements, values));
  const complete = valuesOf(elements, filled);
  checkComplete(elements, complete);
  const answer = await interactions.send({
    type: 'view_submission',
    ...common(state, person(state, user)),
    view: shownView(state, open, complete),
    response_urls: [],
  });
  if (answer.status === 200) apply(surroundings, open, answer.body);
  return answer;
};

/** Without sending it off; what lies below it is in front again. */
export const dismiss = (state: WorkspaceState, user: string, view: OpenView): void => {
  const open = current(state, user, view);
  state.views.set(
    user,
    (state.views.get(user) ?? []).filter(({ id }) => id !== open.id),
  );
  state.changed();
};

const merged = (before: ViewValues, after: ViewValues): ViewValues => {
  const blocks = new Set([...Object.keys(before), ...Object.keys(after)]);
  return Object.fromEntries([...blocks].map(block => [block, { ...before[block], ...after[block] }]));
};

/** With whole options and whole files in place of their values and ids. */
const filledIn = (state: WorkspaceState, elements: readonly Element[], values: ViewValues): ViewValues => {
  const fill = (block: string, [action, value]: [string, SlackObject]): [string, SlackObject] => {
    const element = elements.find(({ blockId, actionId }) => blockId === block && actionId === action);
    if (!element) throw new Error(`There is no field ${block}/${action}; there is: ${listed(elements)}`);
    return [action, { ...value, ...wholes(state, element, value) }];
  };
  return Object.fromEntries(
    Object.entries(values).map(([block, actions]) => [
      block,
      Object.fromEntries(Object.entries(actions).map(entry => fill(block, entry))),
    ]),
  );
};

const wholes = (state: WorkspaceState, element: Element, value: SlackObject): SlackObject => {
  const kind = fieldOf(element);
  if (!kind || !(kind.field in value)) throw new Error(`${element.actionId} takes ${kind?.field ?? 'no value'}`);
  const chosen = value[kind.field];
  const items = Array.isArray(chosen) ? chosen : [];
  if (kind.holds === 'option' && chosen !== null) return { [kind.field]: optionOf(element, record(chosen).value) };
  if (kind.holds === 'options') return { [kind.field]: items.map(item => optionOf(element, record(item).value)) };
  if (kind.holds === 'files') return { [kind.field]: items.map(item => wholeFile(state, item)) };
  return {};
};

/** Named by its id, or by an object that has it. */
const wholeFile = (state: WorkspaceState, item: unknown): SlackObject => {
  const id = String(record(item).id ?? item);
  const file = state.files.get(id);
  if (!file) throw new Error(`There is no file ${id}: attach it first`);
  return fileObject(state, file);
};

const checkComplete = (elements: readonly Element[], values: ViewValues): void => {
  const missing = elements.filter(element => {
    const { blockId, actionId, isRequired } = element;
    return isRequired && isEmpty(values[blockId]?.[actionId]?.[fieldOf(element)?.field ?? '']);
  });
  if (missing.length > 0) throw new Error(`Slack asks to fill in first: ${listed(missing)}`);
};

type Answer = Readonly<Record<string, unknown>>;
type Reaction = (surroundings: Surroundings, open: OpenView, answer: Answer) => void;

const stackOf = ({ state }: Surroundings, user: string): readonly OpenView[] => state.views.get(user) ?? [];

const REACTIONS: Readonly<Record<string, Reaction>> = {
  close: (surroundings, { user, id }) => {
    const left = stackOf(surroundings, user).filter(view => view.id !== id);
    surroundings.state.views.set(user, left);
  },
  clear: ({ state }, { user }) => {
    state.views.set(user, []);
  },
  errors: (_, { view }, { errors }) => {
    const inputs = elementsOf(view.blocks).map(({ blockId }) => blockId);
    const unknown = Object.keys(record(errors)).filter(block => !inputs.includes(block));
    if (unknown.length > 0 || Object.keys(record(errors)).length === 0)
      throw new Error(`Errors must be at fields (${inputs.join(', ')}), not at: ${unknown.join(', ') || 'none'}`);
  },
  update: (surroundings, open, { view }) => {
    const after = { ...open, view: checkedView(surroundings, view), hash: surroundings.state.timestamp() };
    const stack = stackOf(surroundings, open.user).map(other => (other.id === open.id ? after : other));
    surroundings.state.views.set(open.user, stack);
  },
  push: (surroundings, { user }, { view }) => {
    const { state } = surroundings;
    const stack = stackOf(surroundings, user);
    if (stack.length >= DEEPEST_STACK) throw new Error(`No more than ${DEEPEST_STACK} views can lie on each other`);
    const pushed = { id: state.newId('V'), user, hash: state.timestamp(), view: checkedView(surroundings, view) };
    state.views.set(user, [...stack, pushed]);
  },
};

/** The app may have closed or replaced the view itself in the meantime; an answer without an action closes it. */
const apply = (surroundings: Surroundings, open: OpenView, body: unknown): void => {
  const answer = record(body);
  const name = String(answer.response_action ?? 'close');
  const reaction = REACTIONS[name];
  if (!reaction) throw new Error(`Slack knows no response_action ${name}`);
  reaction(surroundings, open, answer);
  surroundings.state.changed();
};

const checkedView = ({ state, olderBlocks }: Surroundings, view: unknown): View => {
  const showsFile = (file: { id?: string; url?: string }) => showsPicture(state, file);
  const problems = problemsOfView(view, { surface: 'modal', olderBlocks, showsFile });
  if (problems.length > 0) throw new Error(`Slack would refuse the view: ${problems.join('; ')}`);
  return view as View;
};
