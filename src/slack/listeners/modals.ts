/** Modals that were filled in: files from this computer, and what the columns of a file mean. */
import { z } from 'zod';
import { readMappingAnswer } from '../blocks/mapping-modal.ts';
import { noticeModal } from '../blocks/notice-modal.ts';
import { readUploadAnswer } from '../blocks/upload-modal.ts';
import { MAPPING_CALLBACK, UPLOAD_CALLBACK } from '../ids.ts';
import { ANSWERED } from './buttons.ts';
import { filesJob } from './files.ts';
import type { Listener } from './listener.ts';

const ORIGIN = z.object({ team: z.string(), channel: z.string(), responseUrl: z.string().nullable() });

export const onUploadSubmitted: Listener = {
  on: 'view',
  name: UPLOAD_CALLBACK,
  register: (app, deps) =>
    app.view(UPLOAD_CALLBACK, async ({ ack, body, view }) => {
      const place = ORIGIN.parse(JSON.parse(view.private_metadata));
      const answer = readUploadAnswer(view.state.values);
      if ('errors' in answer) return ack({ response_action: 'errors', errors: { ...answer.errors } });
      const here = { ...place, thread: null, user: body.user.id, origin: 'asked' } as const;
      const job = filesJob(here, answer.files, answer.files.join('+'));
      if (job) await deps.add(job);
      await ack();
    }),
};

export const onMappingSubmitted: Listener = {
  on: 'view',
  name: MAPPING_CALLBACK,
  register: (app, deps) =>
    app.view(MAPPING_CALLBACK, async ({ ack, body, view }) => {
      const question = view.private_metadata;
      const waiting = await deps.waitingFile(question);
      if (!waiting?.question)
        return ack({ response_action: 'update', view: noticeModal('Nothing to answer', ANSWERED) });
      const answer = readMappingAnswer(view.state.values, waiting.question);
      if ('errors' in answer) return ack({ response_action: 'errors', errors: { ...answer.errors } });
      const payload = { question, hints: answer, answeredBy: body.user.id };
      await deps.add({ kind: 'resume-import', key: `answer:${question}`, team: waiting.import.team, payload });
      await ack();
    }),
};
