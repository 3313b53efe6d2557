/** Asks Slack who the bot is, before anything else. */
import type { WebClient } from '@slack/web-api';
import { ExpectedError } from '../errors.ts';
import { Outage, PlaceClosed } from '../outages.ts';
import type { Workspace } from '../store/bot-state.ts';
import { calling } from './slack-failure.ts';

/** @throws {ExpectedError} `slack_token_refused`, `slack_unreachable` */
export const connectToSlack = async (client: WebClient): Promise<Workspace & { readonly botName: string }> => {
  try {
    const {
      team_id: team = '',
      team: name = '',
      user_id: botUser = '',
      user: botName = '',
    } = await calling(() => client.auth.test());
    return { team, name, botUser, botName };
  } catch (error) {
    if (error instanceof PlaceClosed)
      throw new ExpectedError('slack_token_refused', { code: error.code }, { cause: error });
    if (error instanceof Outage)
      throw new ExpectedError('slack_unreachable', { cause: causeOf(error) }, { cause: error });
    throw error;
  }
};

const causeOf = ({ cause }: Outage): string => (cause instanceof Error ? cause.message : String(cause));
