import { afterEach, describe, expect, it, vi } from 'vitest';
import { reportText } from '../../src/terminal/report-text.ts';
import { styleFor } from '../../src/terminal/style.ts';
import { exampleAgreement, mapOf } from '../core/schemes/example-map.ts';
import { FakeTerminal } from './fake-terminal.ts';
import { SMALL_REPORT } from './small-report.ts';

const textOn = (isTTY: boolean, report = SMALL_REPORT): string =>
  reportText(report, styleFor(new FakeTerminal(isTTY).stream));

/** Whoever runs the tests may have chosen colours for everything. */
const plainEnvironment = () => {
  for (const name of ['FORCE_COLOR', 'NO_COLOR', 'NODE_DISABLE_COLORS', 'CI', 'TMUX', 'COLORTERM'])
    vi.stubEnv(name, undefined);
  vi.stubEnv('TERM', 'xterm-256color');
};
afterEach(() => vi.unstubAllEnvs());

it('says what matters first, then how it came about', () => {
  plainEnvironment();
  expect(`\n${textOn(false)}`).toMatchInlineSnapshot(`
    "
    orders.csv · customers as of 2011-12-10 12:50
    - Champions: 25.0 % of customers bring 65.0 % of revenue.
    - Most to lose: 120.00 from customers in Champions who are slipping away.
    - Next: Write first (Email).

      Customers  Orders  Revenue EUR  Per order  Order again    Best 10 % bring
             40     100        1,000      10.00       65.6 %  61.4 % of revenue
      Orders from 2010-12-01 to 2011-12-09

    WHO THEY ARE
      Segment           Customers          Revenue          Days ago  Orders   Spend
      Champions                10  25.0 %   650.00  65.0 %         8      10   3,734
      Lost · longer            30  75.0 %    60.00   6.0 %       185       1  268.00
      ago
      Days since the last order, orders and spend: of the median customer.

    WHAT TO DO
      Champions
      Recent, high frequency, high value. Who they are.
      1. Write first (low cost)
         They know you.
         How:  Email. No discount
         When: Today
         KPI:  Orders within 30 days
      Budget: 65 % of revenue: start with about 33 % of the budget.

      Lost · longer ago
      Recent, high frequency, high value. Who they are.
      1. Write first (low cost)
         They know you.
         How:  Email. No discount
         When: Today
         KPI:  Orders within 30 days
      Do not: No print.
      Budget: 6 % of revenue: start with about 3 % of the budget.

    WHY SO MANY SEGMENTS
      The inertia curve bends most at 3.
        k  Inertia  Silhouette  Calinski-Harabasz  Davies-Bouldin
        2   7409.1       0.433               3000           1.000
      > 3   5199.5       0.337               3000           1.000
      Better: low inertia and Davies-Bouldin, high silhouette and Calinski-Harabasz.

    RFM GROUPS
      Group      Customers  Orders  Revenue
      Champions         10      60   650.00
      Lost              30      40    1,350
      Groups are cut by scores and mean the same every week: use them to watch
      movement. Segments are found in these customers: use them to act. The same
      name in both does not hold the same customers.

    RECEIPT: EVERY ROW OF THE FILE
       Rows  Value EUR
      1,200             in the file
        -98   1,234.50  no customer id (row 5; 1,006; 1,015; …)
         -2     -20.00  cancelled or refunded (row 7; 9)
      1,100             kept
      · Row 1 is the first one after the column names, blank lines not counted; a
        workbook’s rows have their numbers in its sheet.
      · Read as UTF-8 text, columns separated by commas.

    PLEASE NOTE
      ! Only 40 customers: a few orders more can change the segments.

    More: --show trends, behaviour, retention, concentration, budget, clusterings,
    investor
    Run 0123456789ab · seed 1 · the same file and settings give the same result
    "
  `);
});

it('leaves out what there is nothing to say about', () => {
  plainEnvironment();
  const report = { ...SMALL_REPORT, segments: [], quality: [], choice: null, warnings: [] };
  const headings = textOn(false, report)
    .split('\n')
    .filter(line => /^[A-Z :]+$/.test(line));
  expect(headings).toEqual(['RFM GROUPS', 'RECEIPT: EVERY ROW OF THE FILE']);
});

it('the value of rows in other currencies has no unit', () => {
  plainEnvironment();
  const rejected = { other_currency: { rows: 3, value: 12, exampleRows: [1] } };
  const text = textOn(false, { ...SMALL_REPORT, receipt: { ...SMALL_REPORT.receipt, rejected } });
  expect(text).toMatch(/^ +Rows {2}Value$/m);
});

