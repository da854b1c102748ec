import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Place } from './places.ts';
import { runBuilt, type Ended } from './run-built.ts';
import type { Scenario } from './scenario.ts';
import type { State } from './state.ts';

/** One pass of one step. */
export interface Passed {
  readonly step: string;
  /** From 1. */
  readonly nth: number;
}

/** A command that nobody disturbs. */
export interface Undisturbed {
  /** In their order. */
  readonly passed: readonly Passed[];
  readonly before: State;
  /** What it comes to in the end. */
  readonly goal: State;
}

export type Mode = 'kill' | 'kill after' | 'exit' | 'throw' | 'ENOSPC' | 'EIO';

export interface Trial extends Passed {
  readonly mode: Mode;
}

/** Runs a scenario's command as it is, and notes each step. */
export async function undisturbed(begun: Place, scenario: Scenario): Promise<Undisturbed> {
  using place = begun.copy();
  const log = join(tmpdir(), `ntom-steps-${randomBytes(6).toString('hex')}`);
  const first = await run(place, scenario, armed(scenario, `*=log:${log}`));
  const steps = existsSync(log) ? readFileSync(log, 'utf8').split('\n').slice(0, -1) : [];
  rmSync(log, { force: true });
  if (scenario.astray === null) requireDone(scenario, first);
  else requireDone(scenario, await run(place, scenario));
  const counts = new Map<string, number>();
  const passed = steps.map((step) => {
    const nth = (counts.get(step) ?? 0) + 1;
    counts.set(step, nth);
    return { step, nth };
  });
  return { passed, before: begun.state(), goal: place.state() };
}

/**
 * Stops the command at a step, looks at what is left, runs it again until it is done, and once more. Returns what is not as promised.
 */
export async function violations(
  begun: Place,
  scenario: Scenario,
  { step, nth, mode }: Trial,
  { before, goal }: Undisturbed,
): Promise<readonly string[]> {
  using place = begun.copy();
  const [action = '', moment] = mode.split(' ');
  const at = `${step}#${nth}${moment === undefined ? '' : `:${moment}`}=${action}`;
  const stopped = await run(place, scenario, armed(scenario, at));
  const found = [...notStopped(stopped, mode), ...halfMade(place.state(), before, goal)];
  const again = await run(place, scenario);
  if (!scenario.isDone(again)) found.push(`run again, it ends with ${again.code}: ${again.err}`);
  found.push(...differences(place.state(), goal, 'run again'));
  const more = await run(place, scenario);
  if (!scenario.isDone(more)) found.push(`run once more, it ends with ${more.code}: ${more.err}`);
  found.push(...differences(place.state(), goal, 'run once more'));
  return found;
}

function armed({ astray }: Scenario, failpoint: string): string {
  return astray === null ? failpoint : `${failpoint};${astray}`;
}

/** By one worker: which thread passes a step first is chance. */
function run({ folder }: Place, { argv }: Scenario, failpoints?: string): Promise<Ended> {
  const takesWorkers = /^(extract|load|migrate|rehearse)$/.test(argv[0] ?? '');
  return runBuilt(folder, [...argv, ...(takesWorkers ? ['--workers', '1', '--quiet'] : ['--quiet'])], failpoints);
}

function requireDone(scenario: Scenario, ended: Ended): void {
  if (!scenario.isDone(ended)) throw new Error(`${scenario.name}, undisturbed: ${ended.code} ${ended.err}`);
}

/** A failure of the system has a code, and is no bug of ours. Some are of no consequence. */
function notStopped({ code, signal, err }: Ended, mode: Mode): readonly string[] {
  if (mode.startsWith('kill')) return signal === 'SIGKILL' ? [] : [`it was not killed, it ended with ${code}: ${err}`];
  if (mode === 'exit') return code === 70 ? [] : [`it did not exit, it ended with ${code}: ${err}`];
  if (code === 0) return [];
  const isSaid = mode === 'throw' || /\[[A-Z_]+\]/.test(err);
  return code === 2 && isSaid ? [] : [`it failed with ${code}: ${err}`];
}

/** What has a final name is what it was, or complete. */
function halfMade(state: State, before: State, goal: State): readonly string[] {
  return Object.entries(state)
    .filter(([path]) => path in goal || path in before)
    .filter(([path, content]) => content !== before[path] && content !== goal[path] && content !== 'not complete')
    .map(([path]) => `${path} is half made`);
}

function differences(state: State, goal: State, when: string): readonly string[] {
  const paths = [...new Set([...Object.keys(state), ...Object.keys(goal)])];
  return paths
    .filter((path) => state[path] !== goal[path])
    .map((path) => `${when}, ${path} ${path in state ? (path in goal ? 'is another' : 'is left') : 'is not there'}`);
}
