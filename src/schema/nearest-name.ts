/** The known name that takes the fewest single-character changes to reach; undefined: none is near. */
export function nearestName(name: string, known: readonly string[]): string | undefined {
  const near = known
    .map((candidate) => ({ candidate, changes: changesBetween(name.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ candidate, changes }) => changes <= Math.max(2, candidate.length / 3))
    .sort((a, b) => a.changes - b.changes);
  return near[0]?.candidate;
}

/** Levenshtein's distance, one row of the table at a time: `above` is the row before, `left` and `diagonal` single cells. */
function changesBetween(from: string, to: string): number {
  let above = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [index, character] of Array.from(from).entries()) {
    let [diagonal = 0] = above;
    let left = index + 1;
    const rest = above.slice(1).map((up, column) => {
      left = Math.min(diagonal + (to[column] === character ? 0 : 1), up + 1, left + 1);
      diagonal = up;
      return left;
    });
    above = [index + 1, ...rest];
  }
  return above.at(-1) ?? 0;
}
