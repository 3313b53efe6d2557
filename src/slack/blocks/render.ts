/** Everything the bot says, kind by kind; a kind without its words does not compile. */
import type { Saying, SayingKind, SayingOf } from '../../jobs/sayings.ts';
import { inviteMe, noDataset, noOrders, refusal } from './access.ts';
import { chartsMessage } from './charts.ts';
import { churnAlert } from './churn-alert.ts';
import { compareMessage, nothingToCompare } from './compare.ts';
import { askCurrency } from './currency.ts';
import { datasetsMessage } from './datasets.ts';
import { digestMessage, digestReminder, digestStale } from './digest.ts';
import { digestChanged, digestList, digestSaved, digestStopped, digestTakenOver, noDigest } from './digest-schedule.ts';
import { exportFile, exportSent, investorFile, nothingToExport } from './export.ts';
import { confirmForget, forgotten } from './forget.ts';
import { help, mistakeMessage } from './help.ts';
import { homeMessage } from './home.ts';
import { insightMessage } from './insight/insight.ts';
import { answered, askMapping } from './mapping.ts';
import type { Message } from './message.ts';
import { askPlace } from './place.ts';
import { progressMessage, reportBelow, working } from './progress.ts';
import { reportMessage } from './report.ts';
import { retentionWarning } from './retention.ts';
import { noSegment, segmentMessage, segmentsMessage } from './segment.ts';
import { askSheet } from './sheet.ts';
import { bug, outage, problem } from './trouble.ts';
import { noUpload, uploadsMessage } from './uploads.ts';
import { noCustomer, whyMessage } from './why.ts';

type Renderers = { readonly [K in SayingKind]: (saying: SayingOf<K>) => Message };

const RENDERERS: Renderers = {
  progress: progressMessage,
  report: reportMessage,
  'report-below': reportBelow,
  charts: chartsMessage,
  'ask-mapping': askMapping,
  'ask-place': askPlace,
  'ask-currency': askCurrency,
  'ask-sheet': askSheet,
  answered,
  problem,
  outage,
  bug,
  'no-orders': noOrders,
  'invite-me': inviteMe,
  refusal,
  help,
  mistake: mistakeMessage,
  'no-dataset': noDataset,
  working,
  segments: segmentsMessage,
  segment: segmentMessage,
  'no-segment': noSegment,
  why: whyMessage,
  'no-customer': noCustomer,
  'export-file': exportFile,
  'investor-file': investorFile,
  'export-sent': exportSent,
  'nothing-to-export': nothingToExport,
  insight: insightMessage,
  compare: compareMessage,
  'nothing-to-compare': nothingToCompare,
  datasets: datasetsMessage,
  uploads: uploadsMessage,
  'no-upload': noUpload,
  'confirm-forget': confirmForget,
  forgotten,
  'digest-saved': digestSaved,
  'digest-list': digestList,
  'digest-changed': digestChanged,
  'digest-taken-over': digestTakenOver,
  'no-digest': noDigest,
  digest: digestMessage,
  'churn-alert': churnAlert,
  'digest-stale': digestStale,
  'digest-reminder': digestReminder,
  'digest-stopped': digestStopped,
  'retention-warning': retentionWarning,
  home: homeMessage,
};

/** A saying as Slack shows it: the same facts give the same message. */
export const render = (saying: Saying): Message =>
  (RENDERERS as Record<SayingKind, (saying: Saying) => Message>)[saying.kind](saying);
