import { hash64 } from '../format/hash64.ts';
import type { HashedRow } from './hashed-rows.ts';

type Side = 'loaded' | 'now';

/** Rows that share a bucket, about; and the most buckets there are: 80 MB of them. */
const rowsPerBucket = 16;
const [fewest, most] = [1024, 2 ** 22];

/**
 * Tells, of the rows of two sides, which may differ: by their keys they fall into buckets, and where the hashes of both sides' rows
 * add up to the same, all rows of the bucket are the same.
 */
export class RowBuckets {
  readonly #count: number;
  /** What one side has more than the other, modulo 2^64. */
  readonly #sums: BigUint64Array;
  readonly #rows: { readonly [side in Side]: Uint32Array };
  /** By bucket, from 1; 0: all its rows are the same. */
  #passes = new Uint32Array(0);

  /** `rows`: of both sides. */
  constructor(rows: number) {
    this.#count = Math.min(most, Math.max(fewest, 2 ** Math.ceil(Math.log2(Math.max(1, rows / rowsPerBucket)))));
    this.#sums = new BigUint64Array(this.#count);
    this.#rows = { loaded: new Uint32Array(this.#count), now: new Uint32Array(this.#count) };
  }

  add(side: Side, row: HashedRow): void {
    const bucket = this.#bucketOf(row);
    const sum = this.#sums[bucket] ?? 0n;
    this.#sums[bucket] = side === 'loaded' ? sum + row.hash : sum - row.hash;
    const rows = this.#rows[side];
    rows[bucket] = (rows[bucket] ?? 0) + 1;
  }

  /**
   * Spreads the rows that may differ over passes, in each of which the side that has fewer of them, `held`, has at most `mostRows`,
   * unless they are of one bucket.
   */
  plan(mostRows: number): { readonly passes: number; readonly held: Side } {
    const differing = [...this.#differing()];
    const rowsOf = (side: Side): number => differing.reduce((sum, bucket) => sum + (this.#rows[side][bucket] ?? 0), 0);
    const held = rowsOf('loaded') <= rowsOf('now') ? 'loaded' : 'now';
    this.#passes = new Uint32Array(this.#count);
    let [pass, rows] = [1, 0];
    for (const bucket of differing) {
      const more = this.#rows[held][bucket] ?? 0;
      if (rows > 0 && rows + more > mostRows) [pass, rows] = [pass + 1, 0];
      rows += more;
      this.#passes[bucket] = pass;
    }
    return { passes: differing.length === 0 ? 0 : pass, held };
  }

  /** In which pass a row is looked at, from 1; 0: in none, both sides have it. */
  passOf(row: HashedRow): number {
    return this.#passes[this.#bucketOf(row)] ?? 0;
  }

  *#differing(): Generator<number> {
    for (let bucket = 0; bucket < this.#count; bucket += 1) {
      const [loaded, now] = [this.#rows.loaded[bucket], this.#rows.now[bucket]];
      if (this.#sums[bucket] !== 0n || loaded !== now) yield bucket;
    }
  }

  #bucketOf({ id }: HashedRow): number {
    return Number(hash64(id) & BigInt(this.#count - 1));
  }
}
