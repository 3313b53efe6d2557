/** The environment, read here and nowhere else. */
import { ExpectedError } from './errors.ts';
import { scrub } from './scrub.ts';

export interface Config {
  /** A QuickChart server that draws the charts; `null` draws them on this machine. */
  readonly quickChartUrl: string | null;
}

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** How Slack's events reach the bot. */
type SlackTransport =
  | { readonly kind: 'socket'; readonly appToken: string }
  | { readonly kind: 'http'; readonly signingSecret: string };

export interface BotConfig extends Config {
  readonly slack: {
    readonly botToken: string;
    readonly transport: SlackTransport;
    /** Ends with a slash. */
    readonly apiUrl: string;
  };
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly dataDir: string;
  readonly retentionDays: number;
  readonly maxFileBytes: number;
  readonly logLevel: LogLevel;
}

/** @throws {ExpectedError} `config_invalid` with all problems at once, so that nobody needs to start again for each */
export const readConfig = (environment: NodeJS.ProcessEnv): Config => {
  const problems: string[] = [];
  const quickChartUrl = readQuickChartUrl(environment, problem => problems.push(problem));
  if (problems.length > 0) throw new ExpectedError('config_invalid', { problems });
  return { quickChartUrl };
};

/**
 * `null` where no token and no secret of Slack is set.
 *
 * @throws {ExpectedError} `slack_config_invalid` with all problems at once; none of them repeats a token or a secret
 */
export const readBotConfig = (environment: NodeJS.ProcessEnv): BotConfig | null => {
  const isSet = (name: string): boolean => text(environment, name) !== null;
  if (!['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN', 'SLACK_SIGNING_SECRET'].some(isSet)) return null;
  const problems: string[] = [];
  const complain: Complain = problem => problems.push(scrub(problem));
  const config: BotConfig = {
    slack: Object.freeze({
      botToken: readSecret(environment, BOT_TOKEN, complain),
      transport: Object.freeze(readTransport(environment, complain)),
      apiUrl: readApiUrl(environment, complain),
    }),
    // Only this machine, unless told otherwise: a tunnel or a proxy in front of the bot runs here, too. The container
    // image says 0.0.0.0.
    host: text(environment, 'HOST') ?? '127.0.0.1',
    dataDir: text(environment, 'DATA_DIR') ?? './data',
    ...readLimits(environment, complain),
    logLevel: readLogLevel(environment, complain),
    quickChartUrl: readQuickChartUrl(environment, complain),
  };
  if (problems.length > 0) throw new ExpectedError('slack_config_invalid', { problems });
  return Object.freeze(config);
};

export interface PlaygroundConfig {
  /** Of the page, on this machine only; 0 takes any free port. */
  readonly port: number;
  readonly retentionDays: number;
  readonly maxFileBytes: number;
  readonly logLevel: LogLevel;
}

/**
 * `null` where `HOST` asks for more than this machine: nobody could reach the playground there, as in a container.
 *
 * @throws {ExpectedError} `config_invalid` with all problems at once
 */
export const readPlaygroundConfig = (environment: NodeJS.ProcessEnv): PlaygroundConfig | null => {
  if (!isLoopback(text(environment, 'HOST') ?? 'localhost')) return null;
  const problems: string[] = [];
  const complain: Complain = problem => problems.push(problem);
  const config: PlaygroundConfig = {
    ...readLimits(environment, complain),
    // What goes wrong is worth reading; the rest can be seen on the page.
    logLevel: text(environment, 'LOG_LEVEL') === null ? 'warn' : readLogLevel(environment, complain),
  };
  if (problems.length > 0) throw new ExpectedError('config_invalid', { problems });
  return Object.freeze(config);
};

/** npm does not hand a signal on: where it started the bot and has ended, the bot is to end, too. */
export const isStartedByNpm = ({ npm_lifecycle_event: event }: NodeJS.ProcessEnv): boolean => event === 'start';

type Complain = (problem: string) => void;

interface SecretRule {
  readonly name: string;
  readonly pattern: RegExp;
  /** What a right one looks like. */
  readonly looks: string;
  /** Where it stands in api.slack.com/apps. */
  readonly where: string;
}

const BOT_TOKEN: SecretRule = {
  name: 'SLACK_BOT_TOKEN',
  pattern: /^xoxb-[\w-]+$/,
  looks: 'begins with xoxb-',
  where: 'OAuth & Permissions → Bot User OAuth Token (it is there once the app is installed in the workspace)',
};

const APP_TOKEN: SecretRule = {
  name: 'SLACK_APP_TOKEN',
  pattern: /^xapp-[\w-]+$/,
  looks: 'begins with xapp-',
  where: 'Basic Information → App-Level Tokens (one with the scope connections:write)',
};

const SIGNING_SECRET: SecretRule = {
  name: 'SLACK_SIGNING_SECRET',
  pattern: /^[0-9a-f]{32}$/i,
  looks: 'has 32 hexadecimal characters',
  where: 'Basic Information → App Credentials → Signing Secret',
};

