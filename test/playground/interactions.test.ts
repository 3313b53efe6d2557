import type { AnyBlock, CardBlock } from '@slack/types';
import { expect, test } from 'vitest';
import { CHANNELS, PEOPLE } from '../../src/playground/sample-workspace.ts';
import { type Running, startSlackWithBot } from './recording-bot.ts';

const { ada, ben } = PEOPLE;
const plain = (text: string) => ({ type: 'plain_text' as const, text });
const button = (actionId: string, value: string) => ({
  type: 'button' as const,
  action_id: actionId,
  text: plain(`Press ${actionId}`),
  value,
});
const option = (value: string) => ({ text: plain(value.toUpperCase()), value });
const select = {
  type: 'static_select' as const,
  action_id: 'k',
  placeholder: plain('How many'),
  options: [option('4'), option('5')],
  initial_option: option('4'),
};
const card = (actionId: string, value: string): CardBlock => ({
  type: 'card',
  title: { type: 'mrkdwn', text: 'A card' },
  actions: [button(actionId, value)],
});

const EVERYWHERE: readonly AnyBlock[] = [
  { type: 'actions', block_id: 'bar', elements: [button('in-actions', '1'), select] },
  { type: 'section', text: plain('Beside'), accessory: button('beside-section', '2') },
  { type: 'carousel', elements: [card('in-card', '3'), card('in-card', '4')] },
  {
    type: 'container',
    title: plain('Box'),
    child_blocks: [{ type: 'actions', block_id: 'inner', elements: [button('in-container', '5')] }],
  },
];

const posted = async ({ app, slack }: Running, blocks: readonly AnyBlock[] = EVERYWHERE, thread?: string) => {
  const { ts } = await app.client.chat.postMessage({
    channel: CHANNELS.orders,
    text: 'Buttons',
    blocks: [...blocks],
    ...(thread === undefined ? {} : { thread_ts: thread }),
  });
  const message = slack.messages(CHANNELS.orders).find(one => one.ts === ts);
  if (!message) throw new Error('The message is not there');
  return message;
};

const actions = (running: Running) =>
  running.of('block_actions').flatMap(payload => payload.actions as readonly Record<string, unknown>[]);

test('a press on a message tells who, where, what, and how to answer', async () => {
  await using running = await startSlackWithBot();
  const { message: parent } = await running.slack.post(ada, CHANNELS.orders, 'Start');
  const message = await posted(running, EVERYWHERE, parent.ts);
  const { status } = await running.slack.click(ben, message, { actionId: 'in-actions' });
  expect(status).toBe(200);
  expect(running.of('block_actions')).toEqual([
    {
      type: 'block_actions',
      token: expect.any(String),
      api_app_id: 'A0BOT00001',
      team: { id: 'T0SHOP0001', domain: 'corner-shop' },
      user: { id: ben, username: 'ben', name: 'ben', team_id: 'T0SHOP0001' },
      enterprise: null,
      is_enterprise_install: false,
      trigger_id: expect.any(String),
      channel: { id: CHANNELS.orders, name: 'orders' },
      response_url: expect.stringContaining('/response/'),
      container: {
        type: 'message',
        message_ts: message.ts,
        channel_id: CHANNELS.orders,
        is_ephemeral: false,
        thread_ts: parent.ts,
      },
      message: expect.objectContaining({ ts: message.ts, thread_ts: parent.ts, bot_id: 'B0BOT00001' }),
      state: { values: { bar: { k: { type: 'static_select', selected_option: option('4') } } } },
      actions: [
        {
          type: 'button',
          block_id: 'bar',
          action_id: 'in-actions',
          text: plain('Press in-actions'),
          value: '1',
          action_ts: expect.any(String),
        },
      ],
    },
  ]);
});

test.each([
  { actionId: 'in-actions', block_id: 'bar', value: '1' },
  { actionId: 'beside-section', block_id: 'b1', value: '2' },
  { actionId: 'in-card', block_id: 'b2', value: '3' },
  { actionId: 'in-card', block_id: 'b2', value: '4' },
  { actionId: /container$/, block_id: 'inner', value: '5' },
])('a button is found wherever it is: $actionId with $value', async ({ actionId, block_id, value }) => {
  await using running = await startSlackWithBot();
  await running.slack.click(ada, await posted(running), { actionId, value });
  expect(actions(running)).toEqual([expect.objectContaining({ block_id, value })]);
});

