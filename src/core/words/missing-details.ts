import type { Detail } from '../order-file.ts';

const WORDS: Readonly<Record<Detail, readonly [column: string, adds: string]>> = {
  product: ['the product', 'the products'],
  title: ['the name of the product', 'names of products'],
  category: ['the category of the product', 'the categories'],
  country: ['the country', 'the countries'],
  channel: ['the channel (website, app, shop)', 'where they buy'],
  age: ['the age of the customer', 'how old they are'],
  signup: ['the day on which the customer signed up', 'how long they take to the first order'],
};

/** Which columns would add what; `null` where none is missing. */
export const missingDetailsLine = (missing: readonly Detail[]): string | null => {
  if (missing.length === 0) return null;
  const parts = missing.map((detail, place) => {
    const [column, adds] = WORDS[detail];
    return `${place === 0 ? 'a column' : 'one'} with ${column} would add ${adds}`;
  });
  return `Not in these orders: ${parts.join('; ')}.`;
};
