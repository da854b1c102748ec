import type { Value } from '../../../schema/definition.ts';
import { putVarint, varintWidth } from './varint.ts';

/** What the values of a column are in the file. A value of another kind is written as what it is. */
export type CellKind = 'integer' | 'real' | 'bytes';

/** The bytes of a cell: length and row id, then from `payload` to `end` the record. */
export interface Cell {
  readonly start: number;
  readonly payload: number;
  readonly end: number;
}

/** How many bytes are kept for what stands before a value and is known behind it. Fixed, so that one pass writes a row. */
interface Layout {
  readonly payloadSlot: number;
  /** Of the types, by column. */
  readonly slots: readonly number[];
  /** Of the record. */
  readonly headerBytes: number;
  /** Of a text or blob. */
  readonly longestBytes: number;
}

/** Serial types: https://sqlite.org/fileformat2.html section 2.1. */
const nullType = 0;
const int64Type = 6;
const float64Type = 7;
const zeroType = 8;
const firstBlobType = 12;
const firstTextType = 13;
const tooLong = Infinity;

const keptBytes = 1 << 20;
/** A longer text is measured before room is made for it; of a shorter one every character may take three bytes. */
const measuredLength = 1 << 14;

/** Rows as cells of leaf pages, one behind the other: https://sqlite.org/fileformat2.html sections 1.6 and 2.1. */
export class CellBuffer {
  bytes = Buffer.allocUnsafeSlow(keptBytes);
  /** Where the next cell begins. */
  end = 0;
  readonly #isReal: readonly boolean[];
  readonly #narrow: Layout;
  readonly #wide: Layout;
  #view = new DataView(this.bytes.buffer);
  /** Where the body of the record that is being written ends so far. */
  #at = 0;

  constructor(columns: readonly CellKind[]) {
    this.#isReal = columns.map((kind) => kind === 'real');
    this.#narrow = layoutOf(columns.map((kind) => (kind === 'bytes' ? 2 : 1)));
    this.#wide = layoutOf(columns.map(() => 5));
  }

  add(rowId: number, row: readonly Value[]): Cell {
    const cell = this.#put(rowId, row, this.#narrow) ?? this.#put(rowId, row, this.#wide);
    if (cell === null) throw new RangeError('a row is too long');
    return cell;
  }

  /** Forgets the cells before a place. */
  drop(before: number): void {
    const rest = this.bytes.subarray(before, this.end);
    if (this.bytes.length > keptBytes && rest.length < keptBytes) this.#resize(keptBytes);
    rest.copy(this.bytes);
    this.end = rest.length;
  }

  /** null: something does not fit into its slot. */
  #put(rowId: number, row: readonly Value[], layout: Layout): Cell | null {
    const { slots, payloadSlot, headerBytes, longestBytes } = layout;
    const start = this.end;
    this.#reserve(start + payloadSlot + 9 + headerBytes);
    const payload = putVarint(this.bytes, start + payloadSlot, varintWidth(rowId), rowId);
    let slot = putVarint(this.bytes, payload, varintWidth(headerBytes), headerBytes);
    this.#at = payload + headerBytes;
    for (let index = 0; index < slots.length; index += 1) {
      const type = this.#value(row[index] ?? null, this.#isReal[index] === true, longestBytes);
      const width = slots[index] ?? 1;
      if (type >= 0x80 && type >= 0x80 ** width) return null;
      if (width === 1) this.bytes[slot] = type;
      else putVarint(this.bytes, slot, width, type);
      slot += width;
    }
    const length = this.#at - payload;
    if (length >= 0x80 ** payloadSlot) return null;
    putVarint(this.bytes, start, payloadSlot, length);
    this.end = this.#at;
    return { start, payload, end: this.end };
  }

  /** Adds a value to the body of the record; returns its serial type. */
  #value(value: Value, isReal: boolean, longestBytes: number): number {
    if (typeof value === 'string') return this.#text(value, longestBytes);
    this.#reserve(this.#at + 8);
    if (typeof value === 'number') return isReal ? this.#real(value) : this.#integer(value);
    if (value === null) return nullType;
    if (typeof value === 'boolean') return value ? zeroType + 1 : zeroType;
    return typeof value === 'bigint' ? this.#bigint(value) : this.#blob(value, longestBytes);
  }

  #text(text: string, longestBytes: number): number {
    if (text.length > longestBytes) return tooLong;
    this.#reserve(this.#at + (text.length > measuredLength ? Buffer.byteLength(text) : 3 * text.length));
    const length = this.bytes.write(text, this.#at);
    this.#at += length;
    return firstTextType + 2 * length;
  }

  #blob(blob: Uint8Array, longestBytes: number): number {
    if (blob.length > longestBytes) return tooLong;
    this.#reserve(this.#at + blob.length);
    this.bytes.set(blob, this.#at);
    this.#at += blob.length;
    return firstBlobType + 2 * blob.length;
  }

  /** NaN is NULL, as it is when it is bound. */
  #real(value: number): number {
    if (Number.isNaN(value)) return nullType;
    this.#view.setFloat64(this.#at, value);
    this.#at += 8;
    return float64Type;
  }

  /** The shortest of the types that hold it. */
  #integer(value: number): number {
    const at = this.#at;
    if (value !== (value | 0)) return this.#longInteger(value);
    if (value === 0 || value === 1) return zeroType + value;
    if (value === (value << 24) >> 24) {
      this.#view.setInt8(at, value);
      this.#at += 1;
      return 1;
    }
    if (value === (value << 16) >> 16) {
      this.#view.setInt16(at, value);
      this.#at += 2;
      return 2;
    }
    if (value === (value << 8) >> 8) {
      this.#view.setInt8(at, value >> 16);
      this.#view.setUint16(at + 1, value & 0xffff);
      this.#at += 3;
      return 3;
    }
    this.#view.setInt32(at, value);
    this.#at += 4;
    return 4;
  }

  #longInteger(value: number): number {
    if (!Number.isSafeInteger(value)) return this.#bigint(BigInt(value));
    const high = Math.floor(value / 2 ** 32);
    if (high === (high << 16) >> 16) {
      this.#view.setInt16(this.#at, high);
      this.#view.setUint32(this.#at + 2, value >>> 0);
      this.#at += 6;
      return 5;
    }
    this.#view.setInt32(this.#at, high);
    this.#view.setUint32(this.#at + 4, value >>> 0);
    this.#at += 8;
    return int64Type;
  }

  #bigint(value: bigint): number {
    const number = Number(value);
    if (Number.isSafeInteger(number)) return this.#integer(number);
    if (BigInt.asIntN(64, value) !== value) throw new RangeError(`${value} is no 64-bit integer`);
    this.#view.setBigInt64(this.#at, value);
    this.#at += 8;
    return int64Type;
  }

  #reserve(end: number): void {
    if (end > this.bytes.length) this.#resize(Math.max(end, 2 * this.bytes.length));
  }

  #resize(length: number): void {
    const before = this.bytes;
    this.bytes = Buffer.allocUnsafeSlow(length);
    this.#view = new DataView(this.bytes.buffer);
    before.copy(this.bytes);
  }
}

function layoutOf(slots: readonly number[]): Layout {
  const payloadSlot = Math.max(2, ...slots);
  const types = slots.reduce((sum, width) => sum + width, 0);
  const headerBytes = types + varintWidth(types + 2);
  const longestBytes = Math.floor((0x80 ** payloadSlot - firstTextType) / 2);
  return { payloadSlot, slots, headerBytes, longestBytes };
}
