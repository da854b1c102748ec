import { hashMemory } from './hash-memory.ts';
import type { RecordBytes } from './record-bytes.ts';

/**
 * The hash of a set of rows, whatever their order: the sum modulo 2^64 of the xxhash64 of every record.
 *
 * It is a sum and not an XOR because two equal rows must not cancel each other out: a table without a key may hold them.
 * The record is always the row's CSV record with its line feed, in UTF-8, also for JSON Lines: the same rows have the same
 * sum whatever the format, the parts and the order. It finds accidents; tampering is what the parts' sha256 is for.
 *
 * Records are added many at a time, as the CSV format writes them, one after another and without a header:
 * every call takes whole records. For less than some hundred of them the call costs more than the hash.
 */
export class RowHash {
  #sum = 0n;

  /** The hash of the rows of all chunks together, from theirs. */
  static merge(sums: readonly string[]): string {
    return hexOf(sums.reduce((total, sum) => total + BigInt(`0x${sum}`), 0n));
  }

  /** @throws {TypeError} when the bytes do not end with the line feed of a record. */
  add(records: Uint8Array): void {
    const memory = hashMemory();
    let at = 0;
    while (at < records.length) {
      const piece = records.subarray(at, at + memory.capacity);
      memory.set(piece);
      const taken = this.#take(piece.length);
      if (taken > 0) at += taken;
      else if (at + piece.length === records.length) throw cut();
      else memory.grow();
    }
  }

  /** Adds the records that are written, and takes them. */
  take(records: RecordBytes): Uint8Array {
    const taken = records.take();
    this.add(taken);
    return taken;
  }

  /** 16 digits of hex. */
  get sum(): string {
    return hexOf(this.#sum);
  }

  /** Adds the records that end in the first bytes of the memory. Returns how many bytes they are. */
  #take(length: number): number {
    const { sum, rest } = hashMemory().sumRecords(length);
    this.#sum = BigInt.asUintN(64, this.#sum + sum);
    return length - rest;
  }
}

function cut(): TypeError {
  return new TypeError('a record without its line feed cannot be hashed');
}

function hexOf(sum: bigint): string {
  return BigInt.asUintN(64, sum).toString(16).padStart(16, '0');
}
