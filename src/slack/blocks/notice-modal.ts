/** A message in a modal: for an answer to a button that would have opened another one. */
import type { ModalView } from '@slack/types';
import type { Saying } from '../../jobs/sayings.ts';
import { NOTICE_CALLBACK } from '../ids.ts';
import { LIMITS } from '../limit-table.ts';
import { withOlderBlocks } from '../older-blocks.ts';
import { plainText } from './message.ts';
import { render } from './render.ts';

/** In older blocks, because modals show no tables. */
export const noticeModal = (title: string, saying: Saying): ModalView => ({
  type: 'modal',
  callback_id: NOTICE_CALLBACK,
  title: plainText(title, LIMITS.viewTitle),
  close: plainText('Close', LIMITS.viewTitle),
  blocks: [...withOlderBlocks(render(saying)).blocks],
});
