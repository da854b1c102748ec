import type { RowHash } from '../format/row-hash.ts';

/** Characters that are hashed at once: more leave the processor's cache. */
const hashedCharacters = 64 * 1024;
/** Bytes that are written at once, about. */
const writtenBytes = 512 * 1024;

/** Gathers the records of a part to be hashed and written many at a time. */
export class GatheredRecords {
  readonly #hash: RowHash;
  #canonical = '';
  #other = '';
  #pieces: Uint8Array[] = [];
  #bytes = 0;

  constructor(hash: RowHash) {
    this.#hash = hash;
  }

  /** `other`: the record in the format of the part, where that is not the canonical one. */
  add(canonical: string, other: string): void {
    this.#canonical += canonical;
    this.#other += other;
    if (this.#canonical.length >= hashedCharacters) this.#encode();
  }

  /** Whether there is enough to be written. */
  get isFull(): boolean {
    return this.#bytes >= writtenBytes;
  }

  /** The bytes of all records so far. None is left. */
  take(): Uint8Array {
    this.#encode();
    const bytes = Buffer.concat(this.#pieces);
    [this.#pieces, this.#bytes] = [[], 0];
    return bytes;
  }

  #encode(): void {
    const piece = this.#other === '' ? this.#hash.encode(this.#canonical) : this.#hashedOther();
    [this.#canonical, this.#other] = ['', ''];
    this.#pieces.push(piece);
    this.#bytes += piece.length;
  }

  #hashedOther(): Uint8Array {
    this.#hash.addText(this.#canonical);
    return Buffer.from(this.#other);
  }
}
