import type { Capabilities } from '../dialect.ts';

/** Of the protocol that MySQL and MariaDB share. */
export const capabilities: Capabilities = {
  maxParameters: 65_535,
  unheldValues: {
    real: [
      { value: -0, reason: 'MariaDB makes 0 of it' },
      { value: Infinity, reason: 'a DOUBLE has no infinities' },
      { value: -Infinity, reason: 'a DOUBLE has no infinities' },
    ],
  },
};
