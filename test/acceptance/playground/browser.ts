/** The playground in a real browser, and what a person does there. */
import { chromium, type Locator, type Page } from 'playwright-core';
import { startPlayground } from '../../../src/try-it.ts';
import { CHROMIUM } from './chromium.ts';

/** 25 November 2026, a Wednesday, 10:00 UTC: then the clock runs. */
const BEGINNING = Date.UTC(2026, 10, 25, 10);

export interface Visit {
  readonly page: Page;
  readonly channel: Locator;
  /** The thread, or the inspector, beside the channel. */
  readonly side: Locator;
  readonly address: string;
  /** Writes into the channel and sends it. */
  readonly say: (text: string) => Promise<void>;
  /** What the browser has complained of. */
  readonly complaints: readonly string[];
}

export interface Screen {
  readonly width?: number;
  readonly height?: number;
  readonly colorScheme?: 'light' | 'dark';
}

export interface Opened extends AsyncDisposable {
  readonly visit: Visit;
}

/** Opens a page of the playground at this address; ends with whoever opened it. */
export const openPage = async (
  address: string,
  { width = 1280, height = 800, colorScheme = 'light' }: Screen = {},
): Promise<Opened> => {
  await using opened = new AsyncDisposableStack();
  const browser = await chromium.launch({ executablePath: CHROMIUM ?? '', args: ['--no-sandbox'] });
  opened.defer(() => browser.close());
  const context = await browser.newContext({ viewport: { width, height }, colorScheme });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', message => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', error => complaints.push(error.message));
  await page.goto(address);
  const channel = page.getByRole('main');
  const say = async (text: string): Promise<void> => {
    await channel.getByRole('textbox').fill(text);
    await channel.getByRole('textbox').press('Enter');
  };
  const kept = opened.move();
  return {
    visit: { page, channel, side: page.getByRole('complementary'), address, complaints, say },
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
};

const CONFIG = { port: 0, retentionDays: 400, maxFileBytes: 50_000_000, logLevel: 'warn' } as const;

/** The whole playground, with the real bot; ends with whoever opened it. */
export const openPlayground = async (screen?: Screen): Promise<Opened> => {
  await using opened = new AsyncDisposableStack();
  const started = Date.now();
  const playground = await startPlayground(CONFIG, () => BEGINNING + Date.now() - started);
  opened.defer(() => playground.stop());
  const { visit } = opened.use(await openPage(`http://localhost:${playground.port}`, screen));
  const kept = opened.move();
  return { visit, [Symbol.asyncDispose]: () => kept.disposeAsync() };
};

const WORK_MS = 30_000;

/** For `expect.poll`, which waits for a second by itself: the machine may be busy. */
export const PATIENT = { timeout: WORK_MS };

/** Presses the button of the first visit; resolves when the report and the charts are there. */
export const uploadSampleStore = async ({ page, side }: Visit): Promise<void> => {
  await page.getByRole('button', { name: 'Upload the sample store' }).click();
  await side
    .getByRole('link', { name: /opens the picture/ })
    .first()
    .waitFor({ timeout: WORK_MS });
};

/** Drags a file onto the channel, and sends it. */
export const dropFile = (visit: Visit, name: string, text: string): Promise<void> =>
  dropFiles(visit, [{ name, bytes: text }]);

/** All at once, into one message. */
export const dropFiles = async (
  { page, channel }: Visit,
  files: readonly { readonly name: string; readonly bytes: string }[],
): Promise<void> => {
  const carried = await page.evaluateHandle(all => {
    const transfer = new DataTransfer();
    for (const { name, bytes } of all) transfer.items.add(new File([bytes], name));
    return transfer;
  }, files);
  for (const event of ['dragover', 'drop'])
    await channel.locator('.drop-zone').dispatchEvent(event, { dataTransfer: carried });
  await channel.getByRole('button', { name: 'Send' }).click();
};
