import type { Dataset } from '../store/bot-state.ts';
import type { JobDeps } from './job-deps.ts';

export interface Viewer {
  readonly team: string;
  readonly user: string;
}

/** Of the channels that the person is in, last uploaded first; a direct message is the uploader's own. */
export const visibleDatasets = async (
  { state, people }: Pick<JobDeps, 'state' | 'people'>,
  { team, user }: Viewer,
): Promise<readonly Dataset[]> => {
  const channels = await people.channelsOf(user);
  const all = await state.datasets.all(team);
  return all.filter(({ channel, owner }) => (channel.startsWith('D') ? owner === user : channels?.has(channel)));
};
