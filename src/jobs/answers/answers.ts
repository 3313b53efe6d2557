/** Every request with its answer: a new one is a row here. */
import { isExpected } from '../../errors.ts';
import { PlaceClosed } from '../../outages.ts';
import type { Lane } from '../../store/bot-state.ts';
import type { ChatRequest, ChatRequestKind } from '../chat-request.ts';
import { isReported } from '../deliver-report.ts';
import type { JobHandler, JobPayloads } from '../job.ts';
import type { JobDeps } from '../job-deps.ts';
import { failedSaying, noteForOperators, problemSaying } from '../trouble.ts';
import { account } from './account.ts';
import { datasets, help, mistake, show } from './aggregates.ts';
import { type Answer, type Asking, tellPerson } from './ask.ts';
import { changeUpload, uploads } from './change-upload.ts';
import { compare } from './compare.ts';
import { exportCustomers, rejectedRows, why } from './customer-rows.ts';
import { digestRequest } from './digest-requests.ts';
import { forgetCustomer, forgetDataset } from './forget.ts';
import { insight } from './insight.ts';
import { runAgain } from './run-again.ts';
import { tellUnfinished } from './unfinished.ts';

type Answers = {
  readonly [K in Exclude<ChatRequestKind, 'upload'>]: { readonly lane: Lane; readonly answer: Answer<K> };
};

const ANSWERS: Answers = {
  help: { lane: 'light', answer: help },
  mistake: { lane: 'light', answer: mistake },
  show: { lane: 'light', answer: show },
  insight: { lane: 'query', answer: insight },
  datasets: { lane: 'light', answer: datasets },
  uploads: { lane: 'light', answer: uploads },
  'change-upload': { lane: 'query', answer: changeUpload },
  run: { lane: 'query', answer: runAgain },
  why: { lane: 'query', answer: why },
  account: { lane: 'query', answer: account },
  export: { lane: 'query', answer: exportCustomers },
  rejected: { lane: 'query', answer: rejectedRows },
  compare: { lane: 'query', answer: compare },
  digest: { lane: 'query', answer: digestRequest },
  'forget-dataset': { lane: 'light', answer: forgetDataset },
  'forget-customer': { lane: 'query', answer: forgetCustomer },
};

/** The modal is opened by the listener that still may: it is the one request that comes without a job. */
const answerOf = ({ kind }: ChatRequest): Answers[keyof Answers] => {
  if (kind === 'upload') throw new Error('An upload is no job');
  return ANSWERS[kind];
};

export const answerRequest = (deps: JobDeps): JobHandler<JobPayloads['answer']> => ({
  lane: ({ request }) => answerOf(request).lane,
  run: async ({ request, replyTo }, context) => {
    const asking: Asking = { replyTo, context };
    try {
      // The table ties each answer to its request; TypeScript cannot follow that through the lookup.
      await (answerOf(request).answer as Answer<ChatRequestKind>)(deps, { ...asking, request } as never);
    } catch (error) {
      if (isExpected(error)) {
        noteForOperators(deps.log, context.job, error);
        await tellUnfinished(deps, asking, problemSaying(error, context.job));
      } else if (error instanceof PlaceClosed) await inviteMe(deps, asking, error);
      else throw error;
      deps.meter.failed(error);
    }
  },
  failed: async ({ replyTo }, context, failure) => {
    const asking = { replyTo, context };
    const saying = failedSaying(failure, context.job, await isReported(deps, context.job));
    const isOver = failure.kind === 'bug' || !failure.retrying;
    await (isOver ? tellUnfinished(deps, asking, saying) : tellPerson(deps, asking, saying));
  },
});

/** Where the bot is not, only the address that came with the question can be answered. */
const inviteMe = async (deps: JobDeps, asking: Asking, closed: PlaceClosed): Promise<void> => {
  deps.log.info({ run: asking.context.job, code: closed.code }, 'nothing can be posted there');
  if (asking.replyTo.responseUrl === null) return;
  await tellPerson(deps, asking, { kind: 'invite-me', channel: asking.replyTo.channel, botUser: deps.bot.user });
};
