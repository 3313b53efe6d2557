/** Answers that only one person sees, where they asked. They are not noted: nobody can edit them. */
import type { ReplyTo } from '../jobs/ports.ts';
import type { Saying } from '../jobs/sayings.ts';
import { Outage } from '../outages.ts';
import { render } from './blocks/render.ts';
import type { Fetch } from './patient-fetch.ts';
import { type PostingDeps, post, send } from './posting.ts';
import { simplerAndSimpler } from './sending.ts';
import { calling, outageOf } from './slack-failure.ts';

export interface WhisperDeps extends PostingDeps {
  readonly fetch: Fetch;
}

/** In a direct message nobody else listens; elsewhere by the address that the question came with, or as an ephemeral. */
export const whisper = async (deps: WhisperDeps, to: ReplyTo, saying: Saying): Promise<void> => {
  if (to.responseUrl !== null && (await answerByUrl(deps, to.responseUrl, to, saying))) return;
  if (to.via === 'direct' || to.via === 'home' || to.channel.startsWith('D')) {
    await calling(() => post(deps, to, saying));
    return;
  }
  const thread = to.thread === null || to.startsThread ? {} : { thread_ts: to.thread };
  await calling(() =>
    send(deps, saying, body =>
      deps.client.chat.postEphemeral({
        channel: to.channel,
        user: to.user,
        ...body,
        ...thread,
        parse: 'none',
        link_names: false,
      }),
    ),
  );
};

/** The address is used up (five times in thirty minutes) or too old. */
const USED_UP: ReadonlySet<number> = new Set([404, 410]);

const ANSWER_TIMEOUT_MS = 30_000;

/** False where the address takes no answer (any more): then there is another way. */
const answerByUrl = async (
  deps: WhisperDeps,
  address: string,
  { thread: ts, ...to }: ReplyTo,
  saying: Saying,
): Promise<boolean> => {
  // Slack takes an address to be of the channel, also where the button was in a thread.
  const thread = to.via === 'button' && ts !== null && !to.startsThread ? { thread_ts: ts } : {};
  for (const body of simplerAndSimpler(render(saying))) {
    const response = await deps
      .fetch(address, {
        method: 'POST',
        headers: { 'content-type': 'application/json; charset=utf-8' },
        body: JSON.stringify({ response_type: 'ephemeral', replace_original: false, ...thread, ...body }),
        signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS),
      })
      .catch(error => {
        throw new Outage('Slack', 2_000, { cause: error });
      });
    if (response.ok) return true;
    if (response.status === 429 || response.status >= 500) throw outageOf('Slack', response);
    deps.log.info({ status: response.status, saying: saying.kind }, 'a response address did not take the answer');
    if (USED_UP.has(response.status)) return false;
  }
  return false;
};
