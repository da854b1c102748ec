import { grouped } from '../report/numbers.ts';

/** Below that, rows a second say nothing. In milliseconds. */
const leastMs = 1;

/** `135,233 rows/s`; null: it was too short to tell. */
export function perSecond(rows: number, ms: number): string | null {
  return ms < leastMs || rows === 0 ? null : `${grouped(Math.round((rows * 1000) / ms))} rows/s`;
}
