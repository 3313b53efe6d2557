import { expect, test } from 'vitest';
import { DatasetLocks } from '../../src/jobs/dataset-locks.ts';

/** Work that begins and ends when the test says so, and what has happened so far. */
const worked = () => {
  const locks = new DatasetLocks();
  const happened: string[] = [];
  const work = (name: string) => {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const run = async (): Promise<void> => {
      happened.push(`${name} begins`);
      await promise;
      happened.push(`${name} ends`);
    };
    return { run, end: resolve, fail: reject };
  };
  const settled = () => new Promise(resolve => setImmediate(resolve));
  return { locks, happened, work, settled };
};

test('several read at a time; whoever is alone waits for them, and they for it', async () => {
  const { locks, happened, work, settled } = worked();
  const [one, two, alone, later] = [work('one'), work('two'), work('alone'), work('later')];
  const all = [locks.reading('D', one.run), locks.reading('D', two.run), locks.alone('D', alone.run)];
  one.end();
  await settled();
  expect(happened).toEqual(['one begins', 'two begins', 'one ends']);
  two.end();
  await settled();
  all.push(locks.reading('D', later.run));
  await settled();
  expect(happened.slice(3)).toEqual(['two ends', 'alone begins']);
  alone.end();
  later.end();
  await Promise.all(all);
  expect(happened.slice(5)).toEqual(['alone ends', 'later begins', 'later ends']);
});

test('two are alone one after the other, other datasets are no concern of theirs', async () => {
  const { locks, happened, work, settled } = worked();
  const [one, two, other] = [work('one'), work('two'), work('other')];
  const all = [locks.alone('D', one.run), locks.alone('D', two.run), locks.alone('E', other.run)];
  await settled();
  expect(happened).toEqual(['one begins', 'other begins']);
  one.end();
  await settled();
  expect(happened.slice(2)).toEqual(['one ends', 'two begins']);
  for (const { end } of [two, other]) end();
  await Promise.all(all);
});

test('two change one after the other, beside whoever reads; whoever is alone waits for both', async () => {
  const { locks, happened, work, settled } = worked();
  const [one, two, reading, alone] = [work('one'), work('two'), work('reading'), work('alone')];
  const all = [
    locks.changing('D', one.run),
    locks.changing('D', two.run),
    locks.reading('D', reading.run),
    locks.alone('D', alone.run),
  ];
  await settled();
  expect(happened).toEqual(['one begins', 'reading begins']);
  one.fail(new Error('broken'));
  await expect(all[0]).rejects.toThrow('broken');
  reading.end();
  await settled();
  expect(happened.slice(2)).toEqual(['two begins', 'reading ends']);
  for (const { end } of [two, alone]) end();
  await Promise.all(all.slice(1));
  expect(happened.slice(4)).toEqual(['two ends', 'alone begins', 'alone ends']);
});

test('what fails lets go', async () => {
  const { locks, work } = worked();
  const [reading, alone] = [work('reading'), work('alone')];
  const failed = [locks.reading('D', reading.run), locks.alone('D', alone.run)];
  for (const { fail } of [reading, alone]) fail(new Error('broken'));
  expect(await Promise.allSettled(failed)).toMatchObject([{ status: 'rejected' }, { status: 'rejected' }]);
  expect(await locks.reading('D', async () => 'read')).toBe('read');
});

test('reading within reading does not wait for whoever wants to be alone', async () => {
  const { locks, happened, work } = worked();
  const alone = work('alone');
  alone.end();
  let waiting: Promise<void> | undefined;
  await locks.reading('D', async () => {
    waiting = locks.alone('D', alone.run);
    await locks.reading('D', async () => happened.push('within'));
  });
  await waiting;
  expect(happened).toEqual(['within', 'alone begins', 'alone ends']);
});
