import { afterAll, describe, expect, test } from 'vitest';
import type { ImportFile } from '../../../src/jobs/job.ts';
import { row, workbookFile } from '../../ingest/sheet/workbook-file.ts';
import { zipFile } from '../../ingest/unpack/zip-file.ts';
import { jobWorld, leftovers, ordersCsv, realEngine, START, sharedFile, type World } from '../job-world.ts';

const engine = realEngine();
afterAll(() => engine.close());

/** Day and month of every date can be told apart by nobody. */
const AMBIGUOUS = ordersCsv({
  date: at => `0${1 + (at.getUTCDate() % 9)}/0${1 + (at.getUTCDay() % 9)}/2026`,
});

const upload = (world: World, id: string, content: string | Uint8Array, name = 'orders 2026.csv'): void => {
  world.slack.files.set(id, { name, content, uploader: 'U1', thread: '900.000' });
};

const shareAndWait = async (
  world: World,
  { id, content, name }: { readonly id: string; readonly content: string | Uint8Array; readonly name?: string },
  changes: Partial<ImportFile> = {},
) => {
  upload(world, id, content, name);
  const started = await world.start();
  await started.queue.add(sharedFile(id, changes));
  await started.queue.idle();
  return started;
};

describe('a file that is shared', () => {
  test('becomes a dataset and a report in its thread, with the charts below, and nothing is left of the file', async () => {
    const world = await jobWorld(engine);
    const { lines } = await shareAndWait(world, { id: 'F1', content: ordersCsv() });
    expect(lines.filter(({ level }) => level === 'error')).toEqual([]);

    const datasets = await world.state.datasets.all('T1');
    expect(datasets).toMatchObject([
      { channel: 'C1', name: 'orders 2026', sourceName: 'orders 2026.csv', owner: 'U1', rows: 60, customers: 24 },
    ]);
    const [report, charts] = world.slack.messages;
    expect(world.slack.messages).toHaveLength(2);
    expect(report).toMatchObject({
      channel: 'C1',
      thread: '900.000',
      saying: {
        kind: 'report',
        mention: null,
        offerDigest: true,
        upload: null,
        change: null,
        dataset: { name: 'orders 2026' },
      },
    });
    expect(charts).toMatchObject({ channel: 'C1', thread: '900.000', saying: { kind: 'charts', failed: [] } });
    const shown = world.slack.standing('charts')[0]!.charts.map(({ fileId }) => fileId);
    expect(shown).toEqual(world.slack.uploads.map(({ id }) => id));
    expect(shown.length).toBeGreaterThan(2);
    expect(world.slack.standing('report')[0]!.report.receipt).toMatchObject({ rows: 60, kept: 60 });

    expect(await leftovers(world, datasets)).toEqual([]);
    const runs = await world.state.runs.ofDataset(datasets[0]!.id, 10);
    expect(runs).toMatchObject([{ job: 'id-1', trigger: 'upload' }]);
  });

  test('is shown on its way, every step in the one message that becomes the report', async () => {
    let at = START;
    // Every look at the clock is ten seconds later, so that every step is due to be shown.
    const world = await jobWorld(engine, {
      now: () => {
        at += 10_000;
        return at;
      },
    });
    await shareAndWait(world, { id: 'F1', content: ordersCsv({ customers: 400 }) });
    const steps = world.slack.history.map(saying => (saying.kind === 'progress' ? saying.step : saying.kind));
    expect(steps[0]).toBe('downloading');
    expect(steps).toContain('finding');
    expect(steps.indexOf('finding')).toBeLessThan(steps.indexOf('report'));
  });

  test('in two channels is two datasets', async () => {
    const world = await jobWorld(engine);
    const { queue } = await shareAndWait(world, { id: 'F1', content: ordersCsv() });
    await queue.add({ ...sharedFile('F1', { channel: 'C2' }), key: 'file:C2:F1' });
    await queue.idle();
    expect((await world.state.datasets.all('T1')).map(({ channel }) => channel).sort()).toEqual(['C1', 'C2']);
  });

  test('of the bot itself is passed over', async () => {
    const world = await jobWorld(engine);
    world.slack.files.set('F1', { name: 'list.csv', content: ordersCsv(), uploader: 'UBOT', thread: null });
    const { queue } = await world.start();
    await queue.add(sharedFile('F1'));
    await queue.idle();
    expect(world.slack.history).toEqual([]);
    expect(await world.state.datasets.all('T1')).toEqual([]);
  });
});

