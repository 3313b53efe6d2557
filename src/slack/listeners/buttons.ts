/** Buttons: most carry a request, two open a modal. */
import type { BlockAction, ButtonAction } from '@slack/bolt';
import type { NewJobOf } from '../../jobs/job.ts';
import type { ReplyTo } from '../../jobs/ports.ts';
import { mappingModal } from '../blocks/mapping-modal.ts';
import { noticeModal } from '../blocks/notice-modal.ts';
import { fromPlaceValue } from '../blocks/place-value.ts';
import { fromValue } from '../blocks/request-value.ts';
import { uploadModal } from '../blocks/upload-modal.ts';
import { ASK_PATTERN, OPEN_MAPPING, OPEN_UPLOAD, PLACE_PATTERN, UPLOAD_HERE } from '../ids.ts';
import type { Listener } from './listener.ts';
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
      if (deps.isFirstClick(what)) await deps.add(job);
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
      const { team, channel: here, responseUrl } = replyToOf(body, teamOf(context));
      const channel = action.value === UPLOAD_HERE ? here : (action.value ?? here);
      deps.openModal(body.trigger_id, uploadModal(JSON.stringify({ team, channel, responseUrl })));
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
        deps.openModal(body.trigger_id, refused ?? mappingModal(waiting.question));
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

const messageTs = ({ container, message }: BlockAction): string =>
  message?.ts ?? String((container as { message_ts?: string } | undefined)?.message_ts ?? '');

/** From the home tab there is no channel: the answer is a direct message. */
const replyToOf = (body: BlockAction, team: string): ReplyTo => {
  const { container } = body as { container?: { thread_ts?: string; is_ephemeral?: boolean } };
  const thread = (body.message?.thread_ts as string | undefined) ?? container?.thread_ts ?? null;
  const own = container?.is_ephemeral ? null : messageTs(body) || null;
  const channel = body.channel?.id;
  return {
    team,
    channel: channel ?? body.user.id,
    thread: channel === undefined ? null : (thread ?? own),
    startsThread: thread === null,
    user: body.user.id,
    responseUrl: body.response_url || null,
    via: channel === undefined ? 'home' : 'button',
  };
};
