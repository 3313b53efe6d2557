/** Slash commands: what is sent to the bot, and what the person sees of its answer. */
import type { Answered } from './bot-link.ts';
import { acknowledgement } from './deliveries.ts';
import type { Acknowledgement } from './local-slack.ts';
import { checkedContent } from './methods/content.ts';
import { appId } from './objects.ts';
import {
  channelOf,
  FORM,
  form,
  nameOf,
  person,
  responseUrl,
  type Surroundings,
  verificationToken,
} from './payloads.ts';

const SLACKBOT = 'USLACKBOT';

interface TypedCommand {
  readonly user: string;
  readonly channel: string;
  /** With its slash. */
  readonly command: string;
  readonly text: string;
}

/** @throws Error for a command that the app does not have, and for somebody who is not in the channel */
export const sendCommand = async (
  surroundings: Surroundings,
  commands: readonly string[],
  typed: TypedCommand,
): Promise<Acknowledgement> => {
  if (!commands.includes(typed.command))
    throw new Error(`${typed.command} is not a command of the app; there are: ${commands.join(', ')}`);
  const answer = await surroundings.link.send(form(fieldsOf(surroundings, typed)), { contentType: FORM });
  if (answer.failure === null) show(surroundings, typed, answer.body);
  else showFailure(surroundings, typed, answer);
  return acknowledgement(answer);
};

const fieldsOf = ({ state }: Surroundings, { user, channel, command, text }: TypedCommand) => {
  const from = person(state, user);
  const where = channelOf(state, channel, user);
  return {
    token: verificationToken,
    team_id: state.team.id,
    team_domain: state.team.domain,
    channel_id: where.id,
    channel_name: nameOf(where),
    user_id: from.id,
    user_name: from.name,
    command,
    text: escaped(text),
    api_app_id: appId(state),
    is_enterprise_install: 'false',
    response_url: responseUrl(state, { user, channel }),
    trigger_id: state.newTrigger(user),
  };
};

/** What is typed comes with the three entities of Slack's markup. */
const escaped = (typed: string): string =>
  typed.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** A text, or a message as JSON; only the person sees it unless it is meant for the channel. */
const show = ({ state, olderBlocks }: Surroundings, { user, channel }: TypedCommand, body: unknown): void => {
  if (body === null) return;
  const args = typeof body === 'string' ? { text: body } : (body as Readonly<Record<string, unknown>>);
  const content = checkedContent({ state, args, olderBlocks });
  const seenBy = args.response_type === 'in_channel' ? {} : { ephemeralTo: user };
  state.addMessage({ channel, user: state.botUser, ...seenBy, ...content });
};

const ERRORS = {
  http_timeout: 'operation_timeout',
  connection_failed: 'dispatch_failed',
  http_error: 'http_service_error',
} as const;

const showFailure = (
  { state }: Surroundings,
  { user, channel, command }: TypedCommand,
  { failure }: Answered,
): void => {
  const error = failure === null ? '' : ERRORS[failure];
  const text = `${command} failed with the error "${error}"`;
  state.addMessage({ channel, user: SLACKBOT, ephemeralTo: user, text });
};
