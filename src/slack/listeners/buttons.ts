/** Buttons: most carry a request, two open a modal. */
import type { BlockAction, ButtonAction } from '@slack/bolt';
import type { NewJobOf, ResumeImport } from '../../jobs/job.ts';
import { fromCurrencyValue } from '../blocks/currency.ts';
import { mappingModal } from '../blocks/mapping-modal.ts';
import { noticeModal } from '../blocks/notice-modal.ts';
import { fromPlaceValue } from '../blocks/place-value.ts';
import { fromValue } from '../blocks/request-value.ts';
import { fromSheetValue } from '../blocks/sheet.ts';
import { uploadModal } from '../blocks/upload-modal.ts';
import {
  ASK_PATTERN,
  CURRENCY_PATTERN,
  OPEN_MAPPING,
  OPEN_UPLOAD,
  PLACE_PATTERN,
  SHEET_PATTERN,
  UPLOAD_HERE,
} from '../ids.ts';
import type { Listener } from './listener.ts';
import { messageTs, replyToOf } from './reply-to.ts';
import { teamOf } from './team.ts';

export const onAskButton: Listener = {
  on: 'action',
  name: ASK_PATTERN,
  register: (app, deps) =>
    app.action<BlockAction<ButtonAction>>(ASK_PATTERN, async ({ ack, body, action, context }) => {
      const replyTo = replyToOf(body, teamOf(context));
      const what = [replyTo.channel, messageTs(body), body.user.id, action.action_id].join(':');
      const request = fromValue(action.value ?? '') ?? OUTDATED;
      const job = {
        kind: 'answer',
        key: `trigger:${body.trigger_id}`,
        team: replyTo.team,
        payload: { request, replyTo },
      } as const;
      await deps.once(what, () => deps.add(job));
      await ack();
    }),
};

export const OUTDATED = {
  kind: 'mistake',
  problem: 'This button is of an older version and means nothing any more.',
  didYouMean: null,
  examples: ['show', 'help'],
} as const;

export const onOpenUpload: Listener = {
  on: 'action',
  name: OPEN_UPLOAD,
  register: (app, deps) =>
    app.action<BlockAction<ButtonAction>>(OPEN_UPLOAD, async ({ ack, body, action, context }) => {
      const replyTo = replyToOf(body, teamOf(context));
      const { team, channel: here, responseUrl } = replyTo;
      const channel = action.value === UPLOAD_HERE ? here : (action.value ?? here);
      const view = uploadModal(JSON.stringify({ team, channel, responseUrl }));
      deps.openModal(view, { trigger: body.trigger_id, replyTo });
      await ack();
    }),
};

export const onOpenMapping: Listener = {
  on: 'action',
  name: OPEN_MAPPING,
  register: (app, deps) =>
    app.action<BlockAction<ButtonAction>>(OPEN_MAPPING, async ({ ack, body, action, context }) => {
      const waiting = await deps.waitingFile(action.value ?? '');
      if (waiting?.question) {
        const reason = await deps.rowsRefusal(body.user.id, waiting);
        const refused = reason && noticeModal('Rows of a file', { kind: 'refusal', reason, what: 'rows of the file' });
        const asked = { trigger: body.trigger_id, replyTo: replyToOf(body, teamOf(context)) };
        deps.openModal(refused ?? mappingModal(waiting.question), asked);
      } else {
        await deps.add(answeredAlready(body, teamOf(context)));
      }
      await ack();
    }),
};

/** Replacing orders that somebody else uploaded is refused by the job, so that another answer can follow: no key per question. */
export const onPlaceChosen: Listener = {
  on: 'action',
  name: PLACE_PATTERN,
  register: (app, deps) =>
    app.action<BlockAction<ButtonAction>>(PLACE_PATTERN, async ({ ack, body, action, context }) => {
      const chosen = fromPlaceValue(action.value ?? '');
      const waiting = chosen && (await deps.waitingFile(chosen.question));
      const key = `trigger:${body.trigger_id}`;
      if (waiting) {
        const payload = { ...chosen, answeredBy: body.user.id };
        await deps.add({ kind: 'resume-import', key, team: waiting.import.team, payload });
      } else {
        await deps.add(answeredAlready(body, teamOf(context)));
      }
      await ack();
    }),
};

/** One answer per question: whoever presses next is told that it was answered. */
const onChosen = (name: RegExp, chosenBy: (value: string) => Omit<ResumeImport, 'answeredBy'> | null): Listener => ({
  on: 'action',
  name,
  register: (app, deps) =>
    app.action<BlockAction<ButtonAction>>(name, async ({ ack, body, action, context }) => {
      const chosen = chosenBy(action.value ?? '');
      const waiting = chosen && (await deps.waitingFile(chosen.question));
      if (waiting) {
        const payload = { ...chosen, answeredBy: body.user.id };
        const key = `answer:${chosen.question}`;
        await deps.add({ kind: 'resume-import', key, team: waiting.import.team, payload });
      } else {
        await deps.add(answeredAlready(body, teamOf(context)));
      }
      await ack();
    }),
});

const answeredAlready = (body: BlockAction, team: string): NewJobOf<'answer'> => ({
  kind: 'answer',
  key: `trigger:${body.trigger_id}`,
  team,
  payload: { request: ANSWERED, replyTo: replyToOf(body, team) },
});

export const ANSWERED = {
  kind: 'mistake',
  problem: 'This question was answered already, or the file has waited too long.',
  didYouMean: null,
  examples: ['upload'],
} as const;

export const onCurrencyChosen: Listener = onChosen(CURRENCY_PATTERN, fromCurrencyValue);
export const onSheetChosen: Listener = onChosen(SHEET_PATTERN, fromSheetValue);
