/** The modal with a file input, and what was handed in with it. */
import type { ModalView } from '@slack/types';
import { md } from '../escape.ts';
import { UPLOAD_ACTION, UPLOAD_BLOCK, UPLOAD_CALLBACK } from '../ids.ts';
import { LIMITS } from '../limit-table.ts';
import { plainText, section } from './message.ts';
import type { FieldErrors, ViewValues } from './view-values.ts';

/** `privateMetadata` comes back with the answer: where the report goes. */
export const uploadModal = (privateMetadata: string): ModalView => ({
  type: 'modal',
  callback_id: UPLOAD_CALLBACK,
  private_metadata: privateMetadata,
  title: plainText('Upload orders', LIMITS.viewTitle),
  submit: plainText('Segment', LIMITS.viewTitle),
  close: plainText('Cancel', LIMITS.viewTitle),
  blocks: [
    section(
      md`An export of orders from your shop: a customer, a date and an amount (or quantity and price) in each row. The report comes to the channel.`,
    ),
    {
      type: 'input',
      block_id: UPLOAD_BLOCK,
      label: plainText('Orders (CSV or Excel)', LIMITS.inputLabel),
      hint: plainText(
        'Files that belong together (orders, their items, customers, products) become one report, others one each. They are deleted once they are read.',
        LIMITS.inputLabel,
      ),
      element: {
        type: 'file_input',
        action_id: UPLOAD_ACTION,
        filetypes: ['csv', 'txt', 'tsv', 'xlsx', 'zip', 'gz'],
        max_files: 10,
      },
    },
  ],
});

/** Ids of the files, in the order in which they were chosen. */
export const readUploadAnswer = (values: ViewValues): { readonly files: readonly string[] } | FieldErrors => {
  const files = values[UPLOAD_BLOCK]?.[UPLOAD_ACTION]?.files ?? [];
  return files.length === 0
    ? { errors: { [UPLOAD_BLOCK]: 'Choose an orders file first.' } }
    : { files: files.map(({ id }) => id) };
};
