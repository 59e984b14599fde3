import { defineConfig } from 'vitest/config'

/** Stories in a real Chromium against the real server, two at a time: people in a story wait for each other, the machine need not. Each has its own server and data folder. */
export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    include: ['tests/e2e/**/*.test.ts'],
    environment: 'node',
    maxWorkers: 2,
    testTimeout: 180_000,
    hookTimeout: 120_000,
    reporters: ['default'],
  },
})
