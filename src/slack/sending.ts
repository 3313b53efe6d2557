/**
 * Sends a message so that it arrives: as it is; on refusal with older blocks only; then as text. What breaks a limit of
 * ours is not even tried with the blocks that break it.
 */
import type { Block, KnownBlock } from '@slack/types';
import type { Message } from './blocks/message.ts';
import { problemsOf } from './limits.ts';
import { textOnly, withOlderBlocks } from './older-blocks.ts';
import { slackCode } from './slack-failure.ts';

export interface Body {
  readonly text: string;
  readonly blocks?: (KnownBlock | Block)[];
}

/** Slack's words for blocks that it does not take. */
const REFUSALS: ReadonlySet<string> = new Set([
  'invalid_blocks',
  'invalid_blocks_format',
  'invalid_attachments',
  'msg_blocks_too_long',
]);

const isRefusal = (error: unknown): boolean => REFUSALS.has(slackCode(error) ?? '');

/** `onSimpler` hears why a message had to become simpler. */
export const sendMessage = async <T>(
  message: Message,
  send: (body: Body) => Promise<T>,
  onSimpler: (why: readonly string[]) => void,
): Promise<T> => {
  const bodies = simplerAndSimpler(message, onSimpler);
  for (const body of bodies.slice(0, -1)) {
    try {
      return await send(body);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      onSimpler([slackCode(error) ?? '']);
    }
  }
  return send(bodies.at(-1)!);
};

/** As it is, with older blocks only, as text; without those that break a limit. The text is always there. */
export const simplerAndSimpler = (
  message: Message,
  onSimpler: (why: readonly string[]) => void = () => {},
): readonly Body[] => {
  const withBlocks = [message, withOlderBlocks(message)].filter(each => {
    const problems = problemsOf(each);
    if (problems.length > 0) onSimpler(problems);
    return problems.length === 0;
  });
  return [...withBlocks, textOnly(message)].map(bodyOf);
};

const bodyOf = ({ text, blocks }: Message): Body =>
  blocks.length === 0 ? { text } : { text, blocks: [...blocks] as (KnownBlock | Block)[] };
