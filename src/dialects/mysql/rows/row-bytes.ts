import { isUtf8 } from 'node:buffer';
import { longestRecordBytes } from '../../../schema/longest-record.ts';
import { Refusal } from '../../dialect.ts';

/** A packet of the driver: a row is in `buffer` from `offset` to `end`. */
export interface RowPacket {
  readonly buffer: Buffer;
  readonly offset: number;
  readonly end: number;
}

/** Longer texts are left to the decoder: to look at each byte would take longer. */
const mostSeenBytes = 64;

/** The upper half of an integer of 64 bits that is safe is below it. */
const safeHalf = 2 ** 21;

/** The driver reads 64 KiB at a time; what is larger is one large row. */
const mostSharedBytes = 1 << 17;

/** The bytes of a row in the binary protocol, read from front to back. Rows that came together share a buffer. */
export class RowBytes {
  #bytes: Buffer = Buffer.alloc(0);
  #view: DataView = new DataView(new ArrayBuffer(0));
  /** The bytes as characters of one byte, out of which short texts are cut; undefined: nobody has asked for one yet. */
  #latin1: string | undefined;
  #at = 0;
  #nullBits = 0;

  /** Goes to the first value of a row of so many columns. */
  begin({ buffer, offset }: RowPacket, columns: number): void {
    if (buffer !== this.#bytes) {
      this.#bytes = buffer;
      this.#view = new DataView(buffer.buffer, buffer.byteOffset, buffer.length);
      this.#latin1 = undefined;
    }
    this.#nullBits = offset + 1;
    this.#at = this.#nullBits + ((columns + 9) >> 3);
  }

  isNull(column: number): boolean {
    const bit = column + 2;
    return ((this.#bytes[this.#nullBits + (bit >> 3)] ?? 0) & (1 << (bit & 7))) !== 0;
  }

  /** @throws {Error} unless the row ends here. */
  end({ end }: RowPacket): void {
    if (this.#at !== end) throw new Error(`a row ends ${end - this.#at} bytes from where it should`);
  }

  byte(): number {
    return this.#view.getUint8(this.#skip(1));
  }

  signed8(): number {
    return this.#view.getInt8(this.#skip(1));
  }

  unsigned16(): number {
    return this.#view.getUint16(this.#skip(2), true);
  }

  signed16(): number {
    return this.#view.getInt16(this.#skip(2), true);
  }

  unsigned32(): number {
    return this.#view.getUint32(this.#skip(4), true);
  }

  signed32(): number {
    return this.#view.getInt32(this.#skip(4), true);
  }

  unsigned64(): bigint {
    return this.#view.getBigUint64(this.#skip(8), true);
  }

  signed64(): bigint {
    return this.#view.getBigInt64(this.#skip(8), true);
  }

  float(): number {
    return this.#view.getFloat32(this.#skip(4), true);
  }

  double(): number {
    return this.#view.getFloat64(this.#skip(8), true);
  }

  /** An integer of 64 bits; undefined, and nothing is read, if it is not safe. */
  safeInteger(isUnsigned: boolean): number | undefined {
    const at = this.#at;
    const high = isUnsigned ? this.#view.getUint32(at + 4, true) : this.#view.getInt32(at + 4, true);
    if (high >= safeHalf || high < -safeHalf) return undefined;
    const value = high * 2 ** 32 + this.#view.getUint32(at, true);
    if (value === -(2 ** 53)) return undefined;
    this.#at = at + 8;
    return value;
  }

  /** Goes behind bytes that begin with their number, and returns where they begin; they end `at`. */
  pass(): number {
    const length = this.#length();
    return this.#skip(length);
  }

  /** Where the next value begins in `source`. */
  get at(): number {
    return this.#at;
  }

  /** The driver's own buffer. */
  get source(): Buffer {
    return this.#bytes;
  }

  /** Bytes that begin with their number, in the driver's own buffer. */
  bytes(): Buffer {
    const length = this.#length();
    const from = this.#skip(length);
    return this.#bytes.subarray(from, from + length);
  }

  text(): string | Refusal {
    const length = this.#length();
    const from = this.#skip(length);
    const to = from + length;
    if (length <= mostSeenBytes && this.#bytes.length <= mostSharedBytes && this.#isAscii(from, to))
      return (this.#latin1 ??= this.#bytes.toString('latin1')).substring(from, to);
    if (length > longestRecordBytes)
      return new Refusal(`the text has ${length} bytes, where ${longestRecordBytes} is the most`);
    const text = this.#bytes.toString('utf8', from, to);
    return text.includes('\uFFFD') ? this.#checked(text, from, to) : text;
  }

  #isAscii(from: number, to: number): boolean {
    let bits = 0;
    for (let at = from; at < to; at += 1) bits |= this.#bytes[at] ?? 0;
    return bits < 0x80;
  }

  /** The text has a replacement character: its own, or in place of bytes that are none. */
  #checked(text: string, from: number, to: number): string | Refusal {
    return isUtf8(this.#bytes.subarray(from, to))
      ? text
      : new Refusal(`the text is not valid UTF-8: bytes ${this.#bytes.toString('hex', from, Math.min(to, from + 32))}`);
  }

  /** A number of one byte, or after a mark of 2, 3 or 8. */
  #length(): number {
    const first = this.byte();
    if (first < 0xfb) return first;
    if (first === 0xfc) return this.unsigned16();
    if (first === 0xfd) return this.unsigned16() + this.byte() * 0x10000;
    return Number(this.unsigned64());
  }

  #skip(length: number): number {
    const from = this.#at;
    this.#at += length;
    return from;
  }
}
