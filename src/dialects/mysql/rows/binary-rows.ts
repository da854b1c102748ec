import type { FieldPacket } from 'mysql2';
import type { RawValue } from '../../raw-values.ts';
import { RowBytes, type RowPacket } from './row-bytes.ts';
import { readDate, readDateTime, readTime } from './temporal.ts';

/** The character set of columns that hold bytes. */
const binary = 63;

/** Without digits behind the point it is an integer, as a sum of integers is. */
const exactDecimal = 246;

const unsignedFlag = 32;

type ReadCell = (row: RowBytes) => RawValue;
type ReadNumber = (row: RowBytes) => number;

/**
 * Reads rows of the binary protocol, whose numbers are the server's own: no digit is lost, and neither side makes text of them.
 *
 * @throws {Error} for a row that is longer or shorter than its columns.
 */
export function binaryRowReader(fields: readonly FieldPacket[]): (packet: RowPacket) => readonly RawValue[] {
  const readers = fields.map(cellReader);
  const bytes = new RowBytes();
  return (packet) => {
    bytes.begin(packet, readers.length);
    const row = readers.map((read, column) => (bytes.isNull(column) ? null : read(bytes)));
    bytes.end(packet);
    return row;
  };
}

/** Integers of up to 32 bits, signed and unsigned, by the protocol's number of their type. */
const numbers = new Map<number | undefined, readonly [signed: ReadNumber, unsigned: ReadNumber]>([
  [1, [(row) => row.signed8(), (row) => row.byte()]], // TINYINT
  [2, [(row) => row.signed16(), (row) => row.unsigned16()]], // SMALLINT
  [3, [(row) => row.signed32(), (row) => row.unsigned32()]], // INT
  [9, [(row) => row.signed32(), (row) => row.unsigned32()]], // MEDIUMINT
  [13, [(row) => row.signed16(), (row) => row.unsigned16()]], // YEAR
]);

/** How the values of other types are read; of any other, by its character set. */
const readers = new Map<number | undefined, (field: FieldPacket) => ReadCell>([
  [4, () => (row) => row.float()], // FLOAT
  [5, () => (row) => row.double()], // DOUBLE
  [7, dateTimeReader], // TIMESTAMP
  [8, (field) => (isUnsigned(field) ? (row) => row.unsigned64() : (row) => row.signed64())], // BIGINT
  [10, () => readDate], // DATE
  [11, timeReader], // TIME
  [12, dateTimeReader], // DATETIME
  [16, () => readBits], // BIT
  [245, () => readText], // JSON
  [exactDecimal, ({ decimals }) => (decimals === 0 ? readWhole : readText)],
]);

/** How a value of a column is read that is not NULL. */
export function cellReader(field: FieldPacket): ReadCell {
  const read = numberReader(field);
  if (read !== undefined) return (row) => BigInt(read(row));
  return readers.get(field.columnType)?.(field) ?? (field.characterSet === binary ? readBytes : readText);
}

/** Whether a column holds texts, and no numbers, times or JSON. */
export function isText({ columnType, characterSet }: FieldPacket): boolean {
  return !numbers.has(columnType) && !readers.has(columnType) && characterSet !== binary;
}

export function isUnsigned({ flags }: FieldPacket): boolean {
  return (Number(flags) & unsignedFlag) !== 0;
}

/** How an integer of up to 32 bits is read; undefined: the column has other values. */
export function numberReader(field: FieldPacket): ReadNumber | undefined {
  return numbers.get(field.columnType)?.[isUnsigned(field) ? 1 : 0];
}

function dateTimeReader({ decimals }: FieldPacket): ReadCell {
  return (row) => readDateTime(row, decimals);
}

function timeReader({ decimals }: FieldPacket): ReadCell {
  return (row) => readTime(row, decimals);
}

function readWhole(row: RowBytes): bigint {
  return BigInt(row.bytes().toString('latin1'));
}

function readBits(row: RowBytes): bigint {
  const bytes = row.bytes();
  return bytes.length === 0 ? 0n : BigInt(`0x${bytes.toString('hex')}`);
}

function readBytes(row: RowBytes): Buffer {
  return row.bytes();
}

function readText(row: RowBytes): RawValue {
  return row.text();
}
