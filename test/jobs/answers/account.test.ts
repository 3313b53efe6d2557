import { afterAll, expect, test } from 'vitest';
import type { ChatRequest } from '../../../src/jobs/chat-request.ts';
import type { Dataset } from '../../../src/store/bot-state.ts';
import { jobWorld, leftovers, realEngine, sharedFile } from '../job-world.ts';
import { ask, from } from './shop.ts';

const engine = realEngine();
afterAll(() => engine.close());

const HEADER = 'order_id,customer_id,order_date,amount,country,note';
const FIRST = [
  '1,Kim-5,2026-05-01,10.50,Austria,',
  '2,Kim-5,2026-05-02,20,,"=1+1"',
  '3,Kim-5,never,30,Austria,of Kim',
  '4,Lee-6,2026-05-03,40,,',
  '5,Lee-6,2026-05-04,50,,for Kim-5',
  '6,"Lee-6,2026-05-04',
  '7,"Kim-5,2026-05-04',
];
const SECOND = ['2,Kim-5,2026-05-02,25,,', '8,Lee-6,2026-05-09,60,,'];

/** Two uploads of one dataset. */
const shop = async () => {
  const world = await jobWorld(engine);
  for (const [file, rows] of Object.entries({ 'first.csv': FIRST, 'second.csv': SECOND })) {
    world.clock.now += 60_000;
    const content = `${[HEADER, ...rows].join('\n')}\n`;
    world.slack.files.set(file, { name: file, content, uploader: 'U1', thread: '900.000' });
    const { queue } = await world.start();
    await queue.add(sharedFile(file));
    await queue.idle();
  }
  const [dataset, ...more] = await world.state.datasets.all('T1');
  expect(more).toEqual([]);
  return { world, dataset: dataset! };
};

const accountOf = (customer: string, { id }: Dataset): ChatRequest => ({ kind: 'account', customer, dataset: { id } });

test('is a file of every line, every row that was left out and every snapshot, to whoever asks alone', async () => {
  const { world, dataset } = await shop();
  expect(await ask(world, accountOf('kim-5', dataset), from({ user: 'U2' }))).toEqual([
    { kind: 'export-sent', what: 'what is stored about customer kim-5', rows: 7 },
  ]);
  const [sent, ...more] = world.slack.directs;
  expect(more).toEqual([]);
  expect(sent).toMatchObject({
    user: 'U2',
    saying: { kind: 'export-file', rows: 7 },
    file: { name: 'first-account.csv' },
  });
  expect(sent!.file!.text.split('\n')).toEqual([
    '\u{FEFF}stored_as,file,row,order,date,line_total,currency,details,left_out_because,row_as_in_file,as_of,recency_days,orders,spend',
    'order line,first.csv,1,1,2026-05-01 00:00:00,10.5,,country: Austria,,,,,,',
    'order line that a later upload replaced,first.csv,2,2,2026-05-02 00:00:00,20,,,,,,,,',
    expect.stringMatching(
      /^row that was left out,first\.csv,3,3,,30,,country: Austria,[^,]*date[^,]*,.*order_date: never.*note: of Kim/,
    ),
    expect.stringMatching(/^row that was left out,first\.csv,\d+,.*Kim-5,2026-05-04/),
    'order line,second.csv,1,2,2026-05-02 00:00:00,25,,,,,,,,',
    expect.stringMatching(/^figures of a run(,){10}2026-05-\d\d 00:00:00,\d+,2,/),
    expect.stringMatching(/^figures of a run(,){10}2026-05-\d\d 00:00:00,\d+,2,/),
    '',
  ]);
  const batches = await world.state.batches.ofDataset(dataset.id);
  expect(batches).toHaveLength(2);
  expect(await leftovers(world, [dataset])).toEqual([]);
});

test('says what was given back without a row of its own', async () => {
  const world = await jobWorld(engine);
  const content = [
    'id,Amount,Amount Refunded,Currency,Status,Seller Message,Created (UTC),Customer Email',
    'ch_1,80,30,eur,Paid,,2026-05-01 10:00,kim@example.com',
    'ch_2,20,0,eur,Paid,,2026-05-02 10:00,kim@example.com\n',
  ].join('\n');
  world.slack.files.set('stripe.csv', { name: 'stripe.csv', content, uploader: 'U1', thread: '900.000' });
  const { queue } = await world.start();
  await queue.add(sharedFile('stripe.csv'));
  await queue.idle();
  const [dataset] = await world.state.datasets.all('T1');
  await ask(world, accountOf('kim@example.com', dataset!), from({ user: 'U2' }));
  expect(world.slack.directs[0]!.file!.text.split('\n').slice(1, 3)).toEqual([
    'order line,stripe.csv,1,ch_1,2026-05-01 10:00:00,80,EUR,given back: 30,,,,,,',
    'order line,stripe.csv,2,ch_2,2026-05-02 10:00:00,20,EUR,,,,,,,',
  ]);
});

test('of somebody nobody knows is said to be none', async () => {
  const { world, dataset } = await shop();
  expect(await ask(world, accountOf('nobody', dataset))).toMatchObject([{ kind: 'no-customer', customer: 'nobody' }]);
  expect(world.slack.directs).toEqual([]);
});

test('goes to full members of the channel only', async () => {
  const { world, dataset } = await shop();
  world.slack.members.set('UG', { standing: 'guest' }).set('UX', { standing: 'other-workspace' });
  world.slack.memberships.set('U9', ['C2']);
  for (const [user, reason] of [
    ['UG', 'guest'],
    ['UX', 'other_workspace'],
    ['U9', 'not_in_channel'],
  ] as const) {
    const asker = from({ user, channel: 'C2' });
    expect(await ask(world, accountOf('Kim-5', dataset), asker)).toMatchObject([{ kind: 'refusal', reason }]);
  }
  expect(world.slack.directs).toEqual([]);
});
