import { expect, test } from 'vitest';
import { type LocalApi, startApi } from './local-api.ts';

const answerAt = async (api: LocalApi, path: string, body: object): Promise<readonly [number, string]> => {
  const response = await fetch(`${api.state.origin}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return [response.status, await response.text()];
};

test('to the person unless it is said to be for the channel, without membership', async () => {
  await using api = await startApi();
  const path = api.state.newResponseUrl({ user: 'UANN', channel: 'CELSEWHERE' });
  expect(await answerAt(api, path, { text: 'For you' })).toEqual([200, 'ok']);
  await answerAt(api, path, { text: 'For all', response_type: 'in_channel' });
  expect(api.state.messages.map(({ text, ephemeralTo, channel }) => [text, ephemeralTo, channel])).toEqual([
    ['For you', 'UANN', 'CELSEWHERE'],
    ['For all', null, 'CELSEWHERE'],
  ]);
});

test('replaces and deletes the message that was clicked, an ephemeral one too', async () => {
  await using api = await startApi();
  const at = { channel: 'CMARKETING', user: 'UBOT', text: 'Sure?', ephemeralTo: 'UANN' };
  const original = api.state.addMessage(at);
  const path = api.state.newResponseUrl({ user: 'UANN', channel: 'CMARKETING', message: original.ts });
  await answerAt(api, path, { text: 'Done', blocks: [{ type: 'divider' }], replace_original: true });
  expect(api.state.messages).toMatchObject([{ text: 'Done', blocks: [{ type: 'divider' }], deleted: false }]);
  await answerAt(api, path, { delete_original: true });
  expect(api.state.messages).toMatchObject([{ text: 'Done', deleted: true }]);
});

test('five uses in thirty minutes; refused blocks cost none', async () => {
  await using api = await startApi();
  const target = { user: 'UANN', channel: 'CMARKETING' };
  const path = api.state.newResponseUrl(target);
  expect(await answerAt(api, path, { blocks: [{ type: 'header' }] })).toEqual([400, 'invalid_blocks']);
  for (let use = 1; use <= 5; use += 1) expect(await answerAt(api, path, { text: `${use}` })).toEqual([200, 'ok']);
  expect(await answerAt(api, path, { text: '6' })).toEqual([404, 'used_url']);
  const late = api.state.newResponseUrl(target);
  api.clock.ms += 30 * 60 * 1000 + 1;
  expect(await answerAt(api, late, { text: 'late' })).toEqual([404, 'used_url']);
  expect(api.state.messages).toHaveLength(5);
});
