/** What is stored, in the home tab: a button opens a modal, and what is chosen there is asked like anything else. */
import type { BlockAction, ButtonAction } from '@slack/bolt';
import { isPrivacyRequest, privacyModal, readPrivacyAnswer } from '../blocks/privacy-modal.ts';
import { PRIVACY_CALLBACK, PRIVACY_PATTERN } from '../ids.ts';
import { OUTDATED } from './buttons.ts';
import type { Listener } from './listener.ts';
import { replyToOf } from './reply-to.ts';
import { teamOf } from './team.ts';

export const onOpenPrivacy: Listener = {
  on: 'action',
  name: PRIVACY_PATTERN,
  register: (app, deps) =>
    app.action<BlockAction<ButtonAction>>(PRIVACY_PATTERN, async ({ ack, body, action, context }) => {
      const request = action.value ?? '';
      const asked = { trigger: body.trigger_id, replyTo: replyToOf(body, teamOf(context)) };
      if (isPrivacyRequest(request)) deps.openWithDatasets(datasets => privacyModal(request, datasets), asked);
      await ack();
    }),
};

export const onPrivacySubmitted: Listener = {
  on: 'view',
  name: PRIVACY_CALLBACK,
  register: (app, deps) =>
    app.view(PRIVACY_CALLBACK, async ({ ack, body, view, context }) => {
      const team = teamOf(context);
      const user = body.user.id;
      const answer = readPrivacyAnswer(view.state.values, view.private_metadata);
      if (answer && 'errors' in answer) return ack({ response_action: 'errors', errors: { ...answer.errors } });
      const replyTo = { team, channel: user, thread: null, user, responseUrl: null, via: 'home' } as const;
      const payload = { request: answer ?? OUTDATED, replyTo };
      await deps.add({ kind: 'answer', key: `view:${view.id}`, team, payload });
      await ack();
    }),
};
