import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterwards } from './promises.ts';
import type { Place } from './places.ts';
import { runBuilt, type Ended } from './run-built.ts';
import { argvOf, type Scenario } from './scenario.ts';
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
  /** How long it takes. */
  readonly ms: number;
}

export type Mode = 'kill' | 'kill after' | 'exit' | 'throw' | 'ENOSPC' | 'EIO';

export interface Trial extends Passed {
  readonly mode: Mode;
}

/** Runs a scenario's command as it is, and notes each step. */
export async function undisturbed(begun: Place, scenario: Scenario): Promise<Undisturbed> {
  using place = begun.copy();
  const log = join(tmpdir(), `ntom-steps-${randomBytes(6).toString('hex')}`);
  const startedAt = Date.now();
  const first = await run(place, scenario, armed(scenario, `*=log:${log}`));
  const ms = Date.now() - startedAt;
  const steps = existsSync(log) ? readFileSync(log, 'utf8').split('\n').slice(0, -1) : [];
  rmSync(log, { force: true });
  const last = scenario.astray === null ? first : await run(place, scenario);
  if (!scenario.isDone(last)) throw new Error(`${scenario.name}, undisturbed: ${last.code} ${last.err}`);
  return { passed: counted(steps), before: begun.state(), goal: place.state(), ms };
}

function counted(steps: readonly string[]): readonly Passed[] {
  const counts = new Map<string, number>();
  return steps.map((step) => {
    const nth = (counts.get(step) ?? 0) + 1;
    counts.set(step, nth);
    return { step, nth };
  });
}

/** What became of a command that was stopped. */
export interface Outcome {
  /** How it ended: `killed`, or its exit code and the code of its error. */
  readonly ended: string;
  /** What was there then, and neither before nor in the end. */
  readonly left: readonly string[];
  /** In what the promises are not kept. */
  readonly violations: readonly string[];
}

/** Stops the command at a step. */
export async function stoppedAt(
  begun: Place,
  scenario: Scenario,
  { step, nth, mode }: Trial,
  plain: Undisturbed,
): Promise<Outcome> {
  using place = begun.copy();
  const [action = '', moment] = mode.split(' ');
  const at = `${step}#${nth}${moment === undefined ? '' : `:${moment}`}=${action}`;
  const stopped = await run(place, scenario, armed(scenario, at));
  const left = Object.keys(place.state()).filter((path) => !(path in plain.before) && !(path in plain.goal));
  const violations = [...notStopped(stopped, mode), ...(await afterwards(place, scenario, plain))];
  return { ended: endedAs(stopped), left, violations };
}

function endedAs({ code, signal, err }: Ended): string {
  if (signal === 'SIGKILL') return 'killed';
  const [, said] = /\[([A-Z_]+)\]/.exec(err) ?? [];
  return said === undefined ? `exit ${code}` : `exit ${code}, ${said}`;
}

function armed({ astray }: Scenario, failpoint: string): string {
  return astray === null ? failpoint : `${failpoint};${astray}`;
}

function run({ folder }: Place, scenario: Scenario, failpoints?: string): Promise<Ended> {
  return runBuilt(folder, argvOf(scenario), failpoints);
}

/** A failure of the system has a code, and is no bug of ours. Some are of no consequence. */
function notStopped({ code, signal, err }: Ended, mode: Mode): readonly string[] {
  if (mode.startsWith('kill')) return signal === 'SIGKILL' ? [] : [`it was not killed, it ended with ${code}: ${err}`];
  if (mode === 'exit') return code === 70 ? [] : [`it did not exit, it ended with ${code}: ${err}`];
  if (code === 0) return [];
  // A check lists it among its findings.
  if (code === 1 && err.includes('[CHECK_FAILED]')) return [];
  const isSaid = mode === 'throw' || /\[[A-Z_]+\]/.test(err);
  return code === 2 && isSaid ? [] : [`it failed with ${code}: ${err}`];
}
