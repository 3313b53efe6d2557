import { afterAll, describe, expect, test } from 'vitest';
import type { BatchAction } from '../../../src/jobs/chat-request.ts';
import type { Dataset } from '../../../src/store/bot-state.ts';
import { ask, asking, from } from '../answers/shop.ts';
import {
  addJob,
  jobWorld,
  killedAndStarted,
  leftovers,
  placed,
  realEngine,
  sharedFile,
  type World,
} from '../job-world.ts';
import { KillSwitch } from '../kill-switch.ts';

const engine = realEngine();
afterAll(() => engine.close());

const HEADER = 'order,customer,date,amount';

/** Orders `from` to `to`, one per customer and day; `amount` of each. */
const orders = (from: number, to: number, { amount = 10, header = HEADER } = {}): string => {
  const rows = Array.from({ length: to - from + 1 }, (_, index) => {
    const number = from + index;
    const day = new Date(Date.UTC(2026, 3, 1) + number * 86_400_000).toISOString().slice(0, 10);
    return `${number},K${number},${day},${amount + number}`;
  });
  return `${[header, ...rows].join('\n')}\n`;
};

/** A file as one of three people shares it; resolves when the bot has done what it can. */
const share = async (world: World, name: string, content: string, uploader = 'U1'): Promise<void> => {
  world.clock.now += 60_000;
  world.slack.files.set(name, { name, content, uploader, thread: '900.000' });
  const { queue } = await world.start();
  await queue.add(sharedFile(name, { user: uploader }));
  await queue.idle();
};

const shared = async (...files: readonly (readonly [name: string, content: string, uploader?: string])[]) => {
  const world = await jobWorld(engine);
  for (const [name, content, uploader] of files) await share(world, name, content, uploader);
  return world;
};

const datasetsOf = (world: World): Promise<readonly Dataset[]> => world.state.datasets.all('T1');
const reports = (world: World) => world.slack.standing('report');
const newest = (world: World) => reports(world).at(-1)!;
const questions = (world: World) => world.slack.standing('ask-place').map(({ question }) => question);

describe('the next file with the same columns', () => {
  test('is merged by order; the report says what it brought', async () => {
    const world = await shared(['may.csv', orders(1, 20)], ['june.csv', orders(16, 30).replace(',26\n', ',99\n')]);
    const [dataset, ...more] = await datasetsOf(world);
    expect(more).toEqual([]);
    expect(dataset).toMatchObject({ name: 'may', sourceName: 'june.csv', rows: 30, customers: 30 });
    expect(reports(world).map(({ upload }) => upload)).toEqual([
      null,
      expect.objectContaining({
        ...{ fileName: 'june.csv', rows: 15, uploadedBy: 'U1', replacedRows: 5, period: null, uploads: 2 },
        merged: { newOrders: 10, changedOrders: 1, unchangedOrders: 4 },
      }),
    ]);
    expect(world.slack.history).toContainEqual({
      ...{ kind: 'progress', source: 'june.csv', step: 'merging', dataset: 'may', replaces: null },
    });
    expect(await world.state.runs.ofDataset(dataset!.id, 10)).toHaveLength(2);
    expect(await leftovers(world, [dataset!])).toEqual([]);
  });

  test('gives what one file of everything would give', async () => {
    const world = await shared(['one.csv', orders(1, 12)], ['two.csv', orders(10, 30)], ['three.csv', orders(5, 40)]);
    const whole = await shared(['all.csv', orders(1, 40)]);
    expect(newest(world).report.run.id).toBe(newest(whole).report.run.id);
    expect(newest(world).report.segments).toEqual(newest(whole).report.segments);
  });

  test('with one more column is merged all the same, and its columns are known from then on', async () => {
    const more = orders(5, 30).replaceAll('\n', ',x\n').replace(',x\n', ',note\n');
    const world = await shared(['may.csv', orders(1, 20)], ['june.csv', more], ['july.csv', more]);
    expect(questions(world)).toEqual([]);
    expect(await datasetsOf(world)).toMatchObject([{ rows: 30 }]);
    expect(newest(world).upload).toMatchObject({
      merged: { newOrders: 0, changedOrders: 0, unchangedOrders: 26 },
      uploads: 3,
    });
  });

  test('without order ids replaces the period it covers, which is said before', async () => {
    const plain = (from: number, to: number, amount = 10): string =>
      orders(from, to, { amount }).replaceAll(/^[^,\n]+,/gm, '');
    const world = await shared(['may.csv', plain(1, 20)], ['june.csv', plain(16, 30, 50)]);
    expect(await datasetsOf(world)).toMatchObject([{ rows: 30, customers: 30 }]);
    const period = { from: '2026-04-17T00:00:00', to: '2026-05-01T00:00:00' };
    expect(newest(world).upload).toMatchObject({ merged: null, replacedRows: 5, period });
    const said = world.slack.history.findIndex(saying => saying.kind === 'progress' && saying.step === 'merging');
    expect(world.slack.history[said]).toMatchObject({ source: 'june.csv', dataset: 'may', replaces: period });
    expect(said).toBeLessThan(world.slack.history.findLastIndex(({ kind }) => kind === 'report'));
  });

  test('of which later ones leave nothing goes after a while', async () => {
    const files = [1, 2, 3, 4, 5, 6, 7].map(number => [`${number}.csv`, orders(1, 20, { amount: number })] as const);
    const world = await shared(...files);
    const [dataset] = await datasetsOf(world);
    const left = (await world.state.batches.ofDataset(dataset!.id)).map(({ sourceName }) => sourceName);
    expect(left).toEqual(['2.csv', '3.csv', '4.csv', '5.csv', '6.csv', '7.csv']);
    expect(await leftovers(world, [dataset!])).toEqual([]);
  });
});

