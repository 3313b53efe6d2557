/** Everything that can be typed after the command, a row each; the help is made of the same rows. */
import type { ChatRequest } from '../../jobs/chat-request.ts';
import {
  aboutCustomer,
  aboutTopic,
  clusterings,
  compare,
  digest,
  exportList,
  forget,
  plainKind,
  run,
  show,
} from './request-parsers.ts';

export interface Subcommand {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly usage: string;
  readonly example: string;
  /** What it does, to stand after the example. */
  readonly does: string;
  readonly parse: (rest: string) => ChatRequest;
}

export const SUBCOMMANDS: readonly Subcommand[] = [
  {
    name: 'upload',
    aliases: ['add'],
    usage: 'upload',
    example: 'upload',
    does: 'upload an orders file (CSV or Excel); dropping it into the channel does the same',
    parse: () => ({ kind: 'upload' }),
  },
  {
    name: 'show',
    aliases: ['segments', 'segment'],
    usage: 'show [SEGMENT]',
    example: 'show Champions',
    does: 'all segments, or one with everything to do about it',
    parse: show,
  },
  {
    name: 'why',
    aliases: ['explain'],
    usage: 'why CUSTOMER',
    example: 'why 17850',
    does: 'why a customer is where they are, and what would move them up',
    parse: aboutCustomer('why'),
  },
  {
    name: 'export',
    aliases: ['download'],
    usage: 'export SEGMENT|all|bi',
    example: 'export Champions',
    does: 'the customers as CSV, sent to you alone; *export bi* for all tables that Tableau or Power BI take',
    parse: exportList,
  },
  {
    name: 'compare',
    aliases: ['changes'],
    usage: 'compare [30|90|365 days]',
    example: 'compare 30 days',
    does: 'who moved since so many days ago; without a number since the run before',
    parse: compare,
  },
  {
    name: 'trends',
    aliases: ['trend', 'months'],
    usage: 'trends',
    example: 'trends',
    does: 'revenue, orders and customers by month, and what sells best',
    parse: aboutTopic('trends'),
  },
  {
    name: 'behaviour',
    aliases: ['behavior', 'habits'],
    usage: 'behaviour',
    example: 'behaviour',
    does: 'how often, when, where and what each segment buys, and who is overdue',
    parse: aboutTopic('behaviour'),
  },
  {
    name: 'retention',
    aliases: ['cohorts', 'cohort', 'repeat'],
    usage: 'retention',
    example: 'retention',
    does: 'who comes back: new customers of each month, and repeat purchases over time',
    parse: aboutTopic('retention'),
  },
  {
    name: 'concentration',
    aliases: ['concentrated', 'lorenz', 'gini'],
    usage: 'concentration',
    example: 'concentration',
    does: 'how much of the revenue hangs on how few customers',
    parse: aboutTopic('concentration'),
  },
  {
    name: 'budget',
    aliases: ['budgets', 'spend'],
    usage: 'budget',
    example: 'budget',
    does: 'what each segment brings, what is at stake in it, and where a budget could go',
    parse: aboutTopic('budget'),
  },
  {
    name: 'clusterings',
    aliases: ['clustering', 'clusters', 'methods'],
    usage: 'clusterings [with FEATURE, …]',
    example: 'clusterings',
    does: 'other ways to find segments beside k-means, and which one to use',
    parse: clusterings,
  },
  {
    name: 'investor',
    aliases: ['investors', 'data-room'],
    usage: 'investor',
    example: 'investor',
    does: 'figures for a data room, with definitions; a PDF and a workbook are sent to you',
    parse: aboutTopic('investor'),
  },
  {
    name: 'run',
    aliases: ['rerun'],
    usage: 'run [SETTING=VALUE …]',
    example: 'run k=5 names=classic',
    does: 'segment again with other settings',
    parse: run,
  },
  {
    name: 'digest',
    aliases: ['digests', 'schedule'],
    usage: 'digest weekly mon 09:00 [alerts] | daily 09:00 | monthly 1 09:00 | list | preview | pause | resume | off',
    example: 'digest weekly mon 09:00',
    does: 'post what moved, as often as you like; with *alerts* only when more customers than usual slip away; also list, preview, pause, resume, off',
    parse: digest,
  },
  {
    name: 'datasets',
    aliases: ['dataset', 'list', 'files'],
    usage: 'datasets',
    example: 'datasets',
    does: 'the orders of this channel; add *in NAME* to any command to choose one',
    parse: () => ({ kind: 'datasets' }),
  },
  {
    name: 'uploads',
    aliases: ['batches'],
    usage: 'uploads',
    example: 'uploads',
    does: 'the files that the orders are made of, each with a button to take it back',
    parse: plainKind('uploads'),
  },
  {
    name: 'rejected',
    aliases: ['receipt'],
    usage: 'rejected',
    example: 'rejected',
    does: 'the rows that were left out and why, sent to you alone',
    parse: plainKind('rejected'),
  },
  {
    name: 'account',
    aliases: ['stored', 'about'],
    usage: 'account CUSTOMER',
    example: 'account 17850',
    does: 'everything stored about a customer as CSV, sent to you alone',
    parse: aboutCustomer('account'),
  },
  {
    name: 'forget',
    aliases: ['delete', 'remove'],
    usage: 'forget DATASET | forget customer ID',
    example: 'forget customer 17850',
    does: 'delete orders, or one customer; asks first',
    parse: forget,
  },
  {
    name: 'help',
    aliases: ['?', 'hi', 'hello'],
    usage: 'help',
    example: 'help',
    does: 'this list',
    parse: () => ({ kind: 'help' }),
  },
];
