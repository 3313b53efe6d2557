import type { App } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { expect, test } from 'vitest';
import { CHANNELS, PEOPLE } from '../../src/playground/sample-workspace.ts';
import type { OpenView } from '../../src/playground/workspace.ts';
import { type Running, type RunOptions, startSlackWithBot } from './recording-bot.ts';

const { ada, ben } = PEOPLE;
const plain = (text: string) => ({ type: 'plain_text' as const, text });
const option = (value: string) => ({ text: plain(value.toUpperCase()), value });

const modal = (title: string): ModalView => ({
  type: 'modal',
  callback_id: 'settings',
  private_metadata: 'dataset-7',
  title: plain(title),
  submit: plain('Go'),
  blocks: [
    {
      type: 'input',
      block_id: 'segments',
      label: plain('Segments'),
      element: { type: 'static_select', action_id: 'k', options: [option('4'), option('5')] },
    },
    {
      type: 'input',
      block_id: 'note',
      optional: true,
      label: plain('Note'),
      element: { type: 'plain_text_input', action_id: 'text', initial_value: 'none' },
    },
    {
      type: 'input',
      block_id: 'file',
      optional: true,
      label: plain('File'),
      element: { type: 'file_input', action_id: 'files' },
    },
  ],
});

const FIVE = { segments: { k: { selected_option: { value: '5' } } } };

type ViewListener = Parameters<App['view']>[1];

const withModal = async (answer: ViewListener, options: RunOptions = {}) => {
  const running = await startSlackWithBot({
    ...options,
    listen: app => {
      app.command('/segment', async ({ ack, client, command }) => {
        await ack();
        await client.views.open({ trigger_id: command.trigger_id, view: modal('First') });
      });
      app.view('settings', answer);
    },
  });
  await running.slack.command(ada, CHANNELS.orders, '/segment', '');
  const view = await running.slack.waitFor(() => running.slack.modal(ada), 'the modal');
  return { ...running, view };
};

const titleOf = (view: OpenView | null): unknown => (view?.view.type === 'modal' ? view.view.title.text : null);
const submitted = (running: Pick<Running, 'of'>) => running.of('view_submission');

test('a modal is sent with all its values, and is gone', async () => {
  await using running = await withModal(({ ack }) => ack());
  const { slack, view } = running;
  const file = slack.attach(ada, { name: 'orders.csv', bytes: 'a,b\n' });
  const { status } = await slack.submit(ada, view, { ...FIVE, file: { files: { files: [{ id: file.id }] } } });
  expect(status).toBe(200);
  expect(submitted(running)).toEqual([
    expect.objectContaining({
      team: { id: 'T0SHOP0001', domain: 'corner-shop' },
      user: expect.objectContaining({ id: ada, name: 'ada' }),
      trigger_id: expect.any(String),
      response_urls: [],
      view: expect.objectContaining({
        id: view.id,
        hash: view.hash,
        type: 'modal',
        callback_id: 'settings',
        private_metadata: 'dataset-7',
        root_view_id: view.id,
        previous_view_id: null,
        state: {
          values: {
            segments: { k: { type: 'static_select', selected_option: option('5') } },
            note: { text: { type: 'plain_text_input', value: 'none' } },
            file: {
              files: {
                type: 'file_input',
                files: [expect.objectContaining({ id: file.id, url_private_download: expect.any(String) })],
              },
            },
          },
        },
      }),
    }),
  ]);
  expect(slack.modal(ada)).toBeNull();
});

test('errors stay at their fields, and the modal stays open', async () => {
  const errors = { segments: 'Too many' };
  await using running = await withModal(({ ack }) => ack({ response_action: 'errors', errors }));
  const { body } = await running.slack.submit(ada, running.view, FIVE);
  expect(body).toEqual({ response_action: 'errors', errors });
  expect(running.slack.modal(ada)).toEqual(running.view);
});

test('errors at no field are a mistake of the app', async () => {
  await using running = await withModal(({ ack }) => ack({ response_action: 'errors', errors: { elsewhere: 'No' } }));
  await expect(running.slack.submit(ada, running.view, FIVE)).rejects.toThrow('elsewhere');
});

test('an update takes the place of the view: same id, another hash', async () => {
  await using running = await withModal(({ ack }) => ack({ response_action: 'update', view: modal('Second') }));
  await running.slack.submit(ada, running.view, FIVE);
  const after = running.slack.modal(ada);
  expect([titleOf(after), after?.id]).toEqual(['Second', running.view.id]);
  expect(after?.hash).not.toBe(running.view.hash);
});

test('a push lies on top, closing it shows the one below, and clear closes all', async () => {
  const answers = ['push', 'close', 'push', 'clear'];
  await using running = await withModal(({ ack }) => {
    const answer = answers.shift();
    if (answer === 'push') return ack({ response_action: 'push', view: modal('Upper') });
    return answer === 'clear' ? ack({ response_action: 'clear' }) : ack();
  });
  const { slack, view } = running;
  const submitFront = async () => {
    const front = slack.modal(ada);
    if (front) await slack.submit(ada, front, FIVE);
    return titleOf(slack.modal(ada));
  };
  expect(await submitFront()).toBe('Upper');
  await expect(slack.submit(ada, view, FIVE)).rejects.toThrow('does not see');
  expect(await submitFront()).toBe('First');
  expect(await submitFront()).toBe('Upper');
  expect(await submitFront()).toBeNull();
  expect(submitted(running)[1]?.view).toMatchObject({ root_view_id: view.id, previous_view_id: view.id });
});

test('a view that Slack would refuse is a mistake of the app', async () => {
  const wrong = { ...modal('A title that is much too long for a modal') };
  await using running = await withModal(({ ack }) => ack({ response_action: 'update', view: wrong }));
  await expect(running.slack.submit(ada, running.view, FIVE)).rejects.toThrow('/view/title');
});

test('what Slack would not let through is not sent', async () => {
  await using running = await withModal(({ ack }) => ack());
  const { slack, view } = running;
  await expect(slack.submit(ada, view, {})).rejects.toThrow('k (static_select)');
  await expect(slack.submit(ada, view, { elsewhere: { k: { value: '5' } } })).rejects.toThrow('elsewhere/k');
  await expect(slack.submit(ada, view, { segments: { k: { value: '5' } } })).rejects.toThrow('selected_option');
  const nine = { segments: { k: { selected_option: { value: '9' } } } };
  await expect(slack.submit(ada, view, nine)).rejects.toThrow('4, 5');
  await expect(slack.submit(ben, view, FIVE)).rejects.toThrow('does not see');
  expect(submitted(running)).toEqual([]);
});

test('without an acknowledgement the modal stays open', async () => {
  await using running = await withModal(async () => {}, { acknowledgeWithinMs: 50 });
  const { status } = await running.slack.submit(ada, running.view, FIVE);
  expect(status).toBe(0);
  expect(running.slack.modal(ada)).toEqual(running.view);
});
