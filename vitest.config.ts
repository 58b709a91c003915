import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

/** Every server has threads and many tests have processes: they read our TypeScript compiled once, not each time. */
const env = { NODE_COMPILE_CACHE: fileURLToPath(new URL('.cache/node', import.meta.url)) }

export default defineConfig({
  test: {
    maxWorkers: '100%',
    projects: [
      {
        test: {
          name: 'node',
          include: ['{packages,sdks,apps}/**/src/**/*.test.ts', '{tests,tools,bench}/**/*.test.ts'],
          exclude: ['**/node_modules/**', '**/dist/**', '**/*.browser.test.ts'],
          environment: 'node',
          env,
          // Files share a process and what it has loaded; whoever changes what is global gives it back.
          isolate: false,
          testTimeout: 20_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['tests/**/*.browser.test.ts'],
          environment: 'node',
          env,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // After the others, which would take the processor from the pages.
          sequence: { groupOrder: 1 },
          globalSetup: 'tests/e2e/build-web-client.ts',
        },
      },
    ],
  },
})
