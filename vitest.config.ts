import { defineConfig } from 'vitest/config';

export default defineConfig({
  // `import 'ntom'` in a test or a case folder is `src/index.ts`, the one that the tests import.
  ssr: { resolve: { conditions: ['ntom-source', 'module', 'node'] } },
  test: {
    include: ['test/**/*.test.ts'],
    environment: 'node',
    pool: 'forks',
    maxWorkers: 2,
    injectCjsGlobals: false,
    testTimeout: 30_000,
    hookTimeout: 30_000,
    reporters: ['default', './test/support/summary-reporter.ts'],
  },
});
