/** A meter that nobody reads. */
import type { Meter } from '../src/jobs/meter.ts';
import { createMetrics } from '../src/metrics.ts';

export const unreadMeter = (): Meter =>
  createMetrics({ monotonicMs: () => 0, waiting: async () => [], memory: () => ({ rss: 0, heapUsed: 0 }) }).meter;
