import type { BoundQuery, KeyRange, Source } from '../dialects/source.ts';

export interface RangedQuery {
  readonly query: BoundQuery;
  /** A result column. */
  readonly column: string;
  /** Of the chunks. */
  readonly orderBy: readonly string[];
  /** Most rows of a range, unless one key alone has more. */
  readonly rows: number;
}

/** Ranges in the order of the keys, without a gap: every row is in one of them; or why there are none. */
export type KeyRanges = { readonly ranges: readonly KeyRange[] } | { readonly reason: string };

/**
 * Cuts a query into ranges of a column. Each has as many keys as fit, from the first one on: the ranges follow from the keys alone,
 * whatever gaps these have and whatever engine holds them. Costs one pass over the index of the column.
 */
export async function keyRanges(source: Source, { query, column, orderBy, rows }: RangedQuery): Promise<KeyRanges> {
  const bounds = await source.keyBounds(query, column, orderBy);
  if (bounds.reason !== undefined) return { reason: bounds.reason };
  const ranges: KeyRange[] = [];
  let from: bigint | null = bounds.first;
  while (from !== null) {
    const next: bigint | null = from === bounds.last ? null : await nextFrom(source, query, column, from, rows);
    ranges.push({ column, from, to: next === null ? null : next - 1n });
    from = next;
  }
  return { ranges };
}

/** The first key of the next range; null: there is none. */
async function nextFrom(
  source: Source,
  query: BoundQuery,
  column: string,
  from: bigint,
  rows: number,
): Promise<bigint | null> {
  const next = await source.keyAt(query, column, from, rows);
  return next === from ? source.keyAt(query, column, from + 1n, 0) : next;
}
