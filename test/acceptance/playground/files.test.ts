import { expect, it } from 'vitest';
import { FOUR_FILES } from '../../four-files.ts';
import { dropFile, dropFiles } from './browser.ts';
import { describeInBrowser, visitPlayground } from './visit.ts';

const ROWS = Array.from({ length: 240 }, (_, row) => {
  const day = String(1 + (row % 12)).padStart(2, '0');
  const month = String(1 + (row % 10)).padStart(2, '0');
  return `${row % 60},${row},${day}/${month}/2026,${10 + (row % 50)}.50`;
});

/** Nothing tells which column is what, and no day is above 12. */
const AMBIGUOUS = `a,b,c,d\n${ROWS.join('\n')}\n`;

describeInBrowser('A file that is dragged into the channel', () => {
  it('whose columns are not clear is asked about; the answer makes the report', async () => {
    const visit = await visitPlayground();
    const { page, side } = visit;
    await dropFile(visit, 'export.csv', AMBIGUOUS);
    const modal = page.getByRole('dialog');
    const answer = async (fill: () => Promise<unknown>) => {
      await side.getByRole('button', { name: 'Answer' }).click();
      await modal.waitFor();
      await fill();
      await modal.locator('button[type=submit]').click();
      await modal.waitFor({ state: 'detached' });
    };
    await answer(async () => {
      for (const [label, column] of Object.entries({ Customer: 'a', Date: 'c', Amount: 'd' }))
        await modal.getByRole('combobox', { name: new RegExp(label, 'i') }).selectOption({ label: column });
    });
    await side.getByText('day/month/year or month/day/year').waitFor();
    await answer(() => modal.getByRole('radio').first().check());
    await side.getByRole('heading', { name: /60 customers/ }).waitFor({ timeout: 30_000 });
  });

  it('together with those that belong to it becomes one report, which says what did not match', async () => {
    const visit = await visitPlayground();
    await dropFiles(visit, FOUR_FILES);
    await visit.side.getByText('orders.csv was read together with customers.csv').waitFor({ timeout: 30_000 });
    const shown = visit.channel.locator('a.file');
    expect(await shown.count()).toBe(FOUR_FILES.length);
    const boxes = await Promise.all((await shown.all()).map(file => file.boundingBox()));
    const touching = boxes.filter(
      (box, index) => box?.y === boxes[index - 1]?.y && box!.x <= boxes[index - 1]!.x + boxes[index - 1]!.width,
    );
    expect(touching).toEqual([]);
    expect(await visit.side.getByRole('heading', { name: /customers in/ }).count()).toBe(1);
  });

  it('that is no orders file gets an answer that helps', async () => {
    const visit = await visitPlayground();
    await dropFile(visit, 'stock.csv', `sku,stock\n${'A1,5\n'.repeat(50)}`);
    const answer = visit.channel.locator('.ephemeral');
    await answer.waitFor({ timeout: 30_000 });
    expect(await answer.innerText()).toMatch(/stock\.csv[\s\S]*orders/);
  });

  it('can be downloaded again as it was', async () => {
    const visit = await visitPlayground();
    await dropFile(visit, 'export.csv', AMBIGUOUS);
    const [download] = await Promise.all([
      visit.page.waitForEvent('download'),
      visit.channel.getByRole('link', { name: /export\.csv/ }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('export.csv');
    const chunks: Buffer[] = [];
    for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
    expect(Buffer.concat(chunks).toString()).toBe(AMBIGUOUS);
  });
});
