import { expect, test } from 'vitest';
import { OneAtATime } from '../../src/slack/one-at-a-time.ts';

test('work with the same key comes one by one, in the order of the calls; other keys do not wait', async () => {
  const turns = new OneAtATime();
  const gate = Promise.withResolvers<void>();
  const log: string[] = [];
  const work =
    (name: string, until: Promise<void> = Promise.resolve()) =>
    async (): Promise<string> => {
      log.push(`${name} begins`);
      await until;
      log.push(`${name} ends`);
      return name;
    };
  const all = [turns.run('x', work('one', gate.promise)), turns.run('x', work('two')), turns.run('x', work('three'))];
  expect(await turns.run('y', work('other'))).toBe('other');
  expect(log).toEqual(['one begins', 'other begins', 'other ends']);
  gate.resolve();
  expect(await Promise.all(all)).toEqual(['one', 'two', 'three']);
  expect(log.slice(3)).toEqual(['one ends', 'two begins', 'two ends', 'three begins', 'three ends']);
});

test('one that fails fails alone', async () => {
  const turns = new OneAtATime();
  const failing = turns.run('x', () => Promise.reject(new Error('broken')));
  const after = turns.run('x', async () => 'fine');
  await expect(failing).rejects.toThrow('broken');
  expect(await after).toBe('fine');
  expect(await turns.run('x', async () => 'later')).toBe('later');
});
