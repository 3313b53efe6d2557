/** Everything that can be typed after the command, a row each; the help is made of the same rows. */
import { MOST_DAYS_AGO } from '../../core/changes.ts';
import { EXTRA_FEATURES } from '../../core/insight/clusterings.ts';
import type { Topic } from '../../core/insight/insight.ts';
import { count } from '../../core/words/numbers.ts';
import type { ChatRequest, DatasetChoice, DigestAction } from '../../jobs/chat-request.ts';
import { isCadence, parseCadence } from './cadence-text.ts';
import { parseDaysAgo } from './days-ago.ts';
import { closest, mistake, quote } from './mistake.ts';
import { isSettings, parseSettings } from './run-settings.ts';
import { datasetWords, splitDataset, unquoted, wordsOf } from './typed-text.ts';

export interface Subcommand {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly usage: string;
  readonly example: string;
  /** What it does, to stand after the example. */
  readonly does: string;
  readonly parse: (rest: string) => ChatRequest;
}

/** Takes nothing but `in DATASET`. */
const nothingBut =
  (name: string, request: (dataset: DatasetChoice) => ChatRequest) =>
  (rest: string): ChatRequest => {
    const { text, dataset } = splitDataset(rest);
    if (text === '') return request(dataset);
    return mistake(
      `${name} takes no ${quote(text)}; the name of the orders stands after the word in.`,
      [name, `${name} in My shop`],
      dataset === null ? `${name} in ${unquoted(text)}` : `${name}${datasetWords(dataset)}`,
    );
  };

const plainKind = (kind: 'rejected' | 'uploads') => nothingBut(kind, dataset => ({ kind, dataset }));

const aboutTopic = (topic: Topic) => nothingBut(topic, dataset => ({ kind: 'insight', topic, dataset }));

/** "clusterings with tenure, age in My shop" */
const clusterings = (rest: string): ChatRequest => {
  const { text, dataset } = splitDataset(rest);
  const named = text
    .toLowerCase()
    .replace(/^with /, '')
    .split(/[\s,]+/)
    .filter(Boolean);
  const unknown = named.find(name => !EXTRA_FEATURES.some(known => known === name));
  const extras = EXTRA_FEATURES.filter(known => named.includes(known));
  if (unknown === undefined)
    return { kind: 'insight', topic: 'clusterings', dataset, ...(extras.length > 0 ? { extras } : {}) };
  const known = closest(unknown, EXTRA_FEATURES);
  return mistake(
    `${quote(unknown)} is nothing to describe customers by; there are ${EXTRA_FEATURES.join(', ')}.`,
    ['clusterings', 'clusterings with tenure, days-between', 'clusterings in My shop'],
    known === null ? `clusterings${datasetWords(dataset)}` : `clusterings with ${known}${datasetWords(dataset)}`,
  );
};

const compare = (rest: string): ChatRequest => {
  const { text, dataset } = splitDataset(rest);
  const days = parseDaysAgo(text);
  if (days === 'last run') return { kind: 'compare', dataset };
  if (days !== null) return { kind: 'compare', dataset, days };
  const problem = `${quote(text)} is nothing to compare with: say how many days ago, 1 to ${count(MOST_DAYS_AGO)}, or nothing for the run before.`;
  return mistake(problem, ['compare', 'compare 30 days', 'compare 365 in My shop'], `compare${datasetWords(dataset)}`);
};

const run = (rest: string): ChatRequest => {
  const { text, dataset } = splitDataset(rest);
  const settings = parseSettings(text);
  if (isSettings(settings)) return { kind: 'run', settings, dataset };
  const meant = settings.didYouMean === null ? null : `run ${settings.didYouMean}${datasetWords(dataset)}`;
  return mistake(settings.problem, ['run k=5', 'run names=classic scaling=standard', 'run as-of=2026-06-30'], meant);
};

const show = (rest: string): ChatRequest => {
  const { text, dataset } = splitDataset(rest);
  const segment = unquoted(text);
  const isAll = ['', 'all', 'segments', 'all segments'].includes(segment.toLowerCase());
  return { kind: 'show', segment: isAll ? null : segment, dataset };
};

/** "17850", "customer 17850" or a quoted id. */
const customerOf = (text: string): string => unquoted(text.replace(/^customer (?=.)/i, ''));

