import { type Clusterings, METHOD_NAMES, type OtherClustering } from '../../core/insight/clusterings.ts';
import type { SegmentReport } from '../../core/report.ts';
import { describedBy } from '../../core/words/clusterings.ts';
import { missingDetailsLine } from '../../core/words/missing-details.ts';
import { hanging, table } from '../layout.ts';
import { count, percent } from '../numbers.ts';
import { heading, type Style } from '../style.ts';

export const clusteringsText = (found: Clusterings, _report: SegmentReport, style: Style): string[] => {
  const missing = missingDetailsLine(found.missing);
  return [
    heading('Other ways to find segments', style),
    ...hanging('  ', found.recommended === null ? found.why : `Recommended: ${found.why}`),
    ...(found.methods.length === 0 ? [] : ['', ...methodTable(found, style)]),
    ...hanging('  ', describedBy(found)).map(style.dim),
    ...(missing === null ? [] : hanging('  ', missing).map(style.dim)),
  ];
};

const methodTable = ({ methods, recommended }: Clusterings, style: Style): string[] => {
  const row = ({
    method,
    clusters,
    smallestShare,
    unclusteredShare,
    quality,
    agreement,
  }: OtherClustering): string[] => [
    `${method === recommended ? '> ' : '  '}${METHOD_NAMES[method]}`,
    count(clusters),
    percent(smallestShare),
    percent(unclusteredShare),
    quality?.silhouette.toFixed(3) ?? '–',
    quality?.daviesBouldin.toFixed(2) ?? '–',
    agreement.toFixed(2),
  ];
  const figures = ['Segments', 'Smallest', 'In none', 'Silhouette', 'D.-Bouldin', 'Agrees'];
  return [
    ...table(
      [
        { title: '  Method', align: 'left', wrapped: { most: 24, least: 14 } },
        ...figures.map(title => ({ title, align: 'right' as const })),
      ],
      methods.map(row),
    ),
    ...hanging(
      '  ',
      'Better: high silhouette, low Davies-Bouldin. Agrees: adjusted Rand index with k-means, 1 for the same segments, 0 for chance. Inertia and Calinski-Harabasz are in --json.',
    ).map(style.dim),
  ];
};
