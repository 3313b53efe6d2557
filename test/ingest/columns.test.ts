import { describe, expect, it } from 'vitest';
import type { Mapping, ReadingHints } from '../../src/core/order-file.ts';
import { isExpected } from '../../src/errors.ts';
import { COLUMN_NAMES, squashedName } from '../../src/ingest/column-names.ts';
import { findColumn, mapColumns, missingFields } from '../../src/ingest/columns.ts';
import { suggestMap } from '../../src/ingest/map-suggestion.ts';

const map = (names: readonly string[], rows: readonly (readonly string[])[] = [], hints: ReadingHints['map'] = {}) => {
  const mapping = mapColumns({ names, cells: names.map((_, column) => rows.map(row => row[column] ?? '')) }, hints);
  return Object.fromEntries(Object.entries(mapping).map(([field, column]) => [field, names[column]]));
};

describe('COLUMN_NAMES', () => {
  it('holds names in the form they are compared in', () => {
    for (const name of Object.values(COLUMN_NAMES).flat()) {
      expect(squashedName(name)).toBe(name);
    }
  });
});

describe('mapColumns', () => {
  it('knows names however they are written', () => {
    const names = ['Invoice No.', 'customer_ID', 'INVOICE DATE', 'Qty', 'Unit-Price', 'StockCode', 'Country'];
    expect(map(names)).toEqual({
      order: 'Invoice No.',
      customer: 'customer_ID',
      date: 'INVOICE DATE',
      quantity: 'Qty',
      price: 'Unit-Price',
      product: 'StockCode',
      country: 'Country',
    });
  });

  it('leaves out what the person says is not there, and frees its column', () => {
    const names = ['customer', 'date', 'total', 'country', 'state'];
    expect(map(names, [], { country: null })).toEqual({ customer: 'customer', date: 'date', amount: 'total' });
    expect(map(names, [], { status: 'country', country: null })).toMatchObject({ status: 'country' });
  });

  it('knows German, French and Spanish names', () => {
    expect(map(['Bestellnr.', 'Kundennummer', 'Bestelldatum', 'Menge', 'Einzelpreis', 'Größe'])).toEqual({
      order: 'Bestellnr.',
      customer: 'Kundennummer',
      date: 'Bestelldatum',
      quantity: 'Menge',
      price: 'Einzelpreis',
    });
    expect(map(['N° commande', 'Client', 'Date de commande', 'Montant TTC', 'Catégorie'])).toMatchObject({
      order: 'N° commande',
      customer: 'Client',
      date: 'Date de commande',
      amount: 'Montant TTC',
      category: 'Catégorie',
    });
    expect(map(['Nº pedido', 'ID cliente', 'Fecha', 'Importe', 'País'])).toMatchObject({
      customer: 'ID cliente',
      date: 'Fecha',
      amount: 'Importe',
      country: 'País',
    });
  });

  it('takes an e-mail for the customer only where there is no customer id', () => {
    expect(map(['Email', 'Customer ID', 'Date', 'Total']).customer).toBe('Customer ID');
    expect(map(['Email', 'Date', 'Total']).customer).toBe('Email');
    const rows = [['a@x.de', '', '2024-05-13', '3']];
    expect(map(['Email', 'Customer ID', 'Date', 'Total'], rows).customer).toBe('Email');
  });

  it('prefers exact names over contained ones, and uses a column once', () => {
    expect(map(['Order Date (UTC)', 'Date', 'Customer ref. no', 'Order Total (EUR)'])).toEqual({
      date: 'Date',
      customer: 'Customer ref. no',
      amount: 'Order Total (EUR)',
    });
    expect(map(['Ship Date', 'Date of order', 'Shipping total', 'Tax amount', 'Refunded amount'])).toEqual({
      date: 'Date of order',
    });
  });

  it('passes over columns whose cells are of another kind', () => {
    const rows = [
      ['morning', '2024-05-13', '3'],
      ['evening', '2024-05-14', '4'],
    ];
    expect(map(['Created', 'Date', 'Total'], rows).date).toBe('Date');
    expect(map(['Created', 'Date', 'Total'], [['', 'soon', '3']]).date).toBe('Date');
  });

  it('takes a price without quantity for the amount', () => {
    expect(map(['customer', 'date', 'price'])).toEqual({ customer: 'customer', date: 'date', amount: 'price' });
  });

  it('follows the person first', () => {
    const hints = { customer: 'email', amount: '4' };
    expect(map(['Customer ID', 'Email', 'Date', 'Foo', 'Total'], [], hints)).toEqual({
      customer: 'Email',
      date: 'Date',
      amount: 'Foo',
    });
  });

  it('an amount that the person names counts, and not quantity × price', () => {
    const names = ['Customer', 'Date', 'Quantity', 'Price', 'Total'];
    expect(map(names, [], { amount: 'Total' })).not.toHaveProperty('price');
    expect(map(names, [], { amount: 'Total', price: 'Price' })).toMatchObject({ price: 'Price', amount: 'Total' });
    expect(map(names, [], { amount: null })).toMatchObject({ quantity: 'Quantity', price: 'Price' });
  });

  it('refuses a column that is not there', () => {
    for (const wanted of ['Kunde', '0', '3', '-1', '']) {
      try {
        map(['Email', 'Date'], [], { customer: wanted });
        expect.unreachable();
      } catch (error) {
        expect(isExpected(error, 'unknown_column') && error.facts).toEqual({
          field: 'customer',
          column: wanted,
          found: ['Email', 'Date'],
        });
      }
    }
  });
});

describe('findColumn', () => {
  it('takes a name before a number', () => {
    expect(findColumn(['a', '1', 'B b'], '1')).toBe(1);
    expect(findColumn(['a', 'x', 'B b'], '1')).toBe(0);
    expect(findColumn(['a', 'x', 'B b'], 'b_B')).toBe(2);
  });
});

describe('suggestMap', () => {
  const suggest = (names: readonly string[], rows: readonly (readonly string[])[], mapping: Mapping = {}): string =>
    suggestMap(
      { names, cells: names.map((_, column) => rows.map(row => row[column] ?? '')) },
      mapping,
      missingFields(mapping),
    );

  it('guesses by what cells look like, and quotes what a shell would split', () => {
    const rows = [
      ['A1', '2024-05-13', '3', '9.50'],
      ['A2', '2024-05-13', '1', '12.00'],
      ['A1', '2024-05-14', '2', '7.25'],
    ];
    expect(suggest(['wer', 'wann', 'wie viel', 'wie "teuer"'], rows)).toBe(
      '--map customer=wer --map date=wann --map amount="wie \\"teuer\\""',
    );
    expect(suggest(['1', '2', '3', '4'], rows, { customer: 0, date: 1 })).toBe('--map amount=4');
  });

  it('prefers addresses for the customer and leaves open what nothing looks like', () => {
    expect(
      suggest(
        ['a', 'b'],
        [
          ['x', 'a@x.de'],
          ['x', 'b@x.de'],
        ],
      ),
    ).toBe('--map customer=b --map date=COLUMN --map amount=COLUMN');
  });
});
