import type { ModalView } from '@slack/types';
import { describe, expect, test } from 'vitest';
import { errorOf, type LocalApi, refusal, startApi } from './local-api.ts';

const modal = (title: string, more: Partial<ModalView> = {}): ModalView => ({
  type: 'modal',
  title: { type: 'plain_text', text: title },
  blocks: [{ type: 'divider' }],
  ...more,
});
const titles = (api: LocalApi, user: string) =>
  (api.state.views.get(user) ?? []).map(({ view }) => (view.type === 'modal' ? view.title.text : view.type));

describe('modals', () => {
  test('open, push up to three, update', async () => {
    await using api = await startApi();
    const trigger = () => ({ trigger_id: api.state.newTrigger('UANN') });
    const first = await api.client.views.open({ ...trigger(), view: modal('One') });
    const second = await api.client.views.push({ ...trigger(), view: modal('Two') });
    await api.client.views.push({ ...trigger(), view: modal('Three') });
    expect(await errorOf(api.client.views.push({ ...trigger(), view: modal('Four') }))).toBe('push_limit_reached');
    expect(second.view).toMatchObject({
      root_view_id: first.view?.id,
      previous_view_id: first.view?.id,
      team_id: 'T1',
    });

    const { id: view_id, hash } = second.view!;
    const updated = await api.client.views.update({ view_id: view_id!, hash: hash!, view: modal('Changed') });
    expect(updated.view?.id).toBe(view_id);
    expect(titles(api, 'UANN')).toEqual(['One', 'Changed', 'Three']);
    const stale = api.client.views.update({ view_id: view_id!, hash: hash!, view: modal('Again') });
    expect(await errorOf(stale)).toBe('hash_conflict');
    const unknown = api.client.views.update({ view_id: 'VNONE', view: modal('Again') });
    expect(await errorOf(unknown)).toBe('not_found');
  });

  test('a trigger is good once, for three seconds, and only if Slack gave it', async () => {
    await using api = await startApi();
    const open = (trigger_id: string) => api.client.views.open({ trigger_id, view: modal('One') });
    const trigger = api.state.newTrigger('UANN');
    api.clock.ms += 3000;
    await open(trigger);
    expect(await errorOf(open(trigger))).toBe('exchanged_trigger_id');
    const late = api.state.newTrigger('UANN');
    api.clock.ms += 3001;
    expect(await errorOf(open(late))).toBe('expired_trigger_id');
    expect(await errorOf(open('1.2.3'))).toBe('invalid_trigger_id');
  });

  test('a wrong view is refused with reasons, and costs no trigger', async () => {
    await using api = await startApi();
    const trigger_id = api.state.newTrigger('UANN');
    const wrong = api.client.views.open({ trigger_id, view: modal('x'.repeat(25)) });
    expect(await refusal(wrong)).toMatchObject({
      error: 'invalid_arguments',
      response_metadata: { messages: ['[ERROR] must be less than 25 characters [json-pointer:/view/title/text]'] },
    });
    await api.client.views.open({ trigger_id, view: modal('Right', { external_id: 'mapping' }) });
    const again = { trigger_id: api.state.newTrigger('UBEN'), view: modal('Other', { external_id: 'mapping' }) };
    expect(await errorOf(api.client.views.open(again))).toBe('duplicate_external_id');
    await api.client.views.update({ external_id: 'mapping', view: modal('Found', { external_id: 'mapping' }) });
    expect(titles(api, 'UANN')).toEqual(['Found']);
  });
});

test('a Home keeps its id and changes its hash', async () => {
  await using api = await startApi();
  const view = { type: 'home' as const, blocks: [{ type: 'divider' as const }] };
  const first = await api.client.views.publish({ user_id: 'UANN', view });
  const second = await api.client.views.publish({ user_id: 'UANN', view, hash: first.view!.hash! });
  expect(second.view?.id).toBe(first.view?.id);
  const stale = api.client.views.publish({ user_id: 'UANN', view, hash: first.view!.hash! });
  expect(await errorOf(stale)).toBe('hash_conflict');
  expect(await errorOf(api.client.views.publish({ user_id: 'UNOBODY', view }))).toBe('user_not_found');
});
