import type { BoundQuery, KeyRange, Source } from '../dialects/source.ts';

export interface RangedQuery {
  readonly query: BoundQuery;
  /** A result column. */
  readonly column: string;
  /** Of the chunks. */
  readonly orderBy: readonly string[];
  /** Most rows of a range, unless one key alone has more. */
  readonly rows: number;
  /** The rows of the query, where each has a key of its own; else null. */
  readonly keys: number | null;
}

/** A range, and how many rows are in it; null: it is not known. */
export interface CountedRange {
  readonly range: KeyRange;
  readonly rows: number | null;
}

/** Ranges in the order of the keys, without a gap: every row is in one of them; or why there are none. */
export type KeyRanges = { readonly ranges: readonly CountedRange[] } | { readonly reason: string };

/**
 * Cuts a query into ranges of a column. Each has as many keys as fit, from the first one on: the ranges follow from the keys alone,
 * whatever gaps these have and whatever engine holds them. Costs one pass over the index of the column, or nothing where keys
 * that do not repeat leave no gap.
 */
export async function keyRanges(source: Source, ranged: RangedQuery): Promise<KeyRanges> {
  const { query, column, orderBy, rows, keys } = ranged;
  const bounds = await source.keyBounds(query, column, orderBy);
  if (bounds.reason !== undefined) return { reason: bounds.reason };
  const { first, last } = bounds;
  const isDense = keys !== null && last - first + 1n === BigInt(keys);
  const ranges: CountedRange[] = [];
  let left = keys;
  let from: bigint | null = first;
  while (from !== null) {
    const isLast: boolean = from === last || (left !== null && left <= rows);
    const next: bigint | null = isLast ? null : isDense ? from + BigInt(rows) : await nextFrom(source, ranged, from);
    const found: number | null = left === null || next === null ? left : rows;
    ranges.push({ range: { column, from, to: next === null ? null : next - 1n }, rows: found });
    left = left === null ? null : left - (found ?? 0);
    from = next;
  }
  return { ranges };
}

/** The first key of the next range; null: there is none. */
async function nextFrom(source: Source, { query, column, rows }: RangedQuery, from: bigint): Promise<bigint | null> {
  const next = await source.keyAt(query, column, from, rows);
  return next === from ? source.keyAt(query, column, from + 1n, 0) : next;
}
