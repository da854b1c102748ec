import type { ColumnDefinition, Value } from '../schema/definition.ts';
import type { Refusal } from './dialect.ts';
import type { RawRow } from './source.ts';

/** Who gets the rows of a chunk, one by one. What it throws ends the reading. */
export interface RowSink {
  /** Takes a row as the driver gave it. */
  row(raw: RawRow): void;

  /** How a reader may write the records of rows itself, without values in between; null: it may not. */
  readonly recording: Recording | null;
}

/**
 * The records of rows, byte by byte what `row` would have made of them. A reader that cannot write them, or not the one of some row,
 * calls `row` instead, and leaves nothing in `out`.
 */
export interface Recording {
  /** The fields of a record, in their order. */
  readonly fields: readonly RecordedField[];
  readonly out: RecordOut;

  /** The record of a row is in `out`. `values`: those of the kept fields in their places; what is in the others means nothing. */
  recorded(values: readonly Value[]): void;
}

/** Where records are written: the part of `RecordBytes` that a reader needs, which says what each does. */
export interface RecordOut {
  readonly length: number;
  cut(length: number): void;
  byte(byte: number): void;
  text(text: string): void;
  quoted(text: string): void;
  hex(bytes: Uint8Array): void;
  quotedBytes(bytes: Uint8Array, from: number, to: number): boolean;
  integer(value: number): void;
  real(value: number): void;
  twoDigits(value: number, after: number): void;
  padded(value: number, width: number): void;
}

/** A field of a record, and how it is made of what a row has at its place. A reader that knows a quicker way does the same. */
export interface RecordedField {
  readonly column: ColumnDefinition;
  /** Where in a row; -1: nowhere, it is the same in all rows. */
  readonly key: number;
  readonly read: (found: unknown) => Value | Refusal;
  /** Whether the column surely takes a value. */
  readonly accepts: (value: unknown) => boolean;
  /** Writes a value that was accepted. */
  readonly write: (value: Value, out: RecordOut) => void;
  /** What follows the field: a byte of ASCII. */
  readonly after: number;
  /** Whether the sink wants to know its values. */
  readonly isKept: boolean;
}

/** Gives rows to a sink that come in batches. */
export async function* handOver(batches: AsyncIterable<readonly RawRow[]>, sink: RowSink): AsyncGenerator<number> {
  for await (const batch of batches) {
    for (const raw of batch) sink.row(raw);
    yield batch.length;
  }
}
