/** Asks Slack who the bot is, before anything else. */
import type { WebClient } from '@slack/web-api';
import { ExpectedError, isExpected } from '../errors.ts';
import { Outage, PlaceClosed } from '../outages.ts';
import type { Workspace } from '../store/bot-state.ts';
import { calling } from './slack-failure.ts';

/** @throws {ExpectedError} `slack_token_refused`, `slack_unreachable` */
export const connectToSlack = async (client: WebClient): Promise<Workspace & { readonly botName: string }> => {
  const {
    team_id: team = '',
    team: name = '',
    user_id: botUser = '',
    user: botName = '',
  } = await startingWith('SLACK_BOT_TOKEN', () => client.auth.test());
  return { team, name, botUser, botName };
};

/** A call at the start, with a token that may be wrong, to a Slack that may be out of reach. */
export const startingWith = async <T>(
  setting: 'SLACK_BOT_TOKEN' | 'SLACK_APP_TOKEN',
  call: () => Promise<T>,
): Promise<T> => {
  try {
    return await calling(call);
  } catch (error) {
    if (error instanceof PlaceClosed)
      throw new ExpectedError('slack_token_refused', { setting, code: error.code }, { cause: error });
    if (isExpected(error, 'slack_scope_missing'))
      throw new ExpectedError('slack_token_refused', { setting, code: error.facts.needed }, { cause: error });
    if (error instanceof Outage)
      throw new ExpectedError('slack_unreachable', { cause: causeOf(error) }, { cause: error });
    throw error;
  }
};

const causeOf = ({ cause }: Outage): string => (cause instanceof Error ? cause.message : String(cause));
