/** Who may import whom (README, "How the code is laid out"), as data, and the check that holds sources against it. */

interface Rule {
  /** Folders and files of src that may be imported. */
  readonly may: readonly string[];
  /** Folders whose types, and nothing else, may be imported. */
  readonly types?: readonly string[];
  readonly libraries?: readonly string[];
  /** Built-in modules of Node; false for pure code. */
  readonly node: boolean;
  /** Runs in the browser: no built-in modules of Node, but not pure either. */
  readonly browser?: true;
}

const IMPORT_MAP: Readonly<Record<string, Rule>> = {
  core: { may: ['core', 'errors'], libraries: ['ml-kmeans', 'ml-hclust'], node: false },
  ingest: { may: ['ingest', 'core', 'errors'], libraries: ['csv-parse', 'yauzl'], node: true },
  orders: { may: ['orders', 'core', 'errors'], libraries: ['@duckdb/node-api'], node: true },
  charts: {
    may: ['charts', 'core', 'errors'],
    libraries: ['chart.js', '@napi-rs/canvas', 'quickchart-js'],
    node: true,
  },
  store: { may: ['store', 'core', 'errors'], libraries: ['kysely', 'fflate'], node: true },
  sample: { may: ['sample', 'core', 'errors'], node: true },
  documents: {
    may: ['documents', 'charts', 'core'],
    libraries: ['@napi-rs/canvas', 'write-excel-file', 'fflate'],
    node: true,
  },
  workers: { may: ['workers', 'core', 'charts', 'documents', 'ingest', 'errors'], libraries: ['piscina'], node: true },
  pipeline: { may: ['pipeline', 'core', 'errors'], types: ['ingest', 'orders', 'charts'], node: true },
  digests: {
    may: ['digests', 'core', 'errors'],
    types: ['pipeline', 'store', 'jobs'],
    libraries: ['temporal-polyfill'],
    node: false,
  },
  terminal: { may: ['terminal', 'pipeline', 'core', 'charts', 'sample', 'errors', 'error-messages'], node: true },
  jobs: {
    may: ['jobs', 'digests', 'pipeline', 'core', 'errors', 'error-messages', 'outages'],
    types: ['store', 'charts', 'ingest', 'orders'],
    node: true,
  },
  slack: {
    may: ['slack', 'core', 'errors', 'outages', 'health', 'log'],
    types: ['jobs', 'store', 'config'],
    libraries: ['@slack/bolt', '@slack/web-api', '@slack/types', 'zod'],
    node: true,
  },
  'slack/blocks': {
    may: ['slack', 'core'],
    types: ['jobs'],
    libraries: ['@slack/types', 'zod'],
    node: false,
  },
  'slack/commands': { may: ['slack', 'core'], types: ['jobs'], libraries: ['leven'], node: false },
  playground: { may: ['playground'], types: [], libraries: ['@slack/types'], node: true },
  'playground/page': { may: ['playground'], libraries: ['preact', 'htm'], node: false, browser: true },
  'errors.ts': { may: [], node: false },
  'outages.ts': { may: [], node: false },
  'error-messages.ts': { may: ['errors'], node: false },
  'config.ts': { may: ['errors', 'scrub'], node: true },
  'scrub.ts': { may: [], node: false },
  'log.ts': { may: ['config', 'scrub'], libraries: ['pino', '@slack/bolt'], node: true },
  'health.ts': { may: ['errors'], types: ['jobs'], node: true },
  'metrics.ts': { may: ['errors', 'outages'], types: ['jobs', 'store'], libraries: ['prom-client'], node: false },
  'app-manifest.ts': { may: [], libraries: ['yaml'], node: true },
  'try-it.ts': { may: ['*'], node: true },
  'wire.ts': { may: ['*'], libraries: ['piscina'], node: true },
  'command-line.ts': { may: ['*'], node: true },
  'cli.ts': { may: ['command-line'], node: true },
  'bot.ts': { may: ['*'], libraries: ['@slack/bolt', '@slack/web-api', '@slack/types'], node: true },
  'main.ts': { may: ['*'], node: true },
};

/** What pure code must not touch: clock, chance and environment come in as arguments. */
const IMPURE =
  /\bMath\.random\b|\bDate\.now\b|\bnew Date\(\)|\bperformance\.now\b|\bprocess\.|\bsetTimeout\b|\bfetch\(/;
/** Files that touch the environment: one reads it, one hands it over, two write a variable for a library or a worker. */
const ENVIRONMENT = ['config.ts', 'main.ts', 'command-line.ts', 'cli.ts', 'charts/fonts.ts'];

interface Import {
  readonly from: string;
  readonly typeOnly: boolean;
}

export const importsOf = (source: string): Import[] => {
  const statements = source.matchAll(/^\s*(?:import|export)\s+(type\s)?([^'";]*?)\bfrom\s+'([^']+)'/gm);
  const calls = source.matchAll(/\bimport\(\s*'([^']+)'|^\s*import\s+'([^']+)'/gm);
  return [
    ...Array.from(statements, ([, type, names = '', from = '']) => ({
      from,
      typeOnly: type !== undefined || allTypes(names),
    })),
    ...Array.from(calls, ([, called, bare]) => ({ from: called ?? bare ?? '', typeOnly: false })),
  ];
};

const allTypes = (names: string): boolean => {
  const listed =
    /^\{([^}]*)\}\s*$/
      .exec(names.trim())?.[1]
      ?.split(',')
      .map(name => name.trim())
      .filter(Boolean) ?? [];
  return listed.length > 0 && listed.every(name => name.startsWith('type '));
};

/** What is wrong with a file of src, in words. `path` is relative to src: `core/report.ts`. */
export const violationsOf = (path: string, source: string): string[] => {
  const [folder = '', inner = ''] = path.split('/');
  const rule = IMPORT_MAP[`${folder}/${inner}`] ?? IMPORT_MAP[folder];
  if (!rule) return [`${path}: the import map has no row for ${folder}`];
  return [
    ...importsOf(source)
      .filter(imported => !allowed(path, rule, imported))
      .map(({ from }) => `${path} must not import ${from}`),
    ...(rule.node || rule.browser || !IMPURE.test(source) ? [] : [`${path} is not pure: ${IMPURE.exec(source)?.[0]}`]),
    ...(ENVIRONMENT.includes(path) || !source.includes('process.env') ? [] : [`${path} reads the environment`]),
  ];
};

const allowed = (path: string, rule: Rule, { from, typeOnly }: Import): boolean => {
  if (from.startsWith('node:')) return rule.node;
  if (!from.startsWith('.')) return (rule.libraries ?? []).includes(libraryOf(from));
  const target = resolve(path, from);
  return rule.may.includes('*') || rule.may.includes(target) || (typeOnly && (rule.types ?? []).includes(target));
};

const libraryOf = (from: string): string =>
  from
    .split('/')
    .slice(0, from.startsWith('@') ? 2 : 1)
    .join('/');

/** The folder, or file without extension, that a relative import names. */
const resolve = (path: string, from: string): string => {
  const parts = path.split('/').slice(0, -1);
  for (const part of from.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return parts.length > 1 ? parts[0]! : parts[0]!.replace(/\.ts$/, '');
};
