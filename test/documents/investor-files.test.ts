import { extractText, getDocumentProxy } from 'unpdf';
import { beforeAll, describe, expect, it } from 'vitest';
import { segmentNames } from '../../src/charts/look.ts';
import { INVESTOR_FILES } from '../../src/core/investor/document.ts';
import type { SegmentReport } from '../../src/core/report.ts';
import { investorFiles } from '../../src/workers/documents.ts';
import { fixtureInsight } from '../charts/fixture-insight.ts';
import { fixtureReport, manyProfiles, monthly } from '../charts/fixture-report.ts';
import { unzipped } from '../unzipped.ts';
import { pdfStreams } from './pdf-streams.ts';
import { readWorkbook, type Workbook } from './read-workbook.ts';

const complete = (report: SegmentReport): SegmentReport => {
  const insight = { investor: fixtureInsight(report).investor };
  return { ...report, source: { name: 'shop.csv', notes: ['Read as UTF-8 text.'] }, insight };
};

const report = complete(fixtureReport({ revenue: 8_900_000, currency: 'EUR' }));

const textOf = async (pdf: Uint8Array): Promise<{ readonly pages: number; readonly text: string }> => {
  const { totalPages, text } = await extractText(await getDocumentProxy(pdf.slice()), { mergePages: true });
  return { pages: totalPages, text: text.replaceAll(/\s+/g, ' ') };
};

let files: Readonly<Record<string, Uint8Array>>;
beforeAll(async () => {
  files = await investorFiles(report);
});

describe('the PDF file', () => {
  it('has every chapter, figure and definition as text that can be selected', async () => {
    const { text } = await textOf(files[INVESTOR_FILES.pdf]!);
    for (const words of [
      'Customer base: figures for investors',
      'shop.csv',
      'EUR',
      report.run.id,
      'Revenue 8,900,000 Sum of the line totals of the kept rows.',
      'Best segment: Champions',
      'Cohort retention',
      'Gini coefficient',
      'Of revenue per customer, from the Lorenz curve',
      'Every row of the file',
      'no personal data',
      'Page 1 of ',
    ])
      expect(text).toContain(words);
  });

  it('keeps the characters between and before digits, in charts as well', async () => {
    const { text } = await textOf(files[INVESTOR_FILES.pdf]!);
    expect(text).toContain(report.run.asOf.slice(11, 16));
    expect(text).toMatch(/Q\d 20\d\d: /);
    expect(text).not.toContain('\0');
  });

  it('is the same to the byte for the same report', async () => {
    const again = await investorFiles(report);
    for (const name of Object.values(INVESTOR_FILES))
      expect(Buffer.from(files[name]!).equals(Buffer.from(again[name]!)), name).toBe(true);
  });

  it.each([
    ['twelve segments with long names and six years', { profiles: manyProfiles(12), months: monthly(72) }],
    ['no segments', { profiles: [] }],
  ])('holds all that there is: %s', async (_, options) => {
    const large = complete(fixtureReport(options));
    const made = await investorFiles(large);
    const { text } = await textOf(made[INVESTOR_FILES.pdf]!);
    for (const name of segmentNames(large.segments)) expect(text).toContain(name);
    for (const { start } of large.insight!.investor!.quarters)
      expect(text).toContain(`Q${Math.ceil(Number(start.slice(5, 7)) / 3)} ${start.slice(0, 4)}`);
    expect(text).toContain('Receipt');
  });
});

describe('the workbook', () => {
  let workbook: Workbook;
  beforeAll(async () => {
    workbook = await readWorkbook(files[INVESTOR_FILES.workbook]!);
  });

  it('has a sheet per theme, then definitions and receipt', () => {
    expect([...workbook.keys()]).toEqual([
      'Overview',
      'Revenue by quarter',
      'Best segment',
      'Repeat purchases',
      'Cohort retention',
      'Concentration',
      'Definitions',
      'Receipt',
    ]);
  });

  const rowOf = (sheet: string, name: string) =>
    workbook
      .get(sheet)!
      .find(row => row[0]?.value === name)!
      .slice(1);

  it('holds the figures of the report as numbers, each with its format', () => {
    expect(rowOf('Overview', 'Revenue').slice(0, 1)).toEqual([{ value: report.totals.revenue, format: '#,##0.00' }]);
    expect(rowOf('Overview', 'Customers')[0]).toEqual({ value: report.totals.customers, format: '#,##0' });
    expect(rowOf('Overview', 'Repeat-purchase rate')[0]).toEqual({
      value: report.insight!.investor!.retention.repeat.at(-1)!.repeatPurchaseRate,
      format: '0.0%',
    });
    expect(rowOf('Revenue by quarter', 'Whole period').map(cell => cell?.value)).toEqual([
      ...report.segments.map(({ revenue }) => revenue),
      report.totals.revenue,
    ]);
    expect(rowOf('Receipt', 'In the file')[0]!.value).toBe(report.receipt.rows);
  });

  it('gives rows whose texts are wrapped the height for them', async () => {
    const sheet = (await unzipped(files[INVESTOR_FILES.workbook]!)).get('xl/worksheets/sheet1.xml')!.toString();
    const heights = Array.from(sheet.matchAll(/<row [^>]*\sht="(\d+)"/g), ([, height]) => Number(height));
    expect(Math.max(...heights)).toBeGreaterThan(30);
  });

  it('is a workbook by its content types, and names what it is of', async () => {
    const parts = await unzipped(files[INVESTOR_FILES.workbook]!);
    expect(parts.get('[Content_Types].xml')!.toString()).toContain('spreadsheetml.sheet.main+xml');
    expect(rowOf('Overview', 'Run')[0]!.value).toContain(report.run.id);
    expect(rowOf('Overview', 'Currency')[0]!.value).toBe('EUR');
  });

  it('takes a text that looks like a formula, or holds what XML cannot, as a text', async () => {
    const hostile = complete({ ...report });
    const named = { ...hostile, source: { name: '=1+1\u0000<b>&', notes: [] } };
    const sheets = await readWorkbook((await investorFiles(named))[INVESTOR_FILES.workbook]!);
    expect(sheets.get('Overview')!.find(row => row[0]?.value === 'Orders')![1]!.value).toBe('=1+1 <b>&');
  });
});

it('neither file names a customer, whatever the report holds beside aggregates', async () => {
  const secret = 'anna.example@example.com';
  const trends = fixtureInsight(report, secret).trends;
  const made = await investorFiles({ ...report, insight: { ...report.insight, trends } });
  const inside = [
    ...pdfStreams(made[INVESTOR_FILES.pdf]!),
    ...(await unzipped(made[INVESTOR_FILES.workbook]!)).values(),
    Buffer.from((await textOf(made[INVESTOR_FILES.pdf]!)).text),
  ];
  for (const bytes of inside) expect(bytes.includes(secret)).toBe(false);
});