describe('a file whose dates could be read in two ways', () => {
  const asked = async () => {
    const world = await jobWorld(engine);
    const started = await shareAndWait(world, { id: 'F1', content: AMBIGUOUS });
    const [asking] = world.slack.standing('ask-mapping');
    return { world, ...started, question: asking!.question, asking: asking! };
  };

  const answer = (question: string, dates: 'dmy' | 'mdy') =>
    ({
      kind: 'resume-import',
      key: `answer:${question}`,
      team: 'T1',
      payload: { question, answeredBy: 'U2', hints: { map: {}, dates, decimal: 'auto' } },
    }) as const;

  test('is asked about in its thread, and waits', async () => {
    const { world, asking, question } = await asked();
    expect(world.slack.messages).toHaveLength(1);
    expect(world.slack.messages[0]).toMatchObject({ channel: 'C1', thread: '900.000' });
    expect(asking).toMatchObject({
      uploader: 'U1',
      question: { fileName: 'orders 2026.csv', columns: ['order_id', 'customer_id', 'order_date', 'amount'] },
    });
    expect(question.rows).toHaveLength(3);
    expect(question.dates?.examples.length).toBeGreaterThan(0);
    expect(await world.state.questions.find(question.id)).toMatchObject({ job: 'id-1', team: 'T1' });
    expect(await world.state.datasets.all('T1')).toEqual([]);
    expect(await leftovers(world, [], ['id-1'])).toEqual([]);
  });

  test('goes on with the answer, in the same message, and the answer is remembered', async () => {
    const { world, queue, question } = await asked();
    await queue.add(answer(question.id, 'dmy'));
    await queue.idle();
    const [report] = world.slack.standing('report');
    expect(report!.report.receipt.kept).toBe(60);
    expect(world.slack.messages).toHaveLength(2);
    expect(world.slack.history).toContainEqual({
      kind: 'answered',
      about: 'columns',
      fileName: 'orders 2026.csv',
      by: 'U2',
    });
    expect(await world.state.questions.find(question.id)).toBeNull();
    const datasets = await world.state.datasets.all('T1');
    expect(await leftovers(world, datasets)).toEqual([]);

    upload(world, 'F2', AMBIGUOUS, 'next month.csv');
    await queue.add(sharedFile('F2'));
    await queue.idle();
    expect(world.slack.standing('ask-mapping')).toEqual([]);
    expect(world.slack.standing('report')).toHaveLength(2);
    expect(world.slack.standing('report')[1]!.report.totals).toEqual(report!.report.totals);
  });

  test('is kept over a restart until it is answered', async () => {
    const { world, question } = await asked();
    const { queue } = await world.start();
    await queue.add(answer(question.id, 'mdy'));
    await queue.idle();
    expect(world.slack.standing('report')).toHaveLength(1);
  });

  test('is answered once: a second answer changes nothing', async () => {
    const { world, queue, question } = await asked();
    await queue.add(answer(question.id, 'dmy'));
    await queue.idle();
    const before = world.slack.history.length;
    expect(await queue.add(answer(question.id, 'mdy'))).toBe(false);
    await queue.add({ ...answer(question.id, 'mdy'), key: 'answer:again' });
    await queue.idle();
    expect(world.slack.history).toHaveLength(before);
  });
});

describe('orders in other forms', () => {
  const cells = ordersCsv()
    .trim()
    .split('\n')
    .map(line => line.split(','));
  const sheet = cells.map((cells, index) => row(index + 1, ...cells)).join('');

  test.each([
    ['a text', 'orders.txt', ordersCsv()],
    ['an archive', 'orders.zip', zipFile([{ name: 'orders.csv', content: ordersCsv() }])],
    ['a workbook', 'orders.xlsx', workbookFile({ sheets: [{ rows: sheet }] })],
  ])('%s becomes a report', async (_, name, content) => {
    const world = await jobWorld(engine);
    await shareAndWait(world, { id: 'F1', content, name });
    expect(world.slack.messages.map(({ saying }) => saying.kind)).toContain('report');
    expect(world.slack.whispers).toEqual([]);
  });
});

