import { closeSync, mkdirSync, openSync, readSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { readFailed, writeFailed } from '../format/io-failure.ts';
import { stepSync } from '../failpoints/step.ts';

/** Hashes that stay in memory: 8 bytes each. More go to a file. */
const hashesInMemory = 65_536;
const firstRoom = 1024;

/** Parts that hashes in files are looked at in: one of them at a time is in memory. */
const bucketCount = 64;
const bucketShift = 26;
const hashBytes = 8;

type Hashes = BigUint64Array<ArrayBuffer>;

/** What was written to a file at once: the hashes of each bucket, one bucket after another. */
interface Run {
  readonly path: string;
  /** Where it begins, in hashes. */
  readonly at: number;
  /** Where each bucket of it ends, in hashes from `at`. */
  readonly ends: Uint32Array;
}

/** Hashes as plain data. Those of `runs` are in files. */
export interface TakenHashes {
  readonly hashes: BigUint64Array;
  readonly runs: readonly Run[];
}

/** Any number of 64-bit hashes, in memory that is bounded: more of them are in a file. */
export class KeyHashes {
  readonly #path: string;
  #hashes: Hashes = new BigUint64Array(firstRoom);
  #halves = new Uint32Array(this.#hashes.buffer);
  #used = 0;
  #runs: Run[] = [];
  /** Hashes in the file of this log. */
  #written = 0;

  /** `path`: of the file, if one is needed. */
  constructor(path: string) {
    this.#path = path;
  }

  get isEmpty(): boolean {
    return this.#used === 0 && this.#runs.length === 0;
  }

  add(hash: bigint): void {
    if (this.#used === this.#hashes.length) this.#makeRoom();
    this.#hashes[this.#used] = hash;
    this.#used += 1;
  }

  /** Adds 64 bits that are no hash, as their lower and upper half. */
  addHalves(low: number, high: number): void {
    if (this.#used === this.#hashes.length) this.#makeRoom();
    this.#halves[2 * this.#used] = low;
    this.#halves[2 * this.#used + 1] = high;
    this.#used += 1;
  }

  /** Adds those of another log. Its files are read when they are looked at, and not before. */
  merge({ hashes, runs }: TakenHashes): void {
    this.#runs.push(...runs);
    for (const hash of hashes) this.add(hash);
  }

  /** All hashes, as data of their own. None is left. */
  take(): TakenHashes {
    const taken = { hashes: this.#hashes.slice(0, this.#used), runs: this.#runs };
    this.#setRoom(firstRoom);
    this.#used = 0;
    this.#runs = [];
    return taken;
  }

  /** Whether a hash is there twice. */
  hasRepeats(): boolean {
    for (const hashes of this.#buckets(this.#runs.length > 0)) {
      if (hashes.some((hash, index) => index > 0 && hash === hashes[index - 1])) return true;
    }
    return false;
  }

  /** Whether all hashes are in `others`. */
  isWithin(others: KeyHashes): boolean {
    const inBuckets = this.#runs.length > 0 || others.#runs.length > 0;
    const parents = others.#buckets(inBuckets);
    for (const hashes of this.#buckets(inBuckets)) {
      if (!areWithin(hashes, parents.next().value ?? new BigUint64Array(0))) return false;
    }
    return true;
  }

  #makeRoom(): void {
    if (this.#used === hashesInMemory) return this.#spill();
    const full = this.#hashes;
    this.#setRoom(this.#used * 2);
    this.#hashes.set(full);
  }

  #setRoom(hashes: number): void {
    this.#hashes = new BigUint64Array(hashes);
    this.#halves = new Uint32Array(this.#hashes.buffer);
  }

  /** Moves what is in memory to the file. */
  #spill(): void {
    const { hashes, ends } = byBucket(this.#hashes.subarray(0, this.#used));
    writeHashes(this.#path, hashes, this.#written === 0);
    this.#runs.push({ path: this.#path, at: this.#written, ends });
    this.#written += this.#used;
    this.#used = 0;
  }

  /** Hashes in ascending order: of each bucket, or all at once. */
  *#buckets(inBuckets: boolean): Generator<Hashes> {
    if (!inBuckets) {
      yield this.#hashes.slice(0, this.#used).sort();
      return;
    }
    const inMemory = byBucket(this.#hashes.subarray(0, this.#used));
    for (let bucket = 0; bucket < bucketCount; bucket += 1) {
      const [from, to] = bucketOf(inMemory.ends, bucket);
      yield this.#bucket(bucket, inMemory.hashes.subarray(from, to)).sort();
    }
  }

  #bucket(bucket: number, inMemory: Hashes): Hashes {
    const ranges = this.#runs.map((run) => ({ run, range: bucketOf(run.ends, bucket) }));
    const inFiles = ranges.reduce((sum, { range: [from, to] }) => sum + to - from, 0);
    const hashes = new BigUint64Array(inFiles + inMemory.length);
    let at = 0;
    for (const { run, range } of ranges) at += readHashes(run, range, hashes.subarray(at));
    hashes.set(inMemory, at);
    return hashes;
  }
}

/** Both ascending. */
function areWithin(hashes: Hashes, others: Hashes): boolean {
  let at = 0;
  return hashes.every((hash) => {
    while (at < others.length && (others[at] ?? 0n) < hash) at += 1;
    return others[at] === hash;
  });
}

type Range = readonly [from: number, to: number];

function bucketOf(ends: Uint32Array, bucket: number): Range {
  return [ends[bucket - 1] ?? 0, ends[bucket] ?? 0];
}

/** Hashes in the order of their buckets. Integers are hashes too: neighbours go to different buckets. */
function byBucket(hashes: Hashes): { readonly hashes: Hashes; readonly ends: Uint32Array } {
  const halves = new Uint32Array(hashes.buffer, hashes.byteOffset, hashes.length * 2);
  const bucketAt = (index: number): number =>
    Math.imul((halves[2 * index] ?? 0) ^ Math.imul(halves[2 * index + 1] ?? 0, 0x85eb_ca6b), 0x9e37_79b1) >>>
    bucketShift;
  const ends = new Uint32Array(bucketCount);
  for (let index = 0; index < hashes.length; index += 1) ends[bucketAt(index)] = (ends[bucketAt(index)] ?? 0) + 1;
  for (let bucket = 1; bucket < bucketCount; bucket += 1) ends[bucket] = (ends[bucket] ?? 0) + (ends[bucket - 1] ?? 0);
  const next = Uint32Array.from(ends, (_, bucket) => bucketOf(ends, bucket)[0]);
  const grouped = new Uint32Array(hashes.length * 2);
  for (let index = 0; index < hashes.length; index += 1) {
    const bucket = bucketAt(index);
    const at = next[bucket] ?? 0;
    next[bucket] = at + 1;
    grouped[2 * at] = halves[2 * index] ?? 0;
    grouped[2 * at + 1] = halves[2 * index + 1] ?? 0;
  }
  return { hashes: new BigUint64Array(grouped.buffer), ends };
}

/** `isFirst`: what an earlier run left under that name goes away. */
function writeHashes(path: string, { buffer, byteOffset, byteLength }: Hashes, isFirst: boolean): void {
  try {
    stepSync('keys.make-folder', () => mkdirSync(dirname(path), { recursive: true, mode: 0o700 }));
    const bytes = new Uint8Array(buffer, byteOffset, byteLength);
    stepSync('keys.write', () => writeFileSync(path, bytes, { flag: isFirst ? 'w' : 'a', mode: 0o600 }));
  } catch (error) {
    throw writeFailed(path, error);
  }
}

/** Reads a range of a run to the beginning of `into`, and returns its length. */
function readHashes({ path, at }: Run, [from, to]: Range, into: Hashes): number {
  const bytes = new Uint8Array(into.buffer, into.byteOffset, (to - from) * hashBytes);
  try {
    readBytes(path, bytes, (at + from) * hashBytes);
  } catch (error) {
    throw readFailed(path, error);
  }
  return to - from;
}

function readBytes(path: string, bytes: Uint8Array, position: number): void {
  const file = openSync(path, 'r');
  try {
    if (readSync(file, bytes, 0, bytes.length, position) < bytes.length) throw new Error('it is shorter than it was');
  } finally {
    closeSync(file);
  }
}
