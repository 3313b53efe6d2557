/**
 * The star for BI tools: which tables there are, and what their columns mean. The SQL has an expression for each of these
 * columns, the data dictionary a row: what stands here is what people get.
 */
import type { Detail } from '../order-file.ts';

/** How a column is typed in Parquet, in the words of SQL. */
export type StarType = 'VARCHAR' | 'INTEGER' | 'DECIMAL' | 'DATE' | 'TIMESTAMP' | 'BOOLEAN';

interface StarColumn {
  readonly type: StarType;
  /** "days", "1 to 5"; `money` stands for the currency of the orders; empty where there is none. */
  readonly unit: string;
  readonly definition: string;
  /** Empty where the orders do not say this. */
  readonly from?: Detail;
}

interface StarTable {
  /** What one row is. */
  readonly grain: string;
  /** Columns that tell rows apart. */
  readonly key: readonly string[];
  readonly columns: Readonly<Record<string, StarColumn>>;
}

const SEGMENT = 'Segment that k-means found, by its name in this run; empty where there are too few customers';
const GROUP = 'RFM group by the three scores; means the same every week';

export const STAR_TABLES = {
  customers: {
    grain: 'one row per customer with at least one kept order',
    key: ['customer'],
    columns: {
      customer: { type: 'VARCHAR', unit: '', definition: 'Id of the customer' },
      segment: { type: 'VARCHAR', unit: '', definition: SEGMENT },
      rfm_group: { type: 'VARCHAR', unit: '', definition: GROUP },
      recency_days: {
        type: 'INTEGER',
        unit: 'days',
        definition: 'Whole days from the last order to the as-of instant',
      },
      orders: { type: 'INTEGER', unit: 'orders', definition: 'Distinct kept orders; refunds are none' },
      revenue: {
        type: 'DECIMAL',
        unit: 'money',
        definition: 'Sum of the kept line totals, less refunds where refunds are net; never below 0',
      },
      r_score: { type: 'INTEGER', unit: '1 to 5', definition: 'Score of recency_days; 5 is most recent' },
      f_score: { type: 'INTEGER', unit: '1 to 5', definition: 'Score of orders; 5 is most' },
      m_score: { type: 'INTEGER', unit: '1 to 5', definition: 'Score of revenue; 5 is most' },
      first_order: { type: 'TIMESTAMP', unit: '', definition: 'First kept order' },
      last_order: { type: 'TIMESTAMP', unit: '', definition: 'Last kept order' },
      country: {
        type: 'VARCHAR',
        unit: '',
        definition: 'Country of most of their orders; of as many, that of the newest',
        from: 'country',
      },
      age: { type: 'VARCHAR', unit: '', definition: 'Age or age range, as the newest order that says it', from: 'age' },
      signup: { type: 'DATE', unit: '', definition: 'Day of signing up; the earliest that is named', from: 'signup' },
    },
  },
  orders: {
    grain: 'one row per order and customer; what was given back of it is a row of its own with is_refund',
    key: ['order_id', 'customer', 'is_refund'],
    columns: {
      order_id: {
        type: 'VARCHAR',
        unit: '',
        definition: 'Number of the order; that of the row where the file has no order numbers',
      },
      customer: { type: 'VARCHAR', unit: '', definition: 'Who ordered: customers.customer' },
      ordered_at: { type: 'TIMESTAMP', unit: '', definition: 'When: instant of the first line' },
      revenue: { type: 'DECIMAL', unit: 'money', definition: 'Sum of the line totals; negative for refunds' },
      lines: { type: 'INTEGER', unit: 'lines', definition: 'Kept lines of the order' },
      is_refund: {
        type: 'BOOLEAN',
        unit: '',
        definition: 'Money given back, which is no order; only with refunds net, else there are none',
      },
      channel: { type: 'VARCHAR', unit: '', definition: 'Channel, as its first line says it', from: 'channel' },
      country: { type: 'VARCHAR', unit: '', definition: 'Country, as its first line says it', from: 'country' },
    },
  },
  segments_by_month: {
    grain: 'one row per calendar month, segment and RFM group that ordered in it',
    key: ['month', 'segment', 'rfm_group'],
    columns: {
      month: { type: 'DATE', unit: 'first day', definition: 'Calendar month' },
      is_complete: {
        type: 'BOOLEAN',
        unit: '',
        definition: 'The orders cover all of the month; else its figures look smaller than they will be',
      },
      segment: { type: 'VARCHAR', unit: '', definition: `${SEGMENT}. Today's segment, also for months gone by` },
      rfm_group: { type: 'VARCHAR', unit: '', definition: `${GROUP}. Today's group, also for months gone by` },
      customers: {
        type: 'INTEGER',
        unit: 'customers',
        definition: 'Customers with an order in the month; add up within a month, not across months',
      },
      new_customers: { type: 'INTEGER', unit: 'customers', definition: 'Those whose first kept order is in the month' },
      orders: {
        type: 'INTEGER',
        unit: 'orders',
        definition: 'Orders of the month; one whose lines span two months counts in both',
      },
      revenue: {
        type: 'DECIMAL',
        unit: 'money',
        definition: 'Line totals of the month, less refunds where they are net',
      },
    },
  },
} as const satisfies Readonly<Record<string, StarTable>>;

export type StarTableName = keyof typeof STAR_TABLES;

export const STAR_TABLE_NAMES = Object.keys(STAR_TABLES) as readonly StarTableName[];

export type StarColumns<T extends StarTableName> = (typeof STAR_TABLES)[T]['columns'];

/** As the SQL and the dictionary go through it; the columns in their order. */
export const starColumns = (table: StarTableName): readonly (StarColumn & { readonly name: string })[] => {
  const columns: Readonly<Record<string, StarColumn>> = STAR_TABLES[table].columns;
  return Object.entries(columns).map(([name, column]) => ({ name, ...column }));
};

/** Rows of every table. */
export type StarRows = Readonly<Record<StarTableName, number>>;

/** Both hold the same rows in the same order. */
const STAR_FORMATS = ['csv', 'parquet'] as const;
export type StarFormat = (typeof STAR_FORMATS)[number];

export const starFile = (table: StarTableName, format: StarFormat): string => `${table}.${format}`;

export const DICTIONARY_FILE = 'data-dictionary.md';

/** Everything that stands in the folder. */
export const STAR_FILES: readonly string[] = [
  ...STAR_TABLE_NAMES.flatMap(table => STAR_FORMATS.map(format => starFile(table, format))),
  DICTIONARY_FILE,
];
