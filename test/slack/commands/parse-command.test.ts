import { describe, expect, it } from 'vitest';
import type { Cadence } from '../../../src/core/cadence.ts';
import type { Settings } from '../../../src/core/settings.ts';
import type { ChatRequest, DatasetChoice } from '../../../src/jobs/chat-request.ts';
import { parseCommand, parseMention } from '../../../src/slack/commands/parse-command.ts';
import { SUBCOMMANDS } from '../../../src/slack/commands/subcommands.ts';

const shop = { name: 'My shop 2026' };
const show = (segment: string | null, dataset: DatasetChoice = null): ChatRequest => ({
  kind: 'show',
  segment,
  dataset,
});
const why = (customer: string, dataset: DatasetChoice = null): ChatRequest => ({ kind: 'why', customer, dataset });
const run = (settings: Partial<Settings>, dataset: DatasetChoice = null): ChatRequest => ({
  kind: 'run',
  settings,
  dataset,
});
const compare = (days?: number, dataset: DatasetChoice = null): ChatRequest => ({
  kind: 'compare',
  dataset,
  ...(days === undefined ? {} : { days }),
});
const digest = (cadence: Cadence, dataset: DatasetChoice = null): ChatRequest => ({
  kind: 'digest',
  action: 'schedule',
  cadence,
  dataset,
});
const alerts = (cadence: Cadence, dataset: DatasetChoice = null): ChatRequest => ({
  ...digest(cadence, dataset),
  ...{ alerts: true },
});
const day = (hour: number, minute = 0): Cadence => ({ every: 'day', hour, minute });
const week = (weekday: 1 | 2 | 3 | 4 | 5 | 6 | 7, hour = 9, minute = 0): Cadence => ({
  every: 'week',
  weekday,
  hour,
  minute,
});
const month = (onDay: number, hour = 9, minute = 0): Cadence => ({ every: 'month', day: onDay, hour, minute });

