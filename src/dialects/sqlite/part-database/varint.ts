/** Variable-length integers, big-endian, seven bits a byte: https://sqlite.org/fileformat2.html section 1.6. */

/** Of a value below 2^53. */
export function varintWidth(value: number): number {
  let width = 1;
  for (let rest = value; rest >= 0x80; rest = Math.floor(rest / 0x80)) width += 1;
  return width;
}

/**
 * Writes a value below 2^53 in just `width` bytes, at most 8, of which the first may carry nothing; returns where they end. A
 * reader takes a longer form than needed for the same value.
 */
export function putVarint(bytes: Uint8Array, at: number, width: number, value: number): number {
  let rest = value;
  for (let index = at + width - 1; index >= at; index -= 1) {
    bytes[index] = (rest % 0x80) | 0x80;
    rest = Math.floor(rest / 0x80);
  }
  const end = at + width;
  bytes[end - 1] = value % 0x80;
  return end;
}
