/** Runs the terminal as a person does: another process, its own working directory, its own folder for temporary files. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const CLI = resolve(import.meta.dirname, '../../src/cli.ts');

export interface Outcome {
  /** `null` where a signal killed it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export class Workplace {
  readonly root = mkdtempSync(join(tmpdir(), 'tranche-cli-'));
  /** Where the command runs. */
  readonly here = join(this.root, 'here');
  /** Its TMPDIR. */
  readonly temporary = join(this.root, 'temporary');

  constructor() {
    mkdirSync(this.here);
    mkdirSync(this.temporary);
  }

  file(name: string, content: string | Uint8Array): string {
    writeFileSync(join(this.here, name), content);
    return name;
  }

  /** Names in the working directory, hidden ones too. */
  names(folder = '.'): string[] {
    return readdirSync(join(this.here, folder)).sort();
  }

  leftovers(): string[] {
    return readdirSync(this.temporary);
  }

  /** Nothing of the tests' own environment gets through: vitest asks for colours, for instance. */
  environment(extra: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
    return { PATH: process.env.PATH, HOME: this.root, TMPDIR: this.temporary, ...extra };
  }

  start(args: readonly string[], env: NodeJS.ProcessEnv = {}, nodeOptions: readonly string[] = []): ChildProcess {
    return spawn(process.execPath, [...nodeOptions, CLI, ...args], { cwd: this.here, env: this.environment(env) });
  }

  run(args: readonly string[], env: NodeJS.ProcessEnv = {}, nodeOptions: readonly string[] = []): Promise<Outcome> {
    return outcomeOf(this.start(args, env, nodeOptions));
  }

  /** A line of shell in which `$NODE $CLI` is the command. */
  shell(line: string): Promise<Outcome> {
    const env = this.environment({ NODE: process.execPath, CLI });
    return outcomeOf(spawn('bash', ['-c', line], { cwd: this.here, env }));
  }

  [Symbol.dispose](): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

export const outcomeOf = async (child: ChildProcess): Promise<Outcome> => {
  const texts = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]!.setEncoding('utf8').on('data', (text: string) => {
      texts[name] += text;
    });
  }
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, ...texts };
};

/** Standard error without progress, which appears where the machine is slow. */
export const spoken = (stderr: string): string =>
  stderr.replaceAll(/^(Looking at the file|Making a clean copy|Reading rows|Cleaning|Finding|Describing).*\n/gm, '');

/** Problem and fix on a line each, however they were wrapped. */
export const unwrapped = (stderr: string): string => spoken(stderr).replaceAll(/\n {9}/g, ' ');

/** Forty customers with one to five orders each: enough for segments, small enough to be fast. */
export const ordersCsv = (delimiter = ',', lineEnd = '\n'): string => {
  const rows = [['customer', 'order', 'date', 'quantity', 'price']];
  for (let customer = 1; customer <= 40; customer++) {
    for (let order = 1; order <= 1 + (customer % 5); order++) {
      const day = String(1 + ((customer * 3 + order * 5) % 28)).padStart(2, '0');
      rows.push([
        `C${customer}`,
        `${customer}-${order}`,
        `2025-${String(1 + ((customer + order) % 12)).padStart(2, '0')}-${day}`,
        String(1 + (order % 3)),
        `${customer}.50`,
      ]);
    }
  }
  return rows.map(row => row.join(delimiter) + lineEnd).join('');
};

export const ORDER_ROWS = ordersCsv().trim().split('\n').length - 1;
