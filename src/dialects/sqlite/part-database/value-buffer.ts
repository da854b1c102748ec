import type { Value } from '../../../schema/definition.ts';

/** Serial types: https://sqlite.org/fileformat2.html section 2.1. */
export const nullType = 0;
const int64Type = 6;
const float64Type = 7;
const zeroType = 8;
export const firstBlobType = 12;
export const firstTextType = 13;
const tooLong = Infinity;

const keptBytes = 1 << 20;
/** A longer text is measured before room is made for it; of a shorter one every character may take three bytes. */
const measuredLength = 1 << 14;

/** Bytes that grow, and values put behind each other at `at` as records hold them. What puts a value returns its serial type. */
export class ValueBuffer {
  bytes = Buffer.allocUnsafeSlow(keptBytes);
  /** Where the next value is put. */
  at = 0;
  #view = new DataView(this.bytes.buffer);

  /** `tooLong`, and nothing is put: a text or blob of more bytes than the longest that is taken. */
  value(value: Value, isReal: boolean, longestBytes: number): number {
    if (typeof value === 'string') return this.#text(value, longestBytes);
    if (typeof value === 'number') return isReal ? this.real(value) : this.integer(value);
    if (value === null) return nullType;
    if (typeof value === 'boolean') return this.bool(value);
    return typeof value === 'bigint' ? this.bigint(value) : this.#blob(value, longestBytes);
  }

  #text(text: string, longestBytes: number): number {
    if (text.length > longestBytes) return tooLong;
    this.reserve(this.at + (text.length > measuredLength ? Buffer.byteLength(text) : 3 * text.length));
    const length = this.bytes.write(text, this.at);
    this.at += length;
    return firstTextType + 2 * length;
  }

  #blob(blob: Uint8Array, longestBytes: number): number {
    if (blob.length > longestBytes) return tooLong;
    this.reserve(this.at + blob.length);
    this.bytes.set(blob, this.at);
    this.at += blob.length;
    return firstBlobType + 2 * blob.length;
  }

  bool(value: boolean): number {
    return value ? zeroType + 1 : zeroType;
  }

  /** NaN is NULL, as it is when it is bound. */
  real(value: number): number {
    if (Number.isNaN(value)) return nullType;
    this.reserve(this.at + 8);
    this.#view.setFloat64(this.at, value);
    this.at += 8;
    return float64Type;
  }

  /** The shortest of the types that hold it. */
  integer(value: number): number {
    this.reserve(this.at + 8);
    const at = this.at;
    if (value !== (value | 0)) return this.#longInteger(value);
    if (value === 0 || value === 1) return zeroType + value;
    if (value === (value << 24) >> 24) {
      this.#view.setInt8(at, value);
      this.at += 1;
      return 1;
    }
    if (value === (value << 16) >> 16) {
      this.#view.setInt16(at, value);
      this.at += 2;
      return 2;
    }
    if (value === (value << 8) >> 8) {
      this.#view.setInt8(at, value >> 16);
      this.#view.setUint16(at + 1, value & 0xffff);
      this.at += 3;
      return 3;
    }
    this.#view.setInt32(at, value);
    this.at += 4;
    return 4;
  }

  #longInteger(value: number): number {
    if (!Number.isSafeInteger(value)) return this.bigint(BigInt(value));
    const high = Math.floor(value / 2 ** 32);
    if (high === (high << 16) >> 16) {
      this.#view.setInt16(this.at, high);
      this.#view.setUint32(this.at + 2, value >>> 0);
      this.at += 6;
      return 5;
    }
    this.#view.setInt32(this.at, high);
    this.#view.setUint32(this.at + 4, value >>> 0);
    this.at += 8;
    return int64Type;
  }

  bigint(value: bigint): number {
    const number = Number(value);
    if (Number.isSafeInteger(number)) return this.integer(number);
    if (BigInt.asIntN(64, value) !== value) throw new RangeError(`${value} is no 64-bit integer`);
    this.reserve(this.at + 8);
    this.#view.setBigInt64(this.at, value);
    this.at += 8;
    return int64Type;
  }

  reserve(end: number): void {
    if (end > this.bytes.length) this.#resize(Math.max(end, 2 * this.bytes.length));
  }

  /** Moves what is between two places to the beginning. */
  keep(from: number, to: number): void {
    const rest = this.bytes.subarray(from, to);
    if (this.bytes.length > keptBytes && rest.length < keptBytes) this.#resize(keptBytes);
    rest.copy(this.bytes);
  }

  #resize(length: number): void {
    const before = this.bytes;
    this.bytes = Buffer.allocUnsafeSlow(length);
    this.#view = new DataView(this.bytes.buffer);
    before.copy(this.bytes);
  }
}
