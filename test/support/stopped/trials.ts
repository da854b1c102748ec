import type { Mode, Passed, Trial } from './trial.ts';

/** `npm run test:full`. */
export const isFull = process.env['NTOM_TEST_FULL'] === '1';

const failures: readonly Mode[] = ['ENOSPC', 'EIO', 'throw', 'exit'];

/**
 * What is tried of the steps that a command passes. In full, a kill at each pass, and at each step that is not known every failure.
 * Otherwise each step that is not known once, by a kill or by one of the failures in turn, and by a kill at its last pass: what is
 * right for the first table need not be for one without a key. `known`: the steps that were tried before;
 * these are added.
 */
export function trialsOf(passed: readonly Passed[], known: Set<string>): readonly Trial[] {
  const unknown = passed.filter(({ step, nth }) => nth === 1 && !known.has(step));
  for (const { step } of unknown) known.add(step);
  const before = known.size - unknown.length;
  if (!isFull) {
    const firsts = unknown.map((each, index): Trial => ({ ...each, mode: modeInTurn(before + index + 1) }));
    return [...firsts, ...lastPasses(passed, unknown).map((each): Trial => ({ ...each, mode: 'kill' }))];
  }
  const kills = passed.map((each): Trial => ({ ...each, mode: 'kill' }));
  // That one fails where the folder is in use, and nothing comes after it.
  const last = passed.findLast(({ step }) => step !== 'lock.remove-folder');
  const end: readonly Trial[] = last === undefined ? [] : [{ ...last, mode: 'kill after' }];
  return [...kills, ...end, ...unknown.flatMap((each) => failures.map((mode): Trial => ({ ...each, mode })))];
}

/** Of the steps that are passed more than once. */
function lastPasses(passed: readonly Passed[], steps: readonly Passed[]): readonly Passed[] {
  const last = steps.map(({ step }) => passed.findLast((each) => each.step === step));
  return last.filter((each) => each !== undefined && each.nth > 1) as readonly Passed[];
}

function modeInTurn(turn: number): Mode {
  return turn % 3 === 0 ? (failures[(turn / 3) % failures.length] ?? 'kill') : 'kill';
}
