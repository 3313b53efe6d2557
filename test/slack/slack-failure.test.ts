import { describe, expect, test } from 'vitest';
import { ExpectedError } from '../../src/errors.ts';
import { Outage, PlaceClosed } from '../../src/outages.ts';
import { calling, slackCode } from '../../src/slack/slack-failure.ts';
import { type Answer, refused, tinySlack } from './tiny-slack.ts';

/** What a call throws, when Slack answers so. */
const thrownFor = async (answer: Answer): Promise<unknown> => {
  const { client } = await tinySlack({ 'chat.postMessage': answer });
  return calling(() => client.chat.postMessage({ channel: 'C1', text: 'hello' })).catch(error => error as unknown);
};

describe('what a failed call means', () => {
  test.each([
    'is_archived',
    'channel_not_found',
    'not_in_channel',
    'token_revoked',
    'invalid_auth',
    'account_inactive',
  ])('%s: closed for good', async code => {
    const error = await thrownFor(refused(code));
    expect(error).toBeInstanceOf(PlaceClosed);
    expect(error).toMatchObject({ code });
  });

  test.each(['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout', 'ratelimited'])(
    '%s: worth another try',
    async code => {
      expect(await thrownFor(refused(code))).toBeInstanceOf(Outage);
    },
  );

  test('a rate limit: not before what Slack asks for', async () => {
    const error = await thrownFor(response => {
      response.writeHead(429, { 'retry-after': '37' }).end();
    });
    expect(error).toBeInstanceOf(Outage);
    expect(error).toMatchObject({ retryAfterMs: 37_000 });
  });

  test.each([500, 502, 503])('status %i: worth another try', async status => {
    const error = await thrownFor(response => {
      response.writeHead(status).end('upstream');
    });
    expect(error).toBeInstanceOf(Outage);
  });

  test('a connection that breaks: worth another try', async () => {
    expect(await thrownFor(response => response.destroy())).toBeInstanceOf(Outage);
  });

  test('a missing permission: which one', async () => {
    const error = await thrownFor(refused('missing_scope', { needed: 'chat:write', provided: 'commands' }));
    expect(error).toBeInstanceOf(ExpectedError);
    expect(error).toMatchObject({ code: 'slack_scope_missing', facts: { needed: 'chat:write' } });
  });

  test.each(['file_uploads_disabled', 'file_upload_size_restricted', 'file_type_not_allowed'])(
    '%s: a policy of the workspace',
    async code => {
      expect(await thrownFor(refused(code))).toMatchObject({ code: 'slack_file_policy', facts: { code } });
    },
  );

  test.each(['invalid_blocks', 'msg_too_long', 'invalid_arguments'])(
    '%s: a mistake of ours, as it came',
    async code => {
      const error = await thrownFor(refused(code));
      expect(error).not.toBeInstanceOf(Outage);
      expect(error).not.toBeInstanceOf(PlaceClosed);
      expect(error).not.toBeInstanceOf(ExpectedError);
      expect(slackCode(error)).toBe(code);
    },
  );

  test('whatever is not of Slack stays what it is', async () => {
    const bug = new TypeError('x is not a function');
    await expect(calling(() => Promise.reject(bug))).rejects.toBe(bug);
    expect(slackCode(bug)).toBeNull();
  });
});
