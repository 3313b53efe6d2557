/** A message seen from inside: its blocks, the calls that made it, and how it stands against Slack's limits. */
import type { LocalSlack } from '../local-slack.ts';
import type { InspectedCall, Inspection } from '../seen.ts';
import type { ApiCall, SlackMessage } from '../workspace.ts';
import { measured } from './measures.ts';

export const inspectionOf = (slack: LocalSlack, message: SlackMessage): Inspection => ({
  text: message.text,
  blocks: message.blocks as unknown as Inspection['blocks'],
  metadata: message.metadata,
  calls: slack
    .calls()
    .filter(call => concerns(call, message))
    .map(inspectedCall),
  limits: measured(message),
});

/** Posted or changed it; carried a file in it; or answered where it stands by the address of an interaction. */
const concerns = ({ method, args, answer }: ApiCall, { channel, ts, text, files, blocks }: SlackMessage): boolean => {
  if (args.channel === channel && [args.ts, answer.ts, answer.message_ts].includes(ts)) return true;
  if (method === 'response_url') return args.text === text;
  const file = args.file ?? answer.file_id;
  return typeof file === 'string' && (files.includes(file) || JSON.stringify(blocks).includes(`"${file}"`));
};

const inspectedCall = ({ method, args, answer, status }: ApiCall): InspectedCall => ({
  method,
  status,
  isRefused: answer.ok === false || status >= 400 || status === 0,
  args,
  answer,
});
