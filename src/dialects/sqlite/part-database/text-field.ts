import { quote, type CsvCursor } from './csv-cursor.ts';
import { firstTextType, type ValueBuffer } from './value-buffer.ts';

/** A longer text is copied as a whole. */
const shortBytes = 256;

/** Puts the text in the quotes at the cursor, as `FieldTranscoder` does. Whether it is UTF-8 is not looked at. */
export function textField(cursor: CsvCursor, out: ValueBuffer): number {
  const { bytes } = cursor;
  const first = cursor.at + 1;
  if (bytes[cursor.at] !== quote) return -1;
  const last = Math.min(bytes.length, first + shortBytes);
  out.reserve(out.at + shortBytes);
  const target = out.bytes;
  let to = out.at;
  for (let at = first; at < last; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte === quote) {
      at += 1;
      if (bytes[at] !== quote) return put(cursor, out, at, to);
    }
    target[to] = byte;
    to += 1;
  }
  return longText(cursor, out, first);
}

/** Undoubled quote by quote. */
function longText(cursor: CsvCursor, out: ValueBuffer, first: number): number {
  const { bytes } = cursor;
  let [from, to] = [first, out.at];
  for (;;) {
    const next = bytes.indexOf(quote, from);
    if (next === -1) return -1;
    const isDoubled = bytes[next + 1] === quote;
    const end = isDoubled ? next + 1 : next;
    out.reserve(to + end - from);
    out.bytes.set(bytes.subarray(from, end), to);
    to += end - from;
    if (!isDoubled) return put(cursor, out, next + 1, to);
    from = next + 2;
  }
}

function put(cursor: CsvCursor, out: ValueBuffer, at: number, to: number): number {
  const type = firstTextType + 2 * (to - out.at);
  cursor.at = at;
  out.at = to;
  return type;
}
