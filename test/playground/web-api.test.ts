import { describe, expect, test } from 'vitest';
import { errorOf, refusal, SCOPES, startApi } from './local-api.ts';

const json = (url: string, init: RequestInit = {}) => fetch(url, init).then(response => response.json());

describe('who calls', () => {
  test('auth.test names the workspace and the bot', async () => {
    await using api = await startApi();
    expect(await api.client.auth.test()).toMatchObject({
      ok: true,
      team_id: 'T1',
      team: 'Example Shop',
      user_id: 'UBOT',
      user: 'tranche',
      bot_id: 'BBOT',
      url: 'https://example-shop.slack.com/',
    });
  });

  test('no token, another token, a revoked one, a deactivated bot', async () => {
    await using api = await startApi();
    expect(await json(`${api.state.origin}/api/auth.test`, { method: 'POST' })).toEqual({
      ok: false,
      error: 'not_authed',
    });
    expect(await errorOf(api.clientWith('xoxb-other').auth.test())).toBe('invalid_auth');
    api.state.tokenRevoked = true;
    expect(await errorOf(api.client.auth.test())).toBe('token_revoked');
    api.state.users.set('UBOT', { ...api.state.users.get('UBOT')!, deleted: true });
    expect(await errorOf(api.client.auth.test())).toBe('account_inactive');
  });

  test('an unknown method, even one that every object has', async () => {
    await using api = await startApi();
    expect(await errorOf(api.client.apiCall('chat.shout'))).toBe('unknown_method');
    expect(await errorOf(api.client.apiCall('toString'))).toBe('unknown_method');
  });

  test('Socket Mode does not open with the token of a bot', async () => {
    await using api = await startApi();
    expect(await errorOf(api.client.apps.connections.open())).toBe('not_allowed_token_type');
  });

  test('JSON that is none, a list that is none', async () => {
    await using api = await startApi();
    const headers = { authorization: `Bearer ${api.token}`, 'content-type': 'application/json' };
    const address = `${api.state.origin}/api/chat.postMessage`;
    expect(await json(address, { method: 'POST', headers, body: '{' })).toEqual({ ok: false, error: 'invalid_json' });
    const body = JSON.stringify({ channel: 'CMARKETING', text: 'a', blocks: '[' });
    expect(await json(address, { method: 'POST', headers, body })).toEqual({
      ok: false,
      error: 'invalid_blocks_format',
    });
  });

  test('a missing scope is named, with those that are there', async () => {
    await using api = await startApi();
    api.state.scopes = SCOPES.filter(scope => !/^(chat|groups)/.test(scope));
    const post = api.client.chat.postMessage({ channel: 'CMARKETING', text: 'Hello' });
    expect(await refusal(post)).toMatchObject({
      error: 'missing_scope',
      needed: 'chat:write',
      provided: api.state.scopes.join(','),
    });
    const listed = api.client.users.conversations({ types: 'public_channel,private_channel' });
    expect(await refusal(listed)).toMatchObject({ error: 'missing_scope', needed: 'groups:read' });
    expect((await api.client.users.conversations({ types: 'public_channel' })).ok).toBe(true);
  });

  test('calls are noted with parsed arguments and without the token', async () => {
    await using api = await startApi();
    const blocks = [{ type: 'divider' as const }];
    await api.client.chat.postMessage({ channel: 'CMARKETING', text: 'Hello', blocks });
    await json(`${api.state.origin}/api/chat.postMessage`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token: api.token, channel: 'CMARKETING', text: 'Hello', blocks }),
    });
    const [form, asJson] = api.state.calls;
    expect(form).toMatchObject({
      method: 'chat.postMessage',
      status: 200,
      args: { channel: 'CMARKETING', text: 'Hello', blocks },
    });
    expect(asJson?.args).toEqual({ channel: 'CMARKETING', text: 'Hello', blocks });
    expect(JSON.stringify(api.state.calls)).not.toContain(api.token);
  });
});

