/** Names that are typed after an @, as Slack sends them. */
import type { SeenPerson } from '../seen.ts';

/** Longest names first, so that "@Ada Admin" is not taken for "@Ada"; the three escaped characters come first of all. */
export const mentioned = (typed: string, people: readonly SeenPerson[]): string => {
  const names = people
    .flatMap(({ id, name }) => [name, name.split(' ')[0] ?? name].map(each => ({ id, name: each })))
    .toSorted((a, b) => b.name.length - a.name.length);
  const text = typed.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return text.replace(/@(\p{L}[\p{L} ]*)/gu, (whole, words: string) => {
    const found = names.find(({ name }) => startsWithWord(words, name));
    return found ? `<@${found.id}>${words.slice(found.name.length)}` : whole;
  });
};

const startsWithWord = (words: string, name: string): boolean =>
  words.toLowerCase().startsWith(name.toLowerCase()) && !/\p{L}/u.test(words.charAt(name.length));
