/** Reads messages and views the way the tests look at them: all their markup, all their buttons. */
import type { AnyBlock, Button } from '@slack/types';
import type { Message } from '../../src/slack/blocks/message.ts';

/** Every object within, whatever it hangs on. */
const objectsIn = (value: unknown): readonly Readonly<Record<string, unknown>>[] => {
  if (Array.isArray(value)) return value.flatMap(objectsIn);
  if (typeof value !== 'object' || value === null) return [];
  return [value as Readonly<Record<string, unknown>>, ...Object.values(value).flatMap(objectsIn)];
};

export const markupOf = ({ text, blocks }: Message): readonly string[] => [text, ...blockMarkup(blocks)];

export const blockMarkup = (blocks: readonly AnyBlock[]): readonly string[] =>
  objectsIn(blocks)
    .filter(({ type }) => type === 'mrkdwn')
    .map(({ text }) => String(text));

export const buttonsOf = (blocks: readonly AnyBlock[]): readonly Button[] =>
  objectsIn(blocks).filter(({ type }) => type === 'button') as unknown as readonly Button[];

export const typesOf = (blocks: readonly AnyBlock[]): readonly string[] =>
  objectsIn(blocks).flatMap(({ type }) => (typeof type === 'string' ? [type] : []));
