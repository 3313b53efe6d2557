import { describe, expect, it } from 'vitest';
import { TOPICS } from '../../../src/core/insight/insight.ts';
import { DEFAULT_SETTINGS } from '../../../src/core/settings.ts';
import type { ChatRequest, ChatRequestKind } from '../../../src/jobs/chat-request.ts';
import { fromValue, toValue } from '../../../src/slack/blocks/request-value.ts';

const dataset = { id: 'ds_7' } as const;

const REQUESTS: { readonly [K in ChatRequestKind]: readonly Extract<ChatRequest, { kind: K }>[] } = {
  help: [{ kind: 'help' }],
  mistake: [{ kind: 'mistake', problem: 'p', didYouMean: null, examples: ['/segment help'] }],
  upload: [{ kind: 'upload' }],
  run: [
    { kind: 'run', settings: {}, dataset: null },
    { kind: 'run', settings: { scheme: 'r-rfm' }, dataset: null },
    { kind: 'run', settings: { ...DEFAULT_SETTINGS, k: 5, asOf: '2026-06-30' }, dataset },
  ],
  show: [
    { kind: 'show', segment: null, dataset },
    { kind: 'show', segment: 'loyal-higher-spend', dataset: { name: 'Shop "A" & Söhne 😀' } },
  ],
  why: [{ kind: 'why', customer: '17850', dataset }],
  account: [{ kind: 'account', customer: '17850', dataset }],
  export: [{ kind: 'export', segment: 'all', dataset }],
  rejected: [{ kind: 'rejected', dataset }],
  insight: [
    { kind: 'insight', topic: 'clusterings', dataset: null, extras: ['tenure', 'age'] },
    ...TOPICS.flatMap(topic => [
      { kind: 'insight' as const, topic, dataset: null },
      { kind: 'insight' as const, topic, dataset, post: true },
    ]),
  ],
  compare: [
    { kind: 'compare', dataset },
    { kind: 'compare', dataset, days: 30, post: true },
    { kind: 'compare', dataset, since: 'run_7' },
  ],
  datasets: [{ kind: 'datasets' }],
  uploads: [{ kind: 'uploads', dataset }],
  'change-upload': [{ kind: 'change-upload', action: 'undo', upload: 'job_7', dataset }],
  'forget-dataset': [{ kind: 'forget-dataset', dataset, confirmed: true }],
  'forget-customer': [{ kind: 'forget-customer', customer: '<@U1>', dataset, confirmed: false }],
  digest: [
    { kind: 'digest', action: 'pause', dataset },
    { kind: 'digest', action: 'schedule', cadence: { every: 'day', hour: 0, minute: 0 }, alerts: true, dataset },
    { kind: 'digest', action: 'schedule', cadence: { every: 'day', hour: 0, minute: 59 }, dataset },
    { kind: 'digest', action: 'schedule', cadence: { every: 'week', weekday: 7, hour: 9, minute: 0 }, dataset },
    { kind: 'digest', action: 'schedule', cadence: { every: 'month', day: 31, hour: 23, minute: 0 }, dataset },
  ],
};

describe('the value of a button', () => {
  it.each(
    Object.values(REQUESTS)
      .flat()
      .map(request => [toValue(request), request] as const),
  )('%s comes back', (value, request) => expect(fromValue(value)).toEqual(request));

  it.each([
    '',
    'not json',
    'null',
    '[]',
    '{"kind":"drop-everything"}',
    '{"kind":"why","dataset":null}',
    '{"kind":"help","more":1}',
    '{"kind":"run","settings":{"k":13},"dataset":null}',
    '{"kind":"compare","dataset":null,"days":0}',
    '{"kind":"compare","dataset":null,"days":99999}',
    '{"kind":"run","settings":{"names":"<!channel>"},"dataset":null}',
    '{"kind":"run","settings":{"scheme":"shopify"},"dataset":null}',
    '{"kind":"run","settings":{"asOf":"tomorrow"},"dataset":null}',
    '{"kind":"digest","action":"schedule","dataset":null}',
    '{"kind":"digest","action":"schedule","cadence":{"every":"week","hour":9,"minute":0},"dataset":null}',
    '{"kind":"digest","action":"schedule","cadence":{"every":"day","hour":24,"minute":0},"dataset":null}',
    '{"kind":"change-upload","action":"burn","upload":"x","dataset":null}',
    `{"kind":"why","customer":"${'x'.repeat(2_000)}","dataset":null}`,
  ])('%s is no request', value => expect(fromValue(value)).toBeNull());
});
