/** The report for a terminal of 80 columns: what matters first, then how it came about. */
import { REASON_WORDS } from '../core/cleaning.ts';
import { TOPICS } from '../core/insight/insight.ts';
import type { Action, ClusterQuality, RejectionReason, Segment, SegmentReport } from '../core/report.ts';
import { insightText } from './insight/insight-text.ts';
import { fitting, hanging, table, visibleLength, WIDTH, wrap } from './layout.ts';
import { count, exactMoney, median, money, percent } from './numbers.ts';
import { schemeSections } from './scheme-text.ts';
import { heading, printable, type Style } from './style.ts';

export const reportText = (report: SegmentReport, style: Style): string =>
  (report.insight ? insightSections(report, style) : allSections(report, style))
    .filter(section => section.length > 0)
    .map(section => section.join('\n'))
    .join('\n\n')
    .concat('\n');

const allSections = (report: SegmentReport, style: Style): readonly string[][] => [
  headline(report, style),
  segmentTable(report, style),
  actions(report, style),
  whyThisK(report, style),
  rfmGroups(report, style),
  ...schemeSections(report, style),
  receipt(report, style),
  warnings(report, style),
  footer(report, style),
];

/** Who asks for a topic reads that, and of the rest what it rests on. */
const insightSections = (report: SegmentReport, style: Style): readonly string[][] => [
  headline(report, style),
  ...insightText(report, style),
  ...schemeSections(report, style),
  warnings(report, style),
  footer(report, style),
];

/** A code such as EUR stands in the title of a column; anything longer has a line of its own. */
const LONGEST_CODE = 3;

const headline = (report: SegmentReport, style: Style): string[] => {
  const { totals, run } = report;
  const currency = printable(totals.currency ?? '');
  const inTitle = visibleLength(currency) <= LONGEST_CODE;
  const period = `Orders from ${totals.firstOrder.slice(0, 10)} to ${totals.lastOrder.slice(0, 10)}`;
  return [
    ...wrap(`${printable(report.source.name)} · customers as of ${run.asOf.replace('T', ' ').slice(0, 16)}`).map(
      style.bold,
    ),
    ...best(report),
    '',
    ...fitting(amount =>
      table(
        [
          { title: 'Customers', align: 'right' },
          { title: 'Orders', align: 'right' },
          { title: inTitle ? `Revenue ${currency}`.trim() : 'Revenue', align: 'right' },
          { title: 'Per order', align: 'right' },
          { title: 'Order again', align: 'right' },
          { title: 'Best 10 % bring', align: 'right' },
        ],
        [
          [
            count(totals.customers),
            count(totals.orders),
            amount(totals.revenue),
            amount(totals.averageOrderValue),
            percent(totals.repeatPurchaseRate),
            `${percent(totals.topShare['10'])} of revenue`,
          ],
        ],
      ),
    ),
    ...hanging('  ', inTitle ? period : `${period}, amounts in ${currency}`).map(style.dim),
  ];
};

/** What matters to somebody who reads no further: who brings the money, where it is at stake, what to do first. */
const best = ({ segments }: SegmentReport): string[] => {
  const [first] = segments;
  if (!first) return [];
  const mostAtStake = segments.reduce((most, segment) =>
    segment.budget.revenueAtStake > most.budget.revenueAtStake ? segment : most,
  );
  const isAtStake = mostAtStake.budget.revenueAtStake > 0;
  const [action] = (isAtStake ? mostAtStake : first).actions;
  return [
    `${first.name}: ${percent(first.customerShare)} of customers bring ${percent(first.revenueShare)} of revenue.`,
    ...(isAtStake
      ? [
          `Most to lose: ${money(mostAtStake.budget.revenueAtStake)} from customers in ${mostAtStake.name} who are slipping away.`,
        ]
      : []),
    ...(action ? [`Next: ${action.title} (${action.channel}).`] : []),
  ].flatMap(line => hanging('- ', line));
};

const segmentTable = ({ segments }: SegmentReport, style: Style): string[] => {
  if (segments.length === 0) return [];
  return [
    heading('Who they are', style),
    ...fitting(amount =>
      table(
        [
          { title: 'Segment', align: 'left', wrapped: { most: 22, least: 12 } },
          { title: 'Customers', align: 'right' },
          { title: '', align: 'right' },
          { title: 'Revenue', align: 'right' },
          { title: '', align: 'right' },
          { title: 'Days ago', align: 'right' },
          { title: 'Orders', align: 'right' },
          { title: 'Spend', align: 'right' },
        ],
        segments.map(segment => [
          segment.name,
          count(segment.customers),
          percent(segment.customerShare),
          amount(segment.revenue),
          percent(segment.revenueShare),
          median(segment.recencyDays.median),
          median(segment.ordersPerCustomer.median),
          amount(segment.spend.median),
        ]),
      ),
    ),
    style.dim('  Days since the last order, orders and spend: of the median customer.'),
  ];
};

const actions = ({ segments }: SegmentReport, style: Style): string[] => {
  if (segments.length === 0) return [];
  return [
    heading('What to do', style),
    ...segments.flatMap((segment, index) => [...(index > 0 ? [''] : []), ...advice(segment, style)]),
  ];
};

