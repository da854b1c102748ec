import { isUtf8 } from 'node:buffer';
import type { FieldPacket } from 'mysql2';
import { Refusal } from '../dialect.ts';
import type { RawValue } from '../raw-values.ts';

/** The character set of columns that hold bytes. */
const binary = 63;

/** Without digits behind the point it is an integer, as a sum of integers is. */
const exactDecimal = 246;

type ReadCell = (bytes: Buffer) => RawValue;

/** Reads the cells of a row, which are the bytes of the text protocol, by what the server says of each column. */
export function rowReader(fields: readonly FieldPacket[]): (cells: readonly (Buffer | null)[]) => readonly RawValue[] {
  const columns = fields.map(cellReader);
  return (cells) => cells.map((cell, index) => (cell === null ? null : (columns[index] ?? readText)(cell)));
}

/** How the values of each column type are read, by the protocol's number of the type; of any other, by its character set. */
const readers = new Map<number | undefined, ReadCell>([
  [1, readInteger], // TINYINT
  [2, readInteger], // SMALLINT
  [3, readInteger], // INT
  [4, readDouble], // FLOAT
  [5, readDouble], // DOUBLE
  [7, readAscii], // TIMESTAMP
  [8, readInteger], // BIGINT
  [9, readInteger], // MEDIUMINT
  [10, readAscii], // DATE
  [11, readAscii], // TIME
  [12, readAscii], // DATETIME
  [13, readInteger], // YEAR
  [16, readBits], // BIT
  [245, readText], // JSON
  [exactDecimal, readAscii],
]);

function cellReader({ columnType, characterSet, decimals }: FieldPacket): ReadCell {
  if (columnType === exactDecimal && decimals === 0) return readInteger;
  return readers.get(columnType) ?? (characterSet === binary ? (bytes) => bytes : readText);
}

function readInteger(bytes: Buffer): bigint {
  return BigInt(bytes.toString('latin1'));
}

function readDouble(bytes: Buffer): number {
  return Number(bytes.toString('latin1'));
}

function readAscii(bytes: Buffer): string {
  return bytes.toString('latin1');
}

function readBits(bytes: Buffer): bigint {
  return bytes.length === 0 ? 0n : BigInt(`0x${bytes.toString('hex')}`);
}

function readText(bytes: Buffer): string | Refusal {
  const text = bytes.toString('utf8');
  return text.includes('\uFFFD') && !isUtf8(bytes)
    ? new Refusal(`the text is not valid UTF-8: bytes ${bytes.toString('hex', 0, 32)}`)
    : text;
}
