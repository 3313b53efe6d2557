/**
 * The log: one JSON object per line on standard output. Facts are flat (texts, numbers, yes and no); whatever holds more
 * could hold a customer's row or a person's message, so only its kind is written. Every text is scrubbed last of all,
 * wherever it came from.
 */
import type { Logger as BoltLogger, LogLevel as BoltLogLevel } from '@slack/bolt';
import { type DestinationStream, type Logger, pino } from 'pino';
import type { LogLevel } from './config.ts';
import { scrub } from './scrub.ts';

/** `log.child({ run })` puts the run's id on every line. */
export type Log = Logger;

export interface LogSettings {
  readonly level: LogLevel;
  /** Tokens and secrets of the configuration: taken out as they stand, beside everything that looks like one. */
  readonly secrets: readonly string[];
}

const LONGEST_TEXT = 8_000;
const DEEPEST_CAUSE = 5;
/** Names of facts that are about people or secret, unless they are numbers (rows, customers: how many). */
const PRIVATE =
  /^(rows?|cells?|records?|lines?|values?|customers?|emails?|similar|examples?|texts?|messages?|blocks|payload|body|headers|facts)$|token|secret|password|authorization|cookie|response_?url|trigger_?id/i;
const ERRORS = new Set(['err', 'error', 'cause']);

export const createLog = (settings: LogSettings, destination?: DestinationStream): Log => {
  const options = {
    level: settings.level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { err: describeError, error: describeError },
    hooks: { streamWrite: (line: string) => clean(line, settings.secrets) },
  };
  return destination ? pino(options, destination) : pino(options);
};

/** On the finished line, so that nothing gets past: message, facts, what a child carries, errors and their causes. */
const clean = (line: string, secrets: readonly string[]): string =>
  `${JSON.stringify(cleanObject(JSON.parse(line), secrets))}\n`;

const cleanObject = (object: object, secrets: readonly string[]): object =>
  Object.fromEntries(Object.entries(object).map(([name, value]) => [name, cleanFact(name, value, secrets)]));

const cleanFact = (name: string, value: unknown, secrets: readonly string[]): unknown => {
  if (typeof value === 'number' || typeof value === 'boolean' || value === null) return value;
  if (PRIVATE.test(name)) return '[private]';
  if (typeof value === 'string') return shorten(scrub(value, secrets));
  if (Array.isArray(value)) return `[${value.length} items]`;
  return ERRORS.has(name) ? cleanObject(value as object, secrets) : '[object]';
};

const shorten = (text: string): string =>
  text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}… (${text.length} characters)` : text;

/** What helps to find a fault; not the data that errors of Slack's client and others carry along. */
const describeError = (error: unknown, depth = 0): unknown => {
  if (!(error instanceof Error)) return String(error);
  const { code, data, cause } = error as {
    code?: unknown;
    data?: { error?: unknown; needed?: unknown };
    cause?: unknown;
  };
  return {
    type: error.name,
    ...textFact('code', code),
    ...textFact('slack', data?.error),
    ...textFact('needed', data?.needed),
    problem: error.message,
    stack: error.stack ?? '',
    ...(cause === undefined || depth === DEEPEST_CAUSE ? {} : { cause: describeError(cause, depth + 1) }),
  };
};

const textFact = (name: string, value: unknown): object =>
  typeof value === 'string' || typeof value === 'number' ? { [name]: value } : {};

/**
 * Bolt and its clients log through ours. Their debug lines are never written: they hold whole requests and answers, and
 * with them messages and customers.
 */
export const boltLogger = (log: Log): BoltLogger => {
  const slack = log.child({ part: 'slack' });
  const write =
    (level: 'info' | 'warn' | 'error') =>
    (...parts: unknown[]) => {
      const error = parts.find(part => part instanceof Error);
      const said = parts.filter(part => typeof part === 'string' || typeof part === 'number').join(' ');
      slack[level](error ? { err: error } : {}, said || error?.name || 'something that is no text');
    };
  return {
    debug: () => {},
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
    // The level is the program's, and one logger serves all of Slack's clients.
    setLevel: () => {},
    setName: () => {},
    getLevel: () => 'info' as BoltLogLevel,
  };
};
