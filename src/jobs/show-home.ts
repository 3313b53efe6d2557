/** A person's home tab: the datasets of the channels they are in, and the digests of those. */
import type { Dataset } from '../store/bot-state.ts';
import { digestSummaries } from './answers/digest-requests.ts';
import { datasetSummaries } from './batch-summaries.ts';
import type { JobHandler, JobPayloads } from './job.ts';
import type { JobDeps } from './job-deps.ts';

export const showHome = (deps: JobDeps): JobHandler<JobPayloads['show-home']> => ({
  lane: 'light',
  run: async ({ team, user }) => {
    const datasets = await visibleTo(deps, user, await deps.state.datasets.all(team));
    const ids = new Set(datasets.map(({ id }) => id));
    const digests = (await deps.state.digests.all(team)).filter(({ dataset }) => ids.has(dataset));
    await deps.messenger.home(user, {
      kind: 'home',
      botName: deps.bot.name,
      datasets: await datasetSummaries(deps, datasets),
      digests: await digestSummaries(deps, digests),
    });
  },
  failed: async () => {},
});

/** A direct message is the uploader's own. */
const visibleTo = async (
  { people }: JobDeps,
  user: string,
  datasets: readonly Dataset[],
): Promise<readonly Dataset[]> => {
  const channels = await people.channelsOf(user);
  return datasets.filter(({ channel, owner }) => (channel.startsWith('D') ? owner === user : channels?.has(channel)));
};
