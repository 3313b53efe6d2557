/** Blocks of every kind, of this bot or another, as the page draws them. */
import type { App } from '@slack/bolt';
import { expect, it } from 'vitest';
import { CHANNELS } from '../../../src/playground/sample-workspace.ts';
import { startPageWithBot } from '../../playground/serving/page-with-bot.ts';
import { faultsOf } from './axe.ts';
import { describeInBrowser, visitPage } from './visit.ts';

const HOSTILE = '<b>&</b> <img src=x>';
const plain = (text: string) => ({ type: 'plain_text', text });
const markup = (text: string) => ({ type: 'mrkdwn', text });
const option = (value: string) => ({ text: plain(`Option ${value}`), value });
const options = [option('a'), option('b')];
const button = (id: string) => ({ type: 'button', action_id: id, text: plain(`Press ${id}`), value: id });
const cell = (text: string) => ({ type: 'raw_text', text });
const number = (value: number) => ({ type: 'raw_number', value, text: String(value) });
const rich = (text: string) => ({
  type: 'rich_text',
  elements: [
    { type: 'rich_text_section', elements: [{ type: 'text', text, style: { bold: true } }] },
    {
      type: 'rich_text_list',
      style: 'bullet',
      elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'a point' }] }],
    },
    { type: 'rich_text_quote', elements: [{ type: 'link', url: 'https://example.com', text: 'a link' }] },
    { type: 'rich_text_preformatted', elements: [{ type: 'text', text: 'as it is' }] },
  ],
});

const dangerous = {
  ...button('delete'),
  style: 'danger',
  confirm: { title: plain('Sure?'), text: plain('It is gone then.'), confirm: plain('Yes, do'), deny: plain('No') },
};

const MESSAGE = [
  { type: 'header', text: plain(HOSTILE) },
  { type: 'section', text: markup('*bold*'), accessory: { type: 'overflow', action_id: 'more', options } },
  { type: 'section', fields: [markup('*one*\n1'), markup('*two*\n2')], accessory: button('aside') },
  { type: 'divider' },
  {
    type: 'context',
    elements: [markup('_small_'), { type: 'image', image_url: 'https://example.com/a.png', alt_text: 'far away' }],
  },
  {
    type: 'actions',
    elements: [
      dangerous,
      { type: 'static_select', action_id: 'choose', placeholder: plain('Choose one'), options },
      { type: 'radio_buttons', action_id: 'either', options },
      { type: 'checkboxes', action_id: 'both', options },
      { type: 'datepicker', action_id: 'day', initial_date: '2026-11-30' },
    ],
  },
  { type: 'image', image_url: 'https://example.com/b.png', alt_text: 'another picture', title: plain('A title') },
  {
    type: 'data_table',
    caption: 'Twelve',
    rows: [[cell('Name'), cell('Count')], ...Array.from({ length: 12 }, (_, row) => [cell(`row ${row}`), number(row)])],
  },
  {
    type: 'table',
    rows: [
      [cell('left'), cell('right')],
      [cell('1'), number(2)],
    ],
  },
  {
    type: 'carousel',
    elements: [{ type: 'card', title: markup('*Card*'), body: plain('words'), actions: [button('in-card')] }],
  },
  {
    type: 'container',
    title: plain('Folded'),
    is_collapsible: true,
    default_collapsed: true,
    child_blocks: [{ type: 'section', text: plain('within') }],
  },
  rich('heavy'),
  { type: 'markdown', text: '## Heading\n**strong**\n- [here](https://example.com)' },
];

const post = (app: App) =>
  app.client.chat.postMessage({ channel: CHANNELS.orders, text: 'all', blocks: MESSAGE as never });

const open = async (listen: (app: App) => void = () => {}) => {
  const running = await startPageWithBot({ listen });
  const visit = await visitPage(running.origin);
  const actions = () =>
    running.of('block_actions').flatMap(({ actions: done }) => done as readonly Record<string, unknown>[]);
  return { ...running, ...visit, actions };
};

