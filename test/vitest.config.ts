import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/reference-data-setup.ts', 'test/browser-setup.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // DuckDB and the worker pool use every core themselves.
    maxWorkers: 2,
  },
});
