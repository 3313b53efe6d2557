import { describe, expect, it } from 'vitest';
import { definitionOf } from '../../../src/core/investor/definitions.ts';
import type { Pack } from '../../../src/core/investor/document.ts';
import { investorPack } from '../../../src/core/investor/pack.ts';
import type { SegmentReport } from '../../../src/core/report.ts';
import { DEFAULT_SETTINGS } from '../../../src/core/settings.ts';
import { fixtureInsight } from '../../charts/fixture-insight.ts';
import { fixtureReport } from '../../charts/fixture-report.ts';

const packOf = (report: SegmentReport): Pack => investorPack({ report, investor: fixtureInsight(report).investor });

const report = fixtureReport({ revenue: 8_000, currency: 'EUR' });
const pack = packOf(report);

describe('the investor pack', () => {
  it('has its chapters in the order in which they are read, the receipt last', () => {
    expect(pack.chapters.map(({ id }) => id)).toEqual([
      'overview',
      'quarters',
      'best-segment',
      'repeat',
      'cohorts',
      'concentration',
      'receipt',
    ]);
  });

  it('claims no rates of a few customers', () => {
    const investor = fixtureInsight(report).investor;
    const [newest] = investor.retention.repeat.slice(-1);
    const few = { ...investor.retention, repeat: [{ ...newest!, repeatPurchaseRate: null }] };
    const [overview] = investorPack({ report, investor: { ...investor, retention: few } }).chapters;
    const row = overview!.tables[0]!.rows.find(([name]) => name!.value === 'Repeat-purchase rate');
    expect(row![1]).toEqual({ kind: 'share', value: null });
  });

  it('says on its first page what it is of', () => {
    expect(pack.facts.map(([label]) => label)).toEqual(['Orders', 'Period', 'As of', 'Currency', 'Run']);
    expect(Object.fromEntries(pack.facts)).toMatchObject({
      Currency: 'EUR',
      Run: expect.stringContaining(report.run.id),
    });
  });

  it('defines every column of figures in its chapter', () => {
    for (const { tables, definitions } of pack.chapters) {
      const figures = tables.flatMap(({ columns }) => columns).flatMap(({ figure }) => figure ?? []);
      const meanings = figures.map(figure => definitionOf(figure, report.run.settings));
      expect(definitions).toEqual(expect.arrayContaining(meanings));
    }
    for (const { text } of pack.definitions) expect(text).toMatch(/^\S.+\.$/s);
  });

  it('every key figure stands beside its definition; every row is as long as its head', () => {
    const [overview] = pack.chapters;
    for (const [, , meaning] of overview!.tables[0]!.rows)
      expect(meaning).toMatchObject({ kind: 'text', value: expect.stringMatching(/^\S.+\.$/s) });
    for (const { columns, rows } of pack.chapters.flatMap(({ tables }) => tables))
      expect(new Set(rows.map(({ length }) => length))).toEqual(new Set([columns.length]));
  });

  it('columns without a definition hold names, and the counts of the receipt', () => {
    const undefinedFigures = pack.chapters.flatMap(({ id, tables }) =>
      tables.flatMap(({ columns, rows }) =>
        columns
          .filter(({ figure }, place) => figure === null && rows.some(row => row[place]!.kind !== 'text'))
          .map(({ title }) => `${id}: ${title}`),
      ),
    );
    expect(undefinedFigures).toEqual(['overview: Value', 'receipt: Count']);
  });

  it('a segment per column of the quarters, whose whole period is that of the report', () => {
    const table = pack.chapters[1]!.tables[1]!;
    expect(table.columns.map(({ title }) => title)).toEqual([
      'Quarter',
      ...report.segments.map(({ name }) => name),
      'All',
    ]);
    expect(
      table.rows
        .at(-1)!
        .slice(1)
        .map(({ value }) => value),
    ).toEqual([...report.segments.map(({ revenue }) => revenue), report.totals.revenue]);
  });

  it('revenue is defined by how refunds were taken', () => {
    const net = packOf({ ...report, run: { ...report.run, settings: { ...DEFAULT_SETTINGS, refunds: 'net' } } });
    const meaning = ({ definitions }: Pack): string => definitions.find(({ title }) => title === 'Revenue')!.text;
    expect([meaning(pack), meaning(net)]).toEqual([
      expect.stringContaining('before refunds'),
      expect.stringContaining('less refunds'),
    ]);
  });

  it('without segments there are no columns and no chapter of them', () => {
    const few = packOf({ ...report, segments: [] });
    expect(few.chapters.map(({ id }) => id)).not.toContain('best-segment');
    expect(few.chapters[1]!.tables).toHaveLength(1);
    expect(few.definitions.map(({ title }) => title)).not.toContain('Segment');
  });

  it('of too few customers concentration is not claimed, and the chapter says why', () => {
    const small = packOf({ ...report, totals: { ...report.totals, customers: 12 } });
    const { tables, notes } = small.chapters.find(({ id }) => id === 'concentration')!;
    expect([tables, notes]).toEqual([[], [expect.stringContaining('Fewer than 20 customers')]]);
  });
});
