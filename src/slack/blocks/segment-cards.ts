/** A card per segment: who they are, what they bring, the first thing to do. */
import type { Button, CardBlock, KnownBlock } from '@slack/types';
import type { Segment, SegmentReport } from '../../core/report.ts';
import { percent } from '../../core/words/numbers.ts';
import type { DatasetName } from '../../jobs/sayings/datasets.ts';
import { joined, md, mrkdwn, ours } from '../escape.ts';
import { LIMITS } from '../limit-table.ts';
import { actions, askButton, context, markup } from './message.ts';

/** A carousel of the segments with the most revenue; what does not fit has a line and buttons of its own. */
export const segmentCards = ({ segments }: SegmentReport, dataset: DatasetName): readonly (KnownBlock | null)[] => {
  if (segments.length === 0) return [];
  const rest = segments.slice(LIMITS.carouselCards);
  return [
    { type: 'carousel', elements: segments.slice(0, LIMITS.carouselCards).map(segment => card(segment, dataset)) },
    ...(rest.length === 0 ? [] : smallest(rest, dataset)),
  ];
};

const smallest = (rest: readonly Segment[], dataset: DatasetName): readonly (KnownBlock | null)[] => [
  context(
    md`Slack shows ${LIMITS.carouselCards} cards at most. The smallest by revenue: ${joined(
      rest.map(({ name }) => mrkdwn(name)),
      ', ',
    )}.`,
  ),
  actions(rest.map(segment => detailsButton(segment, dataset, segment.name))),
];

const card = (segment: Segment, dataset: DatasetName): CardBlock => {
  const [first] = segment.actions;
  const todo = first ? md`\n*Do:* ${mrkdwn(first.title, 100)}` : md``;
  return {
    type: 'card',
    title: markup(mrkdwn(segment.name, 60), LIMITS.cardTitle),
    subtitle: markup(
      md`${ours(percent(segment.customerShare))} of customers · ${ours(percent(segment.revenueShare))} of revenue`,
      LIMITS.cardTitle,
    ),
    body: markup(md`${mrkdwn(segment.profile, 90)}.${todo}`, LIMITS.cardBody),
    actions: [detailsButton(segment, dataset), exportButton(segment, dataset)].filter(button => button !== null),
  };
};

/** `label` where the button stands alone. */
const detailsButton = ({ id, name }: Segment, dataset: DatasetName, label = 'Details'): Button | null =>
  askButton({
    id: `details:${id.slice(0, LONGEST_ID)}`,
    label,
    aloud: `Details of ${name}`,
    request: { kind: 'show', segment: id, dataset: { id: dataset.id } },
  });

export const exportButton = ({ id, name }: Segment, dataset: DatasetName): Button | null =>
  askButton({
    id: `export:${id.slice(0, LONGEST_ID)}`,
    label: 'Export',
    aloud: `Export the customers of ${name}`,
    request: { kind: 'export', segment: id, dataset: { id: dataset.id } },
  });

const LONGEST_ID = 100;
