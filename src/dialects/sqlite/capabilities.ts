import type { Capabilities } from '../dialect.ts';

/** Of SQLite as better-sqlite3 builds it: https://sqlite.org/limits.html. */
export const capabilities: Capabilities = {
  maxParameters: 32_766,
  unheldValues: { real: [{ value: -0, reason: 'a REAL column keeps whole numbers as integers, which have no -0' }] },
};