describe('it is asked where the orders of a file belong', () => {
  const OTHER = 'Order ID,Buyer ID,Order Date,Total';

  test('where its columns are others; the answer is remembered', async () => {
    const world = await shared(['may.csv', orders(1, 20)], ['june.csv', orders(21, 30, { header: OTHER })]);
    const [dataset] = await datasetsOf(world);
    expect(questions(world)).toMatchObject([{ because: 'columns', fileName: 'june.csv', datasets: [{ name: 'may' }] }]);
    expect(dataset).toMatchObject({ rows: 20 });
    await placed(world, { to: 'add', dataset: dataset!.id });
    expect(await datasetsOf(world)).toMatchObject([{ id: dataset!.id, rows: 30 }]);
    await share(world, 'july.csv', orders(31, 40, { header: OTHER }));
    expect(await datasetsOf(world)).toMatchObject([{ id: dataset!.id, rows: 40 }]);
    expect(questions(world)).toEqual([]);
  });

  test('and it becomes a dataset of its own', async () => {
    const world = await shared(['may.csv', orders(1, 20)], ['other.csv', orders(1, 10, { header: OTHER })]);
    await placed(world, { to: 'new' });
    expect(await datasetsOf(world)).toMatchObject([
      { name: 'other', rows: 10 },
      { name: 'may', rows: 20 },
    ]);
    await share(world, 'june.csv', orders(15, 30));
    expect((await datasetsOf(world)).map(({ name, rows }) => [name, rows])).toEqual([
      ['may', 30],
      ['other', 10],
    ]);
  });

  test('or takes the place of everything that was there', async () => {
    const world = await shared(['may.csv', orders(1, 20)], ['june.csv', orders(10, 30, { header: OTHER })]);
    const [dataset] = await datasetsOf(world);
    await placed(world, { to: 'replace', dataset: dataset!.id });
    expect(await datasetsOf(world)).toMatchObject([{ id: dataset!.id, name: 'may', rows: 21 }]);
    expect(await world.state.batches.ofDataset(dataset!.id)).toHaveLength(1);
    expect(newest(world).upload).toBeNull();
    expect(await leftovers(world, [dataset!])).toEqual([]);
  });

  test('where only their uploader and admins may replace; the question stays', async () => {
    const world = await shared(['may.csv', orders(1, 20)], ['june.csv', orders(10, 30, { header: OTHER }), 'U2']);
    const [dataset] = await datasetsOf(world);
    await placed(world, { to: 'replace', dataset: dataset!.id }, 'U2');
    expect(world.slack.whispers.at(-1)).toMatchObject({
      to: { user: 'U2' },
      saying: { kind: 'refusal', reason: 'only_owner_or_admin' },
    });
    expect(await datasetsOf(world)).toMatchObject([{ rows: 20 }]);
    await placed(world, { to: 'replace', dataset: dataset!.id }, 'U1');
    expect(await datasetsOf(world)).toMatchObject([{ rows: 21 }]);
  });

  test('where it is in another currency', async () => {
    const inCurrency = (from: number, to: number, currency: string): string =>
      orders(from, to).replaceAll('\n', `,${currency}\n`).replace(`,${currency}\n`, ',currency\n');
    const world = await shared(['may.csv', inCurrency(1, 20, 'EUR')], ['june.csv', inCurrency(21, 30, 'USD')]);
    expect(questions(world)).toMatchObject([{ because: 'currency', file: ['USD'], stored: ['EUR'] }]);
    await placed(world, { to: 'new' });
    await share(world, 'more.csv', inCurrency(15, 25, 'EUR'));
    expect(questions(world)).toMatchObject([{ because: 'several' }]);
  });

  test('where the same columns mean something else', async () => {
    const first = `${orders(1, 20).replace(HEADER, 'order,customer,date,total')}`;
    const world = await shared(['may.csv', first]);
    world.slack.files.set('june.csv', { name: 'june.csv', content: first, uploader: 'U1', thread: '900.000' });
    const said = {
      map: { customer: 'order', order: 'customer', date: 'date', amount: 'total' },
      dates: 'auto',
      decimal: 'auto',
    } as const;
    await world.state.readings.save('T1', 'C1', 'order|customer|date|total', said);
    await share(world, 'june.csv', first);
    expect(questions(world)).toMatchObject([{ because: 'mapping' }]);
  });

  test('of which the upload goes where nobody answers', async () => {
    const world = await shared(['may.csv', orders(1, 20)], ['june.csv', orders(1, 10, { header: OTHER })]);
    const datasets = await datasetsOf(world);
    expect(await leftovers(world, datasets, [(await world.state.questions.askedBefore(9e15))[0]!.job])).toEqual([]);
  });
});

