import { decodeHex } from '../../../wasm/hex.ts';
import { quote, type CsvCursor } from './csv-cursor.ts';
import { firstBlobType, type ValueBuffer } from './value-buffer.ts';

/** Puts the blob of which the digits are in the quotes at the cursor, as `FieldTranscoder` does. */
export function blobField(cursor: CsvCursor, out: ValueBuffer): number {
  const { bytes } = cursor;
  const first = cursor.at + 1;
  const closing = bytes.indexOf(quote, first);
  const length = (closing - first) / 2;
  if (bytes[cursor.at] !== quote || closing === -1 || !Number.isInteger(length)) return -1;
  out.reserve(out.at + length);
  if (!decodeHex(bytes.subarray(first, closing), out.bytes, out.at)) return -1;
  out.at += length;
  cursor.at = closing + 1;
  return firstBlobType + 2 * length;
}
