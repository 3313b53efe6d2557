import { expect, test } from 'vitest';
import { patientFetch } from '../../src/slack/patient-fetch.ts';

const POST = 'https://slack.com/api/chat.postMessage';
const UPDATE = 'https://slack.com/api/chat.update';

/** Slack's answers one after the other, its last one again and again: seconds to wait, a status, or none. */
type Given = { readonly wait: number } | { readonly status: number } | 'nothing';

const setting = (answers: readonly Given[]) => {
  const clock = { now: 1_000_000 };
  const called: string[] = [];
  const slept: number[] = [];
  const ask = patientFetch({
    now: () => clock.now,
    sleep: async ms => {
      slept.push(ms);
      clock.now += ms;
    },
    fetch: async address => {
      const given = answers[Math.min(called.length, answers.length - 1)]!;
      called.push(`${new URL(address).pathname.split('/').at(-1)} at ${(clock.now - 1_000_000) / 1_000}`);
      if (given === 'nothing') throw new TypeError('fetch failed');
      if ('status' in given) return new Response('answered', { status: given.status });
      return new Response('', { status: 429, headers: { 'retry-after': String(given.wait) } });
    },
  });
  return { clock, called, slept, ask };
};

test('a short wait happens in place, and not a moment too little of it', async () => {
  const { ask, called } = setting([{ wait: 3 }, { wait: 1 }, { status: 200 }]);
  expect((await ask(POST)).status).toBe(200);
  expect(called).toEqual(['chat.postMessage at 0', 'chat.postMessage at 3', 'chat.postMessage at 4']);
});

test('a long wait is passed on at once; until it is over nobody calls that method, and everybody others', async () => {
  const { ask, called, slept, clock } = setting([{ wait: 60 }, { status: 200 }]);
  expect((await ask(POST)).headers.get('retry-after')).toBe('60');
  clock.now += 20_000;
  const held = await ask(POST);
  expect([held.status, held.headers.get('retry-after')]).toEqual([429, '40']);
  expect((await ask(UPDATE)).status).toBe(200);
  expect(slept).toEqual([]);
  clock.now += 37_000;
  expect((await ask(POST)).status).toBe(200);
  expect(called).toEqual(['chat.postMessage at 0', 'chat.update at 20', 'chat.postMessage at 60']);
});

test('who asks while another one waits, waits as well', async () => {
  const over = Promise.withResolvers<void>();
  const answers = [429, 200, 200];
  const called: number[] = [];
  const ask = patientFetch({
    now: () => 0,
    sleep: () => over.promise,
    fetch: async () => {
      const status = answers[called.length]!;
      called.push(status);
      return new Response('', { status, headers: { 'retry-after': '2' } });
    },
  });
  const first = ask(POST);
  await new Promise(setImmediate);
  const second = ask(POST);
  await new Promise(setImmediate);
  expect(called).toEqual([429]);
  over.resolve();
  expect((await Promise.all([first, second])).map(({ status }) => status)).toEqual([200, 200]);
});

test.each([
  ['nothing answers', 'nothing'],
  ['Slack has a fault of its own', { status: 503 }],
] as const)('where %s, it is tried four times', async (_, given) => {
  const { ask, called, slept } = setting([given]);
  const outcome = await ask(UPDATE).then(
    ({ status }) => status,
    error => error.message,
  );
  expect(outcome).toBe(given === 'nothing' ? 'fetch failed' : 503);
  expect(called).toHaveLength(4);
  expect(slept).toEqual([500, 1_000, 2_000]);
});

test('a message is not sent again by itself: it may stand there', async () => {
  const { ask, called } = setting(['nothing']);
  await expect(ask(POST)).rejects.toThrow('fetch failed');
  expect(called).toHaveLength(1);
});

test('a caller who has given up is not kept', async () => {
  const { ask, called } = setting(['nothing']);
  await expect(ask(UPDATE, { signal: AbortSignal.abort() })).rejects.toThrow('fetch failed');
  expect(called).toHaveLength(1);
});

test('what Slack refuses is no trouble', async () => {
  const { ask, called } = setting([{ status: 400 }]);
  expect((await ask(POST)).status).toBe(400);
  expect(called).toHaveLength(1);
});
