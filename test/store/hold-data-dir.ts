/** A process of its own that opens a data folder, says what came of it, and holds the folder until it is killed. */
import { isExpected } from '../../src/errors.ts';
import { openDataDir } from '../../src/store/data-dir.ts';

try {
  openDataDir(process.argv[2]!);
  process.stdout.write('open\n');
  process.stdin.resume();
} catch (error) {
  if (!isExpected(error)) throw error;
  process.stdout.write(`${error.code}\n`);
}
