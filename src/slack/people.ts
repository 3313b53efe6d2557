/** Who somebody is and which channels they are in, as Slack says at the moment of asking. */
import type { WebClient } from '@slack/web-api';
import { isExpected } from '../errors.ts';
import type { People, Person } from '../jobs/ports.ts';
import { calling } from './slack-failure.ts';

const CHANNELS_PER_PAGE = 999;

export const slackPeople = (client: WebClient, team: () => string): People => ({
  find: async user => personOf((await calling(() => client.users.info({ user }))).user ?? {}, team()),
  channelsOf: async user => {
    try {
      return await channelsOf(client, user);
    } catch (error) {
      if (isExpected(error, 'slack_scope_missing')) return null;
      throw error;
    }
  },
});

interface SlackUser {
  readonly team_id?: string;
  readonly is_stranger?: boolean;
  readonly is_restricted?: boolean;
  readonly is_ultra_restricted?: boolean;
  readonly is_admin?: boolean;
  readonly is_owner?: boolean;
  readonly is_bot?: boolean;
  readonly tz?: string;
}

const personOf = (user: SlackUser, team: string): Person => {
  const elsewhere = user.is_stranger === true || (user.team_id !== undefined && user.team_id !== team);
  const guest = user.is_restricted === true || user.is_ultra_restricted === true;
  return {
    standing: elsewhere ? 'other-workspace' : guest ? 'guest' : 'full',
    isAdmin: user.is_admin === true || user.is_owner === true,
    isBot: user.is_bot === true,
    timeZone: user.tz ?? null,
  };
};

/** Asking for the person's channels takes fewer calls than asking for the channel's people. */
const channelsOf = async (client: WebClient, user: string): Promise<ReadonlySet<string>> => {
  const found = new Set<string>();
  let cursor: string | undefined;
  do {
    const page = await calling(() =>
      client.users.conversations({
        user,
        types: 'public_channel,private_channel',
        limit: CHANNELS_PER_PAGE,
        ...(cursor === undefined ? {} : { cursor }),
      }),
    );
    for (const { id } of page.channels ?? []) if (id !== undefined) found.add(id);
    cursor = page.response_metadata?.next_cursor || undefined;
  } while (cursor !== undefined);
  return found;
};
