import { type Behaviour, behaviourOf } from '../../core/insight/behaviour.ts';
import type { Look } from './read-insight.ts';

const FAVOURITES = 3;
const CHANNELS = 6;
const COUNTRIES = 5;
const AGE_RANGES = 10;
const WANTED = ['channel', 'product', 'category', 'country', 'age', 'signup'] as const;

export const readBehaviour = async ({ queries, report, segments }: Look): Promise<Behaviour> => {
  const { shares: channels, oneChannel } = await queries.channels(CHANNELS);
  return behaviourOf({
    totals: report.totals,
    segments: segments.map(({ cluster }, place) => ({ ...report.segments[place]!, cluster })),
    ...(await queries.rhythms()),
    channels,
    oneChannel,
    countries: await queries.countries(COUNTRIES),
    ages: await queries.ages(AGE_RANGES),
    signups: await queries.signups(),
    products: await queries.favourites('product', FAVOURITES),
    categories: await queries.favourites('category', FAVOURITES),
    missing: WANTED.filter(detail => !queries.details.includes(detail)),
  });
};
