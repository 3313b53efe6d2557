import { expect, it } from 'vitest';
import { PATIENT, uploadSampleStore } from './browser.ts';
import { describeInBrowser, visitPlayground } from './visit.ts';

describeInBrowser('A first visit', () => {
  it('says that it is a simulation, and offers the sample store', async () => {
    const { page } = await visitPlayground();
    expect(await page.getByRole('banner').first().innerText()).toContain('Simulation');
    expect(await page.title()).toBe('Tranche playground');
    await page.getByRole('button', { name: 'Upload the sample store' }).waitFor();
  });

  it('comes to a report with table, cards and charts by one click, without a reload', async () => {
    const visit = await visitPlayground();
    const { page, side } = visit;
    await uploadSampleStore(visit);
    expect(await side.getByRole('heading', { name: /customers in \d segments/ }).count()).toBe(1);
    expect(
      await side
        .getByRole('table', { name: /Segments of sample-store/ })
        .getByRole('rowheader')
        .count(),
    ).toBeGreaterThan(2);
    expect(await side.locator('.carousel .card').count()).toBeGreaterThan(2);
    const charts = side.getByRole('link', { name: /opens the picture/ });
    expect(await charts.count()).toBe(6);
    await charts.last().scrollIntoViewIfNeeded();
    const widthOf = (picture: HTMLImageElement): number => picture.naturalWidth;
    await expect.poll(() => charts.last().locator('img').evaluate(widthOf), PATIENT).toBeGreaterThan(500);
    expect(await page.locator('.suggestions button').count()).toBe(3);
  });

  it('sorts the table by a column of numbers', async () => {
    const visit = await visitPlayground();
    await uploadSampleStore(visit);
    const table = visit.side.getByRole('table', { name: /Segments of sample-store/ });
    const customers = async () => (await table.locator('tbody td:nth-child(2)').allInnerTexts()).map(Number);
    await table.getByRole('button', { name: 'Customers', exact: true }).click();
    const largestFirst = await customers();
    expect(largestFirst).toEqual(largestFirst.toSorted((a, b) => b - a));
    await table.getByRole('button', { name: 'Customers', exact: true }).click();
    expect(await customers()).toEqual(largestFirst.toReversed());
    expect(await table.getByRole('columnheader', { name: 'Customers', exact: true }).getAttribute('aria-sort')).toBe(
      'ascending',
    );
  });
});
