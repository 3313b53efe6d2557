/** `npm run pictures`: the main screens, as README shows them, into `.github`. */
import { join } from 'node:path';
import { openPlayground, uploadSampleStore } from './browser.ts';

const FOLDER = join(import.meta.dirname, '../../../.github');

const take = async (): Promise<void> => {
  await using desk = await openPlayground({ width: 1280, height: 860 });
  const { page, channel } = desk.visit;
  const picture = (name: string) => page.screenshot({ path: join(FOLDER, `${name}.png`), animations: 'disabled' });
  await uploadSampleStore(desk.visit);
  await page.getByRole('button', { name: /Ask why customer/ }).waitFor();
  await page.mouse.move(0, 0);
  await picture('playground');
  await page.getByRole('button', { name: 'Close: Thread' }).click();
  await desk.visit.say('/segment digest weekly mon 09:00');
  await channel.getByText('every Monday at 09:00').first().waitFor();
  for (const monday of ['Mon 30 Nov', 'Mon 7 Dec']) {
    await page.getByRole('button', { name: 'It is next Monday' }).click();
    await page.getByText(`${monday}, 09:00`).first().waitFor();
    await page.getByRole('button', { name: 'It is next Monday' }).waitFor();
  }
  const digest = channel.getByRole('article', { name: /Tranche, 09:00/ }).last();
  await digest.evaluate(node => node.scrollIntoView({ block: 'start' }));
  for (const toast of await page.getByRole('button', { name: 'Dismiss' }).all()) await toast.click();
  await picture('playground-digest');
};

await take();
