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