const UNDERSTOOD: readonly (readonly [typed: string, request: ChatRequest])[] = [
  ['', { kind: 'help' }],
  ['   ', { kind: 'help' }],
  ['HELP', { kind: 'help' }],
  ['help why', { kind: 'help' }],
  ['/segment help', { kind: 'help' }],
  ['?', { kind: 'help' }],
  ['upload', { kind: 'upload' }],
  ['datasets', { kind: 'datasets' }],
  ['Show', show(null)],
  ['show all', show(null)],
  ['segments', show(null)],
  ['show in My shop 2026', show(null, shop)],
  ['show  Champions', show('Champions')],
  ['show "Loyal · higher spend" in “My shop 2026”', show('Loyal · higher spend', shop)],
  ["show Can't lose", show("Can't lose")],
  ['show Can’t lose in ‘My shop 2026’', show("Can't lose", shop)],
  ['show Loyal customers: big spenders now inactive', show('Loyal customers: big spenders now inactive')],
  ['why 17850', why('17850')],
  ['WHY customer 17850', why('17850')],
  ['why\u00A017850 IN My shop 2026', why('17850', shop)],
  ['why "ACME in Berlin" in My shop 2026', why('ACME in Berlin', shop)],
  ['why 17850 in orders in 2026', why('17850', { name: 'orders in 2026' })],
  ['account 17850', { kind: 'account', customer: '17850', dataset: null }],
  ['stored "ACME in Berlin" in My shop 2026', { kind: 'account', customer: 'ACME in Berlin', dataset: shop }],
  ['why <mailto:ann@example.com|ann@example.com>', why('ann@example.com')],
  ['why Smith &amp; Sons', why('Smith & Sons')],
  ['why <https://shop.example|shop.example>', why('shop.example')],
  ['run', run({})],
  ['run k=5 names=classic', run({ k: 5, names: 'classic' })],
  ['run K = 5, names = Classic', run({ k: 5, names: 'classic' })],
  ['run --k 5 --names=vip', run({ k: 5, names: 'vip' })],
  ['run k=auto in My shop 2026', run({ k: 'auto' }, shop)],
  ['run segments 7', run({ k: 7 })],
  ['run scheme=klaviyo', run({ scheme: 'klaviyo' })],
  ['run --scheme R-RFM in My shop 2026', run({ scheme: 'r-rfm' }, shop)],
  ['run as-of=2026-06-30 seed=7', run({ asOf: '2026-06-30', seed: 7 })],
  [
    'run features=rfa scaling=standard refunds=net duplicates=drop outliers=iqr',
    run({ features: 'rfa', scaling: 'standard', refunds: 'net', duplicates: 'drop', outliers: 'iqr' }),
  ],
  ['export all', { kind: 'export', segment: 'all', dataset: null }],
  ['Export ALL in My shop 2026', { kind: 'export', segment: 'all', dataset: shop }],
  ['export BI in My shop 2026', { kind: 'export', segment: 'bi', dataset: shop }],
  ['export Big spenders', { kind: 'export', segment: 'Big spenders', dataset: null }],
  ['trends', { kind: 'insight', topic: 'trends', dataset: null }],
  ['behaviour', { kind: 'insight', topic: 'behaviour', dataset: null }],
  ['behavior in My shop 2026', { kind: 'insight', topic: 'behaviour', dataset: shop }],
  ['clusterings', { kind: 'insight', topic: 'clusterings', dataset: null }],
  [
    'clusterings with Tenure, age in My shop',
    { kind: 'insight', topic: 'clusterings', dataset: { name: 'My shop' }, extras: ['tenure', 'age'] },
  ],
  ['concentration', { kind: 'insight', topic: 'concentration', dataset: null }],
  ['budget', { kind: 'insight', topic: 'budget', dataset: null }],
  ['Cohorts in My shop 2026', { kind: 'insight', topic: 'retention', dataset: shop }],
  ['compare in "My shop 2026"', compare(undefined, shop)],
  ['compare with the last run', compare()],
  ['compare 30', compare(30)],
  ['compare 90 days', compare(90)],
  ['compare 365d in My shop 2026', compare(365, shop)],
  ['compare with 1 day ago', compare(1)],
  ['compare last week', compare(7)],
  ['compare a month ago', compare(30)],
  ['compare 2 years', compare(730)],
  ['rejected', { kind: 'rejected', dataset: null }],
  ['forget My shop 2026', { kind: 'forget-dataset', dataset: shop, confirmed: false }],
  ['forget orders in 2026', { kind: 'forget-dataset', dataset: { name: 'orders in 2026' }, confirmed: false }],
  ['forget in "My shop 2026"', { kind: 'forget-dataset', dataset: shop, confirmed: false }],
  ['forget "customer"', { kind: 'forget-dataset', dataset: { name: 'customer' }, confirmed: false }],
  ['forget customer 17850', { kind: 'forget-customer', customer: '17850', dataset: null, confirmed: false }],
  [
    'forget Customer "A B" in My shop 2026',
    { kind: 'forget-customer', customer: 'A B', dataset: shop, confirmed: false },
  ],
  ['digest weekly mon 09:00', digest(week(1))],
  ['digest every monday at 9', digest(week(1))],
  ['digest mondays 9:00 am', digest(week(1))],
  ['digest Weekly Thurs 9.30pm', digest(week(4, 21, 30))],
  ['digest weds 0815', digest(week(3, 8, 15))],
  ['digest weekly', digest(week(1))],
  ['digest weekly on sunday at noon in My shop 2026', digest(week(7, 12), shop)],
  ['digest daily 09:00', digest(day(9))],
  ['digest daily 9am', digest(day(9))],
  ['digest daily', digest(day(9))],
  ['digest every day at 12 am', digest(day(0))],
  ['digest daily 12pm', digest(day(12))],
  ['digest daily 23:59', digest(day(23, 59))],
  ['digest monthly 1 09:00', digest(month(1))],
  ['digest monthly', digest(month(1))],
  ['digest every month on the 15th at 8 pm', digest(month(15, 20))],
  ['digest monthly 9 am', digest(month(1))],
  ['digest monthly 9', digest(month(9))],
  ['digest monthly last day 18:30', digest(month(31, 18, 30))],
  ['digest weekly mon 09:00 alerts', alerts(week(1))],
  ['digest alerts daily 8 am in My shop 2026', alerts(day(8), shop)],
  ['digest monthly 1 09:00 churn alerts only', alerts(month(1))],
  ['digest alerts', alerts(week(1))],
  ['digest preview alerts', { kind: 'digest', action: 'preview', dataset: null }],
  ['digest alerts off', { kind: 'digest', action: 'off', dataset: null }],
  ['digest', { kind: 'digest', action: 'list', dataset: null }],
  ['digest list', { kind: 'digest', action: 'list', dataset: null }],
  ['digest Preview in My shop 2026', { kind: 'digest', action: 'preview', dataset: shop }],
  ['digest pause', { kind: 'digest', action: 'pause', dataset: null }],
  ['digest resume', { kind: 'digest', action: 'resume', dataset: null }],
  ['digest off', { kind: 'digest', action: 'off', dataset: null }],
];

