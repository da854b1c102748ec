import { loadHash64, type Hash64 } from './hash64.ts';

/**
 * The hash of a set of rows, whatever their order: the sum modulo 2^64 of the xxhash64 of every record.
 *
 * It is a sum and not an XOR because two equal rows must not cancel each other out: a table without a key may hold them.
 * The record is always the row's CSV record with its line feed, in UTF-8, also for JSON Lines: the same rows have the same
 * sum whatever the format, the parts and the order. It finds accidents; tampering is what the parts' sha256 is for.
 */
export class RowHash {
  readonly #hash64: Hash64;
  #sum = 0n;

  private constructor(hash64: Hash64) {
    this.#hash64 = hash64;
  }

  /** The hash of no rows yet. */
  static async create(): Promise<RowHash> {
    return new RowHash(await loadHash64());
  }

  /** The hash of the rows of all chunks together, from theirs. */
  static merge(sums: readonly string[]): string {
    return hexOf(sums.reduce((total, sum) => BigInt.asUintN(64, total + BigInt(`0x${sum}`)), 0n));
  }

  /** `record`: as `encode` of the CSV format gives it. */
  add(record: string): void {
    this.#sum = BigInt.asUintN(64, this.#sum + this.#hash64(record));
  }

  /** 16 digits of hex. */
  get sum(): string {
    return hexOf(this.#sum);
  }
}

function hexOf(sum: bigint): string {
  return sum.toString(16).padStart(16, '0');
}
