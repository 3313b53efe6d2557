/**
 * The terminal: `node src/cli.ts FILE`. Exit codes: 0 done, 1 a problem the person can fix, 2 wrong usage, 3 a bug,
 * 128 + signal where it was interrupted. Nothing but the first check is loaded on a Node that is too old for the rest.
 */
import { constants } from 'node:os';

const NEEDED = { major: 24, minor: 15 };
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major < NEEDED.major || (major === NEEDED.major && minor < NEEDED.minor)) {
  console.error(
    `Tranche needs Node ${NEEDED.major}.${NEEDED.minor} or newer, this is ${process.versions.node}: use "npm run segment -- FILE".`,
  );
  process.exit(2);
}

const { readConfig } = await import('./config.ts');
const { codeOf, orDiskFull } = await import('./terminal/disk-errors.ts');
const { failureOf } = await import('./terminal/failure.ts');
const { printable } = await import('./terminal/report-text.ts');
const { runCommand } = await import('./terminal/run-command.ts');
const { deleteScratch } = await import('./terminal/scratch.ts');
const { wire } = await import('./wire.ts');

const stopWith = (error: unknown): never => {
  const { text, exitCode } = failureOf(error);
  process.stderr.write(text);
  process.exit(exitCode);
};

// However the process ends: at its end, at once, or by a signal.
process.on('exit', deleteScratch);
process.on('uncaughtException', stopWith);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => process.exit(128 + constants.signals[signal]));
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
