import type { Investor } from '../../core/insight/investor.ts';
import type { Cell, PackChapter } from '../../core/investor/document.ts';
import { investorPack } from '../../core/investor/pack.ts';
import { quarterName } from '../../core/investor/quarters-chapter.ts';
import type { SegmentReport } from '../../core/report.ts';
import { type Column, fitting, hanging, table } from '../layout.ts';
import { count, money, percent, shortMoney } from '../numbers.ts';
import { heading, type Style } from '../style.ts';

/** Quarters in a table, the newest ones, and how many stand beside each other. */
const [SHOWN, BESIDE] = [9, 5] as const;

const left = (title: string): Column => ({ title, align: 'left' });
const right = (title: string): Column => ({ title, align: 'right' });

/** The key figures, quarters, and what they mean; the rest is in the files of `--out`. */
export const investorText = (investor: Investor, report: SegmentReport, style: Style): string[] => {
  const { chapters } = investorPack({ report, investor });
  const rows = chapters[0]!.tables[0]!.rows;
  return [
    heading('Figures for investors', style),
    ...keyFigures(rows),
    ...quarterTable(investor, style),
    ...segmentTable(investor, report, style),
    '',
    heading('What the figures mean', style),
    ...meanings(rows, chapters.find(({ id }) => id === 'quarters')!).flatMap(line =>
      hanging('  ', line).map(style.dim),
    ),
    '',
    ...hanging('  ', '--out DIR also writes the whole pack: investor.pdf and investor.xlsx, without personal data.'),
  ];
};

/** Of what is shown; where several figures mean the same, by the first of them. */
const meanings = (rows: readonly (readonly Cell[])[], { definitions }: PackChapter): readonly string[] => {
  const all = [
    ...rows.map(([name, , meaning]) => ({ title: cellText(name!), text: cellText(meaning!) })),
    ...definitions,
  ];
  return all
    .filter(({ text }, place) => all.findIndex(other => other.text === text) === place)
    .map(({ title, text }) => `${title}: ${text}`);
};

const keyFigures = (rows: readonly (readonly Cell[])[]): string[] =>
  table(
    [left('Figure'), right('Value')],
    rows.map(([name, value]) => [cellText(name!), cellText(value!)]),
  );

const cellText = (cell: Cell): string => {
  if (cell.kind === 'text') return cell.value;
  return cell.value === null ? '–' : NUMBERS[cell.kind](cell.value);
};

const signedPercent = (change: number): string => `${change > 0 ? '+' : ''}${percent(change)}`;

const NUMBERS = { money, count, share: percent, change: signedPercent, decimal: (value: number) => value.toFixed(2) };

const label = (quarter: Investor['quarters'][number]): string =>
  `${quarterName(quarter)}${quarter.complete ? '' : ' *'}`;

const quarterTable = ({ quarters }: Investor, style: Style): string[] => {
  const shown = quarters.slice(-SHOWN);
  return [
    '',
    heading('Revenue by quarter', style),
    ...fitting(amount =>
      table(
        [left('Quarter'), ...['Revenue', 'On the year before', 'Orders', 'Customers', 'New'].map(right)],
        shown.map(quarter => [
          label(quarter),
          amount(quarter.revenue),
          quarter.changeOnYear === null ? '' : signedPercent(quarter.changeOnYear),
          count(quarter.orders),
          count(quarter.activeCustomers),
          count(quarter.newCustomers),
        ]),
      ),
    ),
    ...(shown.every(({ complete }) => complete)
      ? []
      : [style.dim('  * not complete: the orders do not cover all of it.')]),
  ];
};

const segmentTable = ({ quarters }: Investor, { segments }: SegmentReport, style: Style): string[] => {
  const shown = quarters.slice(-BESIDE);
  if (segments.length === 0) return [];
  return [
    '',
    heading('Revenue by segment and quarter', style),
    ...table(
      [{ title: 'Segment', align: 'left', wrapped: { most: 30, least: 12 } }, ...shown.map(each => right(label(each)))],
      segments.map((segment, place) => [
        segment.name,
        ...shown.map(quarter => shortMoney(quarter.segments[place]?.revenue ?? 0)),
      ]),
    ),
  ];
};
