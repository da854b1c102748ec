import type { TestOptions } from 'vitest';

declare module 'vitest' {
  interface TaskMeta {
    /** Why a test was skipped: printed by `summary-reporter.ts`. */
    skippedBecause?: string;
  }
}

/**
 * Options of a `describe` or `test` that needs something which may not be at hand. Without it the tests are skipped, and the
 * last lines of the run say how many and why: `describe('Chinook', needs(existsSync(file), 'Chinook data not at hand'), …)`.
 */
export function needs(isAtHand: boolean, otherwise: string): TestOptions {
  return isAtHand ? {} : { skip: true, meta: { skippedBecause: otherwise } };
}
