/** Help by example, and an answer to what was mistyped. */
import type { Button } from '@slack/types';
import type { SayingOf } from '../../jobs/sayings.ts';
import { COMMAND } from '../commands/mistake.ts';
import { parseCommand } from '../commands/parse-command.ts';
import { SUBCOMMANDS } from '../commands/subcommands.ts';
import { code, joined, type Mrkdwn, md, mrkdwn, ours } from '../escape.ts';
import { OPEN_UPLOAD, UPLOAD_HERE } from '../ids.ts';
import { actions, askButton, context, header, type Message, message, openButton, section } from './message.ts';

export const help = ({ botName, hasDatasets }: SayingOf<'help'>): Message => {
  const start = md`Drop an orders file (CSV or Excel) into a channel I am in, and I reply with who your customers are and what to do with each group.`;
  const examples = SUBCOMMANDS.filter(({ name }) => name !== 'help').map(
    ({ example, does }) => md`${code(ours(`${COMMAND} ${example}`))}\n${ours(does)}`,
  );
  const threads = md`Slack has no commands in threads: mention me there, ${code(md`@${mrkdwn(botName)} why 17850`)}.`;
  return message(
    [start, ...examples, threads],
    [
      header(`${botName}: customer segments from your orders`),
      section(start),
      section(joined(examples, '\n')),
      actions(helpButtons(hasDatasets)),
      context(threads),
    ],
  );
};

const helpButtons = (hasDatasets: boolean): readonly (Button | null)[] => [
  openButton(OPEN_UPLOAD, 'Upload a file', UPLOAD_HERE, 'primary'),
  ...(hasDatasets ? LATEST_BUTTONS : []),
];

const LATEST_BUTTONS: readonly (Button | null)[] = [
  askButton({ id: 'show', label: 'Show segments', request: { kind: 'show', segment: null, dataset: null } }),
  askButton({ id: 'compare', label: 'What moved', request: { kind: 'compare', dataset: null } }),
  askButton({ id: 'trends', label: 'Trends', request: { kind: 'insight', topic: 'trends', dataset: null } }),
  askButton({ id: 'datasets', label: 'All orders here', request: { kind: 'datasets' } }),
];

const LONGEST_COMMAND = 150;

export const mistakeMessage = ({ problem, didYouMean, examples }: SayingOf<'mistake'>): Message => {
  const meant: readonly Mrkdwn[] =
    didYouMean === null ? [] : [md`Did you mean ${code(mrkdwn(didYouMean, LONGEST_COMMAND))}?`];
  const lines = [
    mrkdwn(problem, 400),
    ...meant,
    md`Examples: ${joined(
      examples.map(example => code(mrkdwn(example, LONGEST_COMMAND))),
      ', ',
    )}`,
  ];
  return message(lines, [section(joined(lines, '\n')), actions([meantButton(didYouMean)])]);
};

/** What was probably meant, for one click; deleting always asks first. */
const meantButton = (didYouMean: string | null): Button | null => {
  if (didYouMean === null) return null;
  const request = parseCommand(didYouMean);
  if (request.kind === 'mistake') return null;
  return request.kind === 'upload'
    ? openButton(OPEN_UPLOAD, 'Upload a file', UPLOAD_HERE)
    : askButton({ id: 'meant', label: didYouMean.replace(`${COMMAND} `, 'Yes: '), request });
};
