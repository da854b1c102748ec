import type { NtomEvent, Phase } from '../../events.ts';
import { grouped } from './numbers.ts';

/** Before that, what an estimate of the time left says is chance. */
const settledAfterMs = 1000;

/** What `rows/s` is measured over. */
const recentMs = 5000;

/** Which phase it is of all that the command has, from 1. */
export interface PhaseNumber {
  readonly number: number;
  readonly of: number;
}

/** How far a phase has come. */
export class Work {
  readonly phase: Phase;
  readonly schema: number;
  /** Rows that are expected; 0 where nobody knows. */
  readonly total: number;
  readonly place: PhaseNumber;
  readonly startedAtMs: number;
  /** Rows. */
  done = 0;
  /** The last one of which there is news; empty: none yet. */
  table = '';
  /** When there was news first: what came before it is how long the phase took to begin. */
  #first: { readonly atMs: number; readonly done: number } | null = null;
  /** How many rows were done when, the oldest first; the first of them is not younger than `recentMs`, where there is such. */
  #recent: { readonly atMs: number; readonly done: number }[];

  constructor(
    { phase, schema, rows }: Extract<NtomEvent, { type: 'phase-started' }>,
    place: PhaseNumber,
    nowMs: number,
  ) {
    this.phase = phase;
    this.schema = schema;
    this.total = rows;
    this.place = place;
    this.startedAtMs = nowMs;
    this.#recent = [{ atMs: nowMs, done: 0 }];
  }

  add(rows: number, nowMs: number): void {
    this.done += rows;
    this.#first ??= { atMs: nowMs, done: this.done };
    const last = this.#recent.at(-1);
    // A second is fine enough.
    if (last === undefined || nowMs - last.atMs >= 1000) this.#recent.push({ atMs: nowMs, done: this.done });
    while ((this.#recent[1]?.atMs ?? nowMs) <= nowMs - recentMs) this.#recent.shift();
  }

  /** Over the last seconds. */
  rowsPerSecond(nowMs: number): number {
    const { atMs, done } = this.#recent[0] ?? { atMs: this.startedAtMs, done: 0 };
    return ((this.done - done) * 1000) / Math.max(nowMs - atMs, 1);
  }

  /** Of the whole command, from 0 to 1; null: nobody knows how many rows there will be. Phases count alike. */
  get progress(): number | null {
    const { number, of } = this.place;
    return this.isTotalKnown ? (number - 1 + this.done / this.total) / of : null;
  }

  /**
   * Of the whole command, by the pace since the first news; the phases to come are taken to be as long as this one. null: it cannot be
   * told, or not yet.
   */
  leftMs(nowMs: number): number | null {
    const first = this.#first;
    if (!this.isTotalKnown || first === null) return null;
    const [elapsedMs, rows] = [nowMs - first.atMs, this.done - first.done];
    if (rows === 0 || elapsedMs < settledAfterMs) return null;
    const { number, of } = this.place;
    return (elapsedMs / rows) * (this.total - this.done + (of - number) * this.total);
  }

  get isTotalKnown(): boolean {
    return this.total > 0 && this.total >= this.done;
  }
}

/** `110,000 rows/s`. */
export function rateText(rows: number, ms: number): string {
  return `${grouped(Math.round((rows * 1000) / Math.max(ms, 1)))} rows/s`;
}
