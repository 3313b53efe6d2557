import { describe, expect, it } from 'vitest';
import { readBotConfig, readConfig, readPlaygroundConfig } from '../src/config.ts';
import { isExpected } from '../src/errors.ts';

describe('QUICKCHART_URL', () => {
  it.each([undefined, '', '   '])('%j draws charts on this machine', value => {
    expect(readConfig({ QUICKCHART_URL: value })).toEqual({ quickChartUrl: null });
  });

  it.each(['http://localhost:3400', 'https://charts.example/base'])('%s is taken', url => {
    expect(readConfig({ QUICKCHART_URL: ` ${url} ` })).toEqual({ quickChartUrl: url });
  });

  it.each(['localhost:3400', 'charts', 'ftp://charts.example', 'file:///etc/passwd', 'http://', '//charts'])(
    '%s is refused with the name of the variable',
    url => {
      expect(() => readConfig({ QUICKCHART_URL: url })).toThrow(
        expect.objectContaining({
          code: 'config_invalid',
          facts: { problems: [`QUICKCHART_URL is "${url}", which is no address such as http://localhost:3400`] },
        }),
      );
    },
  );
});

const BOT_TOKEN = 'xoxb-1234-abcd';
const APP_TOKEN = 'xapp-1-A1-2-abcdef';
const SIGNING_SECRET = '0123456789abcdef0123456789ABCDEF';
const SOCKET = { SLACK_BOT_TOKEN: BOT_TOKEN, SLACK_APP_TOKEN: APP_TOKEN };
const HTTP = { SLACK_BOT_TOKEN: BOT_TOKEN, SLACK_SIGNING_SECRET: SIGNING_SECRET };

const problemsOf = (environment: NodeJS.ProcessEnv): readonly string[] => {
  try {
    readBotConfig(environment);
    return [];
  } catch (error) {
    if (!isExpected(error, 'slack_config_invalid')) throw error;
    return error.facts.problems;
  }
};

