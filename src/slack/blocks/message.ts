/** A message as it goes to Slack, and the pieces it is built of. Everything that takes markup takes `Mrkdwn` only. */
import type {
  ActionsBlock,
  AnyBlock,
  Button,
  ConfirmationDialog,
  ContextBlock,
  DividerBlock,
  HeaderBlock,
  KnownBlock,
  MrkdwnElement,
  PlainTextElement,
  SectionBlock,
} from '@slack/types';
import type { ChatRequest } from '../../jobs/chat-request.ts';
import { cutMarkup, joined, type Mrkdwn, plain, spoken } from '../escape.ts';
import { ASK_PREFIX } from '../ids.ts';
import { LIMITS } from '../limit-table.ts';
import { toValue } from './request-value.ts';

export interface Message {
  /** Notification and screen-reader text: complete enough to act on, escaped. */
  readonly text: string;
  readonly blocks: readonly AnyBlock[];
}

/** `text` may hold our formatting; it is taken out. */
export const message = (text: Mrkdwn | readonly Mrkdwn[], blocks: readonly (KnownBlock | null)[]): Message => {
  const words = typeof text === 'string' ? text : joined(text, '\n');
  return { text: cutMarkup(spoken(words), LIMITS.messageText), blocks: blocks.filter(block => block !== null) };
};

/** A message that says the same in its text and its one section, with buttons below. */
export const note = (text: Mrkdwn, buttons: readonly (Button | null)[] = []): Message =>
  message(text, [section(text), actions(buttons)]);

export const plainText = (text: string, length: number): PlainTextElement => ({
  type: 'plain_text',
  text: plain(text, length),
  emoji: false,
});

/** `verbatim`: Slack makes no links and mentions of what looks like one. */
export const markup = (text: Mrkdwn, limit: number): MrkdwnElement => ({
  type: 'mrkdwn',
  text: cutMarkup(text, limit),
  verbatim: true,
});

export const header = (text: string): HeaderBlock => ({ type: 'header', text: plainText(text, LIMITS.headerText) });

export const section = (text: Mrkdwn, accessory: Button | null = null): SectionBlock => ({
  type: 'section',
  text: markup(text, LIMITS.sectionText),
  ...(text.length > FOLDED_FROM ? { expand: true } : {}),
  ...(accessory === null ? {} : { accessory }),
});

/** Slack folds longer texts behind "see more". */
const FOLDED_FROM = 500;

/** Figures side by side in two columns, each with its title above. */
export const figures = (pairs: readonly (readonly [title: Mrkdwn, value: Mrkdwn])[]): SectionBlock => ({
  type: 'section',
  fields: pairs
    .slice(0, LIMITS.sectionFields)
    .map(([title, value]) => markup(`*${title}*\n${value}` as Mrkdwn, LIMITS.fieldText)),
});

export const context = (...lines: readonly (Mrkdwn | null)[]): ContextBlock | null => {
  const elements = lines
    .filter(line => line !== null)
    .slice(0, LIMITS.contextElements)
    .map(line => markup(line, LIMITS.contextText));
  return elements.length === 0 ? null : { type: 'context', elements };
};

export const divider: DividerBlock = { type: 'divider' };

export const actions = (buttons: readonly (Button | null)[]): ActionsBlock | null => {
  const elements = buttons.filter(button => button !== null).slice(0, LIMITS.actionsElements);
  return elements.length === 0 ? null : { type: 'actions', elements };
};

export interface AskButton {
  /** Unique among the buttons of the message. */
  readonly id: string;
  readonly label: string;
  readonly request: ChatRequest;
  /** For screen readers, where the label alone does not say it: "Details of Champions". */
  readonly aloud?: string;
  readonly style?: 'primary' | 'danger';
  /** Asked before anything happens. */
  readonly confirm?: Confirm;
}

export interface Confirm {
  readonly title: string;
  readonly text: string;
  /** The button that goes on. */
  readonly yes: string;
}

/** A button that asks for something; `null` where the request is too long for a button (a customer's name of 3,000 letters). */
export const askButton = ({ id, label, request, aloud, style, confirm }: AskButton): Button | null => {
  const value = toValue(request);
  if (value.length > LIMITS.buttonValue) return null;
  return {
    type: 'button',
    action_id: `${ASK_PREFIX}${id}`,
    text: plainText(label, LIMITS.buttonText),
    value,
    ...(aloud === undefined ? {} : { accessibility_label: plain(aloud, LIMITS.accessibilityLabel) }),
    ...(style === undefined ? {} : { style }),
    ...(confirm === undefined ? {} : { confirm: confirmation(confirm) }),
  };
};

/** Slack asks before it hands a click over. */
export const confirmation = ({ title, text, yes }: Confirm): ConfirmationDialog => ({
  title: plainText(title, LIMITS.confirmTitle),
  text: plainText(text, LIMITS.confirmText),
  confirm: plainText(yes, LIMITS.confirmButton),
  deny: plainText('Cancel', LIMITS.confirmButton),
  style: 'danger',
});

/** A button with an id of its own: it opens a modal. */
export const openButton = (actionId: string, label: string, value: string, style?: 'primary'): Button => ({
  type: 'button',
  action_id: actionId,
  text: plainText(label, LIMITS.buttonText),
  value,
  ...(style === undefined ? {} : { style }),
});
