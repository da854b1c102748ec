/** Two lists, one from each schema, brought together. */
export interface Matched<T> {
  /** In the order of the later list. */
  readonly pairs: readonly (readonly [before: T, after: T])[];
  readonly removed: readonly T[];
  readonly added: readonly T[];
  /** Whether the pairs stand in another order in the earlier list. */
  readonly isReordered: boolean;
}

/** Pairs what has the same first key, then of the rest what has the same second one, and so on. */
export function matchLists<T>(
  before: readonly T[],
  after: readonly T[],
  keys: readonly ((item: T) => string)[],
): Matched<T> {
  const partners = new Map<T, T>();
  let rest = before;
  for (const keyOf of keys) {
    for (const item of after.filter((each) => !partners.has(each))) {
      const partner = rest.find((each) => keyOf(each) === keyOf(item));
      if (partner === undefined) continue;
      partners.set(item, partner);
      rest = rest.filter((each) => each !== partner);
    }
  }
  const pairs = after.flatMap((item) => {
    const partner = partners.get(item);
    return partner === undefined ? [] : [[partner, item] as const];
  });
  const positions = pairs.map(([partner]) => before.indexOf(partner));
  const isReordered = positions.some((position, index) => position < (positions[index - 1] ?? 0));
  return { pairs, removed: rest, added: after.filter((item) => !partners.has(item)), isReordered };
}
