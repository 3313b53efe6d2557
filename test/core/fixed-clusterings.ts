/**
 * Fixed points and labels with the figures that scikit-learn 1.2.1 gives for them: silhouette_score,
 * calinski_harabasz_score and davies_bouldin_score of sklearn.metrics; inertia as the sum over the clusters of
 * ((X[labels == c] - X[labels == c].mean(axis=0)) ** 2).sum(), by numpy 1.24.2.
 */
import { type Points, toPoints } from '../../src/core/points.ts';
import { IRIS } from './iris.ts';

export interface FixedClustering {
  readonly name: string;
  readonly points: Points;
  readonly labels: Uint8Array;
  readonly k: number;
  readonly inertia: number;
  readonly silhouette: number;
  readonly calinskiHarabasz: number;
  readonly daviesBouldin: number;
}

/** Thirty points in three dimensions, drawn around three centres and rounded, the last one far out. */
export const THIRTY: Points = toPoints([
  [-0.44, 0.59, 0.91],
  [0.78, -0.86, -0.3],
  [1.1, 0.61, 2.46],
  [-0.93, 0.52, 0.82],
  [0.83, -0.62, -0.41],
  [0.45, 1.65, 2.06],
  [-1.08, 0.11, 1.64],
  [0.67, -0.67, 0.61],
  [1.08, 0.75, 1.82],
  [-2.23, 1.27, 0.71],
  [0.27, -0.02, -1.04],
  [1.34, 0.47, 1.7],
  [-1.74, 1.46, 1.69],
  [0.45, -0.12, -0.38],
  [1.36, 1.06, 1.23],
  [-2.01, 0.97, 1.91],
  [0.72, -0.74, 0.56],
  [1.21, 1.45, 2.11],
  [-1.26, 0.66, 0.25],
  [0.83, -0.54, 0.24],
  [0.93, 0.54, 1.96],
  [-0.44, 0.63, 0.5],
  [0.06, -0.97, -0.44],
  [0.57, 2.07, 1.87],
  [-1.15, 1.45, 1.58],
  [0.5, -0.35, 0.03],
  [1.01, 0.6, 2.29],
  [-0.8, 0.99, 0.48],
  [0.51, -0.77, -0.43],
  [4.5, -2.25, 6.12],
]);

const digits = (labels: string): Uint8Array => Uint8Array.from(labels, Number);

export const FIXED_CLUSTERINGS: readonly FixedClustering[] = [
  {
    name: '30 points, 3 clusters as they were drawn',
    points: THIRTY,
    labels: digits('012012012012012012012012012012'),
    k: 3,
    inertia: 52.9962,
    silhouette: 0.5103162354070501,
    calinskiHarabasz: 19.965993976926644,
    daviesBouldin: 0.7304853504005268,
  },
  {
    name: '30 points, 3 clusters by chance',
    points: THIRTY,
    labels: digits('001001012122001101110021120202'),
    k: 3,
    inertia: 117.43379945887446,
    silhouette: -0.04631519684985589,
    calinskiHarabasz: 1.6027261160966502,
    daviesBouldin: 3.254276767348378,
  },
  {
    name: '30 points, 5 clusters by k-means, one of them a single point',
    points: THIRTY,
    labels: digits('120120120420420420120120420123'),
    k: 5,
    inertia: 12.091681666666666,
    silhouette: 0.5206111597064195,
    calinskiHarabasz: 61.65597709802979,
    daviesBouldin: 0.5684090143347734,
  },
  {
    name: '30 points, 5 clusters by chance, one of them a single point',
    points: THIRTY,
    labels: digits('211113132001121133201222023004'),
    k: 5,
    inertia: 68.52658,
    silhouette: -0.12558702840918745,
    calinskiHarabasz: 5.732174775588296,
    daviesBouldin: 3.5655944027040354,
  },
  {
    name: 'Iris, the three species',
    points: IRIS,
    labels: Uint8Array.from({ length: 150 }, (_, flower) => Math.floor(flower / 50)),
    k: 3,
    inertia: 89.29740000000001,
    silhouette: 0.503477440693296,
    calinskiHarabasz: 487.33087637489984,
    daviesBouldin: 0.7513707094756737,
  },
];
