/** null: there is nothing, or one of them is missing. */
export function median(values: readonly (number | null)[]): number | null {
  const sorted = values.filter((value) => value !== null).sort((a, b) => a - b);
  if (sorted.length < values.length) return null;
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.ceil((sorted.length - 1) / 2)]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}

/** The median of the rounds' ratios. */
export function medianRatio(ours: readonly (number | null)[], peer: readonly (number | null)[]): number | null {
  return median(ours.map((each, round) => quotient(each, peer[round] ?? null)));
}

function quotient(a: number | null, b: number | null): number | null {
  return a === null || b === null || b === 0 ? null : a / b;
}
