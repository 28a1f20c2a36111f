import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** Files that put another module in the place of one of ours; each needs the modules for itself. */
const APART = ['test/cli/export-learned.test.ts', 'test/cli/insights.test.ts'];

export default defineConfig({
  test: {
    // Milliseconds; property tests and child processes take seconds, and a busy machine several times as long.
    testTimeout: 30_000,
    hookTimeout: 30_000,
    // Vitest would leave one core to itself, and need next to nothing of it.
    maxWorkers: Math.max(2, availableParallelism()),
    restoreMocks: true,
    globalSetup: ['test/support/own-temporary-folder.ts'],
    // The files of `together` share a worker's modules: to load the project anew for each took two fifths of the time. They leave
    // nothing behind in modules, in `process` or on `globalThis`.
    projects: [
      {
        extends: true,
        test: { name: 'together', include: ['test/**/*.test.ts'], exclude: APART, isolate: false },
      },
      { extends: true, test: { name: 'apart', include: APART } },
    ],
  },
});
