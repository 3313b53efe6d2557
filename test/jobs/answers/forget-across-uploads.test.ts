/** A customer of several uploads: in kept, replaced, rejected and unreadable rows, and in the figures of runs. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { DatasetLocks } from '../../../src/jobs/dataset-locks.ts';
import { addJob, jobWorld, killedAndStarted, leftovers, realEngine, sharedFile, type World } from '../job-world.ts';
import { KillSwitch } from '../kill-switch.ts';
import { ask, asking, from } from './shop.ts';

const engine = realEngine();
afterAll(() => engine.close());

const HEADER = 'order,customer,date,amount';
const GONE = 'QQ-7731';
const OTHERS = Array.from({ length: 20 }, (_, n) => `${n},C${n},2026-05-${10 + n},${10 + n}`);
const UPLOADS: Readonly<Record<string, readonly string[]>> = {
  'one.csv': [...OTHERS, `90,${GONE},2026-05-01,5`, `91,${GONE},never,6`, `92,C1,2026-05-02,x ${GONE} x`],
  // Replaces order 90; a row that cannot be split names the customer in its middle.
  'two.csv': [`90,${GONE},2026-05-03,7`, `93,"C2,2026-05-04,8,${GONE}",`, '94,C3,2026-05-05,9'],
  'three.csv': ['95,C4,2026-05-06,9', `96,${GONE}0,2026-05-06,9`],
};

const shop = async (uploads = Object.keys(UPLOADS).length): Promise<World> => {
  const world = await jobWorld(engine);
  const { queue } = await world.start();
  for (const [name, rows] of Object.entries(UPLOADS).slice(0, uploads)) {
    world.clock.now += 60_000;
    const content = `${[HEADER, ...rows].join('\n')}\n`;
    world.slack.files.set(name, { name, content, uploader: 'U1', thread: '900.000' });
    await queue.add(sharedFile(name));
    await queue.idle();
  }
  return world;
};

const request = { kind: 'forget-customer', customer: GONE, dataset: null, confirmed: true } as const;

/** Files of orders and runs in which the id stands. */
const traces = ({ folders }: World): readonly string[] =>
  (readdirSync(folders.path, { recursive: true }) as string[]).filter(name => {
    const path = join(folders.path, name);
    if (!/^(batches|datasets|staging|exports)/.test(name) || !statSync(path).isFile()) return false;
    const bytes = readFileSync(path);
    // The longer id of somebody else may stay.
    return bytes.toString('latin1').replaceAll(`${GONE}0`, '').includes(GONE);
  });

const figures = async (world: World) => {
  const [dataset] = await world.state.datasets.all('T1');
  const [report] = await ask(world, { kind: 'run', settings: {}, dataset: null }).then(() =>
    world.slack.standing('report').slice(-1),
  );
  return { dataset: dataset!, receipt: report!.report.receipt, customers: report!.report.totals.customers };
};

test('leaves no trace among the orders; everybody else stays, and uploads can still be undone', async () => {
  const world = await shop();
  const before = await figures(world);
  expect(traces(world)).not.toEqual([]);
  expect(await ask(world, request)).toMatchObject([{ kind: 'forgotten', customer: GONE }]);
  expect(traces(world)).toEqual([]);
  const after = await figures(world);
  expect(after.customers).toBe(before.customers - 1);
  expect(await ask(world, { kind: 'why', customer: `${GONE}0`, dataset: null })).toMatchObject([{ kind: 'why' }]);
  expect(await leftovers(world, [after.dataset])).toEqual([]);

  const [, , three] = await world.state.batches.ofDataset(after.dataset.id);
  const undo = { kind: 'change-upload', action: 'undo', upload: three!.id, dataset: null } as const;
  expect(await ask(world, undo)).toEqual([]);
  expect((await figures(world)).customers).toBe(after.customers - 1);
  expect(await ask(world, request)).toMatchObject([{ kind: 'no-customer' }]);
}, 60_000);