describeInBrowser('A message with blocks of all kinds', () => {
  it('arrives without a reload, is drawn, escaped and accessible', async () => {
    const { app, page, channel } = await open();
    await post(app);
    await channel.getByRole('heading', { name: HOSTILE }).waitFor();
    expect(await channel.locator('.unknown').count()).toBe(0);
    expect(await channel.locator('article img:not(.avatar)').count()).toBe(0);
    for (const link of ['far away', 'another picture', 'a link', 'here'])
      expect(await channel.getByRole('link', { name: link }).count()).toBe(1);
    expect(await channel.locator('article strong', { hasText: /^(bold|heavy|strong|Heading)$/ }).count()).toBe(4);
    expect(await channel.getByText('within').isVisible()).toBe(false);
    await channel.getByText('Folded').click();
    expect(await channel.getByText('within').isVisible()).toBe(true);
    expect(await faultsOf(page)).toEqual([]);
  });

  it('leafs through a table', async () => {
    const { app, channel } = await open();
    await post(app);
    const table = channel.getByRole('table', { name: 'Twelve' });
    const rows = () => table.getByRole('rowheader').allInnerTexts();
    await table.waitFor();
    expect(await rows()).toEqual(['row 0', 'row 1', 'row 2', 'row 3', 'row 4']);
    await channel.getByRole('button', { name: 'Next page' }).click();
    await channel.getByRole('button', { name: 'Next page' }).click();
    expect(await rows()).toEqual(['row 10', 'row 11']);
    expect(await channel.getByRole('button', { name: 'Next page' }).isDisabled()).toBe(true);
    await table.getByRole('button', { name: 'Count' }).click();
    expect((await rows())[0]).toBe('row 11');
  });

  it('tells the bot what is pressed and chosen', async () => {
    const { app, page, channel, actions, got } = await open();
    await post(app);
    await channel.getByRole('button', { name: 'Press in-card' }).click();
    await channel.getByRole('combobox', { name: 'Choose one' }).selectOption('b');
    await channel.getByRole('combobox', { name: 'More' }).selectOption('a');
    await channel.getByRole('checkbox', { name: 'Option a' }).check();
    await channel.getByRole('radio', { name: 'Option b' }).check();
    await got('block_actions', 5);
    await channel.getByRole('button', { name: 'Press delete' }).click();
    await page.getByRole('dialog', { name: 'Sure?' }).getByRole('button', { name: 'No' }).click();
    await channel.getByRole('button', { name: 'Press delete' }).click();
    await page.getByRole('dialog', { name: 'Sure?' }).getByRole('button', { name: 'Yes, do' }).click();
    await got('block_actions', 6);
    const done = Object.fromEntries(actions().map(action => [action.action_id, action]));
    expect(done).toMatchObject({
      'in-card': { value: 'in-card' },
      choose: { selected_option: option('b') },
      more: { selected_option: option('a') },
      both: { selected_options: [option('a')] },
      either: { selected_option: option('b') },
      delete: { value: 'delete' },
    });
  });
});

const input = (id: string, element: object, more: object = {}) => ({
  type: 'input',
  block_id: id,
  label: plain(`Label ${id}`),
  element: { action_id: 'it', ...element },
  ...more,
});

const MODAL = {
  type: 'modal',
  callback_id: 'ask',
  title: plain('All fields'),
  submit: plain('Send off'),
  blocks: [
    { type: 'alert', level: 'info', text: plain('Mind this') },
    input('words', { type: 'plain_text_input' }),
    input('number', { type: 'number_input', is_decimal_allowed: true }, { optional: true, hint: plain('Any number') }),
    input('menu', { type: 'static_select', options, initial_option: option('b') }),
    input('radio', { type: 'radio_buttons', options }),
    input('checks', { type: 'checkboxes', options, initial_options: [option('a')] }),
    input('person', { type: 'users_select' }),
    input('day', { type: 'datepicker' }),
    input('file', { type: 'file_input', max_files: 1 }),
  ],
};

/** A modal for every command; what is sent off is refused once, at a field. */
const askForEverything = (app: App): void => {
  let refusals = 1;
  app.command('/segment', async ({ ack, body, client }) => {
    await ack();
    await client.views.open({ trigger_id: body.trigger_id, view: MODAL as never });
  });
  app.view('ask', async ({ ack }) => {
    refusals -= 1;
    await (refusals < 0 ? ack() : ack({ response_action: 'errors', errors: { words: 'Other words, please' } }));
  });
};

describeInBrowser('A modal with fields of all kinds', () => {
  it('is filled in, refused at a field, and sent off', async () => {
    const { page, say, of, got } = await open(askForEverything);
    await say('/segment upload');
    const modal = page.getByRole('dialog', { name: 'All fields' });
    await modal.waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await modal.getByRole('button', { name: 'Send off' }).click();
    expect(await modal.getByText('Please complete this required field.').count()).toBe(5);
    expect(of('view_submission')).toHaveLength(0);
    await modal.getByRole('textbox', { name: 'Label words' }).fill('a few');
    await modal.getByRole('radio', { name: 'Option a' }).check();
    await modal.getByRole('combobox', { name: 'Label person' }).selectOption({ label: 'Ben Buyer' });
    await modal.getByLabel('Label day').fill('2026-12-01');
    await modal
      .getByLabel('Label file')
      .setInputFiles({ name: 'orders.csv', mimeType: 'text/csv', buffer: Buffer.from('a,b\n') });
    await modal.getByText('Ready: orders.csv').waitFor();
    await modal.getByRole('button', { name: 'Send off' }).click();
    await modal.getByText('Other words, please').waitFor();
    await modal.getByRole('button', { name: 'Send off' }).click();
    await modal.waitFor({ state: 'detached' });
    await got('view_submission', 2);
    const { state } = of('view_submission')[1]!.view as { state: { values: object } };
    expect(state.values).toMatchObject({
      words: { it: { value: 'a few' } },
      number: { it: { value: null } },
      menu: { it: { selected_option: option('b') } },
      radio: { it: { selected_option: option('a') } },
      checks: { it: { selected_options: [option('a')] } },
      person: { it: { selected_user: 'U0BEN00001' } },
      day: { it: { selected_date: '2026-12-01' } },
      file: { it: { files: [{ name: 'orders.csv' }] } },
    });
  });
});
