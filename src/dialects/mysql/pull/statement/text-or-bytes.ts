import { isUtf8 } from 'node:buffer';

/** Characters of UTF-8, or a byte that is part of none; in a text whose characters are bytes. */
const sequences = /[\0-\x7f]+|[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}|[^]/g;

/** Where bytes that are no text are put: halves of characters, which no text has by itself. */
const firstHalf = 0xdc00;

/** Bytes as a text: each that is no part of a character becomes a half of one. `bytesOf` gives the same bytes. */
export function textOfBytes(bytes: Buffer): string {
  if (isUtf8(bytes)) return bytes.toString('utf8');
  return bytes.toString('latin1').replaceAll(sequences, (sequence) => {
    const part = Buffer.from(sequence, 'latin1');
    return isUtf8(part) ? part.toString('utf8') : String.fromCharCode(firstHalf + (part[0] ?? 0));
  });
}

export function bytesOf(text: string): Uint8Array {
  const parts = Array.from(text, (character) => {
    const code = character.charCodeAt(0);
    const isByte = character.length === 1 && code >= firstHalf && code <= firstHalf + 0xff;
    return isByte ? Buffer.from([code - firstHalf]) : Buffer.from(character, 'utf8');
  });
  return new Uint8Array(Buffer.concat(parts));
}
