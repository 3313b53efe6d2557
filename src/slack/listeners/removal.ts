/**
 * The app is removed from the workspace. Slack says so by two events, in either order; there is no client any more that
 * could be used, and none is (Bolt does not authorize these two).
 */
import type { Listener, ListenerDeps } from './listener.ts';
import { teamOf } from './team.ts';

const forget = async (deps: ListenerDeps, team: string, eventId: string): Promise<void> => {
  await deps.add({ kind: 'forget-workspace', key: `removed:${eventId}`, team, payload: { team } });
};

export const onUninstalled: Listener = {
  on: 'event',
  name: 'app_uninstalled',
  register: (app, deps) =>
    app.event('app_uninstalled', ({ context, body }) => forget(deps, teamOf(context), body.event_id)),
};

/** Names the users whose tokens were revoked: of people, which the bot does not have, or of bots. */
export const onTokensRevoked: Listener = {
  on: 'event',
  name: 'tokens_revoked',
  register: (app, deps) =>
    app.event('tokens_revoked', async ({ event, context, body }) => {
      if (event.tokens.bot?.includes(deps.botUser)) await forget(deps, teamOf(context), body.event_id);
    }),
};
