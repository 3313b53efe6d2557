import { expect, it } from 'vitest';
import { faultsOf } from './axe.ts';
import { uploadSampleStore } from './browser.ts';
import { describeInBrowser, visitPlayground } from './visit.ts';

describeInBrowser.each([
  { width: 1280, height: 800, colorScheme: 'light' },
  { width: 1280, height: 800, colorScheme: 'dark' },
  { width: 390, height: 780, colorScheme: 'light' },
] as const)('For everybody ($width pixels, $colorScheme)', screen => {
  it('axe finds nothing serious on any screen', async () => {
    const visit = await visitPlayground(screen);
    const { page, channel } = visit;
    const isNarrow = screen.width < 900;
    const found: string[] = [];
    const look = async (where: string) => {
      for (const fault of await faultsOf(page)) found.push(`${where}: ${fault}`);
    };
    const goTo = async (name: RegExp) => {
      if (isNarrow) await page.getByRole('button', { name: 'Channels' }).click();
      await page.getByRole('navigation').getByRole('button', { name }).click();
    };
    await page.getByRole('button', { name: 'Upload the sample store' }).waitFor();
    await look('first visit');
    await uploadSampleStore(visit);
    await look('thread');
    await page.getByRole('button', { name: 'Close: Thread' }).click();
    await visit.say('/segment help');
    await channel.locator('.ephemeral').waitFor();
    await look('only visible to you');
    await channel.getByRole('textbox').fill('/');
    await page.getByRole('listbox').waitFor();
    await look('completion');
    await page.keyboard.press('Escape');
    const last = channel.locator('.message').last();
    await last.hover();
    await last.getByRole('button', { name: 'Inspect' }).click();
    await page.getByText('Against Slack').waitFor();
    await look('inspector');
    await page.getByRole('button', { name: 'Close: Inspector' }).click();
    await goTo(/Tranche/);
    await page.getByRole('button', { name: 'Home', exact: true }).click();
    await page.getByRole('button', { name: /Forget a customer/ }).waitFor();
    await look('home');
    await page.getByRole('button', { name: /Forget a customer/ }).click();
    await page.getByRole('dialog').waitFor();
    await look('modal');
    expect(found).toEqual([]);
  });
});

describeInBrowser('By the keyboard alone', () => {
  it('one uploads the sample store, reads its thread, and closes it', async () => {
    const { page, side } = await visitPlayground();
    const button = page.getByRole('button', { name: 'Upload the sample store' });
    await button.waitFor();
    for (
      let presses = 0;
      presses < 30 && !(await button.evaluate(node => node === document.activeElement));
      presses += 1
    )
      await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await side.getByRole('heading', { name: 'Thread' }).waitFor();
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Thread');
    await page.keyboard.press('Escape');
    await side.waitFor({ state: 'detached' });
  });
});
