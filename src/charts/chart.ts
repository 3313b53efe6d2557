/**
 * Contract: a chart is plain JSON, so that it can be sent to a worker and to a QuickChart server, and both renderers
 * draw the same picture. Functions (tick labels, label plugins) are attached by name by the local renderer.
 */
import type { Movement } from '../core/changes.ts';
import type { SegmentReport } from '../core/report.ts';

/** One sampled customer on the segment map: no identity. */
export interface MapPoint {
  readonly recencyDays: number;
  readonly orders: number;
  readonly spend: number;
  /** Index into `report.segments`. */
  readonly segment: number;
}

export interface ChartInput {
  readonly report: SegmentReport;
  readonly points: readonly MapPoint[];
  /** Where something was compared. */
  readonly movement?: Movement;
}

export interface Chart {
  /** Also the file name without extension: `segment-sizes`. */
  readonly id: string;
  readonly title: string;
  /** What the picture shows, in words with its main figures, for people who cannot see it. */
  readonly altText: string;
  /** CSS pixels; drawn at twice that. */
  readonly width: number;
  readonly height: number;
  /** A Chart.js 4 configuration without functions. */
  readonly config: ChartJson;
}

export type ChartJson = { readonly [key: string]: unknown };

/** `null` where the report holds nothing to draw. */
export type ChartBuilder = (input: ChartInput) => Chart | null;

/** PNG bytes of a chart. */
export type ChartRenderer = (chart: Chart) => Promise<Uint8Array>;
