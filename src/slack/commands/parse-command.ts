/** What was typed after `/segment`, or after the bot's name, as a request; a mistake is a request too, with an answer. */
import type { ChatRequest } from '../../jobs/chat-request.ts';
import { closest, mistake, quote } from './mistake.ts';
import { SUBCOMMANDS } from './subcommands.ts';
import { tidied } from './typed-text.ts';

export const parseCommand = (text: string): ChatRequest => {
  const typed = tidied(text).replace(/^\/segment(?=\s|$)\s*/i, '');
  if (typed === '') return { kind: 'help' };
  const [, first = '', rest = ''] = /^(\S+) ?(.*)$/.exec(typed) ?? [];
  const name = first.toLowerCase().replace(/(?<=.)[,:;.!?]+$/, '');
  const subcommand = SUBCOMMANDS.find(each => each.name === name || each.aliases.includes(name));
  return subcommand ? subcommand.parse(rest) : unknownCommand(name, rest, typed);
};

/** `text` of a message that mentions the bot, as Slack sends it. */
export const parseMention = (text: string, botUserId: string): ChatRequest =>
  parseCommand(text.replaceAll(new RegExp(`<@${botUserId}(?:\\|[^>]*)?>[,:]?`, 'g'), ' '));

const EXAMPLES: readonly string[] = ['show', 'why 17850', 'run k=5', 'help'];

const unknownCommand = (name: string, rest: string, typed: string): ChatRequest => {
  const problem = `There is no command ${quote(name)}.`;
  if (typed.includes('=')) return mistake(problem, EXAMPLES, `run ${typed}`);
  const meant = closest(
    name,
    SUBCOMMANDS.map(each => each.name),
  );
  return mistake(problem, EXAMPLES, meant === null ? null : `${meant} ${rest}`.trim());
};
