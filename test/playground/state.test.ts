import { expect, test } from 'vitest';
import { startApi } from './local-api.ts';

test('timestamps grow although the clock stands still', async () => {
  await using api = await startApi();
  const times = Array.from({ length: 3 }, () => api.state.timestamp());
  expect(times).toEqual(['1794819600.000000', '1794819600.000001', '1794819600.000002']);
});

test('everybody has a direct message with the bot', async () => {
  await using api = await startApi();
  expect(api.state.directChannel('UANN')).toMatchObject({ id: 'DANN', is_im: true });
  expect(api.state.directChannel('UBOT')).toBe(null);
});

test('waiting ends with the change that it waits for, or with what was missed', async () => {
  await using api = await startApi();
  const { state } = api;
  const waiting = state.waitFor(() => state.messages.find(({ text }) => text === 'Done'), 'the end', 1000);
  state.addMessage({ channel: 'CMARKETING', user: 'UANN', text: 'Almost' });
  const done = state.addMessage({ channel: 'CMARKETING', user: 'UANN', text: 'Done' });
  expect(await waiting).toBe(done);
  await expect(state.waitFor(() => null, 'a wonder', 5)).rejects.toThrow('Waited 5 ms in vain for a wonder');
});
