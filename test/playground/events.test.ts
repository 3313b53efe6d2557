import { expect, test } from 'vitest';
import { CHANNELS, PEOPLE } from '../../src/playground/sample-workspace.ts';
import { EVENTS, SCOPES, startSlackWithBot } from './recording-bot.ts';

const { ada, ben, cleo, sam, bot, shopBot } = PEOPLE;
const CSV = { name: 'orders.csv', bytes: 'order_id,customer\n1,a\n' };

test('a file in a channel arrives as a message with the whole file, and as file_shared', async () => {
  await using running = await startSlackWithBot();
  const { message, files, delivered } = await running.slack.upload(ada, CHANNELS.orders, [CSV], 'October');
  const id = files[0]?.id ?? '';
  expect(delivered.map(({ status }) => status)).toEqual([200, 200]);
  expect(running.of('message')).toEqual([
    {
      type: 'message',
      subtype: 'file_share',
      user: ada,
      text: 'October',
      ts: message.ts,
      event_ts: message.ts,
      team: 'T0SHOP0001',
      channel: CHANNELS.orders,
      channel_type: 'channel',
      files: [
        expect.objectContaining({
          id,
          name: 'orders.csv',
          filetype: 'csv',
          mimetype: 'text/csv',
          size: 22,
          mode: 'hosted',
          url_private_download: expect.stringContaining(`/files/${id}/`),
        }),
      ],
    },
  ]);
  expect(running.of('file_shared')).toEqual([
    {
      type: 'file_shared',
      file_id: id,
      user_id: ada,
      file: { id },
      channel_id: CHANNELS.orders,
      event_ts: message.ts,
    },
  ]);
});

test('the envelope is that of the Events API', async () => {
  await using running = await startSlackWithBot();
  const { delivered } = await running.slack.post(ben, CHANNELS.partners, 'Hello');
  expect(running.received.map(({ body }) => body)).toEqual([
    {
      token: expect.any(String),
      team_id: 'T0SHOP0001',
      context_team_id: 'T0SHOP0001',
      context_enterprise_id: null,
      api_app_id: 'A0BOT00001',
      event: expect.objectContaining({ type: 'message' }),
      type: 'event_callback',
      event_id: delivered[0]?.eventId,
      event_time: Date.UTC(2026, 10, 16, 9) / 1000,
      authorizations: [
        { enterprise_id: null, team_id: 'T0SHOP0001', user_id: bot, is_bot: true, is_enterprise_install: false },
      ],
      is_ext_shared_channel: true,
      event_context: expect.stringMatching(/^4-/),
    },
  ]);
});

test('a mention arrives twice in a channel, in a thread with its thread, and once as a direct message', async () => {
  await using running = await startSlackWithBot();
  const { slack } = running;
  const { message } = await slack.post(ada, CHANNELS.orders, 'Look at this');
  await slack.post(ben, CHANNELS.orders, `<@${bot}> show`, message.ts);
  await slack.post(ben, slack.directChannel(ben), `<@${bot}> show`);
  expect(running.of('app_mention')).toEqual([
    expect.objectContaining({
      user: ben,
      text: `<@${bot}> show`,
      channel: CHANNELS.orders,
      thread_ts: message.ts,
      parent_user_id: ada,
    }),
  ]);
  expect(running.of('message').map(({ channel_type, text }) => [channel_type, text])).toEqual([
    ['channel', 'Look at this'],
    ['channel', `<@${bot}> show`],
    ['im', `<@${bot}> show`],
  ]);
});

test('of channels without the bot nothing is told, until it is invited and after it was removed', async () => {
  await using running = await startSlackWithBot();
  const { slack } = running;
  expect((await slack.upload(ada, CHANNELS.random, [CSV])).delivered).toEqual([]);
  slack.invite(CHANNELS.random, bot);
  await slack.post(ada, CHANNELS.random, 'Now you see me');
  slack.remove(CHANNELS.random, bot);
  expect((await slack.post(ada, CHANNELS.random, `And now <@${bot}>`)).delivered).toEqual([]);
  expect(running.of('message').map(({ subtype, text }) => [subtype, text])).toEqual([
    ['channel_join', `<@${bot}> has joined the channel`],
    [undefined, 'Now you see me'],
  ]);
  expect(slack.messages(CHANNELS.random).map(({ subtype }) => subtype)).toContain('channel_leave');
  expect(running.of('app_mention')).toEqual([]);
  expect(running.of('file_shared')).toEqual([]);
});

