import type { Phase } from '../../events.ts';
import { counted, duration, grouped } from './numbers.ts';

/** How far a phase has come. */
export interface Work {
  readonly phase: Phase;
  readonly schema: number;
  /** Rows that are expected; 0 where nobody knows. */
  readonly total: number;
  readonly startedAtMs: number;
  done: number;
  table: string;
}

/** `city, 52,000 of 135,233 rows, 110,000 rows/s, 0.8 s left`; without total and time left where the total is not known. */
export function workText(work: Work, nowMs: number): string {
  const { table, done, total, startedAtMs } = work;
  const elapsedMs = nowMs - startedAtMs;
  const isTotalKnown = total >= done && total > 0;
  const parts = [
    table,
    isTotalKnown ? `${grouped(done)} of ${grouped(total)} rows` : counted(done, 'row'),
    done > 0 ? rateText(done, elapsedMs) : '',
    done > 0 && isTotalKnown ? `${duration((elapsedMs / done) * (total - done))} left` : '',
  ];
  return parts.filter((part) => part !== '').join(', ');
}

/** `110,000 rows/s`. */
export function rateText(rows: number, ms: number): string {
  return `${grouped(Math.round((rows * 1000) / Math.max(ms, 1)))} rows/s`;
}
