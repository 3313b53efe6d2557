/** Every kind of thing the bot says, with one foreign text wherever a foreign text can be; a missing kind does not compile. */

import type { Movement } from '../../src/core/changes.ts';
import type { ChurnWatch, WatchHistory } from '../../src/core/churn-watch.ts';
import { TOPICS } from '../../src/core/insight/insight.ts';
import type { JoinedFiles } from '../../src/core/joined-files.ts';
import type { Action, SegmentReport } from '../../src/core/report.ts';
import { RFM_GROUPS, type RfmGroupId } from '../../src/core/rfm-groups.ts';
import { type PublishedSchemeId, SCHEMES } from '../../src/core/schemes/all-schemes.ts';
import type { DatasetSummary } from '../../src/jobs/sayings/datasets.ts';
import type { ChurnSaying, DigestSaying, DigestSummary } from '../../src/jobs/sayings/digests.ts';
import type { MappingQuestion } from '../../src/jobs/sayings/questions.ts';
import type { ChartPicture, ReportSaying } from '../../src/jobs/sayings/reports.ts';
import type { BatchSummary } from '../../src/jobs/sayings/uploads.ts';
import type { WhySaying } from '../../src/jobs/sayings/why.ts';
import type { Saying, SayingKind, SayingOf } from '../../src/jobs/sayings.ts';
import { fixtureInsight } from '../charts/fixture-insight.ts';
import { FOUR, fixtureReport, manyProfiles } from '../charts/fixture-report.ts';
import { exampleAgreement, fullMap } from '../core/schemes/example-map.ts';

/** Ids that may be mentioned, because the bot knows them from Slack. */
export const USER = 'U0OWNER01';
export const BOT = 'U0TRANCHE1';
export const CHANNEL = 'C0SHOPS001';

const action = (title: string): Action => ({
  title,
  why: 'They know you and like to hear first.',
  channel: 'Email',
  offer: 'No discount',
  timing: 'Within a week',
  kpi: 'Orders within 30 days',
  cost: 'low',
});

/** A report whose names, notes and warnings all say `text`; ordinary names where it is `null`. */
export const exampleReport = (text: string | null, segments: number): SegmentReport => {
  const base = fixtureReport({
    profiles: segments === FOUR.length ? FOUR : manyProfiles(segments),
    currency: text ?? 'EUR',
    revenue: segments === 0 ? 420 : 8_911_407.904,
  });
  return {
    ...base,
    run: { ...base.run, id: text ?? 'a1b2c3d4e5f6' },
    source: {
      name: text ?? 'orders 2026.csv',
      notes: [text ?? 'Read as UTF-8 text, columns separated by commas.', 'Dates read as day/month/year (1/12/2010).'],
    },
    receipt: {
      rows: 541_909,
      kept: 397_884,
      rejected: {
        missing_customer: { rows: 135_080, value: 1_447_682.12, exampleRows: [623, 1444] },
        cancelled: { rows: 8_905, value: -611_342.09, exampleRows: [142] },
        nonpositive_price: { rows: 40, value: 0, exampleRows: [9303] },
      },
    },
    segments: base.segments.map((segment, index) => ({
      ...segment,
      name: text ?? segment.name,
      meaning: text ?? 'They come back regularly and spend more than most.',
      profile: text ?? segment.profile,
      actions: [action(text ?? 'Write to them first'), action('Ask for a review'), action('Thank them')],
      avoid: index === 0 ? null : (text ?? 'No ads.'),
      budget: { ...segment.budget, revenueAtStake: index === 1 ? 236_522 : 0, hint: 'Start small.' },
    })),
    warnings: [text ?? 'Only 40 customers: treat the segments as a sketch.', 'Two.', 'Three.', 'Four.'],
  };
};

const HISTORY: WatchHistory = { periods: 12, fewest: 6, enoughFrom: '2011-12-24T08:26:00' };