test.each([
  { missing: 'message.channels', left: ['file_shared', 'app_mention'] },
  { missing: 'file_shared', left: ['message', 'app_mention'] },
  { missing: 'app_mention', left: ['message', 'file_shared'] },
])('without a subscription to $missing only $left arrive', async ({ missing, left }) => {
  await using running = await startSlackWithBot({ events: EVENTS.filter(event => event !== missing) });
  await running.slack.upload(ada, CHANNELS.orders, [CSV], `<@${bot}>`);
  const types = ['message', 'file_shared', 'app_mention'];
  expect(types.filter(type => running.of(type).length > 0).toSorted()).toEqual(left.toSorted());
});

test('a subscription without its scope brings nothing', async () => {
  await using running = await startSlackWithBot({ scopes: SCOPES.filter(scope => scope !== 'groups:history') });
  await running.slack.post(ben, CHANNELS.secret, 'Only between us');
  await running.slack.upload(ben, CHANNELS.secret, [CSV]);
  expect(running.of('message')).toEqual([]);
  expect(running.of('file_shared')).toHaveLength(1);
});

test('private channels and direct messages say what they are', async () => {
  await using running = await startSlackWithBot();
  await running.slack.post(ben, CHANNELS.secret, 'Psst');
  await running.slack.upload(ben, running.slack.directChannel(ben), [CSV]);
  expect(running.of('message').map(({ channel_type, subtype }) => [channel_type, subtype])).toEqual([
    ['group', undefined],
    ['im', 'file_share'],
  ]);
  expect(running.slack.directMessages(ben).map(({ subtype }) => subtype)).toEqual(['file_share']);
  expect(running.slack.directMessages(ada)).toEqual([]);
});

test('a file of another workspace is a stub until files.info is asked', async () => {
  await using running = await startSlackWithBot();
  const { files } = await running.slack.upload(sam, CHANNELS.partners, [CSV]);
  const id = files[0]?.id ?? '';
  expect(running.of('message')).toEqual([
    expect.objectContaining({
      user_team: 'T0ELSE0001',
      files: [{ id, mode: 'file_access', file_access: 'check_file_info' }],
    }),
  ]);
  const { file } = await running.app.client.files.info({ file: id });
  expect(file?.url_private_download).toContain(id);
});

test('a file that Slack has not looked at yet has neither address nor type', async () => {
  await using running = await startSlackWithBot();
  await running.slack.upload(ada, CHANNELS.orders, [{ ...CSV, notReadyFor: 1 }]);
  expect(running.of('message')[0]?.files).toEqual([
    expect.not.objectContaining({ url_private_download: expect.anything() }),
  ]);
});

test('other bots are told of as such, also with a file', async () => {
  await using running = await startSlackWithBot();
  await running.slack.post(shopBot, CHANNELS.orders, 'New order');
  await running.slack.upload(shopBot, CHANNELS.orders, [CSV]);
  expect(running.of('message').map(({ bot_id, subtype }) => [bot_id, subtype])).toEqual([
    ['B0SHOPBOT1', 'bot_message'],
    ['B0SHOPBOT1', 'file_share'],
  ]);
});

test('the bot hears itself', async () => {
  await using running = await startSlackWithBot();
  await running.app.client.chat.postMessage({ channel: CHANNELS.orders, text: 'I said something' });
  await running.app.client.filesUploadV2({ channel_id: CHANNELS.orders, filename: 'a.csv', file: Buffer.from('a') });
  await running.got('message', 2);
  await running.got('file_shared', 1);
  expect(running.of('message').map(({ user, bot_id }) => [user, bot_id])).toEqual([
    [bot, 'B0BOT00001'],
    [bot, 'B0BOT00001'],
  ]);
});

test('what only one person sees is no event', async () => {
  await using running = await startSlackWithBot();
  await running.app.client.chat.postEphemeral({ channel: CHANNELS.orders, user: ada, text: 'For you' });
  await running.slack.post(ada, CHANNELS.orders, 'Thanks');
  expect(running.of('message').map(({ text }) => text)).toEqual(['Thanks']);
});

