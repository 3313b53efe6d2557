import { CHROMIUM, IN_CI } from './acceptance/playground/chromium.ts';

/** Runs once, before all tests: what is skipped does not go unsaid, and nothing is skipped in CI. */
export default (): void => {
  if (CHROMIUM !== null) return;
  if (IN_CI) throw new Error('Tests in the browser need Chromium: apt-get install chromium');
  console.log('Tests in the browser are skipped: there is no Chromium on this machine.');
};
