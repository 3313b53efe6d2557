/** Modals, and the Home of a person. */
import type { View } from '@slack/types';
import { problemsOfView } from '../blocks/view.ts';
import { viewObject } from '../objects.ts';
import type { WorkspaceState } from '../state.ts';
import type { OpenView } from '../workspace.ts';
import { given, needed, record } from './arguments.ts';
import { showsPicture } from './content.ts';
import { type Answer, type Call, type Methods, Refusal, refusalWith } from './method.ts';
import { knownUser } from './places.ts';

const DEEPEST_STACK = 3;

/** @throws {Refusal} `invalid_arguments` with everything that is wrong with the view */
const checkedView = ({ state, args, olderBlocks }: Call, type: 'modal' | 'home'): View => {
  const view = record(args.view);
  const showsFile = (file: { id?: string; url?: string }) => showsPicture(state, file);
  const problems = problemsOfView(view, { surface: type, olderBlocks, showsFile });
  if (problems.length > 0) throw refusalWith('invalid_arguments', problems);
  return view as unknown as View;
};

/** The person of the trigger, which is thereby used up. */
const personOf = ({ state, args }: Call): string => {
  const used = state.useTrigger(needed(args, 'trigger_id'));
  if ('error' in used) throw new Refusal(used.error);
  return used.user;
};

const externalIdOf = (view: View): string => view.external_id ?? '';

const checkExternalId = (state: WorkspaceState, view: View, except?: string): void => {
  const id = externalIdOf(view);
  const taken = id !== '' && allOpen(state).some(open => open.id !== except && externalIdOf(open.view) === id);
  if (taken) throw new Refusal('duplicate_external_id');
};

const allOpen = (state: WorkspaceState): readonly OpenView[] => [...state.views.values()].flat();

const opened = (state: WorkspaceState, user: string, view: View): OpenView => ({
  id: state.newId('V'),
  user,
  hash: state.timestamp(),
  view,
});

const answer = (state: WorkspaceState, view: OpenView): Answer => {
  state.changed();
  return { view: viewObject(state, view) };
};

/** Whatever modal was open is gone. */
const open = (call: Call): Answer => {
  const { state } = call;
  const view = checkedView(call, 'modal');
  checkExternalId(state, view);
  const user = personOf(call);
  const fresh = opened(state, user, view);
  state.views.set(user, [fresh]);
  return answer(state, fresh);
};

const push = (call: Call): Answer => {
  const { state } = call;
  const view = checkedView(call, 'modal');
  checkExternalId(state, view);
  const user = personOf(call);
  const stack = state.views.get(user) ?? [];
  if (stack.length === 0) throw new Refusal('invalid_trigger_id');
  if (stack.length >= DEEPEST_STACK) throw new Refusal('push_limit_reached');
  const fresh = opened(state, user, view);
  state.views.set(user, [...stack, fresh]);
  return answer(state, fresh);
};

/** A view keeps its id and gets another hash. */
const update = (call: Call): Answer => {
  const { state, args } = call;
  const before = namedView(call);
  checkHash(given(args, 'hash'), before);
  const view = checkedView(call, 'modal');
  checkExternalId(state, view, before.id);
  const after: OpenView = { ...before, view, hash: state.timestamp() };
  const stack = state.views.get(before.user) ?? [];
  state.views.set(
    before.user,
    stack.map(open => (open.id === before.id ? after : open)),
  );
  return answer(state, after);
};

const namedView = ({ state, args }: Call): OpenView => {
  const id = given(args, 'view_id');
  const external = given(args, 'external_id');
  if (id === null && external === null) throw refusalWith('invalid_arguments', ['missing required field: view_id']);
  const named = (view: OpenView) => (id === null ? externalIdOf(view.view) === external : view.id === id);
  const view = allOpen(state).find(named);
  if (!view) throw new Refusal('not_found');
  return view;
};

const checkHash = (hash: string | null, view: OpenView | undefined): void => {
  if (hash !== null && hash !== view?.hash) throw new Refusal('hash_conflict');
};

const publish = (call: Call): Answer => {
  const { state, args } = call;
  const user = knownUser(state, needed(args, 'user_id'));
  const before = state.homes.get(user.id);
  checkHash(given(args, 'hash'), before);
  const view = checkedView(call, 'home');
  const after = { ...opened(state, user.id, view), ...(before === undefined ? {} : { id: before.id }) };
  state.homes.set(user.id, after);
  return answer(state, after);
};

export const viewsMethods: Methods = {
  'views.open': { scopes: [], run: open },
  'views.push': { scopes: [], run: push },
  'views.update': { scopes: [], run: update },
  'views.publish': { scopes: [], run: publish },
};
