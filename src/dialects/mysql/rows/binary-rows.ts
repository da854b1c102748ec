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

/** How the values of each column type are read, by the protocol's number of the type; of any other, by its character set. */
const readers = new Map<number | undefined, (field: FieldPacket) => ReadCell>([
  [
    1,
    integer(
      (row) => row.signed8(),
      (row) => row.byte(),
    ),
  ], // TINYINT
  [
    2,
    integer(
      (row) => row.signed16(),
      (row) => row.unsigned16(),
    ),
  ], // SMALLINT
  [
    3,
    integer(
      (row) => row.signed32(),
      (row) => row.unsigned32(),
    ),
  ], // INT
  [4, () => (row) => row.float()], // FLOAT
  [5, () => (row) => row.double()], // DOUBLE
  [
    7,
    ({ decimals }) =>
      (row) =>
        readDateTime(row, decimals),
  ], // TIMESTAMP
  [
    8,
    integer(
      (row) => row.signed64(),
      (row) => row.unsigned64(),
    ),
  ], // BIGINT
  [
    9,
    integer(
      (row) => row.signed32(),
      (row) => row.unsigned32(),
    ),
  ], // MEDIUMINT
  [10, () => readDate], // DATE
  [
    11,
    ({ decimals }) =>
      (row) =>
        readTime(row, decimals),
  ], // TIME
  [
    12,
    ({ decimals }) =>
      (row) =>
        readDateTime(row, decimals),
  ], // DATETIME
  [
    13,
    integer(
      (row) => row.signed16(),
      (row) => row.unsigned16(),
    ),
  ], // YEAR
  [16, () => readBits], // BIT
  [245, () => readText], // JSON
  [exactDecimal, ({ decimals }) => (decimals === 0 ? readWhole : readText)],
]);

function cellReader(field: FieldPacket): ReadCell {
  return readers.get(field.columnType)?.(field) ?? (field.characterSet === binary ? readBytes : readText);
}

function integer(
  signed: (row: RowBytes) => number | bigint,
  unsigned: (row: RowBytes) => number | bigint,
): (field: FieldPacket) => ReadCell {
  return ({ flags }) => {
    const read = (Number(flags) & unsignedFlag) === 0 ? signed : unsigned;
    return (row) => BigInt(read(row));
  };
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