describe('an upload among others', () => {
  const THREE = [
    ['one.csv', orders(1, 10)],
    ['two.csv', orders(6, 20, { amount: 50 }), 'U2'],
    ['three.csv', orders(16, 30)],
  ] as const;

  const uploadsOf = async (world: World) => {
    const [dataset] = await datasetsOf(world);
    return { dataset: dataset!, batches: await world.state.batches.ofDataset(dataset!.id) };
  };

  const change = async (world: World, action: BatchAction, place: number, user = 'UA') => {
    world.slack.members.set('UA', { isAdmin: true });
    const { dataset, batches } = await uploadsOf(world);
    const request = { kind: 'change-upload', action, upload: batches[place]!.id, dataset: { id: dataset.id } } as const;
    return ask(world, request, from({ user }));
  };

  /** The run of a dataset of these files: its id stands for orders and settings. */
  const runOf = async (...places: readonly number[]): Promise<string> =>
    newest(await shared(...places.map(place => THREE[place]!))).report.run.id;

  test('is listed with who uploaded it', async () => {
    const world = await shared(...THREE);
    const { dataset } = await uploadsOf(world);
    const [told] = await ask(world, { kind: 'uploads', dataset: { id: dataset.id } });
    expect(told).toMatchObject({
      uploads: [
        { fileName: 'three.csv', rows: 15, uploadedBy: 'U1' },
        { fileName: 'two.csv', rows: 15, uploadedBy: 'U2' },
        { fileName: 'one.csv', rows: 10, uploadedBy: 'U1' },
      ],
    });
  });

  test.each([
    ['undo', 2, [0, 1]],
    ['undo', 1, [0, 2]],
    ['undo', 0, [1, 2]],
    ['only', 1, [1]],
  ] as const)('%s upload %i: what remains is as if the others had never been', async (action, place, remaining) => {
    const world = await shared(...THREE);
    await change(world, action, place);
    const { dataset, batches } = await uploadsOf(world);
    expect(newest(world)).toMatchObject({ change: { action, fileName: THREE[place][0], by: 'UA' }, upload: null });
    expect(newest(world).report.run.id).toBe(await runOf(...remaining));
    expect(dataset.rows).toBe(newest(world).report.receipt.rows);
    expect(batches.map(({ sourceName }) => sourceName)).toEqual(remaining.map(at => THREE[at]![0]));
    expect(await leftovers(world, [dataset])).toEqual([]);
  });

  test('becomes a dataset of its own; both are as if they had always been apart', async () => {
    const world = await shared(...THREE);
    await change(world, 'apart', 1);
    const datasets = await datasetsOf(world);
    const [own, rest] = ['two', 'one'].map(name => datasets.find(dataset => dataset.name === name)!);
    expect(newest(world)).toMatchObject({ dataset: { id: own!.id }, change: { action: 'apart' } });
    expect(newest(world).report.run.id).toBe(await runOf(1));
    const [restRun] = await world.state.runs.ofDataset(rest!.id, 1);
    expect(restRun!.report.run.id).toBe(await runOf(0, 2));
    expect([own!.rows, rest!.rows]).toEqual([15, 25]);
    expect([own!.owner, rest!.owner]).toEqual(['U2', 'U1']);
    expect(await leftovers(world, datasets)).toEqual([]);
    await share(world, 'four.csv', orders(1, 3));
    expect(questions(world)).toMatchObject([{ because: 'several' }]);
  });

  test('is changed by whoever uploaded all that goes, and by admins only', async () => {
    const world = await shared(...THREE);
    const refusal = [{ kind: 'refusal', reason: 'only_owner_or_admin' }];
    // Neither the last upload nor one of one's own makes those of others one's own.
    expect(await change(world, 'undo', 1, 'U1')).toMatchObject(refusal);
    expect(await change(world, 'only', 1, 'U2')).toMatchObject(refusal);
    expect(await change(world, 'only', 2, 'U1')).toMatchObject(refusal);
    expect(await change(world, 'apart', 1, 'U1')).toMatchObject(refusal);
    expect(await change(world, 'undo', 0, 'U2')).toMatchObject(refusal);
    expect(await change(world, 'undo', 1, 'U3')).toMatchObject(refusal);
    expect(await change(world, 'undo', 1, 'U2')).toEqual([]);
    expect(await change(world, 'undo', 0, 'UA')).toEqual([]);
    const { dataset, batches } = await uploadsOf(world);
    expect(batches).toHaveLength(1);
    const again = { kind: 'change-upload', action: 'undo', dataset: { id: dataset.id } } as const;
    expect(await ask(world, { ...again, upload: batches[0]!.id })).toMatchObject([{ kind: 'no-upload', why: 'only' }]);
    expect(await ask(world, { ...again, upload: 'x' })).toMatchObject([{ kind: 'no-upload', why: 'gone' }]);
  });

  // What is kept alone goes the way of what is taken back.
  test.each(['undo', 'apart'] as const)(
    'cut off after any call, %s happens once and is told once',
    async action => {
      const before = await shared(...THREE.slice(0, 2));
      const finished = async (calls: number) => {
        const world = await before.copy();
        const { dataset, batches } = await uploadsOf(world);
        const request = { kind: 'change-upload', action, upload: batches[1]!.id, dataset: { id: dataset.id } } as const;
        world.slack.members.set('UA', { isAdmin: true });
        await addJob(world, asking(request, from({ user: 'UA' })), 'query');
        const kill = new KillSwitch(calls);
        await killedAndStarted(world, kill);
        const datasets = await datasetsOf(world);
        return {
          over: !kill.isOff,
          outcome: {
            datasets: datasets.map(({ name, rows }) => [name, rows]).sort(),
            reports: reports(world).map(({ dataset: { name }, change, report }) => [name, change, report.run.id]),
            charts: world.slack.standing('charts').length,
            left: await leftovers(world, datasets),
            jobs: await world.state.jobs.queued(),
          },
        };
      };
      const { outcome: expected } = await finished(Number.POSITIVE_INFINITY);
      for (let calls = 1; ; calls += 1) {
        const { over, outcome } = await finished(calls);
        expect.soft(outcome, `killed after ${calls} calls`).toEqual(expected);
        if (over) break;
      }
    },
    300_000,
  );
});