describe('colours', () => {
  it('are on a terminal and nowhere else', () => {
    plainEnvironment();
    expect(textOn(false)).not.toContain('\x1b');
    expect(textOn(true)).toContain('\x1b[1mWHO THEY ARE\x1b[22m');
    expect(textOn(true)).toContain('\x1b[33m!\x1b[39m Only 40 customers');
  });

  it('are left out with NO_COLOR', () => {
    plainEnvironment();
    vi.stubEnv('NO_COLOR', '1');
    expect(textOn(true)).not.toContain('\x1b');
  });

  it('change no letter, and none runs over the end of a line', () => {
    plainEnvironment();
    const notes = [`A long note ${'word '.repeat(40)}`];
    const far = { rows: 12_000_000, value: -1e12, exampleRows: [11_999_997, 11_999_998, 11_999_999] };
    const report = {
      ...SMALL_REPORT,
      source: { name: 'n'.repeat(200), notes },
      receipt: { rows: 12_000_001, kept: 1, rejected: { bad_number: far } },
    };
    const coloured = textOn(true, report);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colour codes are what is looked for.
    expect(coloured.replaceAll(/\x1b\[\d+m/g, '')).toBe(textOn(false, report));
    for (const line of coloured.split('\n')) {
      // biome-ignore lint/suspicious/noControlCharactersInRegex: colour codes are what is looked for.
      const codes = line.match(/\x1b\[\d+m/g) ?? [];
      expect(codes.filter(code => /\[(22|39)m/.test(code)).length, line).toBe(codes.length / 2);
    }
  });
});

describe('what comes out of the file', () => {
  const HOSTILE = 'a\x1b]0;owned\x07\x1b[2J\x9b31m\u202egnp.exe\u2066\u200b\r\nb\ud800';
  const SHOWN = 'a]0;owned[2J31mgnp.exe b';

  it('cannot steer the terminal', () => {
    plainEnvironment();
    const report = {
      ...SMALL_REPORT,
      source: { name: HOSTILE, notes: [`Customer = ${HOSTILE}.`] },
      totals: { ...SMALL_REPORT.totals, currency: HOSTILE },
      warnings: [`Dates read so: ${HOSTILE}`],
    };
    const text = textOn(false, report);
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
    expect(text.split('\n')[0]).toBe(`${SHOWN} · customers as of 2011-12-10 12:50`);
    expect(text).toContain(`· Customer = ${SHOWN}.`);
    expect(text).toContain(`amounts in ${SHOWN}`);
    expect(text).toContain(`! Dates read so: ${SHOWN}`);
  });
});

it('a published map stands after the RFM groups: who is where, who is nowhere, how the two agree', () => {
  plainEnvironment();
  const cells = [
    { place: 0, group: 'champions', customers: 9 },
    { place: 8, group: 'lost', customers: 20 },
    { place: 8, group: 'hibernating', customers: 7 },
    { place: 8, group: 'at-risk', customers: 2 },
    { place: 8, group: 'new', customers: 1 },
    { place: null, group: 'new', customers: 1 },
  ] as const;
  const scheme = mapOf('r-rfm', { cells, unplaced: [{ scores: { R: 5, F: 4, M: 1 }, customers: 1 }], spend: 25 });
  const text = textOn(false, { ...SMALL_REPORT, scheme, maps: exampleAgreement });
  expect(`\n${text.slice(text.indexOf('THE R RFM MAP'), text.indexOf('RECEIPT'))}`).toMatchInlineSnapshot(`
    "
    THE R RFM MAP
      R package rfm 0.3.0, the segments of its introduction. Scores 1 to 5 by fifths
      of your customers; every row counts as a purchase; the first segment that fits
      counts.
      Segment             Customers          Revenue
      Champions                   9  22.5 %   225.00  22.5 %
      Potential Loyalist          0   0.0 %     0.00   0.0 %
      Loyal Customers             0   0.0 %     0.00   0.0 %
      Promising                   0   0.0 %     0.00   0.0 %
      New Customers               0   0.0 %     0.00   0.0 %
      Can't Lose Them             0   0.0 %     0.00   0.0 %
      At Risk                     0   0.0 %     0.00   0.0 %
      Need Attention              0   0.0 %     0.00   0.0 %
      About To Sleep             30  75.0 %   750.00  75.0 %
      Lost                        0   0.0 %     0.00   0.0 %
      In no segment               1   2.5 %    25.00   2.5 %
      · The R rfm map leaves 1 customer (2.5 %, 2.5 % of revenue) in no segment:
        scores that it has no segment for (R F M 541: 1).

    THE R RFM MAP BESIDE THE RFM GROUPS
      Segment         Its customers are in the RFM groups
      Champions       Champions 100 %
      About To Sleep  Lost 67 %, Hibernating 23 %, At risk 7 %, 1 more
      In no segment   New 100 %
      The R rfm map and Tranche's RFM groups agree by 0.47 (adjusted Rand index: 1
      would be the same groups under other names, 0 what chance gives).

    HOW THE MAPS AGREE, EACH WITH EACH
               Tranche  Klaviyo  R rfm  Putler
      Klaviyo     0.54
      R rfm       1.00     0.54
      Putler      1.00     0.54   1.00
      Braze       1.00     0.54   1.00    1.00
      Adjusted Rand index: 1 would be the same groups, 0 what chance gives. Tranche
      stands for its RFM groups; customers in no segment of a map count as a segment
      of their own.

    "
  `);
});
