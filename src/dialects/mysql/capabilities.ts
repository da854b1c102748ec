import type { Capabilities } from '../dialect.ts';

/** Of MySQL and MariaDB alike. */
export const capabilities: Capabilities = {
  unheldValues: {
    real: [
      { value: -0, reason: 'MariaDB makes 0 of it' },
      { value: Infinity, reason: 'a DOUBLE has no infinities' },
      { value: -Infinity, reason: 'a DOUBLE has no infinities' },
    ],
  },
};
