/** Everything else that can be asked about the customers of a report, a button each. */
import type { ActionsBlock } from '@slack/types';
import { TOPICS, type Topic } from '../../../core/insight/insight.ts';
import type { DatasetName } from '../../../jobs/sayings/datasets.ts';
import { actions, askButton } from '../message.ts';

const LABELS: Readonly<Record<Topic, string>> = {
  trends: 'Trends',
  behaviour: 'How they buy',
  retention: 'Who comes back',
  concentration: 'Concentration',
  budget: 'Budget',
  clusterings: 'Other clusterings',
  investor: 'For investors',
};

export const topicButtons = ({ id, name }: DatasetName): ActionsBlock | null =>
  actions(
    TOPICS.map(topic =>
      askButton({
        id: `topic:${topic}`,
        label: LABELS[topic],
        aloud: `${LABELS[topic]}: ${name}`,
        request: { kind: 'insight', topic, dataset: { id } },
      }),
    ),
  );
