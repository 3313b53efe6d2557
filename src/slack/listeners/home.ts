/** The app's home tab. */
import type { Listener } from './listener.ts';
import { teamOf } from './team.ts';

export const onHomeOpened: Listener = {
  on: 'event',
  name: 'app_home_opened',
  register: (app, deps) =>
    app.event('app_home_opened', async ({ event, context }) => {
      if (event.tab !== 'home') return;
      const team = teamOf(context);
      await deps.add({
        kind: 'show-home',
        key: `home:${event.user}:${event.event_ts}`,
        team,
        payload: { team, user: event.user },
      });
    }),
};
