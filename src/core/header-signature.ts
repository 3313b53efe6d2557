/** What stands for the columns of a file: files with the same ones are of the same dataset. */

const LONGEST = 500;
const BEGINNING = 400;

/** Names in lower case without accents, blanks and punctuation, in the order of the file; long ones end in a hash. */
export const headerSignature = (columns: readonly string[]): string => {
  const names = columns.map(squashed).join('|');
  return names.length <= LONGEST ? names : `${names.slice(0, BEGINNING)}#${hash(names)}`;
};

const squashed = (name: string): string =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

/** FNV-1a over UTF-16 code units, http://www.isthe.com/chongo/tech/comp/fnv/, with 64 bits as hex digits. */
const hash = (text: string): string => {
  let value = 0xcbf29ce484222325n;
  for (let at = 0; at < text.length; at++) {
    value = BigInt.asUintN(64, (value ^ BigInt(text.charCodeAt(at))) * 0x100000001b3n);
  }
  return value.toString(16).padStart(16, '0');
};
