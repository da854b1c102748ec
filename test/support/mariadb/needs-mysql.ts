import type { TestOptions } from 'vitest';
import { needs } from '../needs.ts';

/** Set to 1 where a server has to be at hand: its absence is a failure then. */
const required = 'NTOM_REQUIRE_MYSQL';

/** Like `needs`, for what only a server can show. */
export function needsMysql(isAtHand: boolean, otherwise: string): TestOptions {
  if (!isAtHand && process.env[required] === '1') throw new Error(`${required} is set, but: ${otherwise}`);
  return needs(isAtHand, otherwise);
}
