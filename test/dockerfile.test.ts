import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { readBotConfig } from '../src/config.ts';
import { healthRoutes, startOperatorServer } from '../src/health.ts';

const ROOT = join(import.meta.dirname, '..');
const read = (name: string): string => readFileSync(join(ROOT, name), 'utf8');

interface Instruction {
  readonly name: string;
  readonly rest: string;
}

/** Instructions with their continued lines, without comments. */
const instructionsOf = (text: string): Instruction[] =>
  text
    .replace(/^#.*\n/gm, '')
    .replace(/\\\n\s*/g, ' ')
    .split('\n')
    .filter(line => line.trim() !== '')
    .map(line => ({
      name: line.split(' ')[0]!,
      rest: line
        .slice(line.indexOf(' ') + 1)
        .replace(/ +/g, ' ')
        .trim(),
    }));

const instructions = instructionsOf(read('Dockerfile'));
const start = instructions.findLastIndex(({ name }) => name === 'FROM');
const build = instructions.slice(0, start);
const image = instructions.slice(start);

const all = (name: string, of = image): string[] => of.filter(each => each.name === name).map(({ rest }) => rest);
const only = (name: string): string => {
  const found = all(name);
  expect(found).toHaveLength(1);
  return found[0]!;
};

const environment = Object.fromEntries(
  all('ENV').flatMap(rest => rest.split(' ').map(pair => pair.split('=') as [string, string])),
);

const packageJson = JSON.parse(read('package.json'));
const locked: Record<string, { dev?: boolean; optional?: boolean; hasInstallScript?: boolean }> = JSON.parse(
  read('package-lock.json'),
).packages;

describe('The image', () => {
  it('has the same Node 24 in both stages, not the one in our own optional packages', () => {
    expect([...all('FROM', build), ...all('FROM')]).toEqual(['node:24-slim AS dependencies', 'node:24-slim']);
    const removed = /rm -rf (.*)/.exec(all('RUN', build).join())![1]!.split(' ');
    const own = Object.keys(packageJson.optionalDependencies).map(name => `node_modules/${name}`);
    expect(removed.toSorted()).toEqual([...own, 'node_modules/.bin'].toSorted());
  });

  it('has production dependencies as they are locked, with the native packages of its platform', () => {
    const install = all('RUN', build).join();
    expect(install).toContain('npm ci --omit=dev --ignore-scripts');
    expect(install).not.toContain('omit=optional');
    for (const cpu of ['x64', 'arm64']) {
      expect(locked[`node_modules/@duckdb/node-bindings-linux-${cpu}`]?.optional).toBe(true);
      expect(locked[`node_modules/@napi-rs/canvas-linux-${cpu}-gnu`]?.optional).toBe(true);
    }
    const scripted = Object.entries(locked).filter(([, { dev, hasInstallScript }]) => !dev && hasInstallScript);
    expect(scripted).toEqual([]);
  });

  it('copies what exists, and .dockerignore lets exactly that through', () => {
    const sources = [...all('COPY', build), ...all('COPY')]
      .filter(rest => !rest.startsWith('--from='))
      .flatMap(rest => rest.split(' ').slice(0, -1));
    expect(sources.filter(source => !existsSync(join(ROOT, source)))).toEqual([]);
    const ignored = read('.dockerignore')
      .replace(/^#.*\n/gm, '')
      .trim()
      .split('\n');
    expect(ignored[0]).toBe('*');
    expect(
      ignored
        .slice(1)
        .map(line => line.slice(1))
        .toSorted(),
    ).toEqual([...new Set(sources)].toSorted());
  });

  it('runs as node, who owns nothing but the volume', () => {
    expect(only('USER')).toBe('node');
    expect(only('VOLUME')).toBe('/data');
    expect(all('RUN')).toEqual(['mkdir /data && chown node:node /data']);
    expect(image.findIndex(({ name }) => name === 'USER')).toBeGreaterThan(
      image.findLastIndex(({ name }) => name === 'RUN' || name === 'COPY'),
    );
    expect(image.findIndex(({ name }) => name === 'VOLUME')).toBeGreaterThan(
      image.findIndex(({ name }) => name === 'RUN'),
    );
  });

  it('is set up to be reached from outside and to keep its data in the volume; secrets come from outside', () => {
    const config = readBotConfig({ ...environment, SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' });
    expect(config).toMatchObject({ host: '0.0.0.0', port: Number(only('EXPOSE')), dataDir: only('VOLUME') });
    expect(Object.keys(environment)).toEqual(['NODE_ENV', 'HOST', 'PORT', 'DATA_DIR']);
  });

  it('starts Node itself, which gets the signal to stop', () => {
    const [program, entry, ...more] = JSON.parse(only('CMD')) as string[];
    expect([program, more]).toEqual(['node', []]);
    expect(existsSync(join(ROOT, entry!))).toBe(true);
    expect(all('COPY').some(rest => rest.startsWith(`${entry!.split('/')[0]} `))).toBe(true);
    expect(only('STOPSIGNAL')).toBe('SIGTERM');
    expect(all('ENTRYPOINT')).toEqual([]);
  });

  it('is healthy while the process answers, and not afterwards', async () => {
    const [program, ...check] = JSON.parse(only('HEALTHCHECK').replace(/^.*?CMD /, '')) as string[];
    expect(program).toBe('node');
    const exitCode = (port: number): Promise<number> =>
      promisify(execFile)(process.execPath, check, { env: { ...environment, PORT: String(port) } }).then(
        () => 0,
        error => error.code,
      );
    const status = { stateOpen: false, slackConnected: false, removed: false, stopping: false };
    const server = await startOperatorServer(
      { host: environment.HOST!, port: 0 },
      healthRoutes(() => status),
    );
    expect(await exitCode(server.port)).toBe(0);
    await server.close();
    expect(await exitCode(server.port)).toBe(1);
    const broken = createServer((_, response) => response.writeHead(503).end());
    await new Promise<void>(resolve => broken.listen(server.port, environment.HOST, resolve));
    expect(await exitCode(server.port)).toBe(1);
    await new Promise(resolve => broken.close(resolve));
  });
});
