/**
 * The terminal's entry. Node 20 refuses a TypeScript file before a line of it can run, so the check of the version is
 * CommonJS, and `cli.ts` is a link to this file: `node src/cli.ts` ends in one clear line on every old Node.
 */
require('./node-version.cjs');
// A hundred small files: parsed and compiled once, the next start takes a tenth of a second less.
require('node:module').enableCompileCache(require('node:path').join(__dirname, '../node_modules/.cache/tranche'));
import('./command-line.ts');
