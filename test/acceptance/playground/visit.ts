/** A visit to the playground that ends with its test. */
import { describe, expect, onTestFinished } from 'vitest';
import { type Opened, openPage, openPlayground, type Screen, type Visit } from './browser.ts';
import { CHROMIUM } from './chromium.ts';

export const describeInBrowser = describe.skipIf(CHROMIUM === null);

/** Ends with the test, which fails where the browser has complained of anything. */
export const visitPlayground = async (screen?: Screen): Promise<Visit> => untilFinished(await openPlayground(screen));

/** The same, of a page that is served elsewhere. */
export const visitPage = async (address: string): Promise<Visit> => untilFinished(await openPage(address));

const untilFinished = (opened: Opened): Visit => {
  onTestFinished(async () => {
    await opened[Symbol.asyncDispose]();
    expect(opened.visit.complaints).toEqual([]);
  });
  return opened.visit;
};