const advice = (segment: Segment, style: Style): string[] => [
  `  ${style.bold(segment.name)}`,
  ...hanging('  ', `${segment.profile}. ${segment.meaning}`),
  ...segment.actions.flatMap((action, index) => actionLines(action, index, style)),
  ...(segment.avoid === null ? [] : hanging('  Do not: ', segment.avoid)),
  ...hanging('  Budget: ', segment.budget.hint),
];

const actionLines = (action: Action, index: number, style: Style): string[] => [
  ...hanging(`  ${index + 1}. `, `${style.bold(action.title)} ${style.dim(`(${action.cost} cost)`)}`),
  ...hanging('     ', action.why),
  ...hanging(`     ${style.dim('How:')}  `, `${action.channel}. ${action.offer}`),
  ...hanging(`     ${style.dim('When:')} `, action.timing),
  ...hanging(`     ${style.dim('KPI:')}  `, action.kpi),
];

const whyThisK = ({ choice, quality }: SegmentReport, style: Style): string[] => {
  if (choice === null) return [];
  const row = (q: ClusterQuality): string[] => [
    q.k === choice.k ? `> ${q.k}` : String(q.k),
    q.inertia.toFixed(1),
    q.silhouette.toFixed(3),
    q.calinskiHarabasz.toFixed(0),
    q.daviesBouldin.toFixed(3),
  ];
  return [
    heading('Why so many segments', style),
    ...wrap(choice.why, WIDTH - 2).map(line => `  ${line}`),
    ...table(
      ['k', 'Inertia', 'Silhouette', 'Calinski-Harabasz', 'Davies-Bouldin'].map(title => ({
        title,
        align: 'right' as const,
      })),
      quality.map(row),
    ),
    style.dim('  Better: low inertia and Davies-Bouldin, high silhouette and Calinski-Harabasz.'),
  ];
};

const rfmGroups = ({ rfmGroups: groups }: SegmentReport, style: Style): string[] => [
  heading('RFM groups', style),
  ...table(
    [
      { title: 'Group', align: 'left' },
      { title: 'Customers', align: 'right' },
      { title: 'Orders', align: 'right' },
      { title: 'Revenue', align: 'right' },
    ],
    groups.map(group => [group.name, count(group.customers), count(group.orders), money(group.revenue)]),
  ),
  ...hanging(
    '  ',
    'Groups are cut by scores and mean the same every week: use them to watch movement. Segments are found in these ' +
      'customers: use them to act. The same name in both does not hold the same customers.',
  ).map(style.dim),
];

/** Rows of other currencies are among what was left out: then the sums have no unit. */
const valueTitle = ({ receipt: { rejected }, totals }: SegmentReport): string => {
  const currency = printable(totals.currency ?? '');
  const isOne = visibleLength(currency) <= LONGEST_CODE && rejected.other_currency === undefined;
  return isOne ? `Value ${currency}`.trim() : 'Value';
};

const receipt = (report: SegmentReport, style: Style): string[] => {
  const { rows, kept, rejected } = report.receipt;
  const reasons = Object.entries(rejected) as [
    RejectionReason,
    { rows: number; value: number; exampleRows: readonly number[] },
  ][];
  return [
    heading('Receipt: every row of the file', style),
    ...table(
      [
        { title: 'Rows', align: 'right' },
        { title: valueTitle(report), align: 'right' },
        { title: '', align: 'left', wrapped: { most: WIDTH, least: 30 } },
      ],
      [
        [count(rows), '', 'in the file'],
        ...reasons.map(([reason, { rows: lost, value, exampleRows }]) => [
          count(-lost),
          exactMoney(value),
          `${REASON_WORDS[reason]} ${examples(exampleRows, lost).map(style.dim).join(' ')}`,
        ]),
        [count(kept), '', 'kept'],
      ],
    ),
    ...[...(reasons.length > 0 ? [ROW_NUMBERS] : []), ...report.source.notes]
      .flatMap(note => hanging('  · ', printable(note)))
      .map(line => style.dim(line)),
  ];
};

const ROW_NUMBERS =
  'Row 1 is the first one after the column names, blank lines not counted; a workbook’s rows have their numbers in its sheet.';

/** "(row 5; 6; …)", word by word, so that a colour never runs over the end of a line. */
const examples = (rows: readonly number[], all: number): string[] =>
  `(row ${rows.map(count).join('; ')}${all > rows.length ? '; …' : ''})`.split(' ');

const warnings = ({ warnings: sentences }: SegmentReport, style: Style): string[] =>
  sentences.length === 0
    ? []
    : [heading('Please note', style), ...sentences.flatMap(text => hanging(`  ${style.warn('!')} `, printable(text)))];

const footer = ({ run, insight }: SegmentReport, style: Style): string[] => [
  ...(insight ? [] : wrap(`More: --show ${TOPICS.join(', ')}`).map(style.dim)),
  ...wrap(`Run ${run.id} · seed ${run.seed} · the same file and settings give the same result`).map(style.dim),
];