const MISTAKEN: readonly (readonly [typed: string, problem: string, didYouMean: string | null])[] = [
  ['shwo Champions', 'There is no command "shwo".', '/segment show Champions'],
  ['exprt all in My shop', 'There is no command "exprt".', '/segment export all in My shop'],
  [
    'clusterings with tenur',
    '"tenur" is nothing to describe customers by; there are average-order, tenure, days-between, categories, age.',
    '/segment clusterings with tenure',
  ],
  ['trnds', 'There is no command "trnds".', '/segment trends'],
  ['k=5', 'There is no command "k=5".', '/segment run k=5'],
  ['make me rich', 'There is no command "make".', null],
  ['why', 'Which customer? Name the id as it is written in the file.', null],
  ['account', 'Which customer? Name the id as it is written in the file.', null],
  ['why in My shop', 'Which customer? Name the id as it is written in the file.', null],
  ['export', 'Which customers? Name a segment, or say all.', '/segment export all'],
  ['forget', 'What should be deleted? Name the orders, or a customer.', null],
  ['forget customer', 'Which customer? Name the id as it is written in the file.', null],
  [
    'trends My shop',
    'trends takes no "My shop"; the name of the orders stands after the word in.',
    '/segment trends in My shop',
  ],
  [
    'compare Christmas in My shop',
    '"Christmas" is nothing to compare with: say how many days ago, 1 to 3,650, or nothing for the run before.',
    '/segment compare in My shop',
  ],
  [
    'compare 0',
    '"0" is nothing to compare with: say how many days ago, 1 to 3,650, or nothing for the run before.',
    '/segment compare',
  ],
  [
    'compare 11 years',
    '"11 years" is nothing to compare with: say how many days ago, 1 to 3,650, or nothing for the run before.',
    '/segment compare',
  ],
  ['run k=13', '"13" is not a value of k. Use auto, or a number from 2 to 12.', null],
  ['run k=', 'k needs a value: auto, or a number from 2 to 12.', null],
  ['run k=2.5', '"2.5" is not a value of k. Use auto, or a number from 2 to 12.', null],
  [
    'run k=5 names=clasic in My shop',
    '"clasic" is not a value of names. Use lifecycle, classic or vip.',
    '/segment run k=5 names=classic in My shop',
  ],
  ['run scaling=st', '"st" is not a value of scaling. Use log or standard.', '/segment run scaling=standard'],
  [
    'run nmes=vip',
    'There is no setting "nmes". There are k, features, scaling, refunds, duplicates, outliers, names, scheme, as-of and seed.',
    '/segment run names=vip',
  ],
  ['run classic', '"classic" needs the name of its setting before it.', '/segment run names=classic'],
  ['run clasic', '"clasic" needs the name of its setting before it.', '/segment run names=classic'],
  [
    'run scheme=klavio',
    '"klavio" is not a value of scheme. Use tranche, klaviyo, r-rfm, putler or braze.',
    '/segment run scheme=klaviyo',
  ],
  ['run klaviyo', '"klaviyo" needs the name of its setting before it.', '/segment run scheme=klaviyo'],
  ['run 5', '"5" needs the name of its setting before it.', '/segment run k=5'],
  ['run as-of=2026-02-30', '"2026-02-30" is not a value of as-of. Use a day such as 2026-06-30.', null],
  ['run as-of=30.6.2026', '"30.6.2026" is not a value of as-of. Use a day such as 2026-06-30.', null],
  ['run seed=-1', '"-1" is not a value of seed. Use a whole number such as 1.', null],
  [
    'digest weekly mondya 9',
    '"mondya" is no day or time I know. Times are like 09:00 or 9 am.',
    '/segment digest weekly monday 9',
  ],
  [
    'digest wekly mon 9',
    '"wekly" is no day or time I know. Times are like 09:00 or 9 am.',
    '/segment digest weekly mon 9',
  ],
  ['digest weekly mon 25:00', '"25:00" is no day or time I know. Times are like 09:00 or 9 am.', null],
  ['digest daily 13pm', '"13pm" is no day or time I know. Times are like 09:00 or 9 am.', null],
  ['digest 9 am in My shop', 'How often? Say daily, weekly or monthly.', '/segment digest daily 9 am in My shop'],
  ['digest mon thu 9', 'A weekly digest comes on one day of the week.', '/segment digest weekly Monday 9'],
  ['digest daily monday 9', 'A digest on a Monday comes every week.', '/segment digest weekly Monday 9'],
  ['digest daily weekly', 'Choose one of daily, weekly and monthly.', null],
  ['digest monthly 32 9:00', '"32" is no day of a month: use 1 to 31, or last.', null],
  ['digest paus', '"paus" is no day or time I know. Times are like 09:00 or 9 am.', '/segment digest pause'],
  [`${'x'.repeat(5_000)}`, `There is no command "${'x'.repeat(60)}…".`, null],
];

