/** The page's own files: TypeScript with its types taken out, the style sheets, and the two libraries from node_modules. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Reply } from './reply.ts';
import { withoutTypes } from './strip-types.ts';

const PAGE = new URL('../page/', import.meta.url);
const SCRIPT = 'text/javascript; charset=utf-8';

/** By the names under which the page's modules import them. */
const LIBRARIES: Readonly<Record<string, string>> = {
  htm: '/library/htm.js',
  'htm/preact': '/library/htm/preact.js',
  preact: '/library/preact.js',
  'preact/hooks': '/library/preact/hooks.js',
};

const IMPORTS = JSON.stringify({ imports: LIBRARIES });
const hashOf = (script: string): string => `'sha256-${createHash('sha256').update(script).digest('base64')}'`;

/** Whatever a message or a file holds, it cannot make the browser load or run anything. */
const POLICY = [
  "default-src 'none'",
  `script-src 'self' ${hashOf(IMPORTS)}`,
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const read = (name: string): string => readFileSync(new URL(name, PAGE), 'utf8');

const document = (): Reply => ({
  status: 200,
  type: 'text/html; charset=utf-8',
  body: read('index.html').replace('<!-- imports -->', `<script type="importmap">${IMPORTS}</script>`),
  headers: { 'content-security-policy': POLICY },
});

const pageFile = (name: string): Reply | null => {
  if (!existsSync(new URL(name, PAGE))) return null;
  return name.endsWith('.css')
    ? { status: 200, type: 'text/css; charset=utf-8', body: read(name) }
    : { status: 200, type: SCRIPT, body: withoutTypes(read(name)) };
};

const libraryReply = (path: string): Reply | null => {
  const [name] = Object.entries(LIBRARIES).find(([, address]) => address === path) ?? [];
  if (name === undefined) return null;
  return { status: 200, type: SCRIPT, body: readFileSync(fileURLToPath(import.meta.resolve(name)), 'utf8') };
};

/** `/library/inter-400.woff2` and so on: the font that the charts are drawn with, too. */
const FONT = /^\/library\/inter-(400|600|700)\.woff2$/;

const fontReply = (weight: string): Reply => {
  const file = import.meta.resolve(`@fontsource/inter/files/inter-latin-${weight}-normal.woff2`);
  return { status: 200, type: 'font/woff2', body: readFileSync(fileURLToPath(file)) };
};

/** Names have no dots but that of their ending, so that none leads out of the folder. */
const PAGE_FILE = /^\/page\/((?:[a-z-]+\/)?[a-z-]+\.(?:ts|css))$/;

/** `null` for a path that is none of these. */
export const assetAt = (path: string): Reply | null => {
  if (path === '/') return document();
  if (path === '/favicon.ico') return { status: 200, type: 'image/svg+xml', body: read('icon.svg') };
  const weight = FONT.exec(path)?.[1];
  if (weight !== undefined) return fontReply(weight);
  const name = PAGE_FILE.exec(path)?.[1];
  return name === undefined ? libraryReply(path) : pageFile(name);
};