const LOUD_WATCH: ChurnWatch = {
  days: 7,
  since: '2011-12-03T12:50:00',
  until: '2011-12-10T12:50:00',
  revenue: 8_911_407.9,
  history: HISTORY,
  groups: [
    {
      ...{ group: 'at-risk', customers: 47, revenue: 61_000, least: 12, most: 30, alarm: 34, loud: true },
      origins: [
        { from: 'need-attention', to: 'at-risk', customers: 40, revenue: 50_000 },
        { from: 'loyal', to: 'at-risk', customers: 7, revenue: 11_000 },
      ],
    },
    { group: 'lost', customers: 20, revenue: 3_000, origins: [], least: 9, most: 28, alarm: 34, loud: false },
  ],
};

const QUIET_WATCH: ChurnWatch = {
  ...LOUD_WATCH,
  groups: LOUD_WATCH.groups.map(group => ({ ...group, customers: 12, loud: false })),
};

const MOVEMENT: Movement = {
  since: '2011-12-03T12:50:00',
  until: '2011-12-10T12:50:00',
  moves: [
    { from: 'champions', to: 'champions', customers: 650, revenue: 4_000_000 },
    { from: 'loyal', to: 'champions', customers: 30, revenue: 90_000 },
    { from: 'loyal', to: 'at-risk', customers: 40, revenue: 52_000 },
    { from: 'champions', to: 'need-attention', customers: 12, revenue: 61_000 },
    { from: 'at-risk', to: 'potential-loyal', customers: 9, revenue: 8_100 },
    { from: 'about-to-sleep', to: 'hibernating', customers: 21, revenue: 4_200 },
    { from: null, to: 'new', customers: 55, revenue: 3_300 },
    { from: 'lost', to: null, customers: 1, revenue: 75 },
  ],
};

/** From every group to every other one. */
const ALL_MOVES: Movement = {
  since: '2011-12-03',
  until: '2011-12-10',
  moves: [...RFM_GROUPS.map(({ id }) => id), null].flatMap((from, index, all: readonly (RfmGroupId | null)[]) =>
    all.map((to, at) => ({ from, to, customers: 1_000_000 + index * 12 + at, revenue: 123_456_789.12 })),
  ),
};

/** The report beside a published map. */
const beside = (report: SegmentReport, id: PublishedSchemeId): SegmentReport => ({
  ...report,
  run: { ...report.run, settings: { ...report.run.settings, scheme: id } },
  scheme: fullMap(id, report.totals),
  maps: exampleAgreement,
});

const MONDAY = { every: 'week', weekday: 1, hour: 9, minute: 0 } as const;

