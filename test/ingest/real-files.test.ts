import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { OrderFile, ReadingHints } from '../../src/core/order-file.ts';
import { isExpected } from '../../src/errors.ts';
import { cleanCopy } from '../../src/ingest/clean-copy.ts';
import { inspectOrderFile } from '../../src/ingest/inspect.ts';
import { describeWithReference, referenceData, referencePath } from '../reference-data.ts';
import { strictRows } from './strict-reader.ts';
import { inScratch, NO_HINTS } from './written-file.ts';

const inspect = (file: string, scratch: string, map: ReadingHints['map'] = {}): Promise<OrderFile> =>
  inspectOrderFile({ path: referencePath('data', file), name: file, hints: { ...NO_HINTS, map }, scratch });

const mappedNames = ({ columns, mapping }: OrderFile): Record<string, string | undefined> =>
  Object.fromEntries(Object.entries(mapping).map(([field, column]) => [field, columns[column]]));

const exportsFolder = referencePath('data', 'exports');
const headers = referenceData === null ? [] : readdirSync(exportsFolder).filter(name => name.includes('.header.'));

describeWithReference('real files', () => {
  it('Online Retail: Latin-1, in place, month first', () =>
    inScratch(async scratch => {
      const file = await inspect('online-retail/data.csv', scratch);
      expect(file).toMatchObject({
        encoding: 'latin-1',
        delimiter: ',',
        header: true,
        records: 541_909,
        cleaned: null,
      });
      expect(file.dates).toEqual({
        formats: ['%m/%d/%Y %H:%M', '%m/%d/%Y %H:%M:%S', '%m/%d/%Y'],
        label: 'M/D/YYYY H:MM',
        others: { order: 'mdy', turn: true },
        note: 'Dates read as month/day/year (12/1/2010 8:26).',
        assumption: null,
      });
      expect(mappedNames(file)).toEqual({
        customer: 'CustomerID',
        order: 'InvoiceNo',
        date: 'InvoiceDate',
        quantity: 'Quantity',
        price: 'UnitPrice',
        product: 'StockCode',
        title: 'Description',
        country: 'Country',
      });
      expect(file.dates.note).toBe('Dates read as month/day/year (12/1/2010 8:26).');
      const copy = await cleanCopy(file, scratch);
      expect(copy).toMatchObject({ encoding: 'utf-8', records: 541_909, cleaned: { unreadable: { count: 0 } } });
    }));

  it('CDNOW master: by runs of blanks, without being told anything', () =>
    inScratch(async scratch => {
      const file = await inspect('cdnow/CDNOW_master.txt', scratch);
      expect(file).toMatchObject({
        records: 69_659,
        cleaned: { unreadable: { count: 0 } },
        dates: { label: 'YYYYMMDD' },
      });
      expect(mappedNames(file)).toEqual({
        customer: 'customer_id',
        date: 'date',
        quantity: 'number_of_cds',
        amount: 'dollar_value',
      });
      const rows = await strictRows(file.path, 5);
      expect(rows).toHaveLength(69_659);
      expect(rows[1]).toEqual(['2', '00002', '19970112', '1', '12.00']);
    }));

  it('CDNOW sample: no header, a correct suggestion, and what it suggests works', () =>
    inScratch(async scratch => {
      const error = await inspect('cdnow/CDNOW_sample.txt', scratch).catch(thrown => thrown);
      expect(isExpected(error, 'missing_columns') && error.facts.suggestion).toBe(
        '--map customer=1 --map date=3 --map amount=5',
      );
      const file = await inspect('cdnow/CDNOW_sample.txt', scratch, { customer: '1', date: '3', amount: '5' });
      expect(file).toMatchObject({ records: 6919, mapping: { customer: 0, date: 2, amount: 4 } });
    }));

  it('orders of the R package rfm', () =>
    inScratch(async scratch => {
      const file = await inspect('rfm-r/rfm_data_orders.csv', scratch);
      expect(file).toMatchObject({ encoding: 'utf-8', records: 4906, dates: { formats: ['iso'] }, cleaned: null });
      expect(mappedNames(file)).toEqual({ customer: 'customer_id', date: 'order_date', amount: 'revenue' });
    }));

  it('a Shopify export', () =>
    inScratch(async scratch => {
      const file = await inspect('exports/shopify_orders.sample.csv', scratch);
      expect(file).toMatchObject({ records: 2, cleaned: null, dates: { label: 'YYYY-MM-DD H:MM:SS +ZZZZ' } });
      expect(mappedNames(file)).toMatchObject({
        customer: 'Email',
        order: 'Name',
        date: 'Created at',
        quantity: 'Lineitem quantity',
        price: 'Lineitem price',
        amount: 'Subtotal',
        product: 'Lineitem sku',
        status: 'Financial Status',
        currency: 'Currency',
      });
    }));

  it.each(headers)('%s: only a header', name =>
    inScratch(async scratch => {
      const error = await inspect(`exports/${name}`, scratch).catch(thrown => thrown);
      expect(isExpected(error, 'header_only')).toBe(true);
    }),
  );
});