describe('messages', () => {
  test('a message in a thread, its update, its end', async () => {
    await using api = await startApi();
    const parent = await api.client.chat.postMessage({ channel: 'CMARKETING', text: 'Reading' });
    const reply = await api.client.chat.postMessage({
      channel: 'CMARKETING',
      text: 'Done',
      blocks: [{ type: 'divider' }],
      thread_ts: parent.ts!,
    });
    const ts = reply.ts!;
    expect(Number(ts)).toBeGreaterThan(Number(parent.ts));
    expect(reply.message).toMatchObject({ user: 'UBOT', bot_id: 'BBOT', text: 'Done', thread_ts: parent.ts });

    await api.client.chat.update({ channel: 'CMARKETING', ts, text: 'Better' });
    expect(api.state.message('CMARKETING', ts)).toMatchObject({ text: 'Better', blocks: [{ type: 'divider' }] });
    await api.client.chat.update({ channel: 'CMARKETING', ts, text: 'Best', blocks: [] });
    expect(api.state.message('CMARKETING', ts)).toMatchObject({ text: 'Best', blocks: [], edited: expect.any(String) });

    const link = await api.client.chat.getPermalink({ channel: 'CMARKETING', message_ts: ts });
    expect(link.permalink).toBe(
      `https://example-shop.slack.com/archives/CMARKETING/p${ts.replace('.', '')}?thread_ts=${parent.ts}&cid=CMARKETING`,
    );
    await api.client.chat.delete({ channel: 'CMARKETING', ts });
    expect(await errorOf(api.client.chat.update({ channel: 'CMARKETING', ts, text: 'Late' }))).toBe(
      'message_not_found',
    );
  });

  test.each([
    ['CNOWHERE', 'channel_not_found'],
    ['GSECRET', 'channel_not_found'],
    ['UNOBODY', 'channel_not_found'],
    ['CELSEWHERE', 'not_in_channel'],
  ])('to %s: %s', async (channel, error) => {
    await using api = await startApi();
    expect(await errorOf(api.client.chat.postMessage({ channel, text: 'Hello' }))).toBe(error);
    expect(api.state.messages).toEqual([]);
  });

  test('public channels without membership where the scope allows it', async () => {
    await using api = await startApi();
    api.state.scopes = [...SCOPES, 'chat:write.public'];
    await api.client.chat.postMessage({ channel: 'CELSEWHERE', text: 'Hello' });
    expect(api.state.messages).toHaveLength(1);
  });

  test('an archived channel, nothing to say, too much to say, blocks that Slack refuses', async () => {
    await using api = await startApi();
    const channel = 'CMARKETING';
    expect(await errorOf(api.client.chat.postMessage({ channel, text: '' }))).toBe('no_text');
    expect(await errorOf(api.client.chat.postMessage({ channel, text: 'x'.repeat(40_001) }))).toBe('msg_too_long');
    const wrong = api.client.chat.postMessage({ channel, text: 'Hello', blocks: [{ type: 'header' } as never] });
    expect(await refusal(wrong)).toMatchObject({
      error: 'invalid_blocks',
      response_metadata: { messages: ['[ERROR] missing required field: text [json-pointer:/blocks/0]'] },
    });
    api.state.channels.get(channel)!.is_archived = true;
    expect(await errorOf(api.client.chat.postMessage({ channel, text: 'Hello' }))).toBe('is_archived');
    expect(api.state.messages).toEqual([]);
  });

  test('an older workspace refuses a table', async () => {
    await using api = await startApi({ olderBlocks: true });
    const blocks = [{ type: 'table' as const, rows: [[{ type: 'raw_text' as const, text: 'a' }]] }];
    expect(await errorOf(api.client.chat.postMessage({ channel: 'CMARKETING', text: 'a', blocks }))).toBe(
      'invalid_blocks',
    );
  });

  test('the id of a person leads to their direct message', async () => {
    await using api = await startApi();
    const { channel } = await api.client.chat.postMessage({ channel: 'UANN', text: 'For you' });
    expect(channel).toBe('DANN');
    expect((await api.client.conversations.open({ users: 'UANN' })).channel?.id).toBe('DANN');
  });

  test('only one person sees an ephemeral message, and nobody updates it', async () => {
    await using api = await startApi();
    const { message_ts } = await api.client.chat.postEphemeral({ channel: 'CMARKETING', user: 'UANN', text: 'Psst' });
    expect(api.state.messages.at(-1)).toMatchObject({ ephemeralTo: 'UANN', ts: message_ts });
    const update = api.client.chat.update({ channel: 'CMARKETING', ts: message_ts!, text: 'Louder' });
    expect(await errorOf(update)).toBe('message_not_found');
    const elsewhere = api.client.chat.postEphemeral({ channel: 'CMARKETING', user: 'UBEN', text: 'Psst' });
    expect(await errorOf(elsewhere)).toBe('user_not_in_channel');
  });

  test('messages of people are theirs', async () => {
    await using api = await startApi();
    const { ts } = api.state.addMessage({ channel: 'CMARKETING', user: 'UANN', text: 'Mine' });
    expect(await errorOf(api.client.chat.update({ channel: 'CMARKETING', ts, text: 'No' }))).toBe(
      'cant_update_message',
    );
    expect(await errorOf(api.client.chat.delete({ channel: 'CMARKETING', ts }))).toBe('cant_delete_message');
  });
});