export const exampleSayings = (
  text: string | null,
  segments: number,
): { readonly [K in SayingKind]: readonly SayingOf<K>[] } => {
  const say = (ordinary: string): string => text ?? ordinary;
  const report = exampleReport(text, segments);
  const dataset = { id: 'ds_7', name: say('Shop of Berlin') };
  const reportSaying: ReportSaying = {
    kind: 'report',
    report,
    dataset,
    mention: null,
    offerDigest: false,
    upload: null,
    change: null,
  };
  const upload: BatchSummary = {
    id: 'job_7',
    fileName: say('november.csv'),
    rows: 1_200,
    uploadedAt: '2011-12-12T08:00:00',
    uploadedBy: USER,
  };
  const compared = { kind: 'compare', dataset, currency: say('EUR') } as const;
  const picture: ChartPicture = {
    fileId: 'F0123456789',
    title: say('Segment sizes'),
    altText: say('Bars: Champions 714.'),
  };
  const question: MappingQuestion = {
    id: 'q_3',
    fileName: say('export.csv'),
    problem: say('I could not tell which column is the customer.'),
    columns: [say('Buyer'), 'Sold at', 'Qty', 'Each', 'Total'],
    rows: [
      [say('17850'), '1/12/2010', '6', '2.55', '15.30'],
      ['13047', '2/12/2010', '1', '3.39', '3.39'],
      ['', '', '', '', ''],
    ],
    guess: { date: 1, quantity: 2, price: 3 },
    dates: { examples: [say('1/12/2010'), '2/12/2010'], guess: 'dmy' },
  };
  const summary: DatasetSummary = {
    ...dataset,
    channel: CHANNEL,
    sourceName: say('orders 2026.csv'),
    rows: 541_909,
    customers: 4_338,
    firstOrder: '2010-12-01T08:26:00',
    lastOrder: '2011-12-09T12:50:00',
    uploadedAt: '2011-12-12T08:00:00',
    uploadedBy: USER,
    uploads: 3,
    bytes: 12_400_000,
    daysAgo: 2,
    isLatest: true,
  };
  const digest: DigestSummary = {
    id: 'dg_1',
    channel: CHANNEL,
    dataset,
    owner: USER,
    cadence: MONDAY,
    timeZone: 'Europe/Berlin',
    alerts: false,
    history: null,
    nextDueAt: 1_323_676_800,
    pausedBecause: null,
  };
  const watched: DigestSummary = { ...digest, alerts: true, history: { ...HISTORY, periods: 3 } };
  const churn: ChurnSaying = {
    kind: 'churn-alert',
    dataset,
    watch: LOUD_WATCH,
    currency: say('EUR'),
    help: [{ title: 'Make one good offer to come back', how: 'Offer: 15 % off. Channel: Email.' }],
    cadence: MONDAY,
    timeZone: 'Europe/Berlin',
    preview: false,
    chart: picture,
  };
  const home = { kind: 'home', botName: say('Tranche'), bytes: 12_000_000, retentionDays: 400 } as const;
  const why: WhySaying = {
    kind: 'why',
    dataset,
    asOf: '2011-12-10T12:50:00',
    currency: say('EUR'),
    customer: say('17850'),
    recencyDays: 45,
    orders: 3,
    spend: 1_210.5,
    firstOrder: '2011-01-05T10:00:00',
    lastOrder: '2011-10-26T10:00:00',
    scores: { R: 3, F: 3, M: 4 },
    cuts: report.scores.cuts,
    group: 'need-attention',
    segment: say('Loyal'),
    next: { group: 'potential-loyal', steps: [say('One more order within the next 12 days.')] },
  };
  const digestSaying: DigestSaying = {
    kind: 'digest',
    dataset,
    report,
    movement: MOVEMENT,
    previousRun: 'run-before',
    previousSegments: report.segments,
    advice: [
      {
        title: say('Win back 40 at risk'),
        why: say('They spent €52K.'),
        how: say('Email, this week.'),
        group: 'at-risk',
      },
      { title: 'Greet 55 new customers', why: 'The second order decides.', how: 'Welcome series.', group: 'new' },
      { title: 'Thank your champions', why: 'They bring most.', how: 'A card.', group: null },
    ],
    cadence: MONDAY,
    timeZone: 'Europe/Berlin',
    preview: false,
    chart: picture,
  };
  const many = <T>(count: number, each: (index: number) => T): readonly T[] =>
    Array.from({ length: count }, (_, i) => each(i));
  const progress = { kind: 'progress', source: say('orders.csv') } as const;
  return {
    progress: [
      { ...progress, step: 'waiting', ahead: 0 },
      { ...progress, step: 'waiting', ahead: 3 },
      { ...progress, step: 'downloading', bytes: 1_400_000, ofBytes: 90_000_000 },
      { ...progress, step: 'downloading', bytes: 512, ofBytes: null },
      { ...progress, step: 'inspecting' },
      { ...progress, step: 'reading', rows: 1_200_000, ofRows: 5_400_000 },
      { ...progress, step: 'merging', dataset: dataset.name, replaces: null },
      {
        ...progress,
        step: 'merging',
        dataset: dataset.name,
        replaces: { from: say('2011-11-01T00:00:00'), to: '2011-11-30T00:00:00' },
      },
      { ...progress, step: 'finding' },
      { ...progress, step: 'drawing' },
    ],
    report: [
      { ...reportSaying, offerDigest: true },
      {
        ...reportSaying,
        mention: USER,
        upload: {
          ...upload,
          merged: { newOrders: 120, changedOrders: 1, unchangedOrders: 31 },
          ...{ replacedRows: 210, period: null, uploads: 4 },
        },
      },
      {
        ...reportSaying,
        upload: {
          ...upload,
          merged: null,
          ...{ replacedRows: 3, period: { from: say('2011-11-01T00:00:00'), to: '2011-11-30T00:00:00' }, uploads: 2 },
        },
      },
      ...SCHEMES.map(({ id }): ReportSaying => ({ ...reportSaying, report: beside(report, id) })),
      { ...reportSaying, report: { ...report, receipt: { ...report.receipt, ...joinedFiles(say) } } },
      ...(['undo', 'only', 'apart'] as const).map(
        (action): ReportSaying => ({ ...reportSaying, change: { action, fileName: say('november.csv'), by: USER } }),
      ),
    ],
    'report-below': [{ kind: 'report-below', source: say('orders.csv') }],
    charts: [
      { kind: 'charts', charts: many(6, () => picture), failed: [{ title: say('Months'), altText: say('A line.') }] },
      { kind: 'charts', charts: [], failed: [] },
    ],
    'ask-mapping': [{ kind: 'ask-mapping', question, uploader: USER }],
    'ask-currency': [
      {
        kind: 'ask-currency',
        question: {
          ...{ id: 'q_4', fileName: say('export.csv') },
          problem: say('export.csv has amounts in 8 currencies, which cannot be added up: EUR (812 rows), $ (1 row).'),
          currencies: [...many(7, index => `CU${index}`), say('$').slice(0, 12)],
        },
        uploader: USER,
      },
    ],
    'ask-sheet': [
      {
        kind: 'ask-sheet',
        question: {
          ...{ id: 'q_5', fileName: say('export.xlsx') },
          problem: say('Several sheets of export.xlsx look like orders: "January", "February".'),
          sheets: many(20, index => `${index} ${say('January').slice(0, 36)}`),
        },
        uploader: USER,
      },
    ],
    'ask-place': [
      ...(['several', 'columns', 'mapping'] as const).map(
        (because): SayingOf<'ask-place'> => ({
          kind: 'ask-place',
          question: {
            because,
            id: 'q_3',
            fileName: say('export.csv'),
            datasets: many(6, index => ({ ...dataset, id: `ds_${index}` })),
          },
          uploader: USER,
        }),
      ),
      {
        kind: 'ask-place',
        question: {
          because: 'currency',
          ...{ file: [say('USD')], stored: ['EUR'] },
          ...{ id: 'q_3', fileName: say('export.csv'), datasets: [dataset] },
        },
        uploader: USER,
      },
    ],
    answered: (['columns', 'place', 'currency'] as const).map(
      (about): SayingOf<'answered'> => ({ kind: 'answered', fileName: say('export.csv'), by: USER, about }),
    ),
    uploads: [
      { kind: 'uploads', dataset, uploads: many(30, index => ({ ...upload, id: `job_${index}` })) },
      { kind: 'uploads', dataset, uploads: [upload] },
    ],
    'no-upload': [
      { kind: 'no-upload', dataset, why: 'gone' },
      { kind: 'no-upload', dataset, why: 'only' },
    ],
    problem: [
      { kind: 'problem', problem: say('orders.csv is empty.'), fix: say('Export the orders again.'), run: null },
      {
        kind: 'problem',
        problem: say('orders.csv is empty.'),
        fix: say('Export the orders again.'),
        run: say('job_12'),
      },
    ],
    outage: [
      { kind: 'outage', what: say('Slack did not hand over the file.'), retrying: true, run: say('job_12') },
      { kind: 'outage', what: say('Slack did not hand over the file.'), retrying: false, run: say('job_12') },
    ],
    bug: [{ kind: 'bug', run: say('job_12') }],
    'no-orders': [
      {
        kind: 'no-orders',
        fileName: say('guests.csv'),
        because: say('No column holds amounts.'),
        fix: say('Export again.'),
      },
    ],
    'invite-me': [{ kind: 'invite-me', channel: CHANNEL, botUser: BOT }],
    refusal: (['guest', 'other_workspace', 'not_in_channel', 'membership_unknown', 'only_owner_or_admin'] as const).map(
      reason => ({ kind: 'refusal', reason, what: say('export Champions') }),
    ),
    help: [
      { kind: 'help', botName: say('Tranche'), hasDatasets: true },
      { kind: 'help', botName: say('Tranche'), hasDatasets: false },
    ],
    mistake: [
      {
        kind: 'mistake',
        problem: say('There is no command "shwo".'),
        didYouMean: `/segment show ${say('Champions')}`,
        examples: [`/segment ${say('show')}`, '/segment help'],
      },
      { kind: 'mistake', problem: say('There is no command "x".'), didYouMean: null, examples: ['/segment help'] },
    ],
    'no-dataset': [
      { kind: 'no-dataset', asked: null, available: [] },
      { kind: 'no-dataset', asked: null, available: [say('Shop of Berlin'), 'Shop of Paris'] },
      { kind: 'no-dataset', asked: say('Shop of Rome'), available: many(60, () => say('Shop of Berlin')) },
      { kind: 'no-dataset', asked: say('Shop of Rome'), available: [] },
    ],
    working: [{ kind: 'working', on: say('segmenting again with k=5') }],
    segments: [{ kind: 'segments', report, dataset }],
    segment: report.segments.slice(0, 2).map(segment => ({ kind: 'segment', report, segment, dataset })),
    'no-segment': [
      { kind: 'no-segment', asked: say('Whales'), available: report.segments.map(({ name }) => name) },
      { kind: 'no-segment', asked: say('Whales'), available: [] },
    ],
    why: [why, { ...why, segment: null, next: null, group: 'champions', scores: { R: 5, F: 5, M: 5 } }],
    'no-customer': [
      { kind: 'no-customer', customer: say('1785'), dataset, similar: [] },
      { kind: 'no-customer', customer: say('1785'), dataset, similar: many(9, index => say(`1785${index}`)) },
    ],
    'investor-file': [{ kind: 'investor-file', dataset, name: say('orders-investor.pdf') }],
    'export-file': [{ kind: 'export-file', dataset, what: say('Champions'), rows: 714 }],
    'export-sent': [{ kind: 'export-sent', what: say('Champions'), rows: 1 }],
    'nothing-to-export': [{ kind: 'nothing-to-export', what: say('Rows left out') }],
    insight: TOPICS.flatMap(topic => {
      const saying = {
        kind: 'insight',
        topic,
        dataset,
        report: { ...report, insight: fixtureInsight(report, text) },
      } as const;
      return [
        { ...saying, isPrivate: true, charts: [], failed: [] },
        {
          ...saying,
          isPrivate: false,
          charts: many(4, () => picture),
          failed: [{ title: say('Months'), altText: say('A line.') }],
        },
      ];
    }),
    compare: [
      { ...compared, movement: MOVEMENT, days: null, since: 'run-1', isPrivate: true, charts: [], failed: [] },
      {
        ...compared,
        movement: ALL_MOVES,
        days: 365,
        since: null,
        isPrivate: false,
        charts: [picture],
        failed: [picture],
      },
      {
        ...compared,
        movement: { ...MOVEMENT, moves: [] },
        currency: null,
        ...{ days: 30, since: null, isPrivate: true, charts: [], failed: [] },
      },
    ],
    'nothing-to-compare': [
      { kind: 'nothing-to-compare', dataset, days: null, firstOrder: '2026-01-02T00:00:00' },
      { kind: 'nothing-to-compare', dataset, days: 365, firstOrder: '2026-01-02T00:00:00' },
    ],
    datasets: [
      { kind: 'datasets', datasets: [summary] },
      { kind: 'datasets', datasets: many(60, index => ({ ...summary, id: `ds_${index}`, isLatest: index === 0 })) },
      { kind: 'datasets', datasets: [] },
    ],
    'confirm-forget': [
      { kind: 'confirm-forget', dataset, customer: null },
      { kind: 'confirm-forget', dataset, customer: say('17850') },
    ],
    forgotten: [
      { kind: 'forgotten', dataset, customer: null },
      { kind: 'forgotten', dataset, customer: say('17850') },
    ],
    'digest-saved': [
      { kind: 'digest-saved', digest, replaced: null },
      {
        kind: 'digest-saved',
        digest,
        replaced: { cadence: { every: 'month', day: 1, hour: 8, minute: 30 }, alerts: false },
      },
      { kind: 'digest-saved', digest: watched, replaced: { cadence: MONDAY, alerts: true } },
    ],
    'digest-list': [
      { kind: 'digest-list', digests: [digest, { ...watched, id: 'dg_2' }] },
      {
        kind: 'digest-list',
        digests: many(60, index => ({
          ...digest,
          id: `dg_${index}`,
          nextDueAt: null,
          pausedBecause: say('The channel is archived'),
        })),
      },
      { kind: 'digest-list', digests: [] },
    ],
    'digest-changed': (['paused', 'resumed', 'off'] as const).flatMap(change =>
      [digest, watched].map(changed => ({ kind: 'digest-changed' as const, digest: changed, change })),
    ),
    'churn-alert': [
      churn,
      { ...churn, watch: QUIET_WATCH, help: [], preview: true, chart: null },
      { ...churn, watch: { ...QUIET_WATCH, groups: [] }, help: [], preview: true, chart: null },
    ],
    'digest-taken-over': [
      { kind: 'digest-taken-over', digest, by: USER, before: { cadence: MONDAY, alerts: false } },
      { kind: 'digest-taken-over', digest: watched, by: USER, before: { cadence: MONDAY, alerts: true } },
    ],
    'no-digest': [{ kind: 'no-digest' }],
    digest: [
      digestSaying,
      { ...digestSaying, movement: null, previousSegments: null, chart: null, preview: true, advice: [] },
      { ...digestSaying, movement: ALL_MOVES },
    ],
    'digest-stale': [
      {
        kind: 'digest-stale',
        dataset,
        lastOrder: '2011-12-09T12:50:00',
        daysAgo: 12,
        cadence: MONDAY,
        timeZone: 'Europe/Berlin',
        preview: false,
      },
    ],
    'digest-reminder': [
      { kind: 'digest-reminder', digest, dueAt: 1_323_676_800_000, lastOrder: '2011-12-09T12:50:00' },
    ],
    'digest-stopped': [{ kind: 'digest-stopped', digest, because: say('the channel was archived') }],
    'retention-warning': [
      {
        kind: 'retention-warning',
        dataset,
        channel: CHANNEL,
        uploadedAt: say('2011-12-12T08:00:00'),
        deletedAt: '2013-01-15T08:00:00',
        keptDays: 400,
      },
    ],
    home: [
      {
        ...home,
        datasets: [summary],
        lastResults: { [summary.id]: { report, at: say('2011-12-12T08:01:00') } },
        digests: [digest],
      },
      { ...home, datasets: [], lastResults: {}, digests: [] },
      {
        ...home,
        lastResults: Object.fromEntries(many(25, index => [`ds_${index}`, { report, at: '2011-12-12T08:01:00' }])),
        datasets: many(100, index => ({ ...summary, id: `ds_${index}` })),
        digests: many(90, index => ({ ...digest, id: `dg_${index}` })),
      },
    ],
  };
};

export const allSayings = (text: string | null, segments: number): readonly Saying[] =>
  Object.values(exampleSayings(text, segments)).flat();

export const exampleQuestion = (text: string | null): MappingQuestion =>
  exampleSayings(text, 1)['ask-mapping'][0]!.question;

const joinedFiles = (say: (words: string) => string): JoinedFiles => ({
  files: (['items', 'customers', 'products'] as const).map(role => ({
    ...{ name: say(`${role}.csv`), role, rows: 479, unreadable: 2, repeated: role === 'items' ? 0 : 3 },
  })),
  unmatched: {
    ...{ ordersWithoutItems: 1, itemsWithoutOrders: 2, customersWithoutOrders: 3 },
    ...{ unknownCustomers: 4, unknownProducts: 5 },
  },
  amounts: { compared: 239, different: 12, ordersSay: 1_204.5, itemsSay: 1_200 },
});
