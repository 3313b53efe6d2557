import { describe, expect, test } from 'vitest';
import { isExpected } from '../../../src/errors.ts';
import { PRESETS } from '../../../src/ingest/presets/all-presets.ts';
import { recogniseExport } from '../../../src/ingest/presets/recognise.ts';

const SHOPIFY = [
  ...['Name', 'Email', 'Financial Status', 'Created at', 'Currency', 'Subtotal', 'Total', 'Lineitem quantity'],
  ...['Lineitem name', 'Lineitem price', 'Refunded Amount'],
];

describe('recogniseExport', () => {
  test('by its columns in any order, case and spelling, among any others', () => {
    const known = recogniseExport(SHOPIFY, {})!;
    expect(known.preset.name).toBe('a Shopify orders export');
    const names = ['Remark', ...SHOPIFY.toReversed().map(name => name.toUpperCase().replaceAll(' ', '_'))];
    const turned = recogniseExport(names, {})!;
    expect(names[turned.mapping.amount!]).toBe('SUBTOTAL');
    expect(names[turned.rules.refunded!.column]).toBe('REFUNDED_AMOUNT');
    expect(turned.rules.orderColumns.map(column => names[column])).toEqual(
      known.rules.orderColumns.map(column => SHOPIFY[column]!.toUpperCase().replaceAll(' ', '_')),
    );
  });

  test('no part of a header will do', () => {
    for (const preset of PRESETS) {
      const names = [...new Set([...preset.signature, ...Object.values(preset.columns).flat()])];
      expect(recogniseExport(names, {})?.preset).toBe(preset);
      for (const gone of preset.signature)
        expect(
          recogniseExport(
            names.filter(name => name !== gone),
            {},
          )?.preset,
        ).not.toBe(preset);
    }
  });

  test('what the person says counts before what is known', () => {
    const { mapping, rules } = recogniseExport([...SHOPIFY, 'Customer ID'], { customer: 'Customer ID' })!;
    expect(mapping).toMatchObject({ customer: SHOPIFY.length, amount: SHOPIFY.indexOf('Subtotal') });
    expect(rules.otherwise.customer).toBeUndefined();
    expect(recogniseExport(SHOPIFY, { product: null })!.mapping).not.toHaveProperty('product');
  });

  test('saying what is known anyway changes nothing', () => {
    const known = recogniseExport(SHOPIFY, {});
    expect(recogniseExport(SHOPIFY, { amount: 'Subtotal', customer: 'email', quantity: 'Lineitem quantity' })).toEqual(
      known,
    );
  });

  test('other columns for money are read as they stand', () => {
    const names = [...SHOPIFY, 'Paid'];
    const { mapping, rules } = recogniseExport(names, { amount: 'Paid' })!;
    expect(mapping.amount).toBe(SHOPIFY.length);
    expect(mapping).not.toHaveProperty('price');
    expect(rules).toMatchObject({ isAmountOfOrder: false, less: [], refunded: null });
    const listed = recogniseExport(names, { amount: null })!;
    expect(listed.mapping).toMatchObject({ quantity: 7, price: 9 });
    expect(listed.mapping).not.toHaveProperty('amount');
    expect(listed.rules.isAmountOfOrder).toBe(false);
  });

  test('a column that is not there is refused', () => {
    const error = (() => {
      try {
        return recogniseExport(SHOPIFY, { customer: 'Buyer' });
      } catch (thrown) {
        return thrown;
      }
    })();
    expect(isExpected(error, 'unknown_column')).toBe(true);
  });
});
