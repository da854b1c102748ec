import { encodeHex } from '../wasm/hex.ts';
import { firstNotPlain, leastPlain, longestPlain, writeReal } from '../wasm/real.ts';
import { realText } from './value-text.ts';

const quote = 0x22;
const minus = 0x2d;
const zero = 0x30;
const firstBytes = 64 * 1024;
/** Most bytes that a UTF-16 unit becomes in UTF-8. */
const bytesPerUnit = 3;
/** Longer texts are left to the engine: below it, a call of it costs more than a loop. */
const longestLooped = 128;
/** Whole numbers below it are written by 32-bit arithmetic. */
const smallNumbers = 1e9;

/** The bytes of records that are written one behind the other, and taken many at a time. UTF-8. */
export class RecordBytes {
  #bytes = Buffer.allocUnsafeSlow(firstBytes);
  /** What was taken last is in it, and may be in use. A copy each time would be most of the memory that an extract asks for. */
  #taken = Buffer.allocUnsafeSlow(firstBytes);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** What is written, until something else is. */
  get written(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  /** What is written, of which none is left here. It stays as it is until the next time that some is taken. */
  take(): Buffer {
    const taken = this.#bytes.subarray(0, this.#length);
    [this.#bytes, this.#taken] = [this.#taken, this.#bytes];
    this.#length = 0;
    return taken;
  }

  /** Takes back what was written behind a length. */
  cut(length: number): void {
    this.#length = length;
  }

  /** `byte`: ASCII. */
  byte(byte: number): void {
    this.#room(1);
    this.#bytes[this.#length++] = byte;
  }

  /** `text`: well-formed. */
  text(text: string): void {
    if (text.length > longestLooped) return this.#long(text);
    this.#room(text.length * bytesPerUnit);
    this.#length = this.#ascii(text, this.#length) ?? this.#length + this.#bytes.write(text, this.#length);
  }

  /** `text`: well-formed. In double quotes, with those in it doubled. */
  quoted(text: string): void {
    this.byte(quote);
    if (text.includes('"')) this.text(text.replaceAll('"', '""'));
    else this.text(text);
    this.byte(quote);
  }

  /** In double quotes, as upper-case hex. */
  hex(bytes: Uint8Array): void {
    this.#room(2 * bytes.length + 2);
    this.#bytes[this.#length] = quote;
    this.#length = encodeHex(bytes, this.#bytes, this.#length + 1);
    this.#bytes[this.#length++] = quote;
  }

  /** UTF-8 from one place to another, in double quotes, with those in it doubled. Returns whether all of it is ASCII. */
  quotedBytes(bytes: Uint8Array, from: number, to: number): boolean {
    this.#room(2 * (to - from + 1));
    const written = this.#bytes;
    let end = this.#length;
    let bits = 0;
    written[end++] = quote;
    for (let at = from; at < to; at += 1) {
      const byte = bytes[at] ?? 0;
      bits |= byte;
      written[end++] = byte;
      if (byte === quote) written[end++] = quote;
    }
    written[end++] = quote;
    this.#length = end;
    return bits < 0x80;
  }

  /** A whole number below 100 with two digits, and a byte of ASCII behind it. */
  twoDigits(value: number, after: number): void {
    this.#room(3);
    const tens = (value * 205) >> 11;
    this.#bytes[this.#length] = zero + tens;
    this.#bytes[this.#length + 1] = zero + value - tens * 10;
    this.#bytes[this.#length + 2] = after;
    this.#length += 3;
  }

  /** A whole number of at most `width` digits, with zeros in front. */
  padded(value: number, width: number): void {
    this.#room(width);
    let rest = value;
    for (let at = this.#length + width - 1; at >= this.#length; at -= 1) {
      const tens = (rest / 10) | 0;
      this.#bytes[at] = zero + rest - tens * 10;
      rest = tens;
    }
    this.#length += width;
  }

  /** `value`: a whole number that is safe. */
  integer(value: number): void {
    if (value >= smallNumbers || value <= -smallNumbers) return this.text(String(value));
    this.#room(11);
    if (value < 0) this.#bytes[this.#length++] = minus;
    this.#digits(value < 0 ? -value : value);
  }

  /** The shortest text that reads back to the same number, which is no NaN. */
  real(value: number): void {
    const magnitude = Math.abs(value);
    const hundredths = Math.round(magnitude * 100);
    // Of numbers with up to 15 digits each has a double of its own: no shorter one than these two decimals reads back to it.
    if (hundredths >= smallNumbers || hundredths / 100 !== magnitude || value === 0)
      return this.#manyDigits(value, magnitude);
    this.#room(13);
    if (value < 0) this.#bytes[this.#length++] = minus;
    const whole = Math.floor(hundredths / 100);
    this.#digits(whole);
    const decimals = hundredths - whole * 100;
    if (decimals > 0) this.#decimals(decimals);
  }

  #manyDigits(value: number, magnitude: number): void {
    if (magnitude < leastPlain || magnitude >= firstNotPlain) return this.text(realText(value));
    this.#room(longestPlain);
    if (value < 0) this.#bytes[this.#length++] = minus;
    this.#length = writeReal(magnitude, this.#bytes, this.#length);
  }

  /** Two of them, or one where the second is a zero. */
  #decimals(hundredths: number): void {
    const tenths = Math.floor(hundredths / 10);
    this.#bytes[this.#length++] = 0x2e;
    this.#bytes[this.#length++] = zero + tenths;
    if (hundredths !== tenths * 10) this.#bytes[this.#length++] = zero + hundredths - tenths * 10;
  }

  #digits(value: number): void {
    let count = 1;
    for (let limit = 10; limit <= value; limit *= 10) count += 1;
    let rest = value;
    for (let at = this.#length + count - 1; at >= this.#length; at -= 1) {
      const tens = (rest / 10) | 0;
      this.#bytes[at] = zero + rest - tens * 10;
      rest = tens;
    }
    this.#length += count;
  }

  /** Where it ends; null: it is not ASCII, and nothing of it counts. */
  #ascii(text: string, start: number): number | null {
    const bytes = this.#bytes;
    const units = text.length;
    for (let index = 0; index < units; index += 1) {
      const unit = text.charCodeAt(index);
      if (unit > 0x7f) return null;
      bytes[start + index] = unit;
    }
    return start + units;
  }

  #long(text: string): void {
    this.#room(Buffer.byteLength(text));
    this.#length += this.#bytes.write(text, this.#length);
  }

  #room(bytes: number): void {
    const due = this.#length + bytes;
    if (due <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(due, 2 * this.#bytes.length));
    larger.set(this.written);
    this.#bytes = larger;
  }
}
