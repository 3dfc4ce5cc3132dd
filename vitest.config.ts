import { defineConfig } from 'vitest/config'
import { longestWaitMs } from './test/support/longest-wait.ts'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: 'test/support/postgres.ts',
    // Tests wait for the database and for each other's messages more than they compute.
    maxWorkers: 2,
    // A file of tests takes longer to read the program than to try it: what one has read serves the next.
    isolate: false,
    testTimeout: 20 * longestWaitMs,
    hookTimeout: 20 * longestWaitMs,
    expect: { poll: { timeout: longestWaitMs, interval: 20 } },
  },
})