test('a short id is looked for where customers stand, and in rows that could not be read', async () => {
  const world = await jobWorld(engine);
  const { queue } = await world.start();
  const rows = [...OTHERS, '90,7,2026-05-01,5', '91,C1,never,7', '92,"C2,7,x",', '93,C3,2026-05-01,7'];
  world.slack.files.set('F', {
    name: 'f.csv',
    content: `${[HEADER, ...rows].join('\n')}\n`,
    uploader: 'U1',
    thread: null,
  });
  await queue.add(sharedFile('F'));
  await queue.idle();
  expect(await ask(world, { ...request, customer: '7' })).toMatchObject([{ kind: 'forgotten' }]);
  const { receipt, customers } = await figures(world);
  expect(customers).toBe(20);
  expect(receipt).toMatchObject({ rows: 22, rejected: { bad_date: { rows: 1 } } });
});

test('cut off after any call, is gone once and for all', async () => {
  const before = await shop(2);
  for (let calls = 1; ; calls += 1) {
    const world = await before.copy();
    await addJob(world, asking(request, from()), 'query');
    const kill = new KillSwitch(calls);
    await killedAndStarted(world, kill);
    const [dataset] = await world.state.datasets.all('T1');
    expect.soft(traces(world), `killed after ${calls} calls`).toEqual([]);
    expect.soft(await leftovers(world, [dataset!]), `killed after ${calls} calls`).toEqual([]);
    const uploads = (await world.state.batches.ofDataset(dataset!.id)).map(({ sourceName }) => sourceName);
    expect.soft(uploads, `killed after ${calls} calls`).toEqual(['one.csv', 'two.csv']);
    if (!kill.isOff) break;
  }
}, 240_000);

test('waits for a run that has read the orders already: its snapshot does not name the customer', async () => {
  const world = await shop(1);
  const { promise: reading, resolve: isReading } = Promise.withResolvers<void>();
  const { promise: goOn, resolve: release } = Promise.withResolvers<void>();
  const { clustering } = engine.segmentation;
  const fit: typeof clustering.fit = async task => {
    isReading();
    await goOn;
    return clustering.fit(task);
  };
  const { promise: asked, resolve: isAsked } = Promise.withResolvers<void>();
  const locks = new DatasetLocks();
  const alone = locks.alone.bind(locks);
  locks.alone = (dataset, work) => {
    isAsked();
    return alone(dataset, work);
  };
  const segmentation = { ...engine.segmentation, clustering: { ...clustering, fit } };
  const { queue } = await world.start(undefined, { segmentation, locks });
  await queue.add(asking({ kind: 'run', settings: {}, dataset: null }, from()));
  await reading;
  await queue.add(asking(request, from()));
  await asked;
  release();
  await queue.idle();
  expect(world.slack.whispers.map(({ saying }) => saying.kind)).toContain('forgotten');
  // Upload, run, and what is left without the customer.
  expect(await world.state.runs.ofDataset((await world.state.datasets.all('T1'))[0]!.id, 9)).toHaveLength(3);
  expect(traces(world)).toEqual([]);
});

test('an e-mail address is forgotten however its rows write it, rejected ones too', async () => {
  const world = await jobWorld(engine);
  const { queue } = await world.start();
  const rows = [
    ...OTHERS,
    '90,Anna@Example.com,2026-05-01,5',
    '91,ANNA@example.com,never,7',
    '92,C1,of Anna@example.COM,9',
  ];
  const content = `${[HEADER, ...rows].join('\n')}\n`;
  world.slack.files.set('F', { name: 'f.csv', content, uploader: 'U1', thread: '900.000' });
  await queue.add(sharedFile('F'));
  await queue.idle();
  expect(await ask(world, { ...request, customer: 'Anna@Example.com' })).toMatchObject([{ kind: 'forgotten' }]);
  const stored = (readdirSync(world.folders.path, { recursive: true }) as string[])
    .map(name => join(world.folders.path, name))
    .filter(path => /batches/.test(path) && statSync(path).isFile());
  expect(stored).not.toEqual([]);
  for (const path of stored) expect(readFileSync(path).toString('latin1')).not.toMatch(/anna@example/i);
}, 60_000);
