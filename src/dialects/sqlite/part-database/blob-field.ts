import { quote, type CsvCursor } from './csv-cursor.ts';
import { firstBlobType, type ValueBuffer } from './value-buffer.ts';

/** What a hexadecimal digit is worth, by its byte; 0x100 and more: it is none. */
const digitValues = Uint16Array.from({ length: 256 }, (_, byte) => {
  const value = '0123456789ABCDEF'.indexOf(String.fromCharCode(byte));
  return value === -1 ? 0x100 : value;
});

/** Puts the blob of which the digits are in the quotes at the cursor, as `FieldTranscoder` does. */
export function blobField(cursor: CsvCursor, out: ValueBuffer): number {
  const { bytes } = cursor;
  const first = cursor.at + 1;
  const closing = bytes.indexOf(quote, first);
  const length = (closing - first) / 2;
  if (bytes[cursor.at] !== quote || closing === -1 || !Number.isInteger(length)) return -1;
  out.reserve(out.at + length);
  const target = out.bytes;
  let to = out.at;
  for (let at = first; at < closing; at += 2) {
    const value = (digitValue(bytes[at]) << 4) | digitValue(bytes[at + 1]);
    if (value > 0xff) return -1;
    target[to] = value;
    to += 1;
  }
  out.at = to;
  cursor.at = closing + 1;
  return firstBlobType + 2 * length;
}

function digitValue(byte: number | undefined): number {
  return digitValues[byte ?? 0] ?? 0x100;
}
