/** What people type, made plain: keyboards and Slack change quotes, blanks, addresses and three special characters. */
import type { DatasetChoice } from '../../jobs/chat-request.ts';

/** One line with plain quotes and single blanks; Slack's links and entities turned back into what was typed. */
export const tidied = (text: string): string =>
  text
    .replaceAll(/<mailto:[^|>]*\|([^>]*)>/g, '$1')
    .replaceAll(/<(?:https?:\/\/[^|>]*|[#@!][^|>]*)\|([^>]*)>/g, '$1')
    .replaceAll(/<(?:mailto:)?(https?:\/\/[^>]*|[^>\s]*@[^>]*)>/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replaceAll(/[“”„‟«»″]/g, '"')
    .replaceAll(/[‘’‚‛′]/g, "'")
    .replaceAll(/[\p{Cf}]/gu, '')
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim();

/** Words; a quoted text is one word and keeps its quotes. An apostrophe within a word (Can't lose) is no quote. */
export const wordsOf = (text: string): readonly string[] => text.match(/"[^"]*"(?=\s|$)|'[^']*'(?=\s|$)|\S+/g) ?? [];

/** Without the quotes around it. */
export const unquoted = (text: string): string => {
  const quoted = /^"([^"]*)"$|^'([^']*)'$/.exec(text);
  return (quoted?.[1] ?? quoted?.[2] ?? text).trim();
};

export interface WithDataset {
  readonly text: string;
  readonly dataset: DatasetChoice;
}

/** "champions in My shop 2026": what stands after the first `in` outside quotes is the name of the dataset. */
export const splitDataset = (text: string): WithDataset => {
  const words = wordsOf(text);
  const at = words.findIndex(word => word.toLowerCase() === 'in');
  if (at < 0) return { text, dataset: null };
  const name = unquoted(words.slice(at + 1).join(' '));
  return { text: words.slice(0, at).join(' '), dataset: name === '' ? null : { name } };
};

/** " in My shop", to say a command again. */
export const datasetWords = (dataset: DatasetChoice): string =>
  dataset !== null && 'name' in dataset ? ` in ${dataset.name}` : '';
