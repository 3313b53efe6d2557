import { describe, expect, it } from 'vitest';
import { mappingModal, readMappingAnswer } from '../../../src/slack/blocks/mapping-modal.ts';
import { readPrivacyAnswer } from '../../../src/slack/blocks/privacy-modal.ts';
import { readUploadAnswer, uploadModal } from '../../../src/slack/blocks/upload-modal.ts';
import type { ViewValues } from '../../../src/slack/blocks/view-values.ts';
import {
  CUSTOMER_ACTION,
  CUSTOMER_BLOCK,
  DATASET_ACTION,
  DATASET_BLOCK,
  DATES_ACTION,
  DATES_BLOCK,
  FIELD_ACTION,
  fieldBlock,
  UPLOAD_ACTION,
  UPLOAD_BLOCK,
} from '../../../src/slack/ids.ts';
import { problemsOf } from '../../../src/slack/limits.ts';
import { exampleQuestion } from '../example-sayings.ts';

type Chosen = Partial<Record<'customer' | 'date' | 'order' | 'amount' | 'quantity' | 'price' | 'country', string>>;

const question = exampleQuestion(null);

const answer = (chosen: Chosen, dates?: string): ViewValues => ({
  ...Object.fromEntries(
    Object.entries(chosen).map(([field, value]) => [
      fieldBlock(field as keyof Chosen),
      { [FIELD_ACTION]: { selected_option: { value } } },
    ]),
  ),
  ...(dates === undefined ? {} : { [DATES_BLOCK]: { [DATES_ACTION]: { selected_option: { value: dates } } } }),
});

const read = (chosen: Chosen, dates?: string) => readMappingAnswer(answer(chosen, dates), question);

const NOT_THERE = Object.fromEntries(
  ['order', 'amount', 'quantity', 'price', 'product', 'country', 'status', 'currency'].map(field => [field, null]),
);

describe('the answer what columns mean', () => {
  it('names columns as they stand in the file', () => {
    expect(read({ customer: '0', date: '1', amount: '4', quantity: 'none' }, 'mdy')).toEqual({
      map: { ...NOT_THERE, customer: 'Buyer', date: 'Sold at', amount: 'Total' },
      dates: 'mdy',
      decimal: 'auto',
    });
  });

  it('quantity and price stand in for an amount; without a question about dates they are found out', () => {
    expect(read({ customer: '0', date: '1', quantity: '2', price: '3' })).toEqual({
      map: { ...NOT_THERE, customer: 'Buyer', date: 'Sold at', quantity: 'Qty', price: 'Each' },
      dates: 'auto',
      decimal: 'auto',
    });
  });

  it('says at the field what is missing', () => {
    expect(read({})).toEqual({
      errors: {
        'field-customer': 'Choose the column that holds it.',
        'field-date': 'Choose the column that holds it.',
        'field-amount': 'Choose an amount, or both quantity and price.',
      },
    });
    expect(read({ customer: '0', date: '1', price: '3' })).toEqual({
      errors: { 'field-quantity': 'Choose this as well, or an amount: a price alone is no money.' },
    });
  });

  it('a column means one thing', () => {
    expect(read({ customer: '0', date: '0', amount: '4' })).toEqual({
      errors: { 'field-date': 'This column is chosen for "Customer" already.' },
    });
  });

  it.each(['5', '-1', '1e3', 'constructor'])('column %s, which nobody offered, counts as none', value =>
    expect(read({ customer: value, date: '1', amount: '4' })).toEqual({
      errors: { 'field-customer': 'Choose the column that holds it.' },
    }),
  );
});

describe('the question what columns mean', () => {
  it('preselects what was guessed and shows three rows', () => {
    const { blocks } = mappingModal(question);
    const selects = blocks.flatMap(block => ('element' in block ? [block] : []));
    expect(selects.map(({ block_id: id }) => id)).toEqual([
      ...['customer', 'date', 'order', 'amount', 'quantity', 'price', 'product', 'country', 'status', 'currency'].map(
        field => `field-${field}`,
      ),
      'day-month-order',
    ]);
    expect(JSON.stringify(blocks)).toContain('*Buyer:* 17850 · 13047 · –');
    expect(JSON.stringify(selects[0])).not.toContain('initial_option');
    expect(selects[1]).toHaveProperty('element.initial_option.value', '1');
    expect(selects[2]).toHaveProperty('element.initial_option.value', 'none');
    expect(selects[10]).toHaveProperty('element.initial_option.value', 'dmy');
  });

  it('asks about dates only where they are in doubt', () =>
    expect(JSON.stringify(mappingModal({ ...question, dates: null }))).not.toContain(DATES_BLOCK));
});

describe('the upload modal', () => {
  it('brings back where the report goes', () => {
    const modal = uploadModal('{"channel":"C1"}');
    expect(problemsOf(modal)).toEqual([]);
    expect(modal.private_metadata).toBe('{"channel":"C1"}');
  });

  it('is answered with the ids of the files', () => {
    const files = [{ id: 'F0000000001' }, { id: 'F0000000002' }];
    expect(readUploadAnswer({ [UPLOAD_BLOCK]: { [UPLOAD_ACTION]: { files } } })).toEqual({
      files: ['F0000000001', 'F0000000002'],
    });
    expect(readUploadAnswer({})).toEqual({ errors: { [UPLOAD_BLOCK]: 'Choose an orders file first.' } });
  });
});

describe('the choice of what is to be forgotten or told', () => {
  const chosen = (dataset: string | null, customer?: string | null): ViewValues => ({
    [DATASET_BLOCK]: { [DATASET_ACTION]: { selected_option: dataset === null ? null : { value: dataset } } },
    ...(customer === undefined ? {} : { [CUSTOMER_BLOCK]: { [CUSTOMER_ACTION]: { value: customer } } }),
  });
  const dataset = { id: 'ds_7' };

  it('is a request like a typed one; deleting is not confirmed yet', () => {
    expect(readPrivacyAnswer(chosen('ds_7'), 'forget-dataset')).toEqual({
      kind: 'forget-dataset',
      dataset,
      confirmed: false,
    });
    expect(readPrivacyAnswer(chosen('ds_7', ' 17850 '), 'forget-customer')).toEqual({
      kind: 'forget-customer',
      customer: '17850',
      dataset,
      confirmed: false,
    });
    expect(readPrivacyAnswer(chosen('ds_7', '17850'), 'account')).toEqual({
      kind: 'account',
      customer: '17850',
      dataset,
    });
  });

  it('says at the field what is missing', () => {
    expect(readPrivacyAnswer(chosen(null, '17850'), 'account')).toEqual({
      errors: { [DATASET_BLOCK]: 'Choose the orders.' },
    });
    for (const nothing of [undefined, null, '  '])
      expect(readPrivacyAnswer(chosen('ds_7', nothing), 'forget-customer')).toEqual({
        errors: { [CUSTOMER_BLOCK]: 'Name the customer.' },
      });
  });

  it('of another version means nothing', () => {
    for (const request of ['', 'drop', 'toString']) expect(readPrivacyAnswer(chosen('ds_7'), request)).toBeNull();
  });
});
