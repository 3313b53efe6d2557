import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

export interface Measured {
  readonly seconds: number;
  /** Largest resident memory of the process; `null` where the system does not tell (only Linux does). */
  readonly peakMegabytes: number | null;
  readonly stdout: string;
}

const MEMORY_POLL_MS = 10;

/** Runs a command to its end, from start to exit as a person would wait for it. `variables` are added to the environment. */
export const run = (
  command: string,
  args: readonly string[],
  variables: Readonly<Record<string, string>> = {},
): Promise<Measured> =>
  new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...variables } });
    let stdout = '';
    let stderr = '';
    let peakMegabytes: number | null = null;
    // VmHWM only grows, so the last look before the end is the peak.
    const poll = setInterval(() => {
      peakMegabytes = highWaterMark(child.pid) ?? peakMegabytes;
    }, MEMORY_POLL_MS);
    child.stdout.on('data', chunk => (stdout += chunk));
    child.stderr.on('data', chunk => (stderr += chunk));
    child.on('error', reject);
    child.on('close', code => {
      clearInterval(poll);
      if (code !== 0) reject(new Error(`${command} ${args.join(' ')} ended with ${code}:\n${stderr.slice(-2_000)}`));
      else resolve({ seconds: (performance.now() - started) / 1_000, peakMegabytes, stdout });
    });
  });

/** Largest resident megabytes of a process so far. */
export const highWaterMark = (pid: number | undefined): number | null => {
  try {
    const kilobytes = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kilobytes === undefined ? null : Number(kilobytes) / 1_024;
  } catch {
    return null;
  }
};

export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;

/** Several commands in turn, A B C A B C …, so that all of them meet the same machine; one warm-up round. */
export const inTurn = async <K extends string>(
  rounds: number,
  commands: Readonly<Record<K, () => Promise<Measured>>>,
): Promise<Record<K, readonly Measured[]>> => {
  const names = Object.keys(commands) as K[];
  const results = Object.fromEntries(names.map(name => [name, [] as Measured[]])) as Record<K, Measured[]>;
  for (let round = 0; round <= rounds; round++) {
    for (const name of names) {
      const measured = await commands[name]();
      if (round > 0) results[name].push(measured);
    }
  }
  return results;
};