test('a choice in a menu tells the whole option, and is remembered', async () => {
  await using running = await startSlackWithBot();
  const message = await posted(running);
  await running.slack.click(ada, message, { actionId: 'k', value: '5' });
  await running.slack.click(ada, message, { actionId: 'in-actions' });
  expect(actions(running)[0]).toMatchObject({ type: 'static_select', selected_option: option('5') });
  expect(running.of('block_actions')[1]?.state).toEqual({
    values: { bar: { k: { type: 'static_select', selected_option: option('5') } } },
  });
  await expect(running.slack.click(ada, message, { actionId: 'k', value: '9' })).rejects.toThrow('4, 5');
});

test('what is not there cannot be pressed, and the error says what is', async () => {
  await using running = await startSlackWithBot();
  const message = await posted(running);
  const press = (actionId: string) => running.slack.click(ada, message, { actionId });
  await expect(press('elsewhere')).rejects.toThrow('in-actions (Press in-actions), k (How many), beside-section');
  await running.app.client.chat.update({ channel: CHANNELS.orders, ts: message.ts, text: 'Done', blocks: [] });
  await expect(press('in-actions')).rejects.toThrow('nothing');
  await running.app.client.chat.delete({ channel: CHANNELS.orders, ts: message.ts });
  await expect(press('in-actions')).rejects.toThrow('no longer');
  expect(actions(running)).toEqual([]);
});

test('an ephemeral message is pressed by the one who sees it, and can be replaced', async () => {
  await using running = await startSlackWithBot({
    listen: app =>
      app.action('in-actions', async ({ ack, respond }) => {
        await ack();
        await respond({ replace_original: true, text: 'Thanks' });
      }),
  });
  const { slack, app } = running;
  await app.client.chat.postEphemeral({
    channel: CHANNELS.orders,
    user: ada,
    text: 'Only you',
    blocks: [...EVERYWHERE],
  });
  const message = slack.ephemerals(ada)[0];
  if (!message) throw new Error('The message is not there');
  await expect(slack.click(ben, message, { actionId: 'in-actions' })).rejects.toThrow('does not see');
  await slack.click(ada, message, { actionId: 'in-actions' });
  const [payload] = running.of('block_actions');
  expect(payload?.container).toMatchObject({ is_ephemeral: true });
  expect(payload).not.toHaveProperty('message');
  await slack.waitFor(() => slack.ephemerals(ada)[0]?.text === 'Thanks', 'the replacement');
  expect(slack.ephemerals(ada)).toHaveLength(1);
});

test('the menu of a message sends it with its files', async () => {
  await using running = await startSlackWithBot();
  const { message, files } = await running.slack.upload(ada, CHANNELS.random, [{ name: 'a.csv', bytes: 'a' }]);
  await running.slack.shortcut(ben, message, 'segment-this-file');
  expect(running.of('message_action')).toEqual([
    expect.objectContaining({
      callback_id: 'segment-this-file',
      message_ts: message.ts,
      user: expect.objectContaining({ id: ben }),
      channel: { id: CHANNELS.random, name: 'random' },
      trigger_id: expect.any(String),
      action_ts: expect.any(String),
      response_url: expect.stringContaining('/response/'),
      message: expect.objectContaining({
        type: 'message',
        user: ada,
        ts: message.ts,
        files: [expect.objectContaining({ id: files[0]?.id, url_private_download: expect.any(String) })],
      }),
    }),
  ]);
});

test('buttons of the Home belong to the person who sees it', async () => {
  await using running = await startSlackWithBot();
  const { slack, app } = running;
  const blocks: AnyBlock[] = [{ type: 'actions', elements: [button('on-home', '1')] }];
  await app.client.views.publish({ user_id: ada, view: { type: 'home', blocks } });
  const home = slack.home(ada);
  if (!home) throw new Error('There is no Home');
  await slack.click(ada, home, { actionId: 'on-home' });
  const [payload] = running.of('block_actions');
  expect(payload).toMatchObject({
    container: { type: 'view', view_id: home.id },
    view: { id: home.id, type: 'home', hash: home.hash, state: { values: {} } },
    actions: [{ action_id: 'on-home', block_id: 'b0', value: '1' }],
  });
  expect(payload).not.toHaveProperty('response_url');
  await expect(slack.click(ben, home, { actionId: 'on-home' })).rejects.toThrow('does not see');
});
