/**
 * The terminal's entry. Node 20 refuses a TypeScript file before a line of it can run, so the check of the version is
 * CommonJS, and `cli.ts` is a link to this file: `node src/cli.ts` ends in one clear line on every old Node.
 */
require('./node-version.cjs');
const { enableCompileCache } = require('node:module');
const { join } = require('node:path');

// A hundred small files: compiled once, the next start takes two tenths of a second less. The variable is for workers.
process.env.NODE_COMPILE_CACHE ??= join(__dirname, '../node_modules/.cache/tranche');
enableCompileCache(process.env.NODE_COMPILE_CACHE);

import('./command-line.ts');
