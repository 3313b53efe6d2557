import type { App } from '@slack/bolt';
import { expect, test } from 'vitest';
import { CHANNELS, PEOPLE } from '../../src/playground/sample-workspace.ts';
import { NOBODY, startDumbBot } from './dumb-bot.ts';
import { startSlackWithBot } from './recording-bot.ts';

const { ada, ben } = PEOPLE;
const onCommand = (act: Parameters<App['command']>[1]) => (app: App) => app.command('/segment', act);

test('a command arrives with who, where and how to answer', async () => {
  await using running = await startSlackWithBot();
  const { status, body } = await running.slack.command(ben, CHANNELS.orders, '/segment', 'why "Ann & Co"');
  expect([status, body]).toEqual([200, null]);
  expect(running.of('command')).toEqual([
    {
      token: expect.any(String),
      team_id: 'T0SHOP0001',
      team_domain: 'corner-shop',
      channel_id: CHANNELS.orders,
      channel_name: 'orders',
      user_id: ben,
      user_name: 'ben',
      command: '/segment',
      text: 'why "Ann &amp; Co"',
      api_app_id: 'A0BOT00001',
      is_enterprise_install: 'false',
      response_url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/response\//),
      trigger_id: expect.any(String),
    },
  ]);
  expect(running.slack.ephemerals(ben)).toEqual([]);
});

test('private channels and direct messages are not called by their names', async () => {
  await using running = await startSlackWithBot();
  await running.slack.command(ben, CHANNELS.secret, '/segment', '');
  await running.slack.command(ben, running.slack.directChannel(ben), '/segment', '');
  expect(running.of('command').map(({ channel_name }) => channel_name)).toEqual(['privategroup', 'directmessage']);
});

test('an answer in the acknowledgement is for the person alone, or for the channel', async () => {
  const answer = onCommand(({ ack, command }) =>
    ack(command.text === 'aloud' ? { response_type: 'in_channel', text: 'Everybody' } : 'Only you'),
  );
  await using running = await startSlackWithBot({ listen: answer });
  const { slack } = running;
  await slack.command(ben, CHANNELS.orders, '/segment', '');
  await slack.command(ben, CHANNELS.orders, '/segment', 'aloud');
  expect(slack.ephemerals(ben).map(({ text, channel }) => [text, channel])).toEqual([['Only you', CHANNELS.orders]]);
  expect(slack.ephemerals(ada)).toEqual([]);
  expect(slack.messages(CHANNELS.orders).map(({ text }) => text)).toEqual(['Everybody']);
});

test('an answer at the response address is for the person alone, or for the channel', async () => {
  const answer = onCommand(async ({ ack, respond }) => {
    await ack();
    await respond('Only you');
    await respond({ response_type: 'in_channel', text: 'Everybody' });
  });
  await using running = await startSlackWithBot({ listen: answer });
  const { slack } = running;
  await slack.command(ben, CHANNELS.random, '/segment', '');
  await slack.waitFor(() => slack.messages(CHANNELS.random).length === 1, 'the answer for everybody');
  expect(slack.ephemerals(ben).map(({ text }) => text)).toEqual(['Only you']);
  expect(slack.messages(CHANNELS.random).map(({ text }) => text)).toEqual(['Everybody']);
});

test('the trigger opens a modal for the person', async () => {
  const title = { type: 'plain_text', text: 'Segment' } as const;
  const open = onCommand(async ({ ack, client, command }) => {
    await ack();
    await client.views.open({ trigger_id: command.trigger_id, view: { type: 'modal', title, blocks: [] } });
  });
  await using running = await startSlackWithBot({ listen: open });
  await running.slack.command(ben, CHANNELS.orders, '/segment', '');
  const modal = await running.slack.waitFor(() => running.slack.modal(ben), 'the modal');
  expect(modal.view).toMatchObject({ type: 'modal', title });
  expect(running.slack.modals(ben)).toEqual([modal]);
  expect(running.slack.modal(ada)).toBeNull();
});

test.each([
  { answer: { status: 500 }, error: 'http_service_error' },
  { answer: null, error: 'operation_timeout' },
  { answer: 'nobody', error: 'dispatch_failed' },
] as const)('a command that fails ($error) says so to the person', async ({ answer, error }) => {
  await using bot = await startDumbBot(answer === 'nobody' ? null : answer);
  await using running = await startSlackWithBot({ acknowledgeWithinMs: 50 });
  running.slack.connectBot(answer === 'nobody' ? NOBODY : bot.url);
  await running.slack.command(ben, CHANNELS.orders, '/segment', '');
  expect(running.slack.ephemerals(ben).map(({ user, text }) => [user, text])).toEqual([
    ['USLACKBOT', `/segment failed with the error "${error}"`],
  ]);
});

test('other commands do not exist, and one has to be in the channel', async () => {
  await using running = await startSlackWithBot();
  await expect(running.slack.command(ada, CHANNELS.orders, '/weather', '')).rejects.toThrow('/segment');
  await expect(running.slack.command(ada, CHANNELS.secret, '/segment', '')).rejects.toThrow('is not in');
  expect(running.received).toEqual([]);
});
