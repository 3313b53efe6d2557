/** The messages that people see most, as whole JSON. */
import { expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../../../src/core/settings.ts';
import { warningsFor } from '../../../src/core/warnings.ts';
import { homeView } from '../../../src/slack/blocks/home.ts';
import { mappingModal } from '../../../src/slack/blocks/mapping-modal.ts';
import type { Message } from '../../../src/slack/blocks/message.ts';
import { privacyModal } from '../../../src/slack/blocks/privacy-modal.ts';
import { render } from '../../../src/slack/blocks/render.ts';
import { uploadModal } from '../../../src/slack/blocks/upload-modal.ts';
import { withOlderBlocks } from '../../../src/slack/older-blocks.ts';
import { exampleAgreement, mapOf } from '../../core/schemes/example-map.ts';
import { exampleQuestion, exampleReport, exampleSayings } from '../example-sayings.ts';

const OPTION = { id: 'ds_7', name: 'Shop of Berlin', customers: 4_338, uploadedAt: Date.UTC(2011, 11, 12) };

const EXAMPLES = exampleSayings(null, 4);

it.each(['report', 'segment', 'why', 'compare', 'digest', 'digest-saved', 'mistake', 'ask-mapping'] as const)(
  '%s',
  kind => expect(render(EXAMPLES[kind][0]!)).toMatchSnapshot(),
);

it('cuts between two figures never contradict the score', () => {
  const why = EXAMPLES.why[0]!;
  const cuts = { ...why.cuts, frequency: [1.2, 2.6, 4.4, 12.8], monetary: [1, 2, 3, 1_999.996] } as const;
  const scores = { R: 3, F: 5, M: 5 } as const;
  const { text } = render({ ...why, orders: 13, spend: 2_000, scores, cuts });
  expect(text).toContain(
    '*Frequency 5 of 5:* 13 orders. A 5 is more than 12, a 4 more than 4, a 3 more than 2, a 2 more than 1.'.replaceAll(
      '*',
      '',
    ),
  );
});

it('every customer who changed is in one line of a digest', () => {
  const { movement } = EXAMPLES.digest[0]!;
  const changed = movement!.moves.filter(({ from, to }) => from !== to).reduce((sum, move) => sum + move.customers, 0);
  const lines = render(EXAMPLES.digest[0]!)
    .text.split('\n')
    .filter(line => line.startsWith('•'));
  const told = lines.map(line => Number(/^• ([\d,]+) customer/.exec(line)?.[1]?.replaceAll(',', '') ?? 0));
  expect(told.reduce((sum, many) => sum + many, 0)).toBe(changed);
});

it('the report in older blocks', () => expect(withOlderBlocks(render(EXAMPLES.report[0]!))).toMatchSnapshot());

it('the report beside a published map', () => {
  const report = exampleReport(null, 0);
  const cells = [
    { place: 0, group: 'champions', customers: 30 },
    { place: 1, group: 'loyal', customers: 40 },
    { place: 1, group: 'champions', customers: 10 },
    { place: null, group: 'new', customers: 20 },
  ] as const;
  const scheme = mapOf('braze', { cells, unplaced: [{ scores: null, customers: 20 }] });
  const totals = { ...report.totals, customers: 100, revenue: 1_000 };
  const run = { ...report.run, settings: { ...DEFAULT_SETTINGS, names: 'vip', scheme: 'braze' } } as const;
  const beside = { ...report, run, totals, scheme, maps: exampleAgreement };
  expect(render({ ...EXAMPLES.report[0]!, report: beside })).toMatchSnapshot();
});

it('the report of a shop too small for segments', () =>
  expect(render(exampleSayings(null, 0).report[0]!)).toMatchSnapshot());

it('modals and Home', () => {
  expect(mappingModal(exampleQuestion(null))).toMatchSnapshot();
  expect(uploadModal('{}')).toMatchSnapshot();
  expect(homeView(EXAMPLES.home[0]!)).toMatchSnapshot();
  expect(privacyModal('forget-customer', [OPTION])).toMatchSnapshot();
});

it.each<[string, Message]>([
  [
    'progress',
    {
      text: 'orders.csv: Reading row 1,200,000 of about 5,400,000',
      blocks: [
        {
          type: 'section',
          text: { type: 'mrkdwn', text: '*orders.csv:* Reading row 1,200,000 of about 5,400,000', verbatim: true },
        } as Message['blocks'][number],
      ],
    },
  ],
])('%s', (_, expected) => expect(render(EXAMPLES.progress[5]!)).toEqual(expected));

it('reruns keep the settings of the report and change one', () => {
  const base = exampleReport(null, 4);
  const report = {
    ...base,
    run: { ...base.run, settings: { ...DEFAULT_SETTINGS, k: 4, names: 'vip' as const, asOf: '2011-12-01' } },
  };
  const { blocks } = render({ ...EXAMPLES.report[0]!, report });
  const text = JSON.stringify(blocks).replaceAll('\\', '');
  expect(text).toContain('"settings":{"k":5,"names":"vip","asOf":"2011-12-01"}');
  expect(text).toContain('"settings":{"k":"auto","names":"vip","asOf":"2011-12-01"}');
  expect(text).toContain('"settings":{"k":4,"names":"classic","asOf":"2011-12-01"}');
  expect(text).toContain('settings: k=4, names=vip, as-of=2011-12-01');
  expect(text).not.toContain('run:names-vip');
});

it('warnings never tell of options of the command line', () => {
  const base = exampleReport(null, 4);
  const warnings = warningsFor({
    settings: DEFAULT_SETTINGS,
    receipt: base.receipt,
    months: [],
    totals: base.totals,
    scores: base.scores,
    segments: base.segments,
    hasOrderIds: false,
    currencies: ['EUR', 'USD'],
    dateAssumption: 'Dates could be either. Assumed because of the country. If that is wrong, use --dates mdy.',
    fitted: 4_338,
    tooFewForSegments: false,
  });
  expect(warnings.join(' ')).toContain('--');
  const { text, blocks } = render({ ...EXAMPLES.report[0]!, report: { ...base, warnings } });
  expect(text + JSON.stringify(blocks)).not.toMatch(/--[a-z]/);
  expect(text).toContain('of the rows were left out, most of them for this reason: no customer id (135,080).');
});

it('a request too long for a button has none', () => {
  const [, similar] = EXAMPLES['no-customer'];
  const { blocks } = render({ ...similar!, similar: ['x'.repeat(2_000), '17850'] });
  expect(JSON.stringify(blocks).match(/"action_id":"[^"]*"/g)).toEqual(['"action_id":"ask:why:1"']);
});
