import { type Clusterings, METHOD_NAMES, type OtherClustering } from '../../../core/insight/clusterings.ts';
import { describedBy } from '../../../core/words/clusterings.ts';
import { count, counted, percent } from '../../../core/words/numbers.ts';
import type { InsightSaying } from '../../../jobs/sayings/reports.ts';
import { md, mrkdwn, ours } from '../../escape.ts';
import { dataTable, numberCell, textCell } from '../data-table.ts';
import { context } from '../message.ts';
import type { TopicWords } from './insight.ts';

/** With all features that can be added. */
const LONGEST_BASIS = 400;

export const clusteringsWords = (found: Clusterings, { dataset }: InsightSaying): TopicWords => ({
  title: 'Other ways to find segments',
  lead: md`${found.recommended === null ? md`` : md`*Recommended:* `}${mrkdwn(found.why, 600)}`,
  lines: found.methods.map(
    one =>
      md`${mrkdwn(METHOD_NAMES[one.method])}: ${ours(counted(one.clusters, 'segment'))}, silhouette ${ours(one.quality?.silhouette.toFixed(3) ?? 'none')}, ${ours(percent(one.unclusteredShare))} in no segment, agreement with k-means ${ours(one.agreement.toFixed(2))}`,
  ),
  blocks: [
    dataTable<OtherClustering>({
      caption: `Ways to find segments in ${dataset.name}`,
      columns: [
        { title: 'Method', cell: ({ method }) => textCell(METHOD_NAMES[method]) },
        { title: 'Segments', cell: ({ clusters }) => numberCell(clusters, count(clusters)) },
        { title: 'Smallest', cell: ({ smallestShare: share }) => numberCell(share * 100, percent(share)) },
        { title: 'In no segment', cell: ({ unclusteredShare: share }) => numberCell(share * 100, percent(share)) },
        ...(['silhouette', 'daviesBouldin', 'calinskiHarabasz', 'inertia'] as const).map(figure => ({
          title: FIGURES[figure],
          cell: ({ quality }: OtherClustering) => {
            const value = quality?.[figure] ?? 0;
            return numberCell(value, quality === null ? '–' : value.toFixed(Math.abs(value) < 10 ? 3 : 0));
          },
        })),
        { title: 'Agreement with k-means', cell: ({ agreement }) => numberCell(agreement, agreement.toFixed(2)) },
      ],
      rows: found.methods,
      pageSize: found.methods.length,
    }),
    context(
      md`${mrkdwn(describedBy(found), LONGEST_BASIS)} Better: high silhouette and Calinski-Harabasz, low Davies-Bouldin and inertia. Agreement: adjusted Rand index, 1 for the same segments, 0 for chance.`,
    ),
  ],
});

const FIGURES = {
  silhouette: 'Silhouette',
  daviesBouldin: 'Davies-Bouldin',
  calinskiHarabasz: 'Calinski-Harabasz',
  inertia: 'Inertia',
} as const;
