/** Text and blocks of a message that is about to be posted. */
import type { AnyBlock } from '@slack/types';
import { problemsOf } from '../blocks/problems.ts';
import { isProcessed } from '../objects.ts';
import type { WorkspaceState } from '../state.ts';
import { given, list } from './arguments.ts';
import { type Args, type Call, Refusal, refusalWith } from './method.ts';
import { botSees } from './places.ts';

const MOST_CHARACTERS = 40_000;

/** Picture files that the bot may show in a block, by id or by address: seen by it, and looked at by Slack. */
export const showsPicture = (state: WorkspaceState, { id, url }: { id?: string; url?: string }): boolean => {
  const file = [...state.files.values()].find(known => known.id === id || (url?.includes(`/${known.id}/`) ?? false));
  const picture = file !== undefined && /^image\/(png|jpeg|gif)$/.test(file.mimetype);
  return picture && botSees(state, file) && file.mode === 'hosted' && isProcessed(file);
};

/** `null` where none were given. @throws {Refusal} `invalid_blocks` with everything that is wrong */
export const checkedBlocks = ({ state, args, olderBlocks }: Call): readonly AnyBlock[] | null => {
  const blocks = listOfBlocks(args);
  if (blocks === null) return null;
  const showsFile = (file: { id?: string; url?: string }) => showsPicture(state, file);
  const problems = problemsOf(blocks, { surface: 'message', olderBlocks, showsFile });
  if (problems.length > 0) throw refusalWith('invalid_blocks', problems);
  return blocks as readonly AnyBlock[];
};

const listOfBlocks = (args: Args): readonly unknown[] | null => {
  if (typeof args.blocks === 'string' && args.blocks !== '') throw new Refusal('invalid_blocks_format');
  return list(args, 'blocks');
};

/** `null` where none was given. @throws {Refusal} `msg_too_long` */
export const checkedText = (args: Args): string | null => {
  const text = given(args, 'text');
  if (text !== null && text.length > MOST_CHARACTERS) throw new Refusal('msg_too_long');
  return text;
};

/** @throws {Refusal} `no_text` for a message without text and blocks */
export const checkedContent = (call: Call): { readonly text: string; readonly blocks: readonly AnyBlock[] } => {
  const text = checkedText(call.args);
  const blocks = checkedBlocks(call) ?? [];
  const attachments = list(call.args, 'attachments') ?? [];
  if (text === null && blocks.length === 0 && attachments.length === 0) throw new Refusal('no_text');
  return { text: text ?? '', blocks };
};
