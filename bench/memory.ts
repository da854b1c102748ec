import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { PhaseResult } from './memory/phase.ts';

// Peak memory of both phases for a small and a large database: it must not grow with the number of rows. Each phase runs in a
// process of its own. `--rows 200000,2000000` says how many rows.

// The young generation of V8 grows within the first seconds, which a small run does not have: all get the same from the start.
const fixedYoungGeneration = ['--min-semi-space-size=16', '--max-semi-space-size=16'];
const phases = ['extract', 'load'] as const;
type Phase = (typeof phases)[number];

const sizes =
  (process.argv.includes('--rows') ? process.argv[process.argv.indexOf('--rows') + 1] : '200000,2000000') ?? '';
const data = join(import.meta.dirname, 'data');
mkdirSync(data, { recursive: true });
const folder = mkdtempSync(join(data, 'memory-'));
try {
  const results = sizes.split(',').map((rows) => measure(Number(rows)));
  process.stdout.write(`${markdown(results).join('\n')}\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

interface Measured {
  readonly rows: number;
  readonly phases: Readonly<Record<Phase, PhaseResult>>;
}

function measure(rows: number): Measured {
  const place = join(folder, String(rows));
  run('build', place, rows);
  const measured = { rows, phases: { extract: run('extract', place, rows), load: run('load', place, rows) } };
  rmSync(place, { recursive: true });
  return measured;
}

function run(phase: 'build' | Phase, place: string, rows: number): PhaseResult {
  process.stderr.write(`${phase} ${rows} rows\n`);
  const script = join(import.meta.dirname, 'memory/phase.ts');
  const options = [...process.execArgv, ...fixedYoungGeneration];
  const output = execFileSync(process.execPath, [...options, script, phase, place, String(rows)], { encoding: 'utf8' });
  return JSON.parse(output) as PhaseResult;
}

/** The ratio is to the first line of the same phase. */
function markdown(results: readonly Measured[]): string[] {
  const lines = phases.flatMap((phase) =>
    results.map(({ rows, phases: measured }) => {
      const { peakBytes, seconds } = measured[phase];
      const ratio = peakBytes / (results[0]?.phases[phase].peakBytes ?? peakBytes);
      return `| ${phase} | ${rows} | ${(peakBytes / 1e6).toFixed(0)} | ${ratio.toFixed(2)} | ${seconds.toFixed(1)} |`;
    }),
  );
  return ['| phase | rows | peak MB | ratio | seconds |', '| --- | --: | --: | --: | --: |', ...lines];
}
