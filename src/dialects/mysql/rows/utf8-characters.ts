/**
 * How many characters the bytes from one place to another are; -1: they are not UTF-8. Quicker than a call of the engine for a short
 * text.
 */
export function utf8Characters(bytes: Uint8Array, from: number, to: number): number {
  let count = 0;
  let at = from;
  while (at < to) {
    const first = bytes[at] ?? 0;
    count += 1;
    if (first < 0x80) {
      at += 1;
      continue;
    }
    const length = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
    if (length === 0 || at + length > to || !isContinued(bytes, at, length)) return -1;
    at += length;
  }
  return count;
}

/** Whether the bytes behind a first one continue it, as the shortest form of a character that is no surrogate. */
function isContinued(bytes: Uint8Array, at: number, length: number): boolean {
  const first = bytes[at] ?? 0;
  const second = bytes[at + 1] ?? 0;
  const least = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
  const most = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
  if (second < least || second > most) return false;
  for (let next = at + 2; next < at + length; next += 1) if (((bytes[next] ?? 0) & 0xc0) !== 0x80) return false;
  return true;
}
