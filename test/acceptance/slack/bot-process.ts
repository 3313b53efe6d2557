/** The bot as whoever runs it starts it: a process of its own. */
import { type ChildProcess, type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const MAIN = join(import.meta.dirname, '../../../src/main.ts');

export interface BotProcess {
  readonly child: ChildProcess;
  /** All that it has printed. */
  readonly output: () => string;
  /** The port, once it is ready; never, where it ends before. */
  readonly ready: Promise<number>;
  /** Its exit code; `null` where a signal ended it. */
  readonly ended: Promise<number | null>;
}

/** Nothing of this process's environment but PATH goes along. */
export const startBotProcess = (env: Readonly<Record<string, string>>, cwd = process.cwd()): BotProcess =>
  watched(spawn(process.execPath, [MAIN], { cwd, env: { PATH: process.env.PATH ?? '', ...env } }));

export const watched = (child: ChildProcessWithoutNullStreams): BotProcess => {
  let output = '';
  const { promise: ready, resolve } = Promise.withResolvers<number>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      const port = /"port":(\d+).*"msg":"ready"/.exec(output)?.[1];
      if (port) resolve(Number(port));
    });
  }
  const ended = once(child, 'close').then(([code]) => code as number | null);
  return { child, output: () => output, ready, ended };
};
