/** README's tables for whoever runs the bot, held against the program. */
import { existsSync, globSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readBotConfig, readConfig, readPlaygroundConfig } from '../src/config.ts';
import { createMetrics } from '../src/metrics.ts';
import { openDataDir } from '../src/store/data-dir.ts';
import { openBotState } from '../src/store/open-state.ts';

const ROOT = join(import.meta.dirname, '..');
const README = readFileSync(join(ROOT, 'README.md'), 'utf8');

/** Cells of the rows of the table that begins with this heading. */
const tableUnder = (heading: string): readonly (readonly string[])[] => {
  const lines = README.slice(README.indexOf(`\n| ${heading} |`) + 1).split('\n');
  const rows = lines.slice(2, lines.indexOf(''));
  return rows.map(row =>
    row
      .split('|')
      .slice(1, -1)
      .map(cell => cell.trim()),
  );
};

/** What stands in back ticks. */
const codesIn = (cell: string | undefined): readonly string[] =>
  Array.from(cell?.matchAll(/`([^`]+)`/g) ?? [], ([, code]) => code!);

describe('The start', () => {
  it('is one command for the playground, on the port that it takes by itself', () => {
    const [command, comment] = /```sh\n(.+)/
      .exec(README)![1]!
      .split('#')
      .map(part => part.trim());
    expect(command).toBe('npm ci && npm start');
    expect(comment).toContain(`http://localhost:${readPlaygroundConfig({})?.port}`);
  });

  it('shows pictures that are there', () => {
    const pictures = Array.from(README.matchAll(/!\[[^\]]+\]\(([^)]+)\)/g), ([, path]) => path!);
    expect(pictures.filter(path => !existsSync(join(ROOT, path)))).toEqual([]);
    expect(pictures).toContain('.github/playground.png');
  });

  it('names buttons by what stands on them', () => {
    const page = globSync('src/playground/page/**/*.ts', { cwd: ROOT }).map(path =>
      readFileSync(join(ROOT, path), 'utf8'),
    );
    for (const button of ['Upload the sample store', 'It is next Monday', 'Inspect', 'Copy blocks']) {
      expect(README).toContain(`**${button}**`);
      expect(page.some(source => source.includes(button))).toBe(true);
    }
  });
});

describe('The table of settings', () => {
  const rows = tableUnder('Variable').map(
    ([variable, fallback]) => [codesIn(variable)[0], codesIn(fallback)[0]] as const,
  );
  const TOKEN = { SLACK_BOT_TOKEN: 'xoxb-1' };
  const TRANSPORTS = [{ SLACK_APP_TOKEN: 'xapp-1' }, { SLACK_SIGNING_SECRET: '0123456789abcdef0123456789abcdef' }];

  it('names what the program reads, and nothing else', () => {
    const read = new Set<string>();
    const watched = (values: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
      new Proxy(values, {
        get: (target, name) => {
          read.add(String(name));
          return target[String(name)];
        },
      });
    for (const transport of TRANSPORTS) readBotConfig(watched({ ...TOKEN, ...transport }));
    readConfig(watched({}));
    expect(rows.map(([name]) => name).toSorted()).toEqual([...read].toSorted());
  });

  it('has the defaults of the program', () => {
    const { slack, host, port, dataDir, retentionDays, maxFileBytes, logLevel } = readBotConfig({
      ...TOKEN,
      ...TRANSPORTS[0],
    })!;
    expect(Object.fromEntries(rows.filter(([, fallback]) => fallback !== undefined))).toEqual({
      SLACK_API_URL: slack.apiUrl,
      HOST: host,
      PORT: String(port),
      DATA_DIR: dataDir,
      RETENTION_DAYS: String(retentionDays),
      MAX_FILE_BYTES: String(maxFileBytes),
      LOG_LEVEL: logLevel,
    });
  });
});

it('the table of what is stored names everything in the data folder', async () => {
  const path = mkdtempSync(join(tmpdir(), 'tranche-readme-'));
  const folders = openDataDir(path);
  const state = await openBotState(folders.statePath, { newId: () => 'id' });
  onTestFinished(() => {
    folders.close();
    rmSync(path, { recursive: true });
  });
  await state.close();
  const named = tableUnder('In `DATA_DIR`').map(([name]) => codesIn(name)[0]);
  expect(named.toSorted()).toEqual(readdirSync(path).toSorted());
});

/** Texts of the lines that are written to the log: the last argument, behind the facts. */
const LOGGED = /\blog\.(?:info|warn|error)\(\s*(?:[^';]*?,\s*)?'([^']+)'/g;

it('the table of the log has every line that the program writes', () => {
  // The playground is a simulation: nobody operates it.
  const paths = globSync('src/**/*.ts', { cwd: ROOT, exclude: ['src/playground/**', 'src/try-it.ts'] });
  const sources = paths.map(path => readFileSync(join(ROOT, path), 'utf8'));
  const logged = new Set(sources.flatMap(source => Array.from(source.matchAll(LOGGED), ([, message]) => message!)));
  const messages = tableUnder('`msg`').flatMap(([message]) => codesIn(message));
  expect(messages.toSorted()).toEqual([...logged].toSorted());
});

it('the table of metrics names all there are', async () => {
  const { exposition } = createMetrics({
    monotonicMs: () => 0,
    waiting: async () => [],
    memory: () => ({ rss: 0, heapUsed: 0 }),
  });
  const { text } = await exposition();
  const named = tableUnder('Metric').flatMap(([metric]) => codesIn(metric).map(code => code.replace(/\{.*/, '')));
  expect(named.toSorted()).toEqual(Array.from(text.matchAll(/^# TYPE (\S+)/gm), ([, name]) => name!).toSorted());
});
