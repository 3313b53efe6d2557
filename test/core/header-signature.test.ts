import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { headerSignature } from '../../src/core/header-signature.ts';

describe('headerSignature', () => {
  it('does not care for case, blanks, accents and punctuation', () => {
    expect(headerSignature(['Invoice No.', 'Größe (cm)', 'Quantité'])).toBe('invoiceno|großecm|quantite');
    expect(headerSignature(['customer_id', 'Order-Date'])).toBe(headerSignature(['CustomerID', 'order date']));
  });

  it('tells other columns, and another order of columns, apart', () => {
    expect(headerSignature(['a', 'b'])).not.toBe(headerSignature(['b', 'a']));
    expect(headerSignature(['ab', 'c'])).not.toBe(headerSignature(['a', 'bc']));
    expect(headerSignature(['a'])).not.toBe(headerSignature(['a', '%']));
  });

  it('stays below 500 characters and still tells the last columns apart', () => {
    const many = Array.from({ length: 200 }, (_, column) => `column number ${column}`);
    expect(headerSignature(many).length).toBeLessThanOrEqual(500);
    expect(headerSignature(many)).not.toBe(headerSignature(many.with(199, 'other')));
    expect(headerSignature(many)).toBe(headerSignature(many));
  });

  it('takes any text', () => {
    fc.assert(fc.property(fc.array(fc.string({ unit: 'binary' })), names => headerSignature(names).length <= 500));
  });
});
