/** TypeScript for the browser: the types become spaces, so that line numbers stay. */
import { stripTypeScriptTypes } from 'node:module';

/**
 * Node warns once that the function is experimental, although it runs this program by the same means without a word.
 * Whoever opens the page can do nothing about it, so that this one warning is left out.
 */
export const withoutTypes = (source: string): string => {
  const { emitWarning } = process;
  process.emitWarning = () => {};
  try {
    return stripTypeScriptTypes(source);
  } finally {
    process.emitWarning = emitWarning;
  }
};
