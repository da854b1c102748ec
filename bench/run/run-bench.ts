import { cases } from '../cases/cases.ts';
import type { Bench, Case, Line, OpenCase, Work } from '../work.ts';
import { isThere } from '../../test/support/mariadb/binaries.ts';
import { machine } from './machine.ts';
import { measure, type Measurement } from './measure.ts';
import { lineResult, type LineResult, type Results } from './results.ts';

export interface BenchOptions extends Bench {
  readonly rounds: number;
  /** Names of lines. */
  readonly lines: ReadonlySet<string>;
  readonly report: (progress: string) => void;
  /** Called after each case: what is measured is not lost when a later one fails. */
  readonly save: (results: Results) => void;
}

/** Measures the lines that are wanted, one case after the other. */
export async function runBench(options: BenchOptions): Promise<void> {
  const facts = machine();
  const startedAt = new Date().toISOString();
  const lines: LineResult[] = [];
  const measurements: Measurement[] = [];
  for (const each of cases) {
    const wanted = each.lines.filter(({ name }) => options.lines.has(name));
    if (wanted.length === 0) continue;
    const measured = await measureCase(options, each, wanted);
    lines.push(...measured.lines);
    measurements.push(...measured.measurements);
    const { rows, rounds, save } = options;
    save({ startedAt, finishedAt: new Date().toISOString(), machine: facts, rows, rounds, lines, measurements });
  }
}

async function measureCase(
  options: BenchOptions,
  measured: Case,
  lines: readonly Line[],
): Promise<Pick<Results, 'lines' | 'measurements'>> {
  const names = new Set(lines.flatMap(({ ours, peer }) => [...ours, ...peer]));
  options.report(`data for ${lines.map(({ name }) => name).join(', ')}`);
  await using opened = await measured.open(options, names);
  const wanted = [...names].map((name) => workOf(opened, name));
  const works = wanted.filter((work) => missingFor(work).length === 0);
  const measurements = await measure(opened, { ...options, works });
  const missing = ({ ours, peer }: Line): readonly string[] => {
    const programs = [...ours, ...peer].flatMap((name) => missingFor(workOf(opened, name)));
    return [...new Set(programs)];
  };
  return { lines: lines.map((line) => lineResult(line, measurements, missing(line))), measurements };
}

function workOf({ works }: OpenCase, name: string): Work {
  const found = works.find((work) => work.name === name);
  if (found === undefined) throw new TypeError(`no work is called "${name}"`);
  return found;
}

function missingFor({ programs }: Work): readonly string[] {
  return programs.filter((program) => !isThere(program));
}
