import { expect, it } from 'vitest';
import { PATIENT, uploadSampleStore, type Visit } from './browser.ts';
import { describeInBrowser, visitPlayground } from './visit.ts';

/** Presses a suggestion, and sends what it has put into the composer. */
const follow = async ({ page, channel }: Visit, suggestion: RegExp): Promise<void> => {
  await page.getByRole('button', { name: suggestion }).click();
  await expect.poll(() => channel.getByRole('textbox').inputValue(), PATIENT).toMatch(/^\/segment/);
  await channel.getByRole('textbox').press('Enter');
};

describeInBrowser('With orders in the channel', () => {
  it('one asks why a customer is where they are, and only oneself reads it', async () => {
    const visit = await visitPlayground();
    await uploadSampleStore(visit);
    await follow(visit, /Ask why customer/);
    const answer = visit.channel.locator('.ephemeral');
    await answer.waitFor();
    expect(await answer.innerText()).toMatch(/Only visible to you[\s\S]*score/i);
    const other = await visit.page.context().newPage();
    await other.goto(`${visit.address}/?as=U0BEN00001`);
    await other.getByRole('button', { name: /repl/ }).waitFor();
    expect(await other.locator('.ephemeral').count()).toBe(0);
  });

  it('one gets a list as a direct message', async () => {
    const visit = await visitPlayground();
    await uploadSampleStore(visit);
    await follow(visit, /list of your champions/);
    await visit.page
      .getByRole('navigation')
      .getByRole('button', { name: /Tranche\s*1/ })
      .click();
    await visit.channel.getByRole('link', { name: /champions\.csv/i }).waitFor();
  });

  it('a digest is posted next Monday, and the Monday after says what moved', async () => {
    const visit = await visitPlayground();
    const { page, channel } = visit;
    await uploadSampleStore(visit);
    await follow(visit, /digest posted every Monday/);
    await channel.getByText('every Monday at 09:00').first().waitFor();
    const jump = page.getByRole('button', { name: 'It is next Monday' });
    for (const [monday, heading] of [
      ['Mon 30 Nov, 09:00', /sample-store: where you stand/],
      ['Mon 7 Dec, 09:00', /sample-store: what moved/],
    ] as const) {
      await jump.click();
      await page.getByText(monday).first().waitFor({ timeout: 30_000 });
      await channel.getByRole('heading', { name: heading }).last().waitFor({ timeout: 30_000 });
      await jump.waitFor({ timeout: 30_000 });
    }
    const digests = channel.getByText(/Comes every Monday/);
    await expect.poll(() => digests.count(), PATIENT).toBe(2);
    expect(await channel.getByText(/sample-store-week-\d\.csv/).count()).toBeGreaterThanOrEqual(2);
  });

  it('a message is inspected, and its blocks are copied', async () => {
    const visit = await visitPlayground();
    await uploadSampleStore(visit);
    await visit.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const report = visit.side.getByRole('article', { name: /Tranche/ }).first();
    await report.hover();
    await report.getByRole('button', { name: 'Inspect' }).click();
    await visit.side.getByText(/\d+ of 50/).waitFor();
    expect(await visit.side.getByText('chat.postMessage').count()).toBe(1);
    await visit.side.getByRole('button', { name: 'Copy blocks' }).click();
    const { blocks } = JSON.parse(await visit.page.evaluate(() => navigator.clipboard.readText()));
    expect(blocks[0].type).toBe('header');
  });
});

describeInBrowser('A thread', () => {
  it('is followed from one’s own words on; what else comes below is told', async () => {
    const visit = await visitPlayground();
    const { page, side } = visit;
    await uploadSampleStore(visit);
    const log = side.getByRole('log');
    await log.evaluate(element => element.scrollTo(0, 0));
    await side
      .getByRole('button', { name: 'Details' })
      .first()
      .evaluate((button: HTMLElement) => button.click());
    await log.evaluate(element => element.scrollTo(0, 0));
    await side.getByRole('button', { name: 'New messages' }).click();
    await side.getByText('It worked if').first().waitFor();
    await log.evaluate(element => element.scrollTo(0, 0));
    await side.getByRole('textbox').fill('@Tranche help');
    await side.getByRole('textbox').press('Enter');
    await expect
      .poll(() => log.evaluate(one => one.scrollHeight - one.scrollTop - one.clientHeight), PATIENT)
      .toBeLessThan(4);
    expect(await page.getByText('@Tranche help').count()).toBeGreaterThan(0);
  });
});

describeInBrowser('Whoever works by keyboard', () => {
  it('is where they were when a modal or a thread closes', async () => {
    const visit = await visitPlayground();
    const { page, channel, side, say } = visit;
    await say('/segment show');
    const opens = channel.locator('.ephemeral').getByRole('button', { name: 'Upload orders' });
    await opens.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await opens.evaluate(isFocused)).toBe(true);

    await uploadSampleStore(visit);
    await page.keyboard.press('Escape');
    await side.waitFor({ state: 'detached' });
    const replies = channel.getByRole('button', { name: /repl/ });
    await replies.focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => side.getByRole('heading', { name: 'Thread' }).evaluate(isFocused), PATIENT).toBe(true);
    await page.keyboard.press('Escape');
    await side.waitFor({ state: 'detached' });
    expect(await replies.evaluate(isFocused)).toBe(true);
  });
});

const isFocused = (element: Element): boolean => element === document.activeElement;

describeInBrowser('The composer', () => {
  it('completes commands by the keys', async () => {
    const { channel, page } = await visitPlayground();
    const field = channel.getByRole('textbox');
    await field.fill('/seg');
    await page.getByRole('option', { name: /why 17850/ }).waitFor();
    await field.press('ArrowDown');
    await field.press('Tab');
    expect(await field.inputValue()).toBe('/segment upload');
    await field.press('Enter');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  it('says what Slack does not allow', async () => {
    const { say, page } = await visitPlayground();
    await say('/weather');
    await page.getByRole('status').getByText('/weather is not a command').waitFor();
  });

  it('shows what was written as text, whatever it is', async () => {
    const { say, channel } = await visitPlayground();
    const hostile = '<img src=x onerror=alert(1)> *bold* <javascript:alert(1)|press>';
    await say(hostile);
    await channel.getByText('<img src=x onerror=alert(1)>').waitFor();
    expect(await channel.locator('article strong', { hasText: 'bold' }).count()).toBe(1);
    expect(await channel.locator('article a, article .text img').count()).toBe(0);
  });
});