const aboutCustomer =
  (kind: 'why' | 'account') =>
  (rest: string): ChatRequest => {
    const { text, dataset } = splitDataset(rest);
    const customer = customerOf(text);
    if (customer !== '') return { kind, customer, dataset };
    const examples = [`${kind} 17850`, `${kind} "ACME Ltd" in My shop`];
    return mistake('Which customer? Name the id as it is written in the file.', examples);
  };

/** What is no name of a segment is said in one way. */
const plainList = (typed: string): string => ['all', 'bi'].find(list => list === typed.toLowerCase()) ?? typed;

const exportList = (rest: string): ChatRequest => {
  const { text, dataset } = splitDataset(rest);
  const segment = unquoted(text);
  if (segment !== '') return { kind: 'export', segment: plainList(segment), dataset };
  const examples = ['export all', 'export Champions', 'export bi'];
  return mistake('Which customers? Name a segment, or say all.', examples, `export all${datasetWords(dataset)}`);
};

const forget = (rest: string): ChatRequest => {
  const examples = ['forget My shop', 'forget customer 17850'];
  const [first = '', ...others] = wordsOf(rest);
  if (first.toLowerCase() === 'customer') {
    const { text, dataset } = splitDataset(others.join(' '));
    const customer = customerOf(text);
    return customer === ''
      ? mistake('Which customer? Name the id as it is written in the file.', examples)
      : { kind: 'forget-customer', customer, dataset, confirmed: false };
  }
  const name = unquoted(rest.replace(/^(?:in|dataset) (?=.)/i, ''));
  return name === ''
    ? mistake('What should be deleted? Name the orders, or a customer.', examples)
    : { kind: 'forget-dataset', dataset: { name }, confirmed: false };
};

type PlainDigestAction = Exclude<DigestAction['action'], 'schedule'>;

const DIGEST_ACTIONS: Readonly<Record<string, PlainDigestAction>> = {
  '': 'list',
  list: 'list',
  preview: 'preview',
  pause: 'pause',
  resume: 'resume',
  off: 'off',
  stop: 'off',
};

const digest = (rest: string): ChatRequest => {
  const { text: typed, dataset } = splitDataset(rest);
  const text = typed.replaceAll(ALERTS, ' ').replaceAll(/\s+/g, ' ').trim();
  const alerts = text !== typed;
  const action = alerts && text === '' ? undefined : DIGEST_ACTIONS[text.toLowerCase()];
  if (action) return { kind: 'digest', action, dataset };
  const cadence = parseCadence(text === '' ? 'weekly' : text);
  if (isCadence(cadence))
    return { kind: 'digest', action: 'schedule', cadence, ...(alerts ? { alerts } : {}), dataset };
  const meant = closest(text, Object.keys(DIGEST_ACTIONS).filter(Boolean)) ?? cadence.didYouMean;
  return digestMistake(cadence.problem, meant && `${meant}${alerts ? ' alerts' : ''}`, dataset);
};

/** "weekly mon 09:00 alerts", "daily churn alerts": a schedule that speaks up only when it has to. */
const ALERTS = /\b(?:churn )?alerts?(?: only)?\b/gi;

const digestMistake = (problem: string, meant: string | null, dataset: DatasetChoice): ChatRequest =>
  mistake(
    problem,
    ['digest weekly mon 09:00', 'digest daily 9 am', 'digest weekly mon 09:00 alerts', 'digest list'],
    meant === null ? null : `digest ${meant}${datasetWords(dataset)}`,
  );

