import type { TableDefinition, Value } from '../schema/definition.ts';

export type FormatName = 'csv' | 'jsonl';

/**
 * Rows of one table to the bytes of its parts, and back. A row is an array of values in the order of the table's stored columns.
 * `encode` is a function of the values alone: equal rows have equal records, different rows different ones.
 */
export interface RowCodec {
  /** The first bytes of every part; empty for JSON Lines. */
  readonly header: string;

  /** One record with its line feed. The row has been validated. */
  readonly encode: (row: readonly Value[]) => string;

  /**
   * The rows of a part in batches.
   *
   * @throws {NtomError} `PART_BAD_VALUE`, `PART_BAD_RECORD`, `PART_BAD_HEADER`, `PART_CUT`: with part, row and column.
   */
  decode(part: { path: string; bytes: AsyncIterable<Uint8Array> }): AsyncIterable<readonly (readonly Value[])[]>;
}

/** Makes the codec of a table. */
export type RowFormat = (table: TableDefinition) => RowCodec;
