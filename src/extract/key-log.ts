import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeFailed } from '../format/io-failure.ts';
import { stepSync } from '../failpoints/step.ts';

/** Keys that stay in memory: 16 bytes each. More go to files. */
const keysInMemory = 65_536;

/** Files that keys are spread over, by the first bits of their hash: one of them at a time is in memory. */
const bucketCount = 64;
const bucketShift = 58n;

/** A hash of a key and the row that has it: pairs, one after another. */
type Pairs = BigUint64Array<ArrayBuffer>;

/**
 * The keys of a table, as 64-bit hashes with their row numbers. Memory is bounded whatever the number of rows. Equal
 * keys have equal hashes; that equal hashes are equal keys is for the caller to confirm.
 */
export class KeyLog {
  readonly #path: string;
  #pairs: Pairs = new BigUint64Array(2048);
  #used = 0;
  #spilled = false;

  /** `directory`: where files go, if any are needed; `name`: of this log, unique in it. */
  constructor(directory: string, name: string) {
    this.#path = join(directory, name);
    orWriteFailed(directory, () =>
      stepSync('key-log.make-folder', () => mkdirSync(directory, { recursive: true, mode: 0o700 })),
    );
  }

  add(hash: bigint, row: number): void {
    if (this.#used === this.#pairs.length) this.#makeRoom();
    this.#pairs[this.#used] = hash;
    this.#pairs[this.#used + 1] = BigInt(row);
    this.#used += 2;
  }

  /**
   * Rows whose hash an earlier row has too, each with that row. At most `most` of them are listed, all are counted.
   */
  repeated(most: number): {
    readonly count: number;
    readonly rows: readonly (readonly [row: number, first: number])[];
  } {
    const rows: [number, number][] = [];
    let count = 0;
    for (const bucket of this.#buckets(this.#spilled)) {
      const repeated = repeatedHashes(bucket);
      if (repeated.size === 0) continue;
      const firsts = new Map<bigint, bigint>();
      for (const [hash, row] of inRowOrder(bucket)) {
        const first = firsts.get(hash);
        if (first !== undefined && ++count <= most) rows.push([Number(row), Number(first)]);
        if (first === undefined && repeated.has(hash)) firsts.set(hash, row);
      }
    }
    return { count, rows };
  }

  /** Rows whose hash is in no row of `parents`. At most `most` are listed, all are counted. */
  missingFrom(parents: KeyLog, most: number): { readonly count: number; readonly rows: readonly number[] } {
    const rows: number[] = [];
    let count = 0;
    const split = this.#spilled || parents.#spilled;
    const others = parents.#buckets(split);
    for (const bucket of this.#buckets(split)) {
      const missing = missingHashes(bucket, others.next().value ?? new BigUint64Array(0));
      if (missing.size === 0) continue;
      for (const [hash, row] of inRowOrder(bucket)) {
        if (missing.has(hash) && ++count <= most) rows.push(Number(row));
      }
    }
    return { count, rows };
  }

  #makeRoom(): void {
    if (this.#pairs.length === 2 * keysInMemory) return this.#spill();
    const larger = new BigUint64Array(this.#pairs.length * 2);
    larger.set(this.#pairs);
    this.#pairs = larger;
  }

  /** Moves everything to the files. */
  #spill(): void {
    for (const [bucket, pairs] of byBucket(this.#pairs.subarray(0, this.#used)).entries()) {
      if (pairs.length > 0) appendPairs(this.#file(bucket), pairs);
    }
    this.#spilled = true;
    this.#used = 0;
  }

  *#buckets(split: boolean): Generator<Pairs> {
    if (!split) {
      yield this.#pairs.subarray(0, this.#used);
      return;
    }
    this.#spill();
    for (let bucket = 0; bucket < bucketCount; bucket += 1) yield this.#bucket(bucket);
  }

  #bucket(bucket: number): Pairs {
    if (!existsSync(this.#file(bucket))) return new BigUint64Array(0);
    const bytes = readFileSync(this.#file(bucket));
    const pairs = new BigUint64Array(bytes.length / 8);
    new Uint8Array(pairs.buffer).set(bytes);
    return pairs;
  }

  #file(bucket: number): string {
    return `${this.#path}.${bucket}`;
  }
}

/** Rows are added in their order, and files keep it. */
function* inRowOrder(pairs: Pairs): Generator<readonly [hash: bigint, row: bigint]> {
  for (let at = 0; at < pairs.length; at += 2) yield [pairs[at] ?? 0n, pairs[at + 1] ?? 0n];
}

/** The hashes of pairs, ascending. Arrays of numbers take a fraction of the memory of sets: most keys are in order. */
function sortedHashes(pairs: Pairs): Pairs {
  const hashes = new BigUint64Array(pairs.length / 2);
  for (let index = 0; index < hashes.length; index += 1) hashes[index] = pairs[2 * index] ?? 0n;
  return hashes.sort();
}

function repeatedHashes(pairs: Pairs): ReadonlySet<bigint> {
  const hashes = sortedHashes(pairs);
  const repeated = new Set<bigint>();
  for (let index = 1; index < hashes.length; index += 1) {
    const hash = hashes[index] ?? 0n;
    if (hash === hashes[index - 1]) repeated.add(hash);
  }
  return repeated;
}

/** Hashes that are in no pair of `others`. */
function missingHashes(pairs: Pairs, others: Pairs): ReadonlySet<bigint> {
  const present = sortedHashes(others);
  const missing = new Set<bigint>();
  let at = 0;
  for (const hash of sortedHashes(pairs)) {
    while (at < present.length && (present[at] ?? 0n) < hash) at += 1;
    if (present[at] !== hash) missing.add(hash);
  }
  return missing;
}

/** Pairs by their bucket, in their order. */
function byBucket(pairs: Pairs): readonly Pairs[] {
  const buckets = Array.from({ length: bucketCount }, () => ({ from: 0, length: 0 }));
  const bucketOf = (hash: bigint) => buckets[Number(hash >> bucketShift)] ?? { from: 0, length: 0 };
  for (const [hash] of inRowOrder(pairs)) bucketOf(hash).length += 2;
  let from = 0;
  for (const bucket of buckets) {
    bucket.from = from;
    from += bucket.length;
    bucket.length = 0;
  }
  const grouped = new BigUint64Array(pairs.length);
  for (const [hash, row] of inRowOrder(pairs)) {
    const bucket = bucketOf(hash);
    grouped[bucket.from + bucket.length] = hash;
    grouped[bucket.from + bucket.length + 1] = row;
    bucket.length += 2;
  }
  return buckets.map((bucket) => grouped.subarray(bucket.from, bucket.from + bucket.length));
}

function appendPairs(file: string, { buffer, byteOffset, byteLength }: Pairs): void {
  const bytes = new Uint8Array(buffer, byteOffset, byteLength);
  orWriteFailed(file, () => stepSync('key-log.append', () => appendFileSync(file, bytes, { mode: 0o600 })));
}

function orWriteFailed(path: string, write: () => void): void {
  try {
    write();
  } catch (error) {
    throw writeFailed(path, error);
  }
}
