import { RecordBytes } from '../format/record-bytes.ts';
import type { WriteRecord } from '../format/row-codec.ts';
import type { RowHash } from '../format/row-hash.ts';
import type { Value } from '../schema/definition.ts';

/** Bytes that are hashed and written at once, about. */
const writtenBytes = 256 * 1024;

/** The records of some rows: canonical ones, and those of a format that has others. */
interface Gathered {
  readonly canonical: RecordBytes;
  readonly other: RecordBytes;
}

/** Gathers the records of a part to be hashed and written many at a time. */
export class GatheredRecords {
  readonly #hash: RowHash;
  readonly #writeCanonical: WriteRecord;
  readonly #writeOther: WriteRecord | null;
  #now = noRecords();
  /** Those taken last, which may be in use. Copies would be most of the memory that an extract asks for. */
  #taken = noRecords();

  /** `other`: how records are written in the format of the part; null: as the canonical ones, which are hashed. */
  constructor(hash: RowHash, canonical: WriteRecord, other: WriteRecord | null) {
    this.#hash = hash;
    this.#writeCanonical = canonical;
    this.#writeOther = other;
  }

  add(row: readonly Value[]): void {
    this.#writeCanonical(row, this.#now.canonical);
    this.#writeOther?.(row, this.#now.other);
  }

  /** Whether there is enough to be written. */
  get isFull(): boolean {
    return this.#now.canonical.length >= writtenBytes;
  }

  /** The bytes of all records so far, until the next time that some are taken. None is left. */
  take(): Uint8Array {
    const { canonical, other } = this.#now;
    [this.#now, this.#taken] = [this.#taken, this.#now];
    const hashed = this.#hash.take(canonical);
    if (this.#writeOther === null) return hashed;
    const { written } = other;
    other.cut(0);
    return written;
  }
}

function noRecords(): Gathered {
  return { canonical: new RecordBytes(), other: new RecordBytes() };
}
