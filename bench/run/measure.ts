import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { OpenCase, Work } from '../work.ts';
import { runCommand } from './command.ts';
import { median } from './median.ts';

/** What one work took in one round. */
export interface Measurement {
  readonly work: string;
  /** From 1. */
  readonly round: number;
  readonly rows: number;
  /** By the clock; the median, if it was run several times. */
  readonly seconds: number;
  /** Of its own processes; null: a server did a part of the work. */
  readonly cpuSeconds: number | null;
  /** null: not asked. */
  readonly peakBytes: number | null;
}

export interface Measuring {
  readonly works: readonly Work[];
  readonly rounds: number;
  readonly report: (line: string) => void;
}

/** Runs every work once a round, in turn, so that what changes on the machine meets all of them; every second round backwards. */
export async function measure(open: OpenCase, { works, rounds, report }: Measuring): Promise<readonly Measurement[]> {
  for (const work of sourcesOf(open, works)) {
    report(`before the rounds: ${work.name}`);
    await measureWork(open, work, 0);
  }
  const measurements: Measurement[] = [];
  for (let round = 1; round <= rounds; round++) {
    for (const work of round % 2 === 1 ? works : works.toReversed()) {
      const measurement = await measureWork(open, work, round);
      measurements.push(measurement);
      report(`round ${round} of ${rounds}: ${work.name} ${measurement.seconds.toFixed(3)} s`);
    }
  }
  return measurements;
}

/** The works whose output these read. */
function sourcesOf(open: OpenCase, works: readonly Work[]): readonly Work[] {
  const names = new Set(works.flatMap(({ after }) => after));
  return open.works.filter(({ name }) => names.has(name));
}

async function measureWork(open: OpenCase, work: Work, round: number): Promise<Measurement> {
  const runs: Omit<Measurement, 'work' | 'round' | 'rows'>[] = [];
  for (let run = 0; run < work.times; run++) runs.push(await runWork(open, work));
  const [first] = runs;
  const seconds = median(runs.map((run) => run.seconds));
  if (first === undefined || seconds === null) throw new TypeError(`${work.name} is run no times`);
  return { work: work.name, round, rows: work.rows, ...first, seconds };
}

async function runWork(open: OpenCase, work: Work): Promise<Omit<Measurement, 'work' | 'round' | 'rows'>> {
  await work.prepare();
  await open.settle();
  // What was written before is on the disk: nobody pays for another's writing back.
  spawnSync('sync');
  let seconds = 0;
  let cpuSeconds = 0;
  for (const command of work.commands) {
    const time = await runCommand(command);
    seconds += time.seconds;
    cpuSeconds += time.cpuSeconds;
  }
  await work.check();
  const peakBytes = work.peakFile === null ? null : Number(readFileSync(work.peakFile, 'utf8'));
  return { seconds, cpuSeconds: work.isOnServer ? null : cpuSeconds, peakBytes };
}
