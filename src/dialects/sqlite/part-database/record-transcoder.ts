import { isUtf8 } from 'node:buffer';
import { compileTranscoder } from '../../../schema/compile.ts';
import { storedColumns, type TableDefinition } from '../../../schema/definition.ts';
import type { CsvReaders } from '../../target.ts';
import type { RowWriter } from './cell-buffer.ts';
import { cellKinds } from './cell-kinds.ts';
import { comma, lineFeed, type CsvCursor } from './csv-cursor.ts';
import { fieldTranscoder } from './field-transcoder.ts';
import type { PartDatabase } from './part-database.ts';

/** The longest record that is put together of several buffers. */
const longestRest = 1 << 20;

/** The engine has to learn anew how a function runs that is made anew: it is made once for all parts of a table. */
const writers = new WeakMap<TableDefinition, RowWriter<CsvCursor>>();

/**
 * Makes records of the CSV record that begins at `start`. It takes none that differs in a byte from what an extract writes.
 * `readers`: the same for the same table.
 */
export function csvWriter(table: TableDefinition, readers: CsvReaders): RowWriter<CsvCursor> {
  const writer = writers.get(table) ?? compiledWriter(table, readers);
  writers.set(table, writer);
  return writer;
}

function compiledWriter(table: TableDefinition, readers: CsvReaders): RowWriter<CsvCursor> {
  const columns = storedColumns(table);
  const steps = columns.map((column, index) => ({
    transcode: fieldTranscoder(column, readers[index] ?? (() => undefined)),
    separator: index === columns.length - 1 ? lineFeed : comma,
  }));
  const transcode = compileTranscoder(steps);
  return {
    kinds: cellKinds(table),
    write: (cursor, out, types) => {
      cursor.at = cursor.start;
      return transcode(cursor, out, types);
    },
  };
}

/** Takes the bytes of a part's records in any pieces. */
export class RecordTranscoder {
  readonly #database: PartDatabase<CsvCursor>;
  readonly #cursor: CsvCursor = { bytes: Buffer.alloc(0), start: 0, at: 0 };
  /** Begins with a record of which the end is still to come. */
  #joined = Buffer.alloc(0);
  #restBytes = 0;

  constructor(database: PartDatabase<CsvCursor>) {
    this.#database = database;
  }

  /** Whether all records are whole that were begun. */
  get isWhole(): boolean {
    return this.#restBytes === 0;
  }

  /** Adds the rows of the records that are whole; false: there is one that is long or wrong. */
  take(piece: Uint8Array): boolean {
    const bytes = this.isWhole ? piece : this.#join(piece);
    const cursor = this.#cursor;
    [cursor.bytes, cursor.start] = [bytes, 0];
    while (cursor.start < bytes.length && this.#database.add(cursor)) cursor.start = cursor.at;
    // Before the rest takes the place of what was read.
    const isText = isUtf8(bytes.subarray(0, cursor.start));
    return this.#keep(bytes.subarray(cursor.start)) && isText;
  }

  #join(piece: Uint8Array): Uint8Array {
    const length = this.#restBytes + piece.length;
    this.#reserve(length);
    this.#joined.set(piece, this.#restBytes);
    return this.#joined.subarray(0, length);
  }

  /** false: it is too long. */
  #keep(rest: Uint8Array): boolean {
    if (rest.length > longestRest) return false;
    this.#reserve(rest.length);
    this.#joined.set(rest);
    this.#restBytes = rest.length;
    return true;
  }

  #reserve(length: number): void {
    if (length <= this.#joined.length) return;
    const larger = Buffer.allocUnsafeSlow(2 * length);
    larger.set(this.#joined.subarray(0, this.#restBytes));
    this.#joined = larger;
  }
}
