/** A visit to the playground that ends with its test. */
import { describe, expect, onTestFinished } from 'vitest';
import { openPlayground, type Screen, type Visit } from './browser.ts';
import { CHROMIUM } from './chromium.ts';

export const describeInBrowser = describe.skipIf(CHROMIUM === null);

/** Ends with the test, which fails where the browser has complained of anything. */
export const visitPlayground = async (screen?: Screen): Promise<Visit> => {
  const opened = await openPlayground(screen);
  onTestFinished(async () => {
    await opened[Symbol.asyncDispose]();
    expect(opened.visit.complaints).toEqual([]);
  });
  return opened.visit;
};
