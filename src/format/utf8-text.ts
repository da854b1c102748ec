import { isUtf8 } from 'node:buffer';

/**
 * Bytes to text across any chunk boundaries. Nothing is replaced: at the first byte that is not UTF-8 the text ends and
 * `broken` is true. A byte order mark is a character like others.
 */
export class Utf8Text {
  #carried: Buffer = Buffer.alloc(0);
  #broken = false;

  get broken(): boolean {
    return this.#broken;
  }

  /** Whether the bytes so far end inside a character. */
  get unfinished(): boolean {
    return this.#carried.length > 0;
  }

  push(bytes: Uint8Array): string {
    const whole = this.#carried.length === 0 ? viewOf(bytes) : Buffer.concat([this.#carried, bytes]);
    const end = endOfCharacters(whole);
    this.#carried = Buffer.from(whole.subarray(end));
    const characters = whole.subarray(0, end);
    if (isUtf8(characters)) return characters.toString('utf8');
    this.#broken = true;
    return validPrefix(characters).toString('utf8');
  }
}

function viewOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Where the last character begins if it is not whole; otherwise the length. */
function endOfCharacters(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    const isContinuation = byte >= 0x80 && byte < 0xc0;
    if (!isContinuation) return lengthOfCharacter(byte) > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

function lengthOfCharacter(firstByte: number): number {
  return firstByte < 0xc0 ? 1 : firstByte < 0xe0 ? 2 : firstByte < 0xf0 ? 3 : 4;
}

function validPrefix(bytes: Buffer): Buffer {
  const replaced = Buffer.from(bytes.toString('utf8'));
  const first = bytes.findIndex((byte, at) => byte !== replaced[at]);
  const prefix = bytes.subarray(0, first);
  return prefix.subarray(0, endOfCharacters(prefix));
}
