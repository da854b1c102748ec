import type { TestOptions } from 'vitest';
import { needs } from '../needs.ts';
import { chromium } from './chromium.ts';

/** Set to 1 where a browser has to be at hand: its absence is a failure then. */
const required = 'NTOM_REQUIRE_CHROMIUM';

/** Like `needs`, for what only a browser can show. */
export function needsChromium(): TestOptions {
  const otherwise = 'chromium not installed';
  if (chromium === undefined && process.env[required] === '1') throw new Error(`${required} is set, but: ${otherwise}`);
  return needs(chromium !== undefined, otherwise);
}
