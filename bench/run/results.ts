import type { Line, Measure, Target } from '../work.ts';
import type { Machine } from './machine.ts';
import type { Measurement } from './measure.ts';
import { median, medianRatio } from './median.ts';

/** What `bench/results.json` holds. */
export interface Results {
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly machine: Machine;
  /** Of the largest table. */
  readonly rows: number;
  readonly rounds: number;
  readonly lines: readonly LineResult[];
  /** Every single one. */
  readonly measurements: readonly Measurement[];
}

export interface LineResult {
  readonly name: string;
  readonly work: string;
  readonly against: string;
  readonly measure: Measure;
  /** Medians of the rounds; null: not measured, or there is no peer. */
  readonly ours: number | null;
  readonly peer: number | null;
  /** Median of the rounds' ratios. */
  readonly ratio: number | null;
  /** Likewise, of CPU time; null also where a server did a part of the work. */
  readonly cpuRatio: number | null;
  readonly target: Target | null;
  /** null: not measured, or there is no target. */
  readonly isMet: boolean | null;
  /** Programs that are not installed. */
  readonly missing: readonly string[];
}

export function lineResult(line: Line, measurements: readonly Measurement[], missing: readonly string[]): LineResult {
  const { name, work, against, measure, target } = line;
  const per = (works: readonly string[], value: ValueOf): Rounds => perRound(measurements, works, value);
  const ours = per(line.ours, valueOf[measure]);
  const peer = per(line.peer, valueOf[measure]);
  const cpuRatio = measure === 'seconds' ? medianRatio(per(line.ours, cpuOf), per(line.peer, cpuOf)) : null;
  const ratio = medianRatio(ours, peer);
  const judged = line.peer.length === 0 ? median(ours) : ratio;
  const isMet = target === null || judged === null ? null : meets(judged, target);
  return {
    name,
    work,
    against,
    measure,
    ours: median(ours),
    peer: median(peer),
    ratio,
    cpuRatio,
    target,
    isMet,
    missing,
  };
}

type ValueOf = (measurement: Measurement) => number | null;
type Rounds = readonly (number | null)[];

const cpuOf: ValueOf = ({ cpuSeconds }) => cpuSeconds;

const valueOf: Readonly<Record<Measure, ValueOf>> = {
  seconds: ({ seconds }) => seconds,
  peakBytes: ({ peakBytes }) => peakBytes,
  rowsPerSecond: ({ rows, seconds }) => rows / seconds,
};

/** The sum of the works' values in each round. */
function perRound(measurements: readonly Measurement[], works: readonly string[], value: ValueOf): Rounds {
  const rounds = [...Map.groupBy(measurements, ({ round }) => round).values()];
  return rounds.map((round) => {
    const values = works.map((name) => {
      const measured = round.find(({ work }) => work === name);
      return measured === undefined ? null : value(measured);
    });
    return values.length === 0 ? null : values.reduce(sum);
  });
}

function sum(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : a + b;
}

function meets(judged: number, { bound, value }: Target): boolean {
  return bound === 'at most' ? judged <= value : judged >= value;
}
