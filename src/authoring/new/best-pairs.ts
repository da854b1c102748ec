/** One of each list at most once, the best pair first; of equal ones the first. A score of 0 is no pair. In the order of `after`. */
export function bestPairs<T>(
  before: readonly T[],
  after: readonly T[],
  score: (before: T, after: T) => number,
): readonly (readonly [before: T, after: T])[] {
  const candidates = after
    .flatMap((to) => before.map((from) => ({ from, to, score: score(from, to) })))
    .filter((candidate) => candidate.score > 0)
    .sort((a, b) => b.score - a.score);
  const chosen = new Map<T, T>();
  const taken = new Set<T>();
  for (const { from, to } of candidates) {
    if (chosen.has(to) || taken.has(from)) continue;
    chosen.set(to, from);
    taken.add(from);
  }
  return after.flatMap((to) => {
    const from = chosen.get(to);
    return from === undefined ? [] : [[from, to] as const];
  });
}
