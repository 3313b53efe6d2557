import { expect, it } from 'vitest';
import { behaviourText } from '../../../src/terminal/insight/behaviour-text.ts';
import { visibleLength, WIDTH } from '../../../src/terminal/layout.ts';
import { styleFor } from '../../../src/terminal/style.ts';
import { fixtureInsight } from '../../charts/fixture-insight.ts';
import { fixtureReport, manyProfiles } from '../../charts/fixture-report.ts';
import { FakeTerminal } from '../fake-terminal.ts';

const style = styleFor(new FakeTerminal(false).stream);

const linesOf = (text: string | null, report = fixtureReport()): string[] =>
  behaviourText(fixtureInsight(report, text).behaviour, report, style);

const titles = (lines: readonly string[]): string[] => lines.filter(line => /^[A-Z][A-Z -]+$/.test(line));

it('says what matters first; sections only of what the file says', () => {
  const lines = linesOf(null);
  expect(lines.slice(0, 4).join('\n')).toMatchInlineSnapshot(`
    "BEHAVIOUR OF EACH SEGMENT
      Champions: an order every 42 days; 5.0 % of them are overdue. 13:00 to 14:00
      is the busiest hour; no day clearly is. Champions: 60.0 % bought Regency
      cakestand, of all customers 20.0 %."
  `);
  expect(titles(lines)).toMatchInlineSnapshot(`
    [
      "BEHAVIOUR OF EACH SEGMENT",
      "HOW OFTEN THEY ORDER",
      "WHEN THEY ORDER",
      "CHANNELS",
      "FAVOURITE PRODUCTS",
      "COUNTRIES",
    ]
  `);
  expect(lines.join(' ').replaceAll(/\s+/g, ' ')).toContain('a column with the category of the product would add');
});

it('a column more, a section more; text of the file steers nothing and stays within 80 columns', () => {
  const report = fixtureReport({ profiles: manyProfiles(12), revenue: 1e9 });
  const lines = linesOf(`東京\u001B[31m ${'x'.repeat(90)} <!channel>`, report);
  expect(titles(lines)).toEqual(
    expect.arrayContaining(['FAVOURITE CATEGORIES', 'AGE', 'FROM SIGN-UP TO THE FIRST ORDER']),
  );
  expect(lines.filter(line => visibleLength(line) > WIDTH)).toEqual([]);
  expect(lines.join('')).not.toContain('\u001B');
});

it('without hours there are weekdays, and a line that says so', () => {
  const report = fixtureReport();
  const { behaviour } = fixtureInsight(report);
  const { weekdays } = behaviour.all.times!;
  const dayOnly = { ...behaviour, all: { ...behaviour.all, times: { weekdays, hours: null } } };
  const text = behaviourText(dayOnly, report, style).join('\n');
  expect(text).toContain('The orders have no time of day');
  expect(text).not.toContain('▓');
});

it('the hours of a week as shades', () => {
  const lines = linesOf(null);
  const monday = lines.findIndex(line => line.startsWith('  Mon '));
  expect(lines.slice(monday - 1, monday + 7).join('\n')).toMatchInlineSnapshot(`
    "       0     3     6     9     12    15    18    21
      Mon      ░░▒▒▒▒▒▒▓▓▓▓▓▓██████████████████▓▓▓▓▓▓▒▒▒▒▒▒
      Tue      ░░▒▒▒▒▒▒▓▓▓▓▓▓██████████████████▓▓▓▓▓▓▒▒▒▒▒▒
      Wed      ░░▒▒▒▒▒▒▓▓▓▓▓▓██████████████████▓▓▓▓▓▓▒▒▒▒▒▒
      Thu      ░░▒▒▒▒▒▒▓▓▓▓▓▓██████████████████▓▓▓▓▓▓▒▒▒▒▒▒
      Fri      ░░▒▒▒▒▒▒▓▓▓▓▓▓██████████████████▓▓▓▓▓▓▒▒▒▒▒▒
      Sat      ··░░░░░░░░░░░░▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒░░░░░░░░░░░░
      Sun      ░░▒▒▒▒▒▒▓▓▓▓▓▓██████████████████▓▓▓▓▓▓▒▒▒▒▒▒"
  `);
});
