/** Files of one message, killed after any call: nothing is processed twice, and nothing is lost. */
import { afterAll, describe, test } from 'vitest';
import type { NewJobOf } from '../../../src/jobs/job.ts';
import { CUSTOMERS, itemsFile, type NamedText, ordersFile } from '../../four-files.ts';
import { realEngine, sharedFile } from '../job-world.ts';
import { endsTheSame, type Story, upload } from './kills.ts';

const engine = realEngine();
afterAll(() => engine.close());

const keys = (files: readonly string[]): readonly string[] => files.map(file => `file:C1:${file}`);

/** Of the message that brought files F1, F2, … */
const messageJob = (files: number): NewJobOf<'import-file'> => {
  const ids = Array.from({ length: files }, (_, index) => `F${index + 1}`);
  const insteadOf = keys(ids);
  const job = sharedFile('F1', { others: ids.slice(1), insteadOf });
  return { ...job, key: 'files:C1:900.000', insteadOf };
};

/** `told`: Slack has told of one of the files before. */
const storyOf = ([first, ...others]: readonly NamedText[], told?: string): Story => ({
  content: first!.bytes,
  before: async world => {
    for (const [index, { name, bytes }] of others.entries()) upload(world, `F${index + 2}`, bytes, name);
    if (told)
      await world.state.jobs.add({ ...sharedFile(told), lane: 'import', notBefore: world.clock.now + 3_000 }, 1);
  },
  job: () => messageJob(others.length + 1),
});

const WEATHER: NamedText = { name: 'weather.csv', bytes: 'town,rain\nGraz,3\nLinz,4\n' };
const WORDS: NamedText = { name: 'words.csv', bytes: 'word,meaning\nhello,a greeting\n' };

const STORIES = [
  [
    'orders, items and customers, one of which Slack has told of',
    storyOf([ordersFile(8), itemsFile(), CUSTOMERS], 'F2'),
  ],
  ['orders and customers beside something else', storyOf([ordersFile(8), WEATHER, CUSTOMERS])],
  ['tables that nobody meant as orders', storyOf([WEATHER, WORDS])],
] as const;

describe.each(STORIES)('%s', (_, story) => {
  test('end the same, wherever they were cut off', { timeout: 300_000 }, () => endsTheSame(engine, story));
});