describe('a file that holds no orders', () => {
  const CONTENT = 'name,favourite colour\nAda,blue\nBo,red\nCy,green\n';

  test('that passed by is a quiet line to whoever shared it, and nothing else', async () => {
    const world = await jobWorld(engine);
    await shareAndWait(world, { id: 'F1', content: CONTENT, name: 'colours.csv' });
    expect(world.slack.messages).toEqual([]);
    expect(world.slack.whispers).toMatchObject([
      { to: { channel: 'C1', user: 'U1', thread: null }, saying: { kind: 'no-orders', fileName: 'colours.csv' } },
    ]);
    expect(await world.state.datasets.all('T1')).toEqual([]);
    expect(await leftovers(world, [])).toEqual([]);
  });

  test('an old workbook is answered with what to do; pictures pass by', async () => {
    const world = await jobWorld(engine);
    await shareAndWait(world, { id: 'F1', content: Buffer.from('d0cf11e0a1b11ae1', 'hex'), name: 'orders.xls' });
    await shareAndWait(world, { id: 'F2', content: 'x', name: 'cat.png' });
    expect(world.slack.messages).toEqual([]);
    expect(world.slack.whispers).toMatchObject([
      { to: { user: 'U1' }, saying: { kind: 'no-orders', fix: expect.stringContaining('save it as Excel Workbook') } },
    ]);
  });

  test.each([
    ['a note', 'notes.txt', 'Dear all,\nthe shop is closed tomorrow.\n'],
    ['a table of something else', 'colours.txt', CONTENT],
    ['pictures', 'holiday.zip', zipFile([{ name: 'beach.png', content: 'x' }])],
    ['an archive cut off', 'holiday.zip', Buffer.from('PK\x03\x04abc')],
  ])('in a text or an archive, and nobody hears of it: %s', async (_, name, content) => {
    const world = await jobWorld(engine);
    await shareAndWait(world, { id: 'F1', content, name });
    expect(world.slack.history).toEqual([]);
    expect(world.slack.whispers).toEqual([]);
    expect(await leftovers(world, [])).toEqual([]);
  });

  test('an archive with several tables is answered with their names', async () => {
    const world = await jobWorld(engine);
    const tables = ['orders.csv', 'more.csv'].map(name => ({ name, content: CONTENT }));
    await shareAndWait(world, { id: 'F1', content: zipFile(tables), name: 'shop.zip' });
    expect(world.slack.messages).toEqual([]);
    expect(world.slack.whispers).toMatchObject([
      { saying: { kind: 'no-orders', because: expect.stringContaining('"orders.csv", "more.csv"') } },
    ]);
  });

  test.each(['', 'order_id,customer_id,order_date,amount\n'])('also %j', async content => {
    const world = await jobWorld(engine);
    await shareAndWait(world, { id: 'F1', content });
    expect(world.slack.messages).toEqual([]);
    expect(world.slack.whispers).toMatchObject([{ saying: { kind: 'no-orders' } }]);
  });

  test('that somebody asked for is answered where they asked', async () => {
    const world = await jobWorld(engine);
    await shareAndWait(world, { id: 'F1', content: '', name: 'nothing.csv' }, { origin: 'asked' });
    expect(world.slack.whispers).toEqual([]);
    expect(world.slack.messages).toMatchObject([{ saying: { kind: 'problem', run: 'id-1' } }]);
    expect(await leftovers(world, [])).toEqual([]);
  });
});

describe('a channel without the bot', () => {
  test.each(['not_in_channel', 'channel_not_found'])('%s: whoever asked hears how to invite it', async code => {
    const world = await jobWorld(engine);
    world.slack.closed.set('C1', code);
    const asked = { origin: 'asked', responseUrl: 'https://slack.example.com/answer' } as const;
    await shareAndWait(world, { id: 'F1', content: ordersCsv() }, asked);
    expect(world.slack.whispers.map(({ saying }) => saying)).toEqual([
      { kind: 'invite-me', channel: 'C1', botUser: 'UBOT' },
    ]);
    expect(await world.state.jobs.byId('id-1')).toMatchObject({ state: 'done', attempts: 1 });
    expect(await leftovers(world, [])).toEqual([]);
  });

  test('nobody asked: nothing is said, and nothing tried again', async () => {
    const world = await jobWorld(engine);
    world.slack.closed.set('C1', 'is_archived');
    await shareAndWait(world, { id: 'F1', content: ordersCsv() });
    expect(world.slack.whispers).toEqual([]);
    expect(await world.state.jobs.byId('id-1')).toMatchObject({ state: 'done', attempts: 1 });
  });
});
