/** What the payloads of commands and interactions have in common. */
import type { BotLink } from './bot-link.ts';
import { appId, type SlackObject } from './objects.ts';
import type { ResponseTarget } from './short-lived.ts';
import type { WorkspaceState } from './state.ts';
import type { SlackChannel, SlackUser } from './workspace.ts';

/** Slack's way of before signatures; still in every payload. */
export const verificationToken = 'token-of-the-local-slack';

/** What an interaction needs in order to reach the bot and to show what it answers. */
export interface Surroundings {
  readonly state: WorkspaceState;
  readonly link: BotLink;
  readonly olderBlocks: boolean;
}

/** @throws Error that names who is there */
export const person = ({ users }: WorkspaceState, id: string): SlackUser => {
  const found = users.get(id);
  if (!found) throw new Error(`There is no user ${id}; there are: ${[...users.keys()].join(', ')}`);
  return found;
};

/** A channel in which this person can do something. @throws Error where Slack would not let them */
export const channelOf = ({ channels }: WorkspaceState, id: string, user: string): SlackChannel => {
  const found = channels.get(id);
  if (!found) throw new Error(`There is no channel ${id}; there are: ${[...channels.keys()].join(', ')}`);
  if (!found.members.has(user)) throw new Error(`${user} is not in ${id} (${found.name}): invite them first`);
  return found;
};

export const common = (state: WorkspaceState, user: SlackUser): SlackObject => ({
  token: verificationToken,
  api_app_id: appId(state),
  team: { id: state.team.id, domain: state.team.domain },
  user: { id: user.id, username: user.name, name: user.name, team_id: user.team_id },
  enterprise: null,
  is_enterprise_install: false,
  trigger_id: state.newTrigger(user.id),
});

/** As Slack names conversations in payloads: only public channels by their own name. */
export const nameOf = ({ is_im, is_private, name }: SlackChannel): string => {
  if (is_im) return 'directmessage';
  return is_private ? 'privategroup' : name;
};

export const responseUrl = (state: WorkspaceState, target: ResponseTarget): string =>
  `${state.origin}${state.newResponseUrl(target)}`;

export const form = (fields: Readonly<Record<string, string>>): string => new URLSearchParams(fields).toString();

export const FORM = 'application/x-www-form-urlencoded';
