/** Whose token it is. */
import { botId } from '../objects.ts';
import { type Methods, Refusal } from './method.ts';

export const authMethods: Methods = {
  'auth.test': {
    scopes: [],
    run: ({ state }) => ({
      url: `https://${state.team.domain}.slack.com/`,
      team: state.team.name,
      team_id: state.team.id,
      user: state.users.get(state.botUser)?.name ?? '',
      user_id: state.botUser,
      bot_id: botId(state),
      is_enterprise_install: false,
    }),
  },
  // Socket Mode is opened with the token of an app, never with that of a bot.
  'apps.connections.open': {
    scopes: [],
    run: () => {
      throw new Refusal('not_allowed_token_type');
    },
  },
};
