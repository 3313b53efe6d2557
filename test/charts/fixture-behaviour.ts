import { type Behaviour, behaviourOf } from '../../src/core/insight/behaviour.ts';
import type { SegmentReport } from '../../src/core/report.ts';

/** Orders of every hour, most at noon; each segment has somewhat other habits than the one before. */
export const fixtureBehaviour = ({ totals, segments }: SegmentReport, text: string | null): Behaviour => {
  const clusters = [null, ...segments.keys()];
  const perGroup = <T extends object>(make: (place: number) => T): readonly (T & { cluster: number | null })[] =>
    clusters.map((cluster, place) => ({ cluster, ...make(place) }));
  const shares = (...names: readonly string[]) => [
    ...perGroup(() => ({ name: null, count: 150 })),
    ...names.flatMap((name, place) => perGroup(group => ({ name, count: 60 - 20 * place + group }))),
  ];
  const favourite = (name: string) =>
    [...segments.keys()].map(cluster => ({ cluster, name, buyers: 60, share: 0.6, shareOfAll: 0.2, lift: 3 }));
  return behaviourOf({
    totals,
    segments: segments.map((segment, cluster) => ({ ...segment, cluster })),
    rhythms: perGroup(place => ({
      ...{ customers: 200, quartiles: [12 + 9 * place, 28 + 14 * place, 60 + 30 * place] as const },
      ...{ judged: 100, overdue: 5 * place },
    })),
    times: clusters.flatMap((cluster, group) =>
      Array.from({ length: 7 * 24 }, (_, place) => {
        const [weekday, hour] = [1 + Math.floor(place / 24), place % 24];
        return {
          cluster,
          weekday,
          hour,
          orders: Math.max(0, (12 - Math.abs(hour - 13 - group)) * (weekday === 6 ? 1 : 4)),
        };
      }),
    ),
    channels: shares(text ?? 'website', 'app'),
    oneChannel: perGroup(place => ({ customers: 50, oneChannel: 10 + place })),
    countries: shares(text ?? 'United Kingdom', 'Germany'),
    ages: text === null ? [] : shares('25-34', text),
    signups:
      text === null
        ? []
        : perGroup(() => ({ customers: 90, quartiles: [1, 6, 20] as const, before: 2, medianDay: '2010-06-01' })),
    products: favourite(text ?? 'Regency cakestand'),
    categories: text === null ? [] : favourite(text),
    missing: text === null ? ['category', 'age', 'signup'] : [],
  });
};
