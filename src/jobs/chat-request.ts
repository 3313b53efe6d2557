/** What a person can ask of the bot, however they asked: slash command, mention, direct message, button. */
import type { Cadence } from '../core/cadence.ts';
import type { ExtraFeature } from '../core/insight/clusterings.ts';
import type { Topic } from '../core/insight/insight.ts';
import type { Settings } from '../core/settings.ts';

/** A dataset by its name as the person typed it, by its id where a button named it; `null`: the channel's latest. */
export type DatasetChoice = { readonly name: string } | { readonly id: string } | null;

export type DigestAction =
  /** `alerts`: it posts only when more customers than usual slip away. */
  | { readonly action: 'schedule'; readonly cadence: Cadence; readonly alerts?: boolean }
  | { readonly action: 'list' | 'preview' | 'pause' | 'resume' | 'off' };

/** `undo`: take it back; `only`: everything else goes; `apart`: a dataset of its own. */
export type BatchAction = 'undo' | 'only' | 'apart';

export type ChatRequest =
  | { readonly kind: 'help' }
  /** Something was typed that is no request: what, and how it is done. */
  | {
      readonly kind: 'mistake';
      readonly problem: string;
      readonly didYouMean: string | null;
      readonly examples: readonly string[];
    }
  /** Opens the modal with a file input. */
  | { readonly kind: 'upload' }
  | { readonly kind: 'run'; readonly settings: Partial<Settings>; readonly dataset: DatasetChoice }
  | { readonly kind: 'show'; readonly segment: string | null; readonly dataset: DatasetChoice }
  | { readonly kind: 'why'; readonly customer: string; readonly dataset: DatasetChoice }
  /** `all`, a segment by name or id, an RFM group; or `bi`, the tables for BI tools. */
  | { readonly kind: 'export'; readonly segment: string; readonly dataset: DatasetChoice }
  /** Everything that is stored about the customer, as a file. */
  | { readonly kind: 'account'; readonly customer: string; readonly dataset: DatasetChoice }
  | { readonly kind: 'rejected'; readonly dataset: DatasetChoice }
  /** `post`: with charts, for everybody in the channel. */
  | {
      readonly kind: 'insight';
      readonly topic: Topic;
      readonly dataset: DatasetChoice;
      readonly post?: boolean;
      /** For other clusterings: what customers are described by beside recency, frequency and spend. */
      readonly extras?: readonly ExtraFeature[];
    }
  /**
   * With so many `days` ago; else with the run whose id is `since`, where a button names it; else with the one before the
   * newest. `post`: with the flow chart, for everybody in the channel.
   */
  | {
      readonly kind: 'compare';
      readonly dataset: DatasetChoice;
      readonly days?: number;
      readonly since?: string;
      readonly post?: boolean;
    }
  | { readonly kind: 'datasets' }
  | { readonly kind: 'uploads'; readonly dataset: DatasetChoice }
  | {
      readonly kind: 'change-upload';
      readonly action: BatchAction;
      readonly upload: string;
      readonly dataset: DatasetChoice;
    }
  /** `forget X`: a dataset or, after the word customer, a customer. `confirmed` only from the button that asks. */
  | { readonly kind: 'forget-dataset'; readonly dataset: DatasetChoice; readonly confirmed: boolean }
  | {
      readonly kind: 'forget-customer';
      readonly customer: string;
      readonly dataset: DatasetChoice;
      readonly confirmed: boolean;
    }
  /** `digest`: its id, where a button names it; else the one of this channel and dataset. */
  | ({ readonly kind: 'digest'; readonly dataset: DatasetChoice; readonly digest?: string } & DigestAction);

export type ChatRequestKind = ChatRequest['kind'];
