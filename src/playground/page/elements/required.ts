/** Fields that Slack wants filled in before a modal is sent off. */
import type { Values } from '../blocks/surface.ts';
import { record, string } from '../record.ts';

const WORDS = 'Please complete this required field.';

const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

const initialOf = (element: Readonly<Record<string, unknown>>): unknown =>
  Object.entries(element).find(([name, value]) => name.startsWith('initial_') && !isEmpty(value))?.[1];

/** What is missing, in Slack's words, by block. */
export const missingIn = (
  blocks: readonly Readonly<Record<string, unknown>>[],
  values: Values,
): Readonly<Record<string, string>> => {
  const isMissing = (block: Readonly<Record<string, unknown>>): boolean => {
    if (block.type !== 'input' || block.optional === true) return false;
    const element = record(block.element);
    const filled = values[string(block.block_id)]?.[string(element.action_id)];
    return filled === undefined ? initialOf(element) === undefined : Object.values(filled).every(isEmpty);
  };
  return Object.fromEntries(blocks.filter(isMissing).map(({ block_id }) => [string(block_id), WORDS]));
};
