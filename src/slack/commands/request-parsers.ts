/** From what stands after a subcommand to the request that it means, or to what was mistaken and how it is done. */
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

export const plainKind = (kind: 'rejected' | 'uploads') => nothingBut(kind, dataset => ({ kind, dataset }));

export const aboutTopic = (topic: Topic) => nothingBut(topic, dataset => ({ kind: 'insight', topic, dataset }));

/** "clusterings with tenure, age in My shop" */
export const clusterings = (rest: string): ChatRequest => {
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

export const compare = (rest: string): ChatRequest => {
  const { text, dataset } = splitDataset(rest);
  const days = parseDaysAgo(text);
  if (days === 'last run') return { kind: 'compare', dataset };
  if (days !== null) return { kind: 'compare', dataset, days };
  const problem = `${quote(text)} is nothing to compare with: say how many days ago, 1 to ${count(MOST_DAYS_AGO)}, or nothing for the run before.`;
  return mistake(problem, ['compare', 'compare 30 days', 'compare 365 in My shop'], `compare${datasetWords(dataset)}`);
};

export const run = (rest: string): ChatRequest => {
  const { text, dataset } = splitDataset(rest);
  const settings = parseSettings(text);
  if (isSettings(settings)) return { kind: 'run', settings, dataset };
  const meant = settings.didYouMean === null ? null : `run ${settings.didYouMean}${datasetWords(dataset)}`;
  return mistake(settings.problem, ['run k=5', 'run names=classic scaling=standard', 'run as-of=2026-06-30'], meant);
};

export const show = (rest: string): ChatRequest => {
  const { text, dataset } = splitDataset(rest);
  const segment = unquoted(text);
  const isAll = ['', 'all', 'segments', 'all segments'].includes(segment.toLowerCase());
  return { kind: 'show', segment: isAll ? null : segment, dataset };
};

/** "17850", "customer 17850" or a quoted id. */
const customerOf = (text: string): string => unquoted(text.replace(/^customer (?=.)/i, ''));

export const aboutCustomer =
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

export const exportList = (rest: string): ChatRequest => {
  const { text, dataset } = splitDataset(rest);
  const segment = unquoted(text);
  if (segment !== '') return { kind: 'export', segment: plainList(segment), dataset };
  const examples = ['export all', 'export Champions', 'export bi'];
  return mistake('Which customers? Name a segment, or say all.', examples, `export all${datasetWords(dataset)}`);
};

export const forget = (rest: string): ChatRequest => {
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

export const digest = (rest: string): ChatRequest => {
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
