import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // Milliseconds; property tests and child processes take seconds, and a busy machine several times as long.
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});
