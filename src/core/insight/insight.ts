/** What a report can hold beyond segments: a topic each, worked out when somebody asks for it. */
import type { Trends } from './trends.ts';

export interface Insight {
  readonly trends?: Trends;
}

export type Topic = keyof Insight;

/** In the order in which people read them. */
export const TOPICS: readonly Topic[] = ['trends'];
