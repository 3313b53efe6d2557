/** One call of a Web API method: who calls, with which scopes, and what comes of it. */
import { METHODS } from './methods/all-methods.ts';
import { type Answer, type Args, type Call, type Method, Refusal } from './methods/method.ts';
import type { WorkspaceState } from './state.ts';

export interface ApiOptions {
  readonly botToken: string;
  readonly olderBlocks?: boolean;
}

/** Whatever goes wrong is in the answer: `{ ok: false, error }`. */
export const callMethod = (state: WorkspaceState, options: ApiOptions, sent: SentCall): Answer => {
  try {
    return { ok: true, ...resultOf(state, options, sent) };
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, error: error.error, ...error.more };
    throw error;
  }
};

export interface SentCall {
  readonly name: string;
  readonly token: string | null;
  /** Without the token. `null`: they could not be read. */
  readonly args: Args | null;
}

const resultOf = (
  state: WorkspaceState,
  { botToken, olderBlocks }: ApiOptions,
  { name, token, args }: SentCall,
): Answer => {
  const method = Object.hasOwn(METHODS, name) ? METHODS[name] : undefined;
  if (!method) throw new Refusal('unknown_method', { req_method: name });
  checkToken(state, botToken, token);
  if (args === null) throw new Refusal('invalid_json');
  const call: Call = { state, args, olderBlocks: olderBlocks ?? false };
  checkScopes(method, call);
  return method.run(call);
};

const checkToken = (state: WorkspaceState, botToken: string, token: string | null): void => {
  if (token === null) throw new Refusal('not_authed');
  if (token !== botToken) throw new Refusal('invalid_auth');
  if (state.users.get(state.botUser)?.deleted) throw new Refusal('account_inactive');
  if (state.tokenRevoked) throw new Refusal('token_revoked');
};

const checkScopes = ({ scopes }: Method, call: Call): void => {
  const { state } = call;
  const wanted = typeof scopes === 'function' ? scopes(call) : scopes;
  const missing = wanted.filter(scope => !state.scopes.includes(scope));
  if (missing.length > 0)
    throw new Refusal('missing_scope', { needed: missing.join(','), provided: state.scopes.join(',') });
};
