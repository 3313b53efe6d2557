/** The modal in which a dataset, and a customer where there is one to name, is chosen; and what was chosen, as a request. */
import type { InputBlock, ModalView, PlainTextOption } from '@slack/types';
import { dayWords } from '../../core/words/dates.ts';
import { counted } from '../../core/words/numbers.ts';
import type { ChatRequest } from '../../jobs/chat-request.ts';
import type { DatasetName, PrivacyRequest } from '../../jobs/sayings/datasets.ts';
import { type Mrkdwn, md, ours } from '../escape.ts';
import { CUSTOMER_ACTION, CUSTOMER_BLOCK, DATASET_ACTION, DATASET_BLOCK, PRIVACY_CALLBACK } from '../ids.ts';
import { LIMITS } from '../limit-table.ts';
import { context, plainText, section } from './message.ts';
import type { FieldErrors, ViewValues } from './view-values.ts';

interface Words {
  readonly title: string;
  readonly submit: string;
  readonly explains: Mrkdwn;
  readonly asksCustomer: boolean;
}

const WORDS: Readonly<Record<PrivacyRequest, Words>> = {
  'forget-dataset': {
    title: 'Forget a dataset',
    submit: 'Go on',
    explains: md`All its orders, reports and digests are deleted. You are asked once more before that, in a direct message.`,
    asksCustomer: false,
  },
  'forget-customer': {
    title: 'Forget a customer',
    submit: 'Go on',
    explains: md`All rows of the customer are deleted. You are asked once more before that, in a direct message.`,
    asksCustomer: true,
  },
  account: {
    title: 'What is stored',
    submit: 'Send me the file',
    explains: md`Everything that is stored about a customer comes to you alone, as a file in a direct message.`,
    asksCustomer: true,
  },
};

export const isPrivacyRequest = (text: string): text is PrivacyRequest => Object.hasOwn(WORDS, text);

export interface DatasetOption extends DatasetName {
  readonly customers: number;
  /** Epoch milliseconds. */
  readonly uploadedAt: number;
}

export const privacyModal = (request: PrivacyRequest, datasets: readonly DatasetOption[]): ModalView => {
  const { title, submit, explains, asksCustomer } = WORDS[request];
  const modal = {
    type: 'modal',
    callback_id: PRIVACY_CALLBACK,
    private_metadata: request,
    title: plainText(title, LIMITS.viewTitle),
    close: plainText('Cancel', LIMITS.viewTitle),
  } as const;
  if (datasets.length === 0)
    return { ...modal, blocks: [section(md`No orders of the channels that you are in are stored.`)] };
  const hidden = notOffered(datasets.length);
  return {
    ...modal,
    submit: plainText(submit, LIMITS.viewTitle),
    blocks: [
      section(explains),
      datasetInput(datasets),
      ...(hidden ? [hidden] : []),
      ...(asksCustomer ? [CUSTOMER_INPUT] : []),
    ],
  };
};

const datasetInput = (datasets: readonly DatasetOption[]): InputBlock => ({
  type: 'input',
  block_id: DATASET_BLOCK,
  label: plainText('Dataset', LIMITS.inputLabel),
  element: {
    type: 'static_select',
    action_id: DATASET_ACTION,
    placeholder: plainText('Choose the orders', LIMITS.placeholder),
    options: datasets.slice(0, LIMITS.selectOptions).map(datasetOption),
  },
});

const datasetOption = ({ id, name, customers, uploadedAt }: DatasetOption): PlainTextOption => ({
  text: plainText(name, LIMITS.optionText),
  value: id,
  description: plainText(
    `${counted(customers, 'customer')}, uploaded ${dayWords(new Date(uploadedAt).toISOString())}`,
    LIMITS.optionText,
  ),
});

const notOffered = (datasets: number) =>
  datasets > LIMITS.selectOptions
    ? context(
        md`${ours(counted(datasets - LIMITS.selectOptions, 'older dataset'))} more: say it in their channels, with /segment.`,
      )
    : null;

const CUSTOMER_INPUT: InputBlock = {
  type: 'input',
  block_id: CUSTOMER_BLOCK,
  label: plainText('Customer', LIMITS.inputLabel),
  hint: plainText('The id as it is written in the file.', LIMITS.inputLabel),
  element: { type: 'plain_text_input', action_id: CUSTOMER_ACTION, max_length: 500 },
};

/** `null` where the modal is of another version. */
export const readPrivacyAnswer = (values: ViewValues, request: string): ChatRequest | FieldErrors | null => {
  if (!isPrivacyRequest(request)) return null;
  const id = values[DATASET_BLOCK]?.[DATASET_ACTION]?.selected_option?.value;
  if (id === undefined) return { errors: { [DATASET_BLOCK]: 'Choose the orders.' } };
  const dataset = { id };
  if (request === 'forget-dataset') return { kind: request, dataset, confirmed: false };
  const customer = values[CUSTOMER_BLOCK]?.[CUSTOMER_ACTION]?.value?.trim() ?? '';
  if (customer === '') return { errors: { [CUSTOMER_BLOCK]: 'Name the customer.' } };
  return request === 'account'
    ? { kind: request, customer, dataset }
    : { kind: request, customer, dataset, confirmed: false };
};