export const SUBCOMMANDS: readonly Subcommand[] = [
  {
    name: 'upload',
    aliases: ['add'],
    usage: 'upload',
    example: 'upload',
    does: 'upload an orders file (CSV or Excel); dropping it into the channel does the same',
    parse: () => ({ kind: 'upload' }),
  },
  {
    name: 'show',
    aliases: ['segments', 'segment'],
    usage: 'show [SEGMENT]',
    example: 'show Champions',
    does: 'all segments, or one with everything to do about it',
    parse: show,
  },
  {
    name: 'why',
    aliases: ['explain'],
    usage: 'why CUSTOMER',
    example: 'why 17850',
    does: 'why a customer is where they are, and what would move them up',
    parse: aboutCustomer('why'),
  },
  {
    name: 'export',
    aliases: ['download'],
    usage: 'export SEGMENT|all|bi',
    example: 'export Champions',
    does: 'the customers as CSV, sent to you alone; *export bi* for all tables that Tableau or Power BI take',
    parse: exportList,
  },
  {
    name: 'compare',
    aliases: ['changes'],
    usage: 'compare [30|90|365 days]',
    example: 'compare 30 days',
    does: 'who moved since so many days ago; without a number since the run before',
    parse: compare,
  },
  {
    name: 'trends',
    aliases: ['trend', 'months'],
    usage: 'trends',
    example: 'trends',
    does: 'revenue, orders and customers by month, and what sells best',
    parse: aboutTopic('trends'),
  },
  {
    name: 'behaviour',
    aliases: ['behavior', 'habits'],
    usage: 'behaviour',
    example: 'behaviour',
    does: 'how often, when, where and what each segment buys, and who is overdue',
    parse: aboutTopic('behaviour'),
  },
  {
    name: 'retention',
    aliases: ['cohorts', 'cohort', 'repeat'],
    usage: 'retention',
    example: 'retention',
    does: 'who comes back: new customers of each month, and repeat purchases over time',
    parse: aboutTopic('retention'),
  },
  {
    name: 'concentration',
    aliases: ['concentrated', 'lorenz', 'gini'],
    usage: 'concentration',
    example: 'concentration',
    does: 'how much of the revenue hangs on how few customers',
    parse: aboutTopic('concentration'),
  },
  {
    name: 'budget',
    aliases: ['budgets', 'spend'],
    usage: 'budget',
    example: 'budget',
    does: 'what each segment brings, what is at stake in it, and where a budget could go',
    parse: aboutTopic('budget'),
  },
  {
    name: 'clusterings',
    aliases: ['clustering', 'clusters', 'methods'],
    usage: 'clusterings [with FEATURE, …]',
    example: 'clusterings',
    does: 'other ways to find segments beside k-means, and which one to use',
    parse: clusterings,
  },
  {
    name: 'investor',
    aliases: ['investors', 'data-room'],
    usage: 'investor',
    example: 'investor',
    does: 'figures for a data room, with definitions; a PDF and a workbook are sent to you',
    parse: aboutTopic('investor'),
  },
  {
    name: 'run',
    aliases: ['rerun'],
    usage: 'run [SETTING=VALUE …]',
    example: 'run k=5 names=classic',
    does: 'segment again with other settings',
    parse: run,
  },
  {
    name: 'digest',
    aliases: ['digests', 'schedule'],
    usage: 'digest weekly mon 09:00 [alerts] | daily 09:00 | monthly 1 09:00 | list | preview | pause | resume | off',
    example: 'digest weekly mon 09:00',
    does: 'post what moved, as often as you like; with *alerts* only when more customers than usual slip away; also list, preview, pause, resume, off',
    parse: digest,
  },
  {
    name: 'datasets',
    aliases: ['dataset', 'list', 'files'],
    usage: 'datasets',
    example: 'datasets',
    does: 'the orders of this channel; add *in NAME* to any command to choose one',
    parse: () => ({ kind: 'datasets' }),
  },
  {
    name: 'uploads',
    aliases: ['batches'],
    usage: 'uploads',
    example: 'uploads',
    does: 'the files that the orders are made of, each with a button to take it back',
    parse: plainKind('uploads'),
  },
  {
    name: 'rejected',
    aliases: ['receipt'],
    usage: 'rejected',
    example: 'rejected',
    does: 'the rows that were left out and why, sent to you alone',
    parse: plainKind('rejected'),
  },
  {
    name: 'account',
    aliases: ['stored', 'about'],
    usage: 'account CUSTOMER',
    example: 'account 17850',
    does: 'everything stored about a customer as CSV, sent to you alone',
    parse: aboutCustomer('account'),
  },
  {
    name: 'forget',
    aliases: ['delete', 'remove'],
    usage: 'forget DATASET | forget customer ID',
    example: 'forget customer 17850',
    does: 'delete orders, or one customer; asks first',
    parse: forget,
  },
  {
    name: 'help',
    aliases: ['?', 'hi', 'hello'],
    usage: 'help',
    example: 'help',
    does: 'this list',
    parse: () => ({ kind: 'help' }),
  },
];
