import { duration } from '../report/numbers.ts';

/** `12 ms`, `0.8 s`, `3 min 5 s`. */
export function shortTime(ms: number): string {
  return ms < 950 ? `${Math.round(ms)} ms` : duration(ms);
}