describe('what is typed after /segment', () => {
  it.each(UNDERSTOOD)('%j', (typed, request) => expect(parseCommand(typed)).toEqual(request));

  it.each(MISTAKEN)('%j is a mistake', (typed, problem, didYouMean) => {
    expect(parseCommand(typed)).toMatchObject({ kind: 'mistake', problem, didYouMean });
  });

  it('every mistake comes with examples, and what was meant is understood', () => {
    for (const [typed] of MISTAKEN) {
      const request = parseCommand(typed);
      if (request.kind !== 'mistake') throw new Error(`${typed} is no mistake`);
      expect(request.examples.length).toBeGreaterThan(1);
      for (const command of [...request.examples, ...(request.didYouMean ? [request.didYouMean] : [])])
        expect([command, parseCommand(command).kind]).not.toContain('mistake');
    }
  });

  it('every example of the help is understood, and every name is there once', () => {
    for (const { example } of SUBCOMMANDS) expect([example, parseCommand(example).kind]).not.toContain('mistake');
    const names = SUBCOMMANDS.flatMap(({ name, aliases }) => [name, ...aliases]);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('what is typed to the bot by name', () => {
  it.each<[string, ChatRequest]>([
    ['<@U0BOT> why 17850', why('17850')],
    ['<@U0BOT|tranche>: show Champions', show('Champions')],
    [
      'hey <@U0BOT>',
      { kind: 'mistake', problem: 'There is no command "hey".', didYouMean: null, examples: expect.any(Array) },
    ],
    ['show <@U0BOT>', show(null)],
    ['<@U0BOT>', { kind: 'help' }],
    ['<@U0BOT> why <mailto:ann@example.com|ann@example.com> in R&amp;D', why('ann@example.com', { name: 'R&D' })],
  ])('%j', (text, request) => expect(parseMention(text, 'U0BOT')).toEqual(request));
});
