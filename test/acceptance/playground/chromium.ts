/** The machine's own browser: Debian's `chromium`, or what people have installed. */
import { existsSync } from 'node:fs';

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** `null` where there is none: tests in the browser are skipped. */
export const CHROMIUM: string | null = PLACES.find(path => existsSync(path)) ?? null;

/** There every test must run. */
export const IN_CI: boolean = process.env.CI === 'true';
