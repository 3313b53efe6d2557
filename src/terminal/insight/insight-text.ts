/** What was asked for beyond segments, topic by topic. */
import { type Insight, TOPICS, type Topic } from '../../core/insight/insight.ts';
import type { SegmentReport } from '../../core/report.ts';
import type { Style } from '../style.ts';
import { behaviourText } from './behaviour-text.ts';
import { budgetText } from './budget-text.ts';
import { clusteringsText } from './clusterings-text.ts';
import { concentrationText } from './concentration-text.ts';
import { investorText } from './investor-text.ts';
import { retentionText } from './retention-text.ts';
import { trendsText } from './trends-text.ts';

type Texts = {
  readonly [T in Topic]-?: (found: NonNullable<Insight[T]>, report: SegmentReport, style: Style) => string[];
};

const TEXTS: Texts = {
  trends: trendsText,
  behaviour: behaviourText,
  retention: retentionText,
  concentration: concentrationText,
  budget: budgetText,
  clusterings: clusteringsText,
  investor: investorText,
};

/** A section of lines for each topic that the report has. */
export const insightText = (report: SegmentReport, style: Style): readonly string[][] =>
  TOPICS.filter(topic => report.insight?.[topic] !== undefined).map(topic => textOf(topic, report, style));

const textOf = <T extends Topic>(topic: T, report: SegmentReport, style: Style): string[] =>
  // The table ties each text to its topic; TypeScript cannot follow that through the lookup.
  (TEXTS[topic] as (found: unknown, report: SegmentReport, style: Style) => string[])(
    report.insight?.[topic],
    report,
    style,
  );