test('the Home that somebody opens, and somebody who joins', async () => {
  await using running = await startSlackWithBot();
  const opened = await running.slack.openHome(cleo);
  expect(opened?.status).toBe(200);
  expect(running.of('app_home_opened')).toEqual([
    {
      type: 'app_home_opened',
      user: cleo,
      channel: running.slack.directChannel(cleo),
      tab: 'home',
      event_ts: expect.any(String),
    },
  ]);
  await running.app.client.views.publish({ user_id: cleo, view: { type: 'home', blocks: [] } });
  await running.slack.openHome(cleo);
  expect(running.of('app_home_opened')[1]?.view).toMatchObject({ id: running.slack.home(cleo)?.id, type: 'home' });
  running.slack.invite(CHANNELS.secret, ada);
  await expect
    .poll(() => running.of('member_joined_channel'))
    .toEqual([expect.objectContaining({ user: ada, channel: CHANNELS.secret, channel_type: 'G' })]);
});

test('nothing arrives after the token is revoked', async () => {
  await using running = await startSlackWithBot();
  running.slack.revokeToken();
  expect((await running.slack.post(ada, CHANNELS.orders, 'Anybody there?')).delivered).toEqual([]);
  expect(running.received).toEqual([]);
});

test('nobody writes where they are not, or where nobody can', async () => {
  await using running = await startSlackWithBot();
  await expect(running.slack.post(ada, CHANNELS.secret, 'Hello')).rejects.toThrow(`${ada} is not in`);
  running.slack.archive(CHANNELS.orders);
  await expect(running.slack.upload(ada, CHANNELS.orders, [CSV])).rejects.toThrow('archived');
  expect(running.slack.messages(CHANNELS.orders)).toEqual([]);
});

test('edits and deletions come as hidden messages about the one that was there', async () => {
  await using running = await startSlackWithBot();
  const { client } = running.app;
  const channel = CHANNELS.orders;
  const { ts = '' } = await client.chat.postMessage({ channel, text: 'Reading' });
  await client.chat.update({ channel, ts, text: 'Done' });
  await client.chat.delete({ channel, ts });
  await running.got('message', 3);
  const about = { type: 'message', hidden: true, channel, channel_type: 'channel' };
  const bySubtype = (subtype: string) => running.of('message').find(event => event.subtype === subtype);
  expect(bySubtype('message_changed')).toEqual({
    ...about,
    subtype: 'message_changed',
    ts: expect.any(String),
    event_ts: expect.any(String),
    message: expect.objectContaining({ ts, text: 'Done', edited: { user: bot, ts: expect.any(String) } }),
    previous_message: expect.objectContaining({ ts, text: 'Reading' }),
  });
  expect(bySubtype('message_changed')?.ts).not.toBe(ts);
  expect(bySubtype('message_deleted')).toEqual({
    ...about,
    subtype: 'message_deleted',
    ts: expect.any(String),
    event_ts: expect.any(String),
    deleted_ts: ts,
    previous_message: expect.objectContaining({ ts, text: 'Done' }),
  });
});

test('an ephemeral message that is replaced is no event', async () => {
  await using running = await startSlackWithBot({
    listen: app =>
      app.action('more', async ({ ack, respond }) => {
        await ack();
        await respond({ replace_original: true, text: 'More' });
      }),
  });
  const { slack, app } = running;
  const button = { type: 'button' as const, action_id: 'more', text: { type: 'plain_text' as const, text: 'More' } };
  const blocks = [{ type: 'actions' as const, elements: [button] }];
  await app.client.chat.postEphemeral({ channel: CHANNELS.orders, user: ada, text: 'Less', blocks });
  await slack.click(ada, slack.ephemerals(ada)[0]!, { actionId: 'more' });
  await slack.waitFor(() => slack.ephemerals(ada)[0]?.text === 'More', 'the replacement');
  await slack.post(ada, CHANNELS.orders, 'Thanks');
  expect(running.of('message').map(({ text }) => text)).toEqual(['Thanks']);
});

test('a file that is dropped into a thread', async () => {
  await using running = await startSlackWithBot();
  const { slack } = running;
  const { message } = await slack.post(ada, CHANNELS.orders, 'Here they are');
  const uploaded = await slack.upload(ben, CHANNELS.orders, [CSV], 'October', message.ts);
  expect(slack.thread(CHANNELS.orders, message.ts)).toEqual([uploaded.message]);
  expect(running.of('message')[1]).toMatchObject({
    subtype: 'file_share',
    thread_ts: message.ts,
    parent_user_id: ada,
    files: [{ id: uploaded.files[0]?.id, file_access: 'visible' }],
  });
  await expect(slack.upload(ben, CHANNELS.orders, [CSV], '', '1.2')).rejects.toThrow('no message 1.2');
});
