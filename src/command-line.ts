/**
 * The terminal: `npm run segment -- FILE`. Exit codes: 0 done, 1 a problem the person can fix, 2 wrong usage, 3 a bug,
 * 128 + signal where it was interrupted.
 */
import { constants } from 'node:os';
import { readConfig } from './config.ts';
import { codeOf, orDiskFull } from './terminal/disk-errors.ts';
import { failureOf } from './terminal/failure.ts';
import { runCommand } from './terminal/run-command.ts';
import { deleteScratch } from './terminal/scratch.ts';
import { printable } from './terminal/style.ts';
import { wire } from './wire.ts';

const stopWith = (error: unknown): never => {
  const { text, exitCode } = failureOf(error);
  process.stderr.write(text);
  process.exit(exitCode);
};

// However the process ends: at its end, at once, or by a signal.
process.on('exit', deleteScratch);
process.on('uncaughtException', stopWith);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    process.stderr.write('\nStopped.\n');
    process.exit(128 + constants.signals[signal]);
  });
}
// Whoever reads our output may stop early (`| head`): that is no failure.
process.stdout.on('error', error =>
  codeOf(error) === 'EPIPE' ? process.exit(0) : stopWith(orDiskFull(error, 'the output')),
);

let program: ReturnType<typeof wire> | undefined;
try {
  program = wire(readConfig(process.env), text => console.error(printable(text)));
  await runCommand(process.argv.slice(2), {
    ...program,
    stdout: process.stdout,
    stderr: process.stderr,
    now: () => performance.now(),
  });
} catch (error) {
  const { text, exitCode } = failureOf(error);
  process.stderr.write(text);
  process.exitCode = exitCode;
} finally {
  await program?.close();
}