describe('conversations and people', () => {
  test('members by pages', async () => {
    await using api = await startApi();
    const pages: (readonly string[])[] = [];
    for (let cursor: string | undefined = ''; cursor !== undefined; ) {
      const page = await api.client.conversations.members({
        channel: 'CMARKETING',
        limit: 1,
        ...(cursor ? { cursor } : {}),
      });
      pages.push(page.members ?? []);
      cursor = page.response_metadata?.next_cursor || undefined;
    }
    expect(pages).toEqual([['UBOT'], ['UANN']]);
    const lost = api.client.conversations.members({ channel: 'CMARKETING', cursor: 'x' });
    expect(await errorOf(lost)).toBe('invalid_cursor');
  });

  test('of a person, private channels without the bot stay hidden', async () => {
    await using api = await startApi();
    const of = async (user: string, types: string) =>
      (await api.client.users.conversations({ user, types })).channels?.map(({ id }) => id);
    expect(await of('UBEN', 'public_channel,private_channel')).toEqual(['CELSEWHERE', 'GBOARD']);
    expect(await of('UANN', 'public_channel')).toEqual(['CMARKETING', 'CELSEWHERE']);
    expect(await errorOf(api.client.users.conversations({ user: 'UNOBODY' }))).toBe('user_not_found');
  });

  test('a channel, a person', async () => {
    await using api = await startApi();
    const { channel } = await api.client.conversations.info({ channel: 'GBOARD', include_num_members: true });
    expect(channel).toMatchObject({ id: 'GBOARD', is_private: true, is_member: true, num_members: 2 });
    expect(await errorOf(api.client.conversations.info({ channel: 'GSECRET' }))).toBe('channel_not_found');
    const { user } = await api.client.users.info({ user: 'UANN' });
    expect(user).toMatchObject({ id: 'UANN', tz: 'Europe/Berlin', is_restricted: false, deleted: false });
    expect(await errorOf(api.client.conversations.open({ users: 'UBOT' }))).toBe('cannot_dm_bot');
  });
});

describe('what goes wrong on purpose', () => {
  const say = { channel: 'CMARKETING', text: 'Hello' };

  test('429 with Retry-After, once', async () => {
    await using api = await startApi();
    api.faults.rateLimit('chat.postMessage', 7);
    await expect(api.client.chat.postMessage(say)).rejects.toMatchObject({ retryAfter: 7 });
    expect(api.state.messages).toEqual([]);
    await api.client.chat.postMessage(say);
    expect(api.state.calls.map(({ status }) => status)).toEqual([429, 200]);
  });

  test('refused, broken down', async () => {
    await using api = await startApi();
    api.faults.refuse('chat.postMessage', 'restricted_action');
    expect(await errorOf(api.client.chat.postMessage(say))).toBe('restricted_action');
    api.faults.breakDown('chat.postMessage', 2);
    await expect(api.client.chat.postMessage(say)).rejects.toMatchObject({ statusCode: 500 });
  });

  test.each([
    ['request', 1],
    ['answer', 2],
  ] as const)('the %s is lost: after the retry there are %i messages', async (lost, messages) => {
    await using api = await startApi();
    api.faults.cut('chat.postMessage', lost);
    await api.client.chat.postMessage(say);
    expect(api.state.messages).toHaveLength(messages);
    expect(api.state.calls.map(({ status }) => status)).toEqual([0, 200]);
  });
});
