import type { Refusal } from '../dialects/dialect.ts';
import type { TableDefinition, Value } from '../schema/definition.ts';
import type { RecordBytes } from './record-bytes.ts';

export type FormatName = 'csv' | 'jsonl';

/**
 * Rows of one table to the bytes of its parts, and back. A row is an array of values in the order of the table's stored columns.
 * What `write` writes depends on the values alone: equal rows have equal records, different rows different ones.
 */
export interface RowCodec {
  /** The first bytes of every part; empty for JSON Lines. */
  readonly header: string;

  /**
   * Writes one record with its line feed. The row has been validated.
   *
   * @throws {NtomError} `VALUE_UNENCODABLE` for anything that is not a value of its column's type.
   */
  readonly write: WriteRecord;

  /**
   * The rows of a part in batches.
   *
   * @throws {NtomError} `PART_BAD_VALUE`, `PART_BAD_RECORD`, `PART_BAD_HEADER`, `PART_CUT`: with part, row and column.
   */
  decode(part: PartBytes): AsyncIterable<readonly (readonly Value[])[]>;

  /** The rows of a part whose bytes are all there. Throws what `decode` throws. */
  decodeWhole(part: WholePart): readonly (readonly Value[])[];

  /**
   * The rows of a part that people may have edited: in every form that has one meaning, with a refusal for a value that is none.
   *
   * @throws {NtomError} `PART_BAD_RECORD`, `PART_BAD_HEADER`, `PART_CUT`: with part and row.
   */
  decodeEdited(part: PartBytes): AsyncIterable<readonly (readonly (Value | Refusal)[])[]>;
}

export interface PartBytes {
  readonly path: string;
  readonly bytes: AsyncIterable<Uint8Array>;
}

export interface WholePart {
  readonly path: string;
  readonly bytes: Uint8Array;
}

export type WriteRecord = (row: readonly Value[], out: RecordBytes) => void;

/** Makes the codec of a table. */
export type RowFormat = (table: TableDefinition) => RowCodec;