describe('The bot', () => {
  it('is not wanted without a token or secret of Slack', () => {
    expect(readBotConfig({})).toBeNull();
    const empty = { SLACK_BOT_TOKEN: '', SLACK_APP_TOKEN: ' ', SLACK_SIGNING_SECRET: '' };
    expect(readBotConfig({ ...empty, SLACK_API_URL: 'https://slack.example/api', PORT: 'x' })).toBeNull();
  });

  it('needs two settings, the rest has defaults', () => {
    expect(readBotConfig(SOCKET)).toEqual({
      slack: {
        botToken: BOT_TOKEN,
        transport: { kind: 'socket', appToken: APP_TOKEN },
        apiUrl: 'https://slack.com/api/',
      },
      host: '127.0.0.1',
      port: 3000,
      dataDir: './data',
      retentionDays: 400,
      maxFileBytes: 1_073_741_824,
      logLevel: 'info',
      quickChartUrl: null,
    });
  });

  it('takes everything that can be set, without the spaces around it', () => {
    expect(
      readBotConfig({
        SLACK_BOT_TOKEN: ` ${BOT_TOKEN}\n`,
        SLACK_SIGNING_SECRET: SIGNING_SECRET,
        SLACK_API_URL: 'http://127.0.0.1:4000/api',
        HOST: '0.0.0.0',
        PORT: '0',
        DATA_DIR: '/data',
        RETENTION_DAYS: '30',
        MAX_FILE_BYTES: '5000000',
        LOG_LEVEL: 'WARN',
        QUICKCHART_URL: 'http://charts.example',
      }),
    ).toEqual({
      slack: {
        botToken: BOT_TOKEN,
        transport: { kind: 'http', signingSecret: SIGNING_SECRET },
        apiUrl: 'http://127.0.0.1:4000/api/',
      },
      host: '0.0.0.0',
      port: 0,
      dataDir: '/data',
      retentionDays: 30,
      maxFileBytes: 5_000_000,
      logLevel: 'warn',
      quickChartUrl: 'http://charts.example',
    });
  });

  it('takes Socket Mode where both are set', () => {
    expect(readBotConfig({ ...SOCKET, ...HTTP })?.slack.transport.kind).toBe('socket');
    expect(problemsOf({ ...SOCKET, SLACK_SIGNING_SECRET: 'not needed' })).toEqual([]);
  });

  it('is frozen, all the way down', () => {
    const config = readBotConfig(HTTP)!;
    expect([config, config.slack, config.slack.transport].every(part => Object.isFrozen(part))).toBe(true);
  });

  it('says everything that is missing or malformed at once, and where to find it', () => {
    expect(
      problemsOf({
        SLACK_BOT_TOKEN: 'xoxp-1-2',
        SLACK_API_URL: 'http://slack.example/api',
        PORT: '65536',
        RETENTION_DAYS: '0',
        MAX_FILE_BYTES: '1 GB',
        LOG_LEVEL: 'loud',
        QUICKCHART_URL: 'charts',
      }),
    ).toEqual([
      'SLACK_BOT_TOKEN holds a user token. The right one begins with xoxb-; in Slack: OAuth & Permissions → Bot User OAuth Token (it is there once the app is installed in the workspace)',
      'SLACK_APP_TOKEN or SLACK_SIGNING_SECRET is missing. For Socket Mode set the first, which begins with xapp-; in Slack: Basic Information → App-Level Tokens (one with the scope connections:write). For HTTP set the second, which has 32 hexadecimal characters; in Slack: Basic Information → App Credentials → Signing Secret',
      'SLACK_API_URL must be an https address such as https://slack.com/api/ (http only on this machine); leave it out to use Slack',
      'PORT must be a whole number from 0 to 65535; left out, it is 3000',
      'RETENTION_DAYS must be a whole number from 1 to 36500; left out, it is 400',
      'MAX_FILE_BYTES must be a whole number from 1; left out, it is 1073741824',
      'LOG_LEVEL must be one of trace, debug, info, warn, error, fatal, silent; left out, it is info',
      'QUICKCHART_URL is "charts", which is no address such as http://localhost:3400',
    ]);
  });

  it('is told of a missing bot token', () => {
    expect(problemsOf({ SLACK_APP_TOKEN: APP_TOKEN })).toEqual([
      expect.stringMatching(/^SLACK_BOT_TOKEN is missing\./),
    ]);
  });

  it.each([
    ['SLACK_BOT_TOKEN', APP_TOKEN, 'holds an app-level token'],
    ['SLACK_BOT_TOKEN', 'xoxe.xoxb-1-abc', 'holds a rotating token'],
    ['SLACK_BOT_TOKEN', 'xoxb-…', 'is malformed'],
    ['SLACK_BOT_TOKEN', 'xoxb-a b', 'is malformed'],
    ['SLACK_APP_TOKEN', BOT_TOKEN, 'holds a bot token'],
  ])('%s=%s %s', (name, value, words) => {
    const problems = problemsOf({ ...SOCKET, [name]: value });
    expect(problems).toEqual([expect.stringContaining(`${name} ${words}`)]);
    expect(problems.join()).not.toContain(value);
  });

  it.each(['0123', `${SIGNING_SECRET}0`, 'x'.repeat(32)])(
    'refuses the signing secret %s, and does not repeat it',
    value => {
      const problems = problemsOf({ ...HTTP, SLACK_SIGNING_SECRET: value });
      expect(problems).toEqual([expect.stringMatching(/^SLACK_SIGNING_SECRET is malformed/)]);
      expect(problems.join()).not.toContain(value);
    },
  );

  it('does not repeat a token that stands in a wrong place', () => {
    expect(problemsOf({ ...SOCKET, QUICKCHART_URL: BOT_TOKEN }).join()).not.toContain(BOT_TOKEN);
  });

  it.each(['https://slack.com/api/', 'http://localhost:1/api/', 'http://[::1]:1/', 'https://proxy.example/a/b/'])(
    'takes the Web API at %s',
    url => {
      expect(readBotConfig({ ...HTTP, SLACK_API_URL: url })?.slack.apiUrl).toBe(url);
    },
  );

  it.each([
    'http://slack.com/api/',
    'http://127.0.0.1.example/',
    'http://localhost.example/',
    'ftp://localhost/',
    'https://user:pass@slack.com/api/',
    'https://slack.com/api/?a=1',
    'slack.com/api',
  ])('refuses the Web API at %s', url => {
    expect(problemsOf({ ...HTTP, SLACK_API_URL: url })).toHaveLength(1);
  });

  it.each(['-1', '3e3', '0x10', '1.5', '３０００', 'http'])('refuses the port %s', port => {
    expect(problemsOf({ ...HTTP, PORT: port })).toHaveLength(1);
  });
});

describe('The playground', () => {
  it('takes limits and port as the bot does, but no address and no folder', () => {
    expect(readPlaygroundConfig({})).toEqual({
      port: 3000,
      retentionDays: 400,
      maxFileBytes: 1024 ** 3,
      logLevel: 'warn',
    });
    const environment = { PORT: '4000', RETENTION_DAYS: '10', MAX_FILE_BYTES: '5', LOG_LEVEL: 'debug', DATA_DIR: '/x' };
    const read = { port: 4000, retentionDays: 10, maxFileBytes: 5, logLevel: 'debug' };
    expect(readPlaygroundConfig(environment)).toEqual(read);
  });

  it.each(['localhost', '127.0.0.1', ' '])('opens where HOST is %j', host => {
    expect(readPlaygroundConfig({ HOST: host })).not.toBeNull();
  });

  it.each(['0.0.0.0', '192.0.2.1', '::'])(
    'does not where HOST is %j, because it listens on this machine only',
    host => {
      expect(readPlaygroundConfig({ HOST: host })).toBeNull();
    },
  );

  it('names everything that is wrong at once', () => {
    const read = () => readPlaygroundConfig({ PORT: 'many', LOG_LEVEL: 'loud' });
    expect(read).toThrow(
      expect.objectContaining({
        facts: { problems: [expect.stringContaining('PORT'), expect.stringContaining('LOG_LEVEL')] },
      }),
    );
  });
});
