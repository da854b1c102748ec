import { storedColumns, type ColumnType, type TableDefinition } from './definition.ts';

/** The longest text of a number or date. Engines write some of them in several ways: what is no longer counts as the same everywhere. */
export const shortLength = 80;

/** Bytes of a value of which a thousand are no burden. */
const lightBytes = 4096;

/** Of a value in a record; Infinity: there is no limit. */
export function mostBytesOf(type: ColumnType): number {
  switch (type.kind) {
    case 'json':
      return Infinity;
    case 'text':
      return 4 * (type.length ?? Infinity);
    case 'blob':
      return 2 * (type.length ?? Infinity);
    case 'enum':
      return Math.max(...type.values.map((value) => Buffer.byteLength(value)));
    default:
      return shortLength;
  }
}

export function mayBeLong(type: ColumnType): boolean {
  return mostBytesOf(type) > lightBytes;
}

/** The stored columns of a table of which a value may be long. */
export function longColumns(table: TableDefinition): readonly string[] {
  return storedColumns(table)
    .filter(({ type }) => mayBeLong(type))
    .map(({ name }) => name);
}
