/** Variable-length integers, big-endian, seven bits a byte: https://sqlite.org/fileformat2.html section 1.6. */

/** Of a value below 2^53. */
export function varintWidth(value: number): number {
  let width = 1;
  for (let limit = 0x80; value >= limit; limit *= 0x80) width += 1;
  return width;
}

/**
 * Writes a value below 2^53 in just `width` bytes, at most 8, of which the first may carry nothing; returns where they end. A
 * reader takes a longer form than needed for the same value.
 */
export function putVarint(bytes: Uint8Array, at: number, width: number, value: number): number {
  const end = at + width;
  let rest = value;
  for (let index = end - 1; index >= at; index -= 1) {
    bytes[index] = (rest & 0x7f) | 0x80;
    rest = rest < 2 ** 31 ? rest >>> 7 : Math.floor(rest / 0x80);
  }
  bytes[end - 1] = value & 0x7f;
  return end;
}