/** What people paste by mistake, by its beginning. */
const MISTAKEN: readonly (readonly [string, string])[] = [
  ['xapp-', 'an app-level token'],
  ['xoxb-', 'a bot token'],
  ['xoxp-', 'a user token'],
  ['xoxe', 'a rotating token, which ends after 12 hours (the app must be one without token rotation)'],
];

const readSecret = (environment: NodeJS.ProcessEnv, rule: SecretRule, complain: Complain): string => {
  const value = text(environment, rule.name);
  if (value === null) complain(`${rule.name} is missing. It ${rule.looks}; in Slack: ${rule.where}`);
  else if (!rule.pattern.test(value)) {
    const mistaken = MISTAKEN.find(([start]) => value.startsWith(start) && !rule.looks.includes(start));
    const what = mistaken ? `holds ${mistaken[1]}` : 'is malformed';
    complain(`${rule.name} ${what}. The right one ${rule.looks}; in Slack: ${rule.where}`);
  }
  return value ?? '';
};

/** Socket Mode where both are set: it needs no address that Slack can reach. */
const readTransport = (environment: NodeJS.ProcessEnv, complain: Complain): SlackTransport => {
  if (text(environment, APP_TOKEN.name) !== null) {
    return { kind: 'socket', appToken: readSecret(environment, APP_TOKEN, complain) };
  }
  if (text(environment, SIGNING_SECRET.name) !== null) {
    return { kind: 'http', signingSecret: readSecret(environment, SIGNING_SECRET, complain) };
  }
  complain(
    `${APP_TOKEN.name} or ${SIGNING_SECRET.name} is missing. For Socket Mode set the first, which ${APP_TOKEN.looks}; in Slack: ${APP_TOKEN.where}. For HTTP set the second, which ${SIGNING_SECRET.looks}; in Slack: ${SIGNING_SECRET.where}`,
  );
  return { kind: 'http', signingSecret: '' };
};

const SLACK_API = 'https://slack.com/api/';

/** Tokens are sent there: in the clear only to this machine. */
const readApiUrl = (environment: NodeJS.ProcessEnv, complain: Complain): string => {
  const value = text(environment, 'SLACK_API_URL');
  if (value === null) return SLACK_API;
  const url = URL.canParse(value) ? new URL(value) : null;
  const isPlain = url !== null && `${url.username}${url.password}${url.search}${url.hash}` === '';
  if (!isPlain || !(url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname)))) {
    complain(
      `SLACK_API_URL must be an https address such as ${SLACK_API} (http only on this machine); leave it out to use Slack`,
    );
    return SLACK_API;
  }
  return url.href.endsWith('/') ? url.href : `${url.href}/`;
};

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);

interface Range {
  readonly fallback: number;
  readonly from: number;
  readonly to: number;
}

const readNumber = (environment: NodeJS.ProcessEnv, name: string, range: Range, complain: Complain): number => {
  const value = text(environment, name);
  if (value === null) return range.fallback;
  const number = /^\d+$/.test(value) ? Number(value) : Number.NaN;
  if (number >= range.from && number <= range.to) return number;
  const limits = range.to === Number.MAX_SAFE_INTEGER ? `from ${range.from}` : `from ${range.from} to ${range.to}`;
  complain(`${name} must be a whole number ${limits}; left out, it is ${range.fallback}`);
  return range.fallback;
};

const readLimits = (environment: NodeJS.ProcessEnv, complain: Complain) => {
  const number = (name: string, range: Range): number => readNumber(environment, name, range, complain);
  return {
    port: number('PORT', { fallback: 3000, from: 0, to: 65_535 }),
    retentionDays: number('RETENTION_DAYS', { fallback: 400, from: 1, to: 36_500 }),
    maxFileBytes: number('MAX_FILE_BYTES', { fallback: 1024 ** 3, from: 1, to: Number.MAX_SAFE_INTEGER }),
  };
};

const readLogLevel = (environment: NodeJS.ProcessEnv, complain: Complain): LogLevel => {
  const value = text(environment, 'LOG_LEVEL')?.toLowerCase() ?? 'info';
  const level = LOG_LEVELS.find(each => each === value);
  if (level === undefined) complain(`LOG_LEVEL must be one of ${LOG_LEVELS.join(', ')}; left out, it is info`);
  return level ?? 'info';
};

const readQuickChartUrl = (environment: NodeJS.ProcessEnv, complain: Complain): string | null => {
  const value = text(environment, 'QUICKCHART_URL');
  if (value === null || isHttpUrl(value)) return value;
  complain(`QUICKCHART_URL is "${value}", which is no address such as http://localhost:3400`);
  return null;
};

/** Without the spaces around it; `null` where nothing is left. */
const text = (environment: NodeJS.ProcessEnv, name: string): string | null => environment[name]?.trim() || null;

const isHttpUrl = (value: string): boolean => URL.canParse(value) && /^https?:$/.test(new URL(value).protocol);
