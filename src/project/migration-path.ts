import { failure } from '../errors.ts';

/** A pipeline by its name: `2to3`. */
export interface Step {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

/**
 * The fewest pipelines that lead from one schema version to another, in order; empty when they are the same. Of several
 * ways of that length, the one with the highest versions.
 *
 * @throws {NtomError} `MIGRATION_NO_PATH`.
 */
export function migrationPath(names: readonly string[], from: number, to: number): readonly Step[] {
  const steps = names.map(stepOf).sort((a, b) => a.from - b.from || b.to - a.to);
  const waysTo = new Map<number, readonly Step[]>([[from, []]]);
  for (const [version, way] of waysTo) {
    if (version === to) return way;
    for (const step of steps) {
      if (step.from === version && !waysTo.has(step.to)) waysTo.set(step.to, [...way, step]);
    }
  }
  throw failure('MIGRATION_NO_PATH', { from, to, names });
}

/** Which pipelines lead from one version to another, and which others would. */
export interface ChosenPath {
  readonly steps: readonly Step[];
  /** Another way, the shortest after the one that was chosen; null: there is none. */
  readonly other: readonly Step[] | null;
}

/**
 * `migrationPath`, with the next best way: one that does without one of its pipelines.
 *
 * @throws {NtomError} `MIGRATION_NO_PATH`.
 */
export function choosePath(names: readonly string[], from: number, to: number): ChosenPath {
  const steps = migrationPath(names, from, to);
  const others = steps.flatMap(({ name }) => {
    const rest = names.filter((each) => each !== name);
    return leads(rest, from, to) ? [migrationPath(rest, from, to)] : [];
  });
  const [other = null] = others.toSorted((a, b) => a.length - b.length);
  return { steps, other };
}

function leads(names: readonly string[], from: number, to: number): boolean {
  const reached = new Set([from]);
  for (const version of reached) for (const step of names.map(stepOf)) if (step.from === version) reached.add(step.to);
  return reached.has(to);
}

/** `2to3` taken apart; null: not the name of a pipeline. */
export function parseStep(name: string): Step | null {
  const [, from, to] = /^([1-9]\d{0,8})to([1-9]\d{0,8})$/.exec(name) ?? [];
  return from === undefined || to === undefined ? null : { name, from: Number(from), to: Number(to) };
}

function stepOf(name: string): Step {
  const step = parseStep(name);
  if (step === null) throw failure('PIPELINE_NOT_FOUND', { name, names: [] });
  return step;
}
