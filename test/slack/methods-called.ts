/** Which Web API methods the bot calls, as its sources say. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..', '..');

export const methodsCalled = (): readonly string[] => {
  const sources = [...globSync('src/slack/**/*.ts', { cwd: ROOT }), 'src/bot.ts'];
  const calls = sources.flatMap(path => {
    const source = readFileSync(join(ROOT, path), 'utf8');
    return Array.from(
      source.matchAll(/\bclient\s*\.(\w+)\s*\.(\w+)\(/g),
      ([, family, method]) => `${family}.${method}`,
    );
  });
  return [...new Set(calls)].sort();
};
