import type { ColumnDefinition, ColumnType, Value } from '../../../schema/definition.ts';
import { blobField } from './blob-field.ts';
import { comma, lineFeed, quote, type CsvCursor } from './csv-cursor.ts';
import { plainReal, shortInteger, shortReal } from './number-fields.ts';
import { isSafeDate, isSafeDatetime } from './safe-dates.ts';
import { textField } from './text-field.ts';
import { firstTextType, nullType, type ValueBuffer } from './value-buffer.ts';

/**
 * Puts the value of the CSV field at the cursor, in the one dialect of extracts, and goes behind it; returns its serial type, or
 * -1: it may be wrong or unfinished, and the cursor is anywhere. It leaves it to the caller to look at what follows.
 */
export type FieldTranscoder = (cursor: CsvCursor, out: ValueBuffer) => number;

/** Reads the canonical text of a value; undefined: it is none. */
type ReadText = (text: string) => Value | undefined;

/** Whether the bytes between two places are the canonical text of a value. */
type Accepts = (text: Buffer, from: number, to: number) => boolean;

const refused = -1;
const [letterN, letterU, letterL] = [0x4e, 0x55, 0x4c];

export function fieldTranscoder({ type, nullable }: ColumnDefinition, read: ReadText): FieldTranscoder {
  const present = presentField(type, read);
  if (!nullable) return present;
  return (cursor, out) => (passesNull(cursor) ? nullType : present(cursor, out));
}

function presentField(type: ColumnType, read: ReadText): FieldTranscoder {
  const isRead: Accepts = (text, from, to) => read(text.toString('latin1', from, to)) !== undefined;
  switch (type.kind) {
    case 'text':
      return type.length === null ? textField : shortTextField(type.length);
    case 'json':
      return textField;
    case 'blob':
      return type.length === null ? blobField : shortBlobField(type.length);
    case 'int':
    case 'bigint':
      return integerField(read);
    case 'real':
      return realField(read);
    case 'bool':
      return boolField(read);
    case 'decimal':
      return decimalField(read);
    case 'enum':
      return checkedTextField((text, from, to) => read(text.toString('utf8', from, to)) !== undefined);
    case 'date':
      return checkedTextField((text, from, to) => isSafeDate(text, from, to) || isRead(text, from, to));
    case 'datetime': {
      const { precision } = type;
      return checkedTextField((text, from, to) => isSafeDatetime(text, from, to, precision) || isRead(text, from, to));
    }
    case 'time':
    case 'uuid':
      return checkedTextField(isRead);
  }
}

function integerField(read: ReadText): FieldTranscoder {
  return (cursor, out) => {
    const value = shortInteger(cursor) ?? read(bareText(cursor));
    if (typeof value === 'number') return out.integer(value);
    return typeof value === 'bigint' ? out.bigint(value) : refused;
  };
}

/** The engine stores a whole number as an integer, which has no sign at zero: -0.0 is not taken. */
function realField(read: ReadText): FieldTranscoder {
  return (cursor, out) => {
    const value = shortReal(cursor) ?? plainReal(cursor) ?? read(bareText(cursor));
    return typeof value === 'number' && !Object.is(value, -0) ? out.real(value) : refused;
  };
}

function boolField(read: ReadText): FieldTranscoder {
  return (cursor, out) => {
    const value = read(bareText(cursor));
    return typeof value === 'boolean' ? out.bool(value) : refused;
  };
}

function decimalField(read: ReadText): FieldTranscoder {
  return (cursor, out) => {
    const text = bareText(cursor);
    if (read(text) === undefined) return refused;
    out.reserve(out.at + text.length);
    out.at += out.bytes.write(text, out.at, 'latin1');
    return firstTextType + 2 * text.length;
  };
}

function shortTextField(longest: number): FieldTranscoder {
  return checkedTextField((text, from, to) => to - from <= longest || characterCount(text, from, to) <= longest);
}

function shortBlobField(longest: number): FieldTranscoder {
  return (cursor, out) => {
    const from = out.at;
    const type = blobField(cursor, out);
    return out.at - from <= longest ? type : refused;
  };
}

/** Of UTF-8: all bytes but those that go on with a character. */
function characterCount(text: Buffer, from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to; at += 1) if (((text[at] ?? 0) & 0xc0) !== 0x80) count += 1;
  return count;
}

/** A text that has to be a value. */
function checkedTextField(accepts: Accepts): FieldTranscoder {
  return (cursor, out) => {
    const from = out.at;
    const type = textField(cursor, out);
    return type !== refused && accepts(out.bytes, from, out.at) ? type : refused;
  };
}

/** What is before the next comma or line feed; empty, which is no value of a bare field: there is none. */
function bareText(cursor: CsvCursor): string {
  const { bytes, at } = cursor;
  for (let end = at; end < bytes.length; end += 1) {
    const byte = bytes[end];
    if (byte === quote) return '';
    if (byte !== comma && byte !== lineFeed) continue;
    cursor.at = end;
    return latin1(bytes, at, end);
  }
  return '';
}

function latin1({ buffer, byteOffset }: Uint8Array, from: number, to: number): string {
  return Buffer.from(buffer, byteOffset + from, to - from).toString('latin1');
}

function passesNull(cursor: CsvCursor): boolean {
  const { bytes, at } = cursor;
  if (bytes[at] !== letterN || bytes[at + 1] !== letterU) return false;
  if (bytes[at + 2] !== letterL || bytes[at + 3] !== letterL) return false;
  cursor.at = at + 4;
  return true;
}
