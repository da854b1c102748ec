import type { FieldPacket } from 'mysql2';
import type { ColumnType, Value } from '../../../schema/definition.ts';
import { Refusal } from '../../dialect.ts';
import type { RecordedField, RecordOut } from '../../row-sink.ts';
import { cellReader, isText, isUnsigned, numberReader } from './binary-rows.ts';
import { dateField, datetimeField } from './record-dates.ts';
import type { RowBytes } from './row-bytes.ts';
import { utf8Characters } from './utf8-characters.ts';

/**
 * Writes the value that a row is at, as it was read, accepted and written, and goes behind it; undefined: that is not certain.
 * Returns the value of a kept field, and of others what is at hand.
 */
export type RecordField = (row: RowBytes, out: RecordOut) => Value | undefined;

/** `at`: of the column in the row. */
export function recordField(recorded: RecordedField, field: FieldPacket, at: number): RecordField {
  const present = presentField(recorded, field) ?? valueField(recorded, cellReader(field));
  const { nullable } = recorded.column;
  return (row, out) => {
    if (!row.isNull(at)) return present(row, out);
    if (!nullable) return undefined;
    out.text('NULL');
    return null;
  };
}

/** The same in every row. */
export function constantField({ read, accepts, write }: RecordedField): RecordField {
  const value = read(undefined);
  return (_row, out) => {
    if (value instanceof Refusal || !accepts(value)) return undefined;
    write(value, out);
    return value;
  };
}

/** By way of the value itself. */
function valueField({ read, accepts, write }: RecordedField, cell: (row: RowBytes) => unknown): RecordField {
  return (row, out) => {
    const value = read(cell(row));
    if (value instanceof Refusal || !accepts(value)) return undefined;
    write(value, out);
    return value;
  };
}

/** Without a value in between, where its type alone says which it takes; undefined: there is no such way. */
function presentField({ column, isKept }: RecordedField, field: FieldPacket): RecordField | undefined {
  const { type, refinement } = column;
  if (refinement !== null) return undefined;
  if (type.kind === 'int') return integerField(field);
  if (isKept) return undefined;
  switch (field.columnType) {
    case double:
      return type.kind === 'real' ? realField : undefined;
    case tiny:
      return type.kind === 'bool' ? boolField : undefined;
    case date:
      return type.kind === 'date' ? dateField : undefined;
    case datetime:
    case timestamp:
      return type.kind === 'datetime' ? datetimeField(type.precision, field.decimals) : undefined;
    default:
      return isText(field) ? textualField(type) : undefined;
  }
}

/** Types by the numbers of the protocol. */
const [tiny, double, timestamp, longlong, date, datetime] = [1, 5, 7, 8, 10, 12];

function integerField(field: FieldPacket): RecordField | undefined {
  const isPositive = isUnsigned(field);
  const read = field.columnType === longlong ? (row: RowBytes) => row.safeInteger(isPositive) : numberReader(field);
  if (read === undefined) return undefined;
  return (row, out) => {
    const value = read(row);
    if (value !== undefined) out.integer(value);
    return value;
  };
}

function realField(row: RowBytes, out: RecordOut): Value | undefined {
  const value = row.double();
  if (Number.isNaN(value)) return undefined;
  out.real(value);
  return null;
}

function boolField(row: RowBytes, out: RecordOut): Value | undefined {
  const value = row.byte();
  if (value > 1) return undefined;
  out.byte(0x30 + value);
  return null;
}

function textualField(type: ColumnType): RecordField | undefined {
  if (type.kind === 'text') return textField(type.length ?? Infinity);
  return type.kind === 'enum' ? enumField(type.values) : undefined;
}

function textField(length: number): RecordField {
  return (row, out) => {
    const from = row.pass();
    const to = row.at;
    if (out.quotedBytes(row.source, from, to)) return to - from <= length ? null : undefined;
    const characters = utf8Characters(row.source, from, to);
    return characters >= 0 && characters <= length ? null : undefined;
  };
}

/** Its values as they come, and as they are written. */
function enumField(values: readonly string[]): RecordField {
  const known = values.map((value) => Buffer.from(value));
  return (row, out) => {
    const from = row.pass();
    for (const value of known) {
      if (value.length !== row.at - from || !isSame(value, row.source, from)) continue;
      out.quotedBytes(value, 0, value.length);
      return null;
    }
    return undefined;
  };
}

function isSame(value: Uint8Array, bytes: Uint8Array, from: number): boolean {
  for (let at = 0; at < value.length; at += 1) if (value[at] !== bytes[from + at]) return false;
  return true;
}
