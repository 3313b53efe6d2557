/** Who may see what (design: aggregates for the channel, rows about single customers for its full members only). */
import type { Batch, Dataset } from '../store/bot-state.ts';
import type { People, Person, ReplyTo } from './ports.ts';
import type { RefusalReason } from './sayings.ts';

const isDirect = (channel: string): boolean => channel.startsWith('D');

type Asker = Pick<ReplyTo, 'user' | 'channel'>;
type Owned = Pick<Dataset, 'channel' | 'owner'>;

const isInside = async (people: People, { user, channel }: Asker, dataset: Owned): Promise<boolean | null> => {
  // A direct message with the bot has one member: whoever asks in it.
  if (isDirect(dataset.channel)) return channel === dataset.channel || dataset.owner === user;
  return (await people.channelsOf(user))?.has(dataset.channel) ?? null;
};

/** Why the person may not see rows about single customers; `null` where they may. */
export const customerRowsRefusal = async (
  people: People,
  asker: Asker,
  dataset: Owned,
): Promise<RefusalReason | null> => {
  const person = await people.find(asker.user);
  return standingRefusal(person) ?? (await channelRefusal(people, asker, dataset));
};

/** Aggregates stay in the channel whose orders they are of; asked for from elsewhere, the person must be in it. */
export const aggregatesRefusal = async (
  people: People,
  asker: ReplyTo,
  dataset: Dataset,
): Promise<RefusalReason | null> => (asker.channel === dataset.channel ? null : channelRefusal(people, asker, dataset));

/** `isTheirs`: the person uploaded what is to go. */
export const forgetRefusal = async (
  people: People,
  asker: ReplyTo,
  isTheirs: boolean,
): Promise<RefusalReason | null> => {
  const person = await people.find(asker.user);
  const refused = standingRefusal(person);
  if (refused !== null) return refused;
  return person.isAdmin || isTheirs ? null : 'only_owner_or_admin';
};

/** Adding a file to the orders of others does not make them one's own. */
export const uploadedAll = (user: string, uploads: readonly Pick<Batch, 'uploader'>[]): boolean =>
  uploads.length > 0 && uploads.every(({ uploader }) => uploader === user);

const standingRefusal = ({ standing, isBot }: Person): RefusalReason | null => {
  if (standing === 'other-workspace') return 'other_workspace';
  return standing === 'guest' || isBot ? 'guest' : null;
};

const channelRefusal = async (people: People, asker: Asker, dataset: Owned): Promise<RefusalReason | null> => {
  const inside = await isInside(people, asker, dataset);
  if (inside === null) return 'membership_unknown';
  return inside ? null : 'not_in_channel';
};
