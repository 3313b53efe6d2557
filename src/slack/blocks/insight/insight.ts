/** One topic beyond segments: what matters in words, its figures, its pictures. */
import type { KnownBlock } from '@slack/types';
import type { Insight, Topic } from '../../../core/insight/insight.ts';
import { missingDetailsLine } from '../../../core/words/missing-details.ts';
import type { InsightSaying } from '../../../jobs/sayings/reports.ts';
import { type Mrkdwn, md, mrkdwn } from '../../escape.ts';
import { chartImage, lostChart } from '../charts.ts';
import { actions, askButton, context, header, type Message, message, section } from '../message.ts';
import { runContext } from '../report.ts';
import { behaviourWords } from './behaviour.ts';
import { budgetWords } from './budget.ts';
import { clusteringsWords } from './clusterings.ts';
import { concentrationWords } from './concentration.ts';
import { investorWords } from './investor.ts';
import { retentionWords } from './retention.ts';
import { trendsWords } from './trends.ts';

/** What a topic has to say. */
export interface TopicWords {
  readonly title: string;
  /** What matters, three sentences at most. */
  readonly lead: Mrkdwn;
  /** The figures once more, for those who see no blocks. */
  readonly lines: readonly Mrkdwn[];
  readonly blocks: readonly (KnownBlock | null)[];
}

type Words = {
  readonly [T in Topic]-?: (found: NonNullable<Insight[T]>, saying: InsightSaying) => TopicWords;
};

const WORDS: Words = {
  trends: trendsWords,
  behaviour: behaviourWords,
  retention: retentionWords,
  concentration: concentrationWords,
  budget: budgetWords,
  clusterings: clusteringsWords,
  investor: investorWords,
};

/** Every column that can be missing, named. */
const LONGEST_MISSING = 700;

export const insightMessage = (saying: InsightSaying): Message => {
  const { report, dataset, charts, failed, topic } = saying;
  const found = report.insight?.[topic];
  if (found === undefined) throw new Error(`The report holds no ${topic}`);
  // The table ties each text to its topic; TypeScript cannot follow that through the lookup.
  const { title, lead, lines, blocks } = (WORDS[topic] as (found: unknown, saying: InsightSaying) => TopicWords)(
    found,
    saying,
  );
  const missing = 'missing' in found ? missingDetailsLine(found.missing) : null;
  return message(
    [md`${mrkdwn(dataset.name)}: ${lead}`, ...lines, ...failed.map(lostChart)],
    [
      header(`${title} of ${dataset.name}`),
      section(lead),
      ...charts.map(chartImage),
      ...failed.map(chart => section(lostChart(chart))),
      ...blocks,
      missing === null ? null : context(mrkdwn(missing, LONGEST_MISSING)),
      saying.isPrivate ? actions([postButton(saying)]) : null,
      runContext(report),
    ],
  );
};

const postButton = ({ topic, dataset, report }: InsightSaying) => {
  const extras = topic === 'clusterings' ? (report.insight?.clusterings?.extras ?? []) : [];
  return askButton({
    id: `post:${topic}`,
    label: 'Post here, with charts',
    request: {
      ...({ kind: 'insight', topic, dataset: { id: dataset.id }, post: true } as const),
      ...(extras.length > 0 ? { extras } : {}),
    },
  });
};
