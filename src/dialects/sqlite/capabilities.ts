import type { Capabilities } from '../dialect.ts';

export const capabilities: Capabilities = {
  unheldValues: { real: [{ value: -0, reason: 'a REAL column keeps whole numbers as integers, which have no -0' }] },
};
