/** The pictures of a report; where one could not be shown, what it would have said. */
import type { ImageBlock } from '@slack/types';
import type { ChartPicture } from '../../jobs/sayings/reports.ts';
import type { SayingOf } from '../../jobs/sayings.ts';
import { type Mrkdwn, md, mrkdwn } from '../escape.ts';
import { LIMITS } from '../limit-table.ts';
import { type Message, message, plainText, section } from './message.ts';

export const chartsMessage = ({ charts, failed }: SayingOf<'charts'>): Message => {
  const lost = failed.map(lostChart);
  const shown = charts.map(({ title, altText }) => md`*${mrkdwn(title)}:* ${described(altText)}`);
  if (charts.length + failed.length === 0) {
    const nothing = md`There is nothing to draw yet: charts need segments.`;
    return message(nothing, [section(nothing)]);
  }
  return message([...shown, ...lost], [...charts.map(chartImage), ...lost.map(text => section(text))]);
};

/** What a picture would have said that could not be drawn. */
export const lostChart = ({ title, altText }: Pick<ChartPicture, 'title' | 'altText'>): Mrkdwn =>
  md`*${mrkdwn(title)}* could not be drawn. ${described(altText)}`;

export const chartImage = ({ fileId, title, altText }: ChartPicture): ImageBlock => ({
  type: 'image',
  slack_file: { id: fileId },
  title: plainText(title, 150),
  alt_text: plainText(altText, LIMITS.altText).text,
});

const described = (altText: string): Mrkdwn => mrkdwn(altText, 500);
