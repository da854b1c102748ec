import type { Mode, Passed, Trial } from './trial.ts';

const isFull = process.env['NTOM_TEST_FULL'] === '1';

const failures: readonly Mode[] = ['ENOSPC', 'EIO', 'throw', 'exit'];

/**
 * What is tried of the steps that a command passes. In full, a kill at each pass and every failure at each step. Otherwise each step
 * once, by a kill or by one of the failures in turn. `known`: the steps that were tried before; these are added.
 */
export function trialsOf(passed: readonly Passed[], known: Set<string>): readonly Trial[] {
  const firsts = passed.filter(({ nth }) => nth === 1);
  const last = passed.at(-1);
  const end: readonly Trial[] = last === undefined ? [] : [{ ...last, mode: 'kill after' }];
  if (isFull) {
    const kills = passed.map((each): Trial => ({ ...each, mode: 'kill' }));
    return [...kills, ...firsts.flatMap((each) => failures.map((mode): Trial => ({ ...each, mode }))), ...end];
  }
  const unknown = firsts.filter(({ step }) => !known.has(step));
  return unknown.map((each): Trial => {
    known.add(each.step);
    const turn = known.size;
    return { ...each, mode: turn % 3 === 0 ? (failures[(turn / 3) % failures.length] ?? 'kill') : 'kill' };
  });
}
