import { RecordBytes } from '../format/record-bytes.ts';
import type { WriteRecord } from '../format/row-codec.ts';
import type { RowHash } from '../format/row-hash.ts';
import type { Value } from '../schema/definition.ts';
import { longestRecordBytes } from '../schema/longest-record.ts';

/** Bytes that are hashed and written at once, about. */
const writtenBytes = 256 * 1024;

/** Gathers the records of a part to be hashed and written many at a time. */
export class GatheredRecords {
  readonly #hash: RowHash;
  readonly #writeCanonical: WriteRecord;
  readonly #writeOther: WriteRecord | null;
  readonly #canonical = new RecordBytes();
  /** In the format of the part, where that is another one. */
  readonly #other = new RecordBytes();

  /** `other`: how records are written in the format of the part; null: as the canonical ones, which are hashed. */
  constructor(hash: RowHash, canonical: WriteRecord, other: WriteRecord | null) {
    this.#hash = hash;
    this.#writeCanonical = canonical;
    this.#writeOther = other;
  }

  /** Returns how long its longest record would be, if that is too long: then there is none of it. Else null. */
  add(row: readonly Value[]): number | null {
    const [canonical, other] = [this.#canonical.length, this.#other.length];
    this.#writeCanonical(row, this.#canonical);
    this.#writeOther?.(row, this.#other);
    const bytes = Math.max(this.#canonical.length - canonical, this.#other.length - other);
    if (bytes <= longestRecordBytes) return null;
    this.#canonical.cut(canonical);
    this.#other.cut(other);
    return bytes;
  }

  /** Where canonical records may be written instead; null: records have two forms. */
  get out(): RecordBytes | null {
    return this.#writeOther === null ? this.#canonical : null;
  }

  /** Whether there is enough to be written. */
  get isFull(): boolean {
    return this.#canonical.length >= writtenBytes;
  }

  /** The bytes of all records so far, until the next time that some are taken. None is left. */
  take(): Uint8Array {
    const hashed = this.#hash.take(this.#canonical);
    return this.#writeOther === null ? hashed : this.#other.take();
  }
}
