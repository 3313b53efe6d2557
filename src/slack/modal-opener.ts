/** Opens a modal; whoever waits for one that does not come is told. */
import type { View } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import type { Log } from '../log.ts';
import type { Asked, ListenerDeps } from './listeners/listener.ts';

interface OpenerDeps extends Pick<ListenerDeps, 'add'> {
  readonly client: WebClient;
  readonly log: Log;
}

export const modalOpener =
  ({ client, log, add }: OpenerDeps) =>
  (viewOf: () => Promise<View>, { trigger, replyTo }: Asked): void => {
    const payload = { request: NOT_OPENED, replyTo };
    viewOf()
      .then(view => client.views.open({ trigger_id: trigger, view }))
      .catch(error => {
        log.error({ err: error }, 'a modal could not be opened');
        return add({ kind: 'answer', key: `modal:${trigger}`, team: replyTo.team, payload });
      })
      .catch(error => log.error({ err: error }, 'nobody is told that a modal could not be opened'));
  };

/** The right to open one is over after three seconds: only the person can try again. */
const NOT_OPENED = {
  kind: 'mistake',
  problem: 'Slack took too long to open the window. Please try again.',
  didYouMean: null,
  examples: ['upload', 'datasets'],
} as const;
