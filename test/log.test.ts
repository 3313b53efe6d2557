import { WebAPIPlatformError } from '@slack/web-api';
import { describe, expect, it } from 'vitest';
import { ExpectedError } from '../src/errors.ts';
import { boltLogger, createLog, type Log } from '../src/log.ts';

const SECRET = '0123456789abcdef0123456789abcdef';

const written = (use: (log: Log) => void, level: 'debug' | 'info' = 'info') => {
  const lines: string[] = [];
  use(createLog({ level, secrets: [SECRET] }, { write: line => lines.push(line) }));
  return lines.map(line => {
    expect(line.endsWith('}\n')).toBe(true);
    const { time, ...rest } = JSON.parse(line);
    expect(time).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
    return rest;
  });
};

describe('The log', () => {
  it('has one JSON line per entry, with the run of a child', () => {
    expect(
      written(log => {
        log.child({ run: 'r1' }).info({ rows: 541_909, fresh: true, file: null }, 'imported');
        log.debug('not at this level');
      }),
    ).toEqual([{ level: 'info', run: 'r1', rows: 541_909, fresh: true, file: null, msg: 'imported' }]);
  });

  it('has no customers, messages and secrets: by name, by kind, by what they look like', () => {
    const lines = written(log => {
      log.info(
        { rows: [['17850', 'jo@example.com']], customer: '17850', customers: 3, run: { id: 'r1' }, ids: ['17850'] },
        'x',
      );
      log.child({ botToken: 'abc', response_url: 'def' }).info({ text: 'why 17850' }, `signed with ${SECRET}`);
      log.info('%s wrote to %o', 'xoxb-1-2', { email: 'jo@example.com' });
    });
    expect(lines).toEqual([
      {
        level: 'info',
        rows: '[private]',
        customer: '[private]',
        customers: 3,
        run: '[object]',
        ids: '[1 items]',
        msg: 'x',
      },
      {
        level: 'info',
        botToken: '[private]',
        response_url: '[private]',
        text: '[private]',
        msg: 'signed with [secret]',
      },
      { level: 'info', msg: '[token] wrote to {"email":"[e-mail]"}' },
    ]);
  });

  it('has of an error its message, stack, code and causes, scrubbed, and not the data it carries', () => {
    const cause = Object.assign(new Error(`fetch with Bearer abc of ${SECRET}`), {
      code: 'ECONNRESET',
      body: { a: 1 },
    });
    const [line] = written(log => log.error({ err: new Error('lost jo@example.com', { cause }), run: 'r1' }, 'failed'));
    expect(line).toEqual({
      level: 'error',
      run: 'r1',
      msg: 'failed',
      err: {
        type: 'Error',
        problem: 'lost [e-mail]',
        stack: expect.stringMatching(/^Error: lost \[e-mail\]\n\s+at .*log\.test\.ts/),
        cause: {
          type: 'Error',
          code: 'ECONNRESET',
          problem: 'fetch with Bearer [token] of [secret]',
          stack: expect.stringContaining('Bearer [token] of [secret]'),
        },
      },
    });
    expect(JSON.stringify(line)).not.toMatch(/jo@|abc|0123456789/);
  });

  it('takes an error alone, and uses its scrubbed message', () => {
    const [line] = written(log => log.error(new Error('xoxb-1-2 is revoked')));
    expect(line).toMatchObject({ msg: '[token] is revoked', err: { problem: '[token] is revoked' } });
  });

  it('has the word of Slack for a refused call, and none of its answer', () => {
    const answer = { ok: false, error: 'missing_scope', needed: 'files:read', user: 'Jo' };
    const refused = new WebAPIPlatformError(answer);
    const [line] = written(log => log.warn({ err: refused }, 'refused'));
    expect(line.err).toMatchObject({ slack: 'missing_scope', needed: 'files:read' });
    expect(JSON.stringify(line)).not.toContain('Jo');
  });

  it('has no facts of an expected error, which can be cells of a file', () => {
    const error = new ExpectedError('date_unreadable', { column: 'Date', examples: ['Ann Example'] });
    expect(JSON.stringify(written(log => log.info({ err: error }, 'refused')))).not.toContain('Ann');
  });

  it('ends a chain of causes that has no end, and a text that is too long', () => {
    const endless = new Error('x'.repeat(100_000));
    endless.cause = endless;
    const [line] = written(log => log.error({ error: endless }, 'failed'));
    expect(JSON.stringify(line).length).toBeLessThan(110_000);
    expect(line.error.problem).toMatch(/^x{8000}… \(100000 characters\)$/);
  });

  it('takes something thrown that is no error', () => {
    expect(written(log => log.error({ err: 'xoxb-1-2' }, 'failed'))).toEqual([
      { level: 'error', err: '[token]', msg: 'failed' },
    ]);
  });
});

describe('Bolt', () => {
  it('logs through it: texts, errors, never what it hands along, never its debug lines', () => {
    const lines = written(log => {
      const bolt = boltLogger(log);
      bolt.setName('web-api:WebClient:0');
      bolt.debug('http request body: {"text":"17850 spent 12"}');
      bolt.info('Unhandled HTTP request (GET) made to', '/x', { body: 'private' });
      bolt.warn('http request failed', 'xoxb-1-2');
      bolt.error('Slack API error: bad', new Error('bad jo@example.com'));
      bolt.error(new TypeError('alone'));
    }, 'debug');
    expect(lines).toEqual([
      { level: 'info', part: 'slack', msg: 'Unhandled HTTP request (GET) made to /x' },
      { level: 'warn', part: 'slack', msg: 'http request failed [token]' },
      {
        level: 'error',
        part: 'slack',
        msg: 'Slack API error: bad',
        err: expect.objectContaining({ problem: 'bad [e-mail]' }),
      },
      { level: 'error', part: 'slack', msg: 'TypeError', err: expect.objectContaining({ problem: 'alone' }) },
    ]);
  });
});
