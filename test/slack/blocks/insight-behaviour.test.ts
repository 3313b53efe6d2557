import { expect, it } from 'vitest';
import type { Behaviour } from '../../../src/core/insight/behaviour.ts';
import { insightMessage } from '../../../src/slack/blocks/insight/insight.ts';
import { fixtureInsight } from '../../charts/fixture-insight.ts';
import { fixtureReport } from '../../charts/fixture-report.ts';

const REPORT = fixtureReport({ currency: 'EUR' });
const { behaviour } = fixtureInsight(REPORT);

const said = (change: Partial<Behaviour> = {}) =>
  insightMessage({
    ...{ kind: 'insight', topic: 'behaviour', isPrivate: true, charts: [], failed: [] },
    dataset: { id: 'ds_1', name: 'My shop' },
    report: { ...REPORT, insight: { behaviour: { ...behaviour, ...change } } },
  });

type Cells = readonly (readonly { readonly text?: string }[])[];

/** Texts of the table whose caption is like this, header first. */
const tableOf = (message: ReturnType<typeof said>, caption: RegExp): readonly (readonly string[])[] => {
  const tables = (message.blocks ?? []) as unknown as readonly { caption?: string; rows?: Cells }[];
  const table = tables.find(block => caption.test(block.caption ?? ''));
  return table!.rows!.map(row => row.map(({ text = '' }) => text));
};

it('what matters first, then a row for each segment and one for all customers', () => {
  const message = said();
  expect(message.text).toContain(
    'My shop: Champions: an order every 42 days; 5% of them are overdue. 13:00 to 14:00 is',
  );
  const [header, ...rows] = tableOf(message, /how the customers of/i);
  expect(header).toEqual([
    ...['Segment', 'Days between orders', 'Half of them', 'Overdue', 'Per order', 'Busiest day', 'Busiest hour'],
    ...['Main channel', 'One channel only', 'Main country'],
  ]);
  expect(rows.map(([name]) => name)).toEqual([...REPORT.segments.map(({ name }) => name), 'All customers']);
  expect(rows[0]!.slice(1, 4)).toEqual(['42', '21 to 90', '5%']);
  expect(rows[0]!.slice(5, 7)).toEqual(['–', '14:00 to 15:00']);
  expect(tableOf(message, /favourite products/i)[1]).toEqual(['Champions', 'Regency cakestand', '60%', '20%', '3.0×']);
});

it('what too few customers say is a dash; without hours there is a line that says so', () => {
  const [first, ...others] = behaviour.segments;
  const rhythm = { ...first!.rhythm!, daysBetweenOrders: null, overdueShare: null };
  const rare = { ...first!, rhythm, times: null, channels: null };
  const all = { ...behaviour.all, times: { ...behaviour.all.times!, hours: null } };
  const message = said({ all, segments: [rare, ...others] });
  const [header, row] = tableOf(message, /how the customers of/i);
  expect(header).not.toContain('Busiest hour');
  expect(row!.slice(1, 4)).toEqual(['–', '–', '–']);
  expect(row!.slice(5, 8)).toEqual(['–', '–', '–']);
  expect(JSON.stringify(message.blocks)).toContain('no time of day');
});
