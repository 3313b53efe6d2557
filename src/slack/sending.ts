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

export const isRefusal = (error: unknown): boolean => REFUSALS.has(slackCode(error) ?? '');

/** `onSimpler` hears why a message had to become simpler. */
export const sendMessage = async <T>(
  message: Message,
  send: (body: Body) => Promise<T>,
  onSimpler: (why: readonly string[]) => void,
): Promise<T> => {
  const tries = [message, withOlderBlocks(message), textOnly(message)];
  for (const [index, each] of tries.entries()) {
    const last = index === tries.length - 1;
    const problems = last ? [] : problemsOf(each);
    if (problems.length > 0) {
      onSimpler(problems);
      continue;
    }
    try {
      return await send(bodyOf(each));
    } catch (error) {
      if (last || !isRefusal(error)) throw error;
      onSimpler([slackCode(error) ?? '']);
    }
  }
  throw new Error('unreachable: the last try is sent or throws');
};

const bodyOf = ({ text, blocks }: Message): Body =>
  blocks.length === 0 ? { text } : { text, blocks: [...blocks] as (KnownBlock | Block)[] };
